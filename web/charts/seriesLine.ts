import type { Point } from '../../indicators/series.ts';
import type { Layer, Row } from './spec.ts';

interface LineStyle {
  color: string;
  strokeWidth: number;
  clip?: boolean;
}

/** A series as a line that is broken on its way to a period that is not complete: what is counted so far falls short of a
 *  whole year, and is no fall.
 *  @param rows in order of time, with `value` and `complete` */
export function seriesLine(name: string, rows: Row[], style: LineStyle): Layer[] {
  const line = { name, data: { values: rows }, mark: { type: 'line' as const, ...style } };
  const soFar = linesToUnfinished(rows);
  if (soFar.length === 0) return [line];
  return [
    { ...line, transform: [{ filter: 'datum.complete' }] },
    { name: `${name}-so-far`, data: { values: soFar }, mark: { ...line.mark, strokeDash: [4, 4] } },
  ];
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
export function unfinishedWords(points: Point[]): string {
  const some = points.some(({ complete, value }) => !complete && value !== null);
  return some ? ' Hollow point, broken line: period not complete.' : '';
}
