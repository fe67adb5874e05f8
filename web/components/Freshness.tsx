import type { SnapshotInfo } from '../../indicators/series.ts';
import { dateWords } from '../../indicators/words.ts';

/** How fresh the figures are. */
export function Freshness({ snapshot }: { snapshot: SnapshotInfo }) {
  const published = `published ${dateWords(snapshot.published_at.slice(0, 10))}`;
  return (
    <p class="fresh">
      {snapshot.data_to
        ? `Data to ${dateWords(snapshot.data_to)}, ${published}.`
        : `No data yet; ${published}.`}
      {snapshot.name ? ` As shown to: ${snapshot.name}.` : ''}
    </p>
  );
}
