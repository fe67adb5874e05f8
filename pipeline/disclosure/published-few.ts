import { COUNTY } from '../../indicators/areas.ts';
import { groupBy } from '../../indicators/group.ts';
import type { PublishedMeasure } from '../../indicators/measure-schema.ts';
import type { DisclosurePolicy } from '../../indicators/partnership-schema.ts';
import type { Unit } from '../../indicators/series.ts';
import type { TrueFigure } from './figures.ts';

/** Which figures that come as figures are of few people, by the numbers that come with them. */

/** Those that are hidden for themselves: their publisher hid them, or they are of few people. */
export function fewAmong(
  measure: PublishedMeasure,
  unit: Unit,
  figures: readonly TrueFigure[],
  policy: DisclosurePolicy,
): TrueFigure[] {
  if (measure.counts_people === false) return [];
  const share = isShare(measure, unit);
  const isCount = unit === 'count' || unit === 'rate' || share;
  return figures.filter((one) => {
    if (one.status === 'suppressed') return true;
    if (one.status !== 'ok' || (isOfCounty(one) && !isCount)) return false;
    return isOfFew(one, unit === 'count', share, policy);
  });
}

/** What the one locality without a figure must have, where the county and all the others have theirs, and it is of few. */
export function fewLeftOver(
  measure: PublishedMeasure,
  unit: Unit,
  figures: readonly TrueFigure[],
  policy: DisclosurePolicy,
  localities: readonly string[],
): TrueFigure[] {
  const share = isShare(measure, unit);
  const known = figures.filter(({ status }) => status === 'ok' || status === 'not_applicable');
  return [...groupBy(known, ({ period }) => period).values()].flatMap((own) => {
    const county = own.find((one) => isOfCounty(one) && one.status === 'ok');
    const lacking = localities.filter((place) => own.every((one) => one.place !== place));
    const [place] = lacking;
    if (!county || !place || lacking.length > 1) return [];
    const others = own.filter((one) => localities.includes(one.place) && one.status === 'ok');
    const left = leftOver(county, others, unit, share);
    const one = { ...county, ...left, place };
    return left && isOfFew(one, unit === 'count', share, policy) ? [one] : [];
  });
}

function leftOver(county: TrueFigure, others: TrueFigure[], unit: Unit, share: boolean) {
  const numbers = (one: TrueFigure) => (share ? numbersOfShare(one) : one);
  const numerator = less(
    county,
    others,
    (one) => numbers(one).numerator ?? (unit === 'count' ? one.value : null),
  );
  const denominator = less(county, others, (one) => numbers(one).denominator);
  return numerator === null && denominator === null ? null : { numerator, denominator, value: null };
}

function less(
  county: TrueFigure,
  others: TrueFigure[],
  numberOf: (one: TrueFigure) => number | null,
): number | null {
  const [all, ...parts] = [county, ...others].map(numberOf);
  if (all === undefined || all === null || parts.includes(null)) return null;
  return parts.reduce<number>((sum, part) => sum - (part ?? 0), all);
}

export function isOfCounty({ place }: TrueFigure): boolean {
  return place === COUNTY;
}

export function isShare({ share }: PublishedMeasure, unit: Unit): boolean {
  return unit === 'percent' && share !== false;
}

/** By the numbers behind it; a count that comes without its own is one. Of a share two of its three numbers tell the
 *  third. */
function isOfFew(
  figure: TrueFigure,
  isCount: boolean,
  share: boolean,
  { threshold, percentage_denominator: enough }: DisclosurePolicy,
): boolean {
  // A number that is worked out is seldom whole: the nearest is meant, and between two the smaller.
  const isSmall = (count: number) => count > 0 && count <= threshold - 0.5;
  const { numerator, denominator } = share ? numbersOfShare(figure) : figure;
  const [above, below] = [numerator ?? (isCount ? (figure.value ?? 0) : 0), denominator ?? 0];
  return isSmall(above) || (below > 0 && (Math.round(below) < enough || isSmall(below - above)));
}

export function numbersOfShare({ numerator, denominator, value }: TrueFigure) {
  if (value === null || (numerator === null && denominator === null)) return { numerator, denominator };
  return {
    numerator: numerator ?? value * (denominator ?? 0),
    denominator: denominator ?? (value > 0 ? (numerator ?? 0) / value : null),
  };
}
