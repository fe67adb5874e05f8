import { firstIndex, latestIndex } from '../../indicators/latest.ts';
import { dateWords, pointPeriodWords } from '../../indicators/period-words.ts';
import type { Indicator } from '../../indicators/schema.ts';
import type { Point } from '../../indicators/series.ts';
import { isOfFew, spokenUnit, valueWords } from '../../indicators/words.ts';
import { counted } from '../words.ts';

/** How many of several trends are higher at their end than at their start: of areas, or of a breakdown's groups. */

type KnownPoint = Point & { value: number };

interface Ends {
  from: KnownPoint;
  to: KnownPoint;
}

/** The figures that a trend is from and to, which may be one: of whole periods, for a count of half a year is no fall. */
export function endsOf(indicator: Indicator, points: readonly Point[]): Ends | null {
  const known = points.filter((point): point is KnownPoint => point.status === 'ok' && point.value !== null);
  const latest = latestIndex(indicator, known);
  const to = known[latest];
  return to ? { from: known[firstIndex(indicator, known, latest)] ?? to, to } : null;
}

/** Of several trends the last to end; a trend that ends before it says nothing of that day. */
export function latestEnd(all: (Ends | null)[]): string {
  return all.reduce((latest, ends) => (ends && ends.to.end > latest ? ends.to.end : latest), '');
}

/** Why a trend has no figure at all. */
export function noneWords(points: readonly Point[]): string {
  return points.some(({ status }) => status === 'suppressed') ? 'hidden' : 'no data';
}

/** Groups apart whose trend begins or ends with a share of under ten, which is mostly chance; none, where fewer than two
 *  others would be left: then no more can be said than that they are too few.
 *  @returns `tooFew` where that is so */
export function withoutFew<Group extends { points: Point[] }>(indicator: Indicator, groups: Group[]) {
  const hasFew = ({ points }: Group) => Object.values(endsOf(indicator, points) ?? {}).some(isOfFew);
  const [few, large] = [groups.filter(hasFew), groups.filter((group) => !hasFew(group))];
  if (large.length < 2) return { large: groups, few: [], tooFew: few.length > 0 && groups.length > 1 };
  return { large, few, tooFew: false };
}

/** Said in place of how many went which way. @param noun what each of them is */
export function tooFewWords(noun: string): string {
  return `Too few counted at the start or the end to say of more than one ${noun} which way it went`;
}

/** Of trends that are hidden, that have one figure or that miss the first or the latest period nothing is said, and they
 *  are not counted as having stayed. */
export function sinceStartWords(indicator: Indicator, all: (Ends | null)[], noun: string): string {
  const unit = spokenUnit(indicator);
  const known = all.flatMap((ends) => (ends && ends.from !== ends.to ? [ends] : []));
  const toLatest = known.filter(({ to }) => to.end === latestEnd(known));
  const [one] = toLatest.toSorted((a, b) => a.from.start.localeCompare(b.from.start));
  if (!one) return `No ${noun} has two figures to compare yet`;
  const compared = toLatest.filter(({ from }) => from.start === one.from.start);
  const changed = compared.filter(
    ({ from, to }) => valueWords(unit, from.value) !== valueWords(unit, to.value),
  );
  const higher = changed.filter(({ from, to }) => to.value > from.value).length;
  const part = (count: number) => partOf(count, compared.length, all.length, noun);
  const [start, now] = [pointPeriodWords(one.from), pointPeriodWords(one.to)];
  if (changed.length === 0) return `The same in ${now} as in ${start} in ${part(compared.length)}`;
  return higher === 0
    ? `Lower in ${now} than in ${start} in ${part(changed.length)}`
    : `Higher in ${now} than in ${start} in ${part(higher)}`;
}

function partOf(count: number, compared: number, all: number, noun: string): string {
  if (all === 1) return `the one ${noun}`;
  if (compared === all) return `${count} of ${counted(all, noun)}`;
  if (compared === 1) return `the one ${noun} with figures for both`;
  return `${count === compared ? 'all' : count} of the ${compared} ${noun}s with figures for both`;
}

/** "35% to 54%"; with the month up to which it goes, where other trends go further. */
export function fromToWords(indicator: Indicator, { from, to }: Ends, latest: string): string {
  const unit = spokenUnit(indicator);
  const words = from === to ? '' : `${valueWords(unit, from.value)} to `;
  return `${words}${valueWords(unit, to.value)}${staleWords(to, latest)}`;
}

/** " (to March 2024)" behind a trend that ends before the others; empty for any other. */
export function staleWords({ end, covered_to }: Point, latest: string): string {
  return end < latest ? ` (to ${dateWords(covered_to.slice(0, 7))})` : '';
}
