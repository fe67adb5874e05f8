import type { Framework, FrameworkId } from '../../../indicators/partnership-schema.ts';
import type { Indicator } from '../../../indicators/schema.ts';
import type { OverviewRow } from '../../../indicators/series.ts';
import { frameworkAddress } from '../../addresses.ts';
import { worsens } from '../../words.ts';
import { indicatorCount, type Tally, TallyCounts, tallyOf, tallyWords } from './Tally.tsx';

export interface HoneycombProps {
  id: FrameworkId;
  framework: Framework;
  indicators: Indicator[];
  rows: OverviewRow[];
  area: string;
}

/** Navigation and summary in one: a comb to look at, a list to listen to. */
export function Honeycomb({ id, framework, indicators, rows, area }: HoneycombProps) {
  const places = combPlaces(framework.items.length);
  return (
    <ul class="comb">
      {framework.items.map(({ id: item, title }, index) => {
        const own = rowsOf(id, item, indicators, rows);
        const tally = tallyOf(own);
        const worse = own.filter(({ variation }) => worsens(variation)).length;
        return (
          <li key={item} class={`cell ${places[index] ?? ''}`}>
            <a class={`hex warm-${warmth(tally, worse)}`} href={frameworkAddress(id, item, area)}>
              <svg
                viewBox="0 0 104 120"
                width="52"
                height="60"
                fill="none"
                stroke="currentColor"
                aria-hidden="true"
                focusable="false"
              >
                <path d="M52 2l50 29v58l-50 29-50-29V31z" />
              </svg>
              <span class="hex-words">
                <span class="hex-title">
                  <HexTitle title={title} />
                </span>
                {!isWithoutTarget(tally) && <TallyCounts tally={tally} />}
                {standWords(tally, worse).map((line) => (
                  <span key={line} class="hex-off" aria-hidden="true" hidden>
                    {line}
                  </span>
                ))}
                <span class="hidden">: </span>
                <span class="hidden hex-all">
                  {indicatorCount(tally)}, {tallyWords(tally)}
                  {worse > 0 && `; ${worse} getting worse`}
                </span>
              </span>
            </a>
          </li>
        );
      })}
    </ul>
  );
}

export function rowsOf(
  framework: FrameworkId,
  item: string,
  indicators: Indicator[],
  rows: OverviewRow[],
): OverviewRow[] {
  const members = new Set(
    indicators.filter((indicator) => indicator[framework].includes(item)).map(({ id }) => id),
  );
  return rows.filter(({ indicator }) => members.has(indicator));
}

/** Long titles do not fit in a comb. */
export function fitsComb({ items }: Framework): boolean {
  return items.every(
    ({ title }) => title.split(/\s+/).every((word) => word.length <= 13) && title.length <= 20,
  );
}

function HexTitle({ title }: { title: string }) {
  const [, small, large] = /^(Be) (.+)$/.exec(title) ?? [];
  if (!small || !large) return <strong>{title}</strong>;
  return (
    <>
      <span>{small} </span>
      <strong>{large}</strong>
    </>
  );
}

/** Whether nothing is judged of what has figures. A count of what is awaited alone would look like one of targets. */
function isWithoutTarget({ met, on_track, off_track, no_target }: Tally): boolean {
  return met + on_track + off_track === 0 && no_target > 0;
}

/** How an item stands, in a line or two: what has no target can still get worse. */
function standWords(tally: Tally, worse: number): string[] {
  const { met, on_track, off_track } = tally;
  const worsening = worse > 0 ? [`${worse} getting worse`] : [];
  if (off_track > 0) return [`${off_track} off track`, ...worsening];
  if (met + on_track > 0) return worse > 0 ? worsening : ['none off track'];
  return unjudgedWords(tally, worsening);
}

function unjudgedWords(tally: Tally, worsening: string[]): string[] {
  const { in_doubt, hidden, no_figure, awaiting_data } = tally;
  const awaited = awaiting_data > 0 ? [`${awaiting_data} awaiting data`] : [];
  if (isWithoutTarget(tally)) return [worsening[0] ?? 'no target due', ...awaited];
  if (in_doubt > 0) return [`${in_doubt} in doubt`];
  if (hidden > 0) return ['hidden'];
  if (no_figure > 0) return ['no figures'];
  return [awaiting_data > 0 ? 'awaiting data' : 'no indicators'];
}

/** The more indicators are off track or getting worse, the warmer the cell: 0 to 3. */
function warmth({ off_track }: Tally, worse: number): number {
  return Math.min(3, Math.ceil((off_track + worse) / 2));
}

/** The columns of a grid with six in which a row's cells begin, so that each lies between those of the rows beside it. */
const COLUMNS = { 1: [3], 2: [2, 4], 3: [1, 3, 5] } as const;

function combPlaces(count: number): string[] {
  return combRows(count).flatMap((cells, row) =>
    COLUMNS[cells].map((column) => `comb-${column}${row > 0 ? ' comb-under' : ''}`),
  );
}

/** Rows of two and three by turns, with one cell above or below where they do not come out even: no comb leans. */
function combRows(count: number): (1 | 2 | 3)[] {
  const turns = Array.from({ length: Math.floor(count / 5) });
  switch (count % 5) {
    case 0:
      return turns.flatMap(() => [2, 3] as const);
    case 1:
      return [...turns.flatMap(() => [3, 2] as const), 1];
    case 2:
      return [2, ...turns.flatMap(() => [3, 2] as const)];
    case 3:
      return [3, ...turns.flatMap(() => [2, 3] as const)];
    default:
      return [1, 2, ...turns.flatMap(() => [3, 2] as const), 1];
  }
}
