import type { SnapshotInfo } from '../../indicators/series.ts';
import { dateWords } from '../../indicators/words.ts';
import { qualityAddress } from '../addresses.ts';
import type { Arrivals } from '../props/overview.ts';
import { counted } from '../words.ts';

/** How fresh the figures are, and whether files are late. */
export function Freshness({ snapshot, arrivals }: { snapshot: SnapshotInfo; arrivals?: Arrivals }) {
  const published = `published ${dateWords(snapshot.published_at.slice(0, 10))}`;
  return (
    <p class="fresh">
      {snapshot.data_to
        ? `Data to ${dateWords(snapshot.data_to)}, ${published}.`
        : `No data yet; ${published}.`}
      {snapshot.name ? ` As shown to: ${snapshot.name}.` : ''}
      {arrivals && arrivals.regular > 0 && (
        <>
          {' '}
          <a href={qualityAddress()}>{arrivedWords(arrivals)}</a>.
        </>
      )}
    </p>
  );
}

function arrivedWords({ regular, late }: Arrivals): string {
  if (late.length === 0) return `All ${counted(regular, 'regular file')} are in`;
  return `${regular - late.length} of ${counted(regular, 'regular file')} are in, ${late.length} late`;
}
