import { isAmount } from '../indicators/measures.ts';
import type { Indicator } from '../indicators/schema.ts';
import type { AreasCompared, Point } from '../indicators/series.ts';
import { periodWords, pointPeriodWords, wholeNumber } from '../indicators/words.ts';

/** What is said of areas, or of groups, that stand beside each other. */

/** ", April–December 2024": how far the period goes of which areas or groups are compared. Empty where there is none. */
export function comparedIn(period: string | null, points: readonly (Point | null)[]): string {
  if (period === null) return '';
  const point = points.find((one) => one?.period === period);
  return `, ${point ? pointPeriodWords(point) : periodWords(period)}`;
}

/** Areas compared, and the county. */
export function areasComparedIn({ period, county, areas }: AreasCompared): string {
  return comparedIn(period, [county, ...areas.map(({ point }) => point)]);
}

/** What a dot, a bar and a line stand for, of those that are drawn. */
export function marksWords(points: readonly Point[], line: string | null): string {
  const hasIntervals = points.some(({ lower, upper }) => lower !== null && upper !== null);
  const marks = [
    'figure',
    ...(hasIntervals ? ['bar: 95% interval'] : []),
    ...(line ? [`line: ${line}`] : []),
  ];
  return `Dot: ${marks.join('; ')}.`;
}

/** "The areas have 534 of Testshire’s 571: the rest is known for Testshire alone". Null where they add up, where a
 *  sum says nothing, or where not all are shown. */
export function restWords(
  indicator: Indicator,
  { county, areas }: AreasCompared,
  name: string,
): string | null {
  const values = areas.map(({ point }) => point.value).filter((value) => value !== null);
  const whole = county?.value ?? null;
  if (!isAmount(indicator) || indicator.unit !== 'count' || whole === null) return null;
  const sum = values.reduce((total, value) => total + value, 0);
  if (values.length < areas.length || sum >= whole) return null;
  return `The areas have ${wholeNumber(sum)} of ${name}’s ${wholeNumber(whole)}: the rest is known for ${name} alone.`;
}
