import { dateWords, pointPeriodWords } from '../../../indicators/period-words.ts';
import type { SnapshotInfo } from '../../../indicators/series.ts';
import { indicatorAddress } from '../../addresses.ts';
import type { Arrivals } from '../../props/overview.ts';
import { counted } from '../../words.ts';
import type { Shown } from '../overview/overviewFilter.ts';

const ALL: Record<number, string> = { 1: 'The regular extract', 2: 'Both regular extracts' };

const NAMED = 2;

interface FreshnessProps {
  snapshot: SnapshotInfo;
  arrivals?: Arrivals;
  /** The headline figures that are old. */
  old?: Shown[];
}

/** How fresh the figures are, whether the regular files have come, and whether a headline figure is old all the same. */
export function Freshness({ snapshot, arrivals, old = [] }: FreshnessProps) {
  const published = `published ${dateWords(snapshot.published_at.slice(0, 10))}`;
  return (
    <p class="fresh">
      {snapshot.data_to
        ? `Data to ${dateWords(snapshot.data_to)}, ${published}.`
        : `No data yet; ${published}.`}
      {snapshot.name ? ` As shown to: ${snapshot.name}.` : ''}
      {arrivals && <Arrived {...arrivals} />}
      {old.length > 0 && <Old old={old} />}
    </p>
  );
}

/** How many headline figures are three months behind or more; a few are named. */
function Old({ old }: { old: Shown[] }) {
  const lead = ` ${counted(old.length, 'headline figure is', 'headline figures are')} three months behind or more`;
  if (old.length > NAMED) return <>{`${lead}.`}</>;
  return (
    <>
      {`${lead}: `}
      {old.map(({ indicator, row }, index) => (
        <span key={indicator.id}>
          {index > 0 && ' and '}
          <a href={indicatorAddress(indicator.id, { area: row.area })}>{indicator.title}</a>
          {row.latest && `, ${pointPeriodWords(row.latest)}`}
        </span>
      ))}
      .
    </>
  );
}

function Arrived({ expected, late }: Arrivals) {
  if (expected === 0) return null;
  if (late.length === 0)
    return (
      <>
        {' '}
        <a href="/quality">{ALL[expected] ?? `All ${expected} regular extracts`}</a>
        {expected === 1 ? ' is in.' : ' are in.'}
      </>
    );
  const [first] = late;
  const words =
    late.length === 1 && first
      ? `${first.title} is ${counted(first.days, 'day')} late`
      : `${late.length} are late`;
  return (
    <>
      {` ${expected - late.length} of ${counted(expected, 'regular extract')} in; `}
      <a href="/quality">{words}</a>.
    </>
  );
}
