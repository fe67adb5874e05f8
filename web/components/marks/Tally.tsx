import type { OverviewRow } from '../../../indicators/series.ts';
import { counted, listWords, STATUS_GROUP_WORDS, STATUSES, type Status } from '../../words.ts';
import { StatusIcon } from './Icons.tsx';

/** How many indicators stand where. */
export type Tally = Record<Status, number>;

export function tallyOf(rows: OverviewRow[]): Tally {
  const tally = Object.fromEntries(STATUSES.map((status) => [status, 0])) as Tally;
  for (const { status } of rows) tally[status] += 1;
  return tally;
}

const RARE: readonly Status[] = ['in_doubt', 'hidden', 'no_figure'];

/** The statuses that there may be: none is hidden from those who see everything, and the county has most figures. */
export function statusesFor(rows: readonly OverviewRow[]): Status[] {
  return STATUSES.filter((one) => !RARE.includes(one) || rows.some(({ status }) => status === one));
}

const COUNT_WORDS: Partial<Record<Status, string>> = {
  no_target: 'with no target due',
  no_figure: 'without a figure',
};

/** "2 met, 1 on track and 4 off track". */
export function tallyWords(tally: Tally): string {
  const parts = STATUSES.filter((status) => tally[status] > 0);
  if (parts.length === 0) return 'no indicators yet';
  return listWords(
    parts.map(
      (status) => `${tally[status]} ${COUNT_WORDS[status] ?? STATUS_GROUP_WORDS[status].toLowerCase()}`,
    ),
  );
}

export function indicatorCount(tally: Tally): string {
  return counted(
    Object.values(tally).reduce((sum, count) => sum + count, 0),
    'indicator',
  );
}

const JUDGED: readonly Status[] = ['met', 'on_track', 'off_track'];

/** Those whose latest figure is held against a target, and the others. */
export function judgedApart(rows: readonly OverviewRow[]): [judged: OverviewRow[], others: OverviewRow[]] {
  const isJudged = ({ status }: OverviewRow) => JUDGED.includes(status);
  return [rows.filter(isJudged), rows.filter((row) => !isJudged(row))];
}

/** A bar of statuses, each as wide as its share. */
export function TallyBar({ tally }: { tally: Tally }) {
  const total = Object.values(tally).reduce((sum, count) => sum + count, 0);
  let x = 0;
  const parts = STATUSES.map((status) => {
    const width = total === 0 ? 0 : (tally[status] / total) * 100;
    x += width;
    return { status, x: x - width, width };
  });
  return (
    <svg
      class="tally"
      viewBox="0 0 100 8"
      width="100"
      height="8"
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      {parts.map(
        ({ status, x: start, width }) =>
          width > 0 && (
            <rect
              key={status}
              class={`fill-${status}`}
              x={start}
              y="0"
              width={Math.max(0.5, start + width > 99.99 ? width : width - 1.5)}
              height="8"
            />
          ),
      )}
    </svg>
  );
}

/** What a leader looks for first; how many have no target, or no figure, is for the words beside. */
const COUNTED: readonly Status[] = ['met', 'on_track', 'off_track', 'awaiting_data'];

/** Counts side by side, each with the sign and the colour of its status; only where there are colours. */
export function TallyCounts({ tally }: { tally: Tally }) {
  return (
    <span class="counts" aria-hidden="true" hidden>
      {COUNTED.filter((status) => tally[status] > 0).map((status) => (
        <span key={status} class={`count tag-${status}`}>
          <StatusIcon status={status} />
          {tally[status]}
        </span>
      ))}
    </span>
  );
}

export function CountsKey() {
  return (
    <ul class="key">
      {COUNTED.map((status) => (
        <li key={status}>
          <span class={`count tag-${status}`}>
            <StatusIcon status={status} />
          </span>
          {STATUS_GROUP_WORDS[status].toLowerCase()}
        </li>
      ))}
    </ul>
  );
}

export function TallyKey({ rows }: { rows: readonly OverviewRow[] }) {
  return (
    <ul class="key">
      {STATUSES.filter((one) => rows.some(({ status }) => status === one)).map((status) => (
        <li key={status}>
          <svg viewBox="0 0 14 10" width="14" height="10" aria-hidden="true" focusable="false">
            <rect class={`fill-${status}`} width="14" height="10" />
          </svg>
          {STATUS_GROUP_WORDS[status].toLowerCase()}
        </li>
      ))}
    </ul>
  );
}
