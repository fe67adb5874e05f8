import { firstIndex, latestIndex } from '../../indicators/latest.ts';
import type { Indicator } from '../../indicators/schema.ts';
import type { Point } from '../../indicators/series.ts';
import { FEWEST_FOR_A_SHARE, spokenUnit, valueWords } from '../../indicators/words.ts';
import { counted } from '../words.ts';

/** How many of several trends are higher at their end than at their start: of areas, or of a breakdown's groups. */

interface Ends {
  first: number;
  last: number;
  isTwo: boolean;
}

/** The figures that a trend is from and to: of whole periods, for a count of half a year is no fall. */
export function endsOf(indicator: Indicator, points: readonly Point[]): Ends | null {
  const [from, to] = endPoints(indicator, points);
  if (!from || !to) return null;
  return { first: from.value ?? 0, last: to.value ?? 0, isTwo: from !== to };
}

function endPoints(indicator: Indicator, points: readonly Point[]): Point[] {
  const known = points.filter(({ status, value }) => status === 'ok' && value !== null);
  const latest = latestIndex(indicator, known);
  const to = known[latest];
  return to ? [known[firstIndex(indicator, known, latest)] ?? to, to] : [];
}

/** Groups apart whose trend begins or ends with a share of under ten, which is mostly chance; none, where fewer than two
 *  others would be left. */
export function withoutFew<Group extends { points: Point[] }>(indicator: Indicator, groups: Group[]) {
  const isOfFew = ({ points }: Group) =>
    endPoints(indicator, points).some(
      ({ denominator }) => (denominator ?? FEWEST_FOR_A_SHARE) < FEWEST_FOR_A_SHARE,
    );
  const large = groups.filter((group) => !isOfFew(group));
  return large.length < 2 ? { large: groups, few: [] } : { large, few: groups.filter(isOfFew) };
}

/** Of trends that are hidden or have one figure nothing is said, and they are not counted as having stayed. */
export function sinceStartWords(indicator: Indicator, all: (Ends | null)[], noun: string): string {
  const unit = spokenUnit(indicator);
  const known = all.flatMap((ends) => (ends?.isTwo ? [ends] : []));
  if (known.length === 0) return `No ${noun} has two figures to compare yet`;
  const changed = known.filter(({ first, last }) => valueWords(unit, first) !== valueWords(unit, last));
  const higher = changed.filter(({ first, last }) => last > first).length;
  const lower = changed.length - higher;
  const part = (count: number) => partOf(count, known.length, all.length, noun);
  const start = indicator.seasonal ? 'at the same time of the first year' : 'at the start';
  if (changed.length === 0) return `The same now as ${start} in ${part(known.length)}`;
  return higher === 0
    ? `Lower now than ${start} in ${part(lower)}`
    : `Higher now than ${start} in ${part(higher)}`;
}

function partOf(count: number, known: number, all: number, noun: string): string {
  if (all === 1) return `the one ${noun}`;
  if (known === all) return `${count} of ${counted(all, noun)}`;
  if (known === 1) return `the one ${noun} with figures`;
  return `${count === known ? 'all' : count} of the ${known} ${noun}s with figures`;
}

export function fromToWords(indicator: Indicator, { first, last, isTwo }: Ends): string {
  const unit = spokenUnit(indicator);
  if (!isTwo) return valueWords(unit, last);
  return `${valueWords(unit, first)} to ${valueWords(unit, last)}`;
}
