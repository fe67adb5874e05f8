import { addsUp } from '../../indicators/measures.ts';
import type { Indicator } from '../../indicators/schema.ts';
import type { Point } from '../../indicators/series.ts';
import type { Layer, Row } from './spec.ts';
import { endOf, startOf } from './time.ts';

interface LineStyle {
  color: string;
  strokeWidth: number;
  clip?: boolean;
}

/** A series as a line that is broken on its way to a period that is not complete, or stops short of it: what is counted
 *  so far falls short of a whole year, and is no fall.
 *  @param rows in order of time, with `value` and `complete`
 *  @param countsUp whether figures mount up over their period */
export function seriesLine(name: string, rows: Row[], countsUp: boolean, style: LineStyle): Layer[] {
  const line = { name, data: { values: rows }, mark: { type: 'line' as const, ...style } };
  const dots = aloneLayers(name, rows, countsUp, style);
  const soFar = linesToUnfinished(rows);
  if (soFar.length === 0) return [line, ...dots];
  if (countsUp) return [{ ...line, transform: [{ filter: 'datum.complete' }] }, ...dots];
  return [
    { ...line, transform: [{ filter: 'datum.complete' }] },
    { name: `${name}-so-far`, data: { values: soFar }, mark: { ...line.mark, strokeDash: [4, 4] } },
    ...dots,
  ];
}

/** A figure between two gaps has no line to show it, so it has a dot. */
function aloneLayers(name: string, rows: Row[], countsUp: boolean, style: LineStyle): Layer[] {
  const isDrawn = (row: Row | undefined) =>
    typeof row?.value === 'number' && !(countsUp && row.complete === false);
  const alone = rows.filter(
    (row, index) => isDrawn(row) && !isDrawn(rows[index - 1]) && !isDrawn(rows[index + 1]),
  );
  if (alone.length === 0) return [];
  const { color, strokeWidth } = style;
  const mark = { type: 'point' as const, filled: true, opacity: 1, color, size: 20 * strokeWidth };
  return [{ name: `${name}-alone`, data: { values: alone }, mark }];
}

/** Between one and the next may be holidays, which are shorter; a February is shorter than a March too. */
const MOST_OF_A_PERIOD = 0.85;

/** The rows of a line, with a gap where periods are left out, as August is of schools: nothing is known to have risen or
 *  fallen meanwhile. */
export function lineRows(points: Point[], rowOf: (point: Point) => Row): Row[] {
  return points.flatMap((point, index) => {
    const end = endOf(points[index - 1]?.end ?? point.start);
    const [start, length] = [startOf(point.start), endOf(point.end) - startOf(point.start)];
    const isLeftOut = start - end >= MOST_OF_A_PERIOD * length;
    return [...(isLeftOut ? [{ x: end, value: null, complete: true }] : []), rowOf(point)];
  });
}

/** The unfinished periods with what lies beside them; a null keeps two of them apart. */
function linesToUnfinished(rows: Row[]): Row[] {
  const isUnfinished = (row: Row | undefined) => row?.complete === false && row.value !== null;
  if (!rows.some(isUnfinished)) return [];
  return rows.map(({ x = null, value = null }, index) => {
    const isNear = rows.slice(Math.max(0, index - 1), index + 2).some(isUnfinished);
    return { x, value: isNear ? value : null };
  });
}

/** What hollow points and broken lines mean, where there are any; with the space before it. */
export function unfinishedWords({ measure }: Pick<Indicator, 'measure'>, points: Point[]): string {
  const some = points.some(({ complete, value }) => !complete && value !== null);
  if (!some) return '';
  return addsUp(measure)
    ? ' Hollow point: counted so far, period not complete.'
    : ' Hollow point, broken line: period not complete.';
}
