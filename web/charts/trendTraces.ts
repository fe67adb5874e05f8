import type { Spot, Trace } from './boxes.ts';
import { heightOf } from './scale.ts';
import type { Row } from './spec.ts';
import type { TrendModel } from './trendModel.ts';

/** Where the lines of a trend run, in pixels: what its words keep clear of. */

/** The plot and the margins beside it, in pixels. */
export interface Room {
  left: number;
  width: number;
  right: number;
  height: number;
}

export function spotOf(
  { x, value }: { x: number; value: number },
  { from, to, scale }: TrendModel,
  { width, height }: Room,
): Spot {
  return { x: ((x - from) / (to - from)) * width, y: heightOf(scale, value, height) };
}

export function tracesOf(model: TrendModel, room: Room): Trace[] {
  const { points, countsUp, county, target, trajectory, baseline, benchmarks } = model;
  const isApart = ({ complete }: Row) => countsUp && complete === false;
  const lines = [
    points.filter((row) => !isApart(row)),
    ...points.filter(isApart).map((row) => [row]),
    ...[county, target, trajectory, baseline],
    ...benchmarks.map(({ rows }) => rows),
  ];
  return lines.flatMap(pieces).map((rows) => rows.map((row) => spotOf(row, model, room)));
}

/** A line without its gaps. */
function pieces(rows: Row[]): { x: number; value: number }[][] {
  const found: { x: number; value: number }[][] = [[]];
  for (const { x, value } of rows) {
    if (typeof x === 'number' && typeof value === 'number') found.at(-1)?.push({ x, value });
    else found.push([]);
  }
  return found.filter((piece) => piece.length > 0);
}
