import { addsUp } from './measures.ts';
import type { Indicator } from './schema.ts';
import type { Point } from './series.ts';

/** The point that stands for a series today; -1 where none has a value. Events still being counted would look like a
 *  fall, so for counts and rates of events it is the last finished period; for the others the last with a value. */
export function latestIndex({ measure }: Pick<Indicator, 'measure'>, points: readonly Point[]): number {
  const withValue = points.findLastIndex(hasValue);
  if (!addsUp(measure)) return withValue;
  const finished = points.findLastIndex((point) => hasValue(point) && point.complete);
  return finished === -1 ? withValue : finished;
}

/** The finished period before a point that it can fairly be compared with; -1 where there is none. */
export function previousIndex(points: readonly Point[], index: number): number {
  const latest = points[index];
  return latest
    ? points.findLastIndex((point) => hasValue(point) && point.complete && point.end < latest.start)
    : -1;
}

/** A trend without the period that is still being counted, where that would look like a fall. */
export function withoutPart(indicator: Pick<Indicator, 'measure'>, points: readonly Point[]): Point[] {
  const latest = latestIndex(indicator, points);
  return addsUp(indicator.measure) && latest !== -1 ? points.slice(0, latest + 1) : [...points];
}

function hasValue(point: Point): boolean {
  return point.value !== null;
}
