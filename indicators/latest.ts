import { addsUp } from './measures.ts';
import type { Indicator } from './schema.ts';
import type { Point } from './series.ts';
import { seasonOf, yearBefore } from './year-before.ts';

/** The point that stands for a series today; -1 where none has a value. Events still being counted would look like a
 *  fall, so for counts and rates of events it is the last finished period; for the others the last with a value. */
export function latestIndex({ measure }: Pick<Indicator, 'measure'>, points: readonly Point[]): number {
  const withValue = points.findLastIndex(hasValue);
  if (!addsUp(measure)) return withValue;
  const finished = points.findLastIndex((point) => hasValue(point) && point.complete);
  return finished === -1 ? withValue : finished;
}

/** The finished period before a point that it can fairly be compared with: of what has its seasons the same time a year
 *  before, where that has a figure. -1 where there is none. */
export function previousIndex(
  { seasonal }: Pick<Indicator, 'seasonal'>,
  points: readonly Point[],
  index: number,
): number {
  const latest = points[index];
  if (!latest) return -1;
  const isFit = (point: Point) => hasValue(point) && point.complete && point.end < latest.start;
  const sameSeason = seasonal ? yearBefore(latest.period) : null;
  const aYearBefore = points.findIndex((point) => point.period === sameSeason && isFit(point));
  return aYearBefore === -1 ? points.findLastIndex(isFit) : aYearBefore;
}

/** The finished period from which the trend to a point begins: of what has its seasons the first of the same time of
 *  year. -1 where there is none. */
export function firstIndex(
  { seasonal }: Pick<Indicator, 'seasonal'>,
  points: readonly Point[],
  index: number,
): number {
  const latest = points[index];
  if (!latest) return -1;
  const isComparable = ({ period }: Point) => !seasonal || seasonOf(period) === seasonOf(latest.period);
  return points.findIndex((point) => hasValue(point) && point.complete && isComparable(point));
}

/** A trend without the period that is still being counted, where that would look like a fall. */
export function withoutPart(indicator: Pick<Indicator, 'measure'>, points: readonly Point[]): Point[] {
  const latest = latestIndex(indicator, points);
  return addsUp(indicator.measure) && latest !== -1 ? points.slice(0, latest + 1) : [...points];
}

function hasValue(point: Point): boolean {
  return point.value !== null;
}
