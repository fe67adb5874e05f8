import { addsAmounts, isAmount, leavesOf } from '../indicators/measures.ts';
import { periodWords, pointPeriodWords } from '../indicators/period-words.ts';
import type { Indicator } from '../indicators/schema.ts';
import type { AreasCompared, Point } from '../indicators/series.ts';
import { wholeNumber } from '../indicators/words.ts';

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

/** "The areas have 534 of Testshire’s 571: the rest is known for Testshire alone"; of a rate, so many of what is counted.
 *  Null where they add up, where a sum says nothing, or where not all are shown. */
export function restWords(
  indicator: Indicator,
  { county, areas, all_areas }: AreasCompared,
  name: string,
): string | null {
  const amount = amountIn(indicator);
  const whole = county && amount ? county[amount] : null;
  if (!amount || whole === null) return null;
  const amounts = areas.map(({ point }) => point[amount]).filter((one) => one !== null);
  const sum = amounts.reduce((total, one) => total + one, 0);
  if (!all_areas || amounts.length < areas.length || sum >= whole) return null;
  const what = amount === 'numerator' ? 'Of what is counted, the areas' : 'The areas';
  return `${what} have ${wholeNumber(sum)} of ${name}’s ${wholeNumber(whole)}: the rest is known for ${name} alone.`;
}

/** Why the largest number is not the worst; null of a figure that says as much of a small area as of a large one. */
export function sizeWords(indicator: Indicator): string | null {
  return isAmount(indicator) ? 'Areas differ in size: these are numbers, not rates.' : null;
}

/** What the bars leave out where amounts are added up, such as sessions: they take each by itself, and those of one child
 *  are alike. Null where a row is a person or an event. */
export function chanceWords({ measure }: Indicator): string | null {
  if (!leavesOf(measure).some((leaf) => leaf.kind === 'proportion' && addsAmounts(leaf))) return null;
  return 'One child can have a large part in these figures, and the bars do not allow for it: small differences may be chance even where a bar misses the line.';
}

/** Where a point has the number of events or people, of which each area has a part. */
function amountIn(indicator: Indicator): 'value' | 'numerator' | null {
  if (indicator.measure.kind === 'rate') return 'numerator';
  return isAmount(indicator) && indicator.unit === 'count' ? 'value' : null;
}
