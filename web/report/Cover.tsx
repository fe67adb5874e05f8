import { dateWords } from '../../indicators/period-words.ts';
import { asTheyWere } from '../components/page/SnapshotShown.tsx';
import type { Frame } from '../props/frame.ts';
import { type ReportTier, TIER_CHOICES } from './report.ts';

interface CoverProps {
  frame: Frame;
  subject: string;
  area: string;
  upTo: string;
  tier: ReportTier;
  /** The last day of the period that was asked for; null for the latest. */
  to: string | null;
  madeOn: string;
}

export function ReportCover({ frame, subject, area, upTo, tier, to, madeOn }: CoverProps) {
  const { snapshot, catalogue, sampleData } = frame;
  const dataTo = to ?? snapshot.data_to;
  return (
    <header class="pack-cover">
      <p class="pack-whose">{catalogue.partnership.name}</p>
      <Comb />
      <h1>
        <span class="pack-kind">
          Board report<span class="hidden">: </span>
        </span>
        {subject}
      </h1>
      <p class="pack-scope">
        {area}, {upTo}
        <br />
        {TIER_CHOICES[tier]}
      </p>
      <dl class="across pack-facts">
        <dt>Data to</dt>
        <dd>{dataTo === null ? 'No data yet' : dateWords(dataTo)}</dd>
        <dt>Published</dt>
        <dd>
          {dateWords(snapshot.published_at.slice(0, 10))}, {snapshot.id}
        </dd>
        {snapshot.name !== null && <dt>Frozen</dt>}
        {snapshot.name !== null && <dd>{asTheyWere(snapshot)}</dd>}
        <dt>Report made</dt>
        <dd>{dateWords(madeOn)}</dd>
      </dl>
      {sampleData && (
        <p class="pack-sample">
          <strong>Sample data.</strong> The rows are invented; the totals are the partnership’s published
          ones.
        </p>
      )}
    </header>
  );
}

/** Three cells of a honeycomb. */
function Comb() {
  return (
    <svg
      class="pack-comb"
      viewBox="0 0 230 180"
      width="230"
      height="180"
      fill="none"
      stroke="currentColor"
      aria-hidden="true"
      focusable="false"
    >
      {[
        [60, 52],
        [146, 52],
        [103, 126],
      ].map(([x, y]) => (
        <path key={`${x}`} d={`M${x} ${y}m0-46l40 23v46l-40 23-40-23v-46z`} />
      ))}
    </svg>
  );
}
