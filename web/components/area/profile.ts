import { pointPeriodWords } from '../../../indicators/period-words.ts';
import type { Indicator } from '../../../indicators/schema.ts';
import { ofFew } from '../../../indicators/sentence.ts';
import type { Comparison, Polarity } from '../../../indicators/series.ts';
import { isOfFew, spokenUnit } from '../../../indicators/words.ts';
import type { BesideFigure, ProfileFilter, ProfileRow } from '../../props/areas.ts';
import { capitalised, figureWords, isComparable } from '../../words.ts';

/** A locality beside the county: what stands out, where the marks are, and how many are better or worse. */

export interface Measure extends ProfileRow {
  indicator: Indicator;
}

/** Beside the county; `few` where too few are counted to compare the two, `none` where they are not compared otherwise. */
export type Standing = Comparison | 'few' | 'none';

export const STANDING_WORDS: Record<Standing, string> = {
  better: 'Better',
  similar: 'Similar',
  worse: 'Worse',
  higher: 'Higher',
  lower: 'Lower',
  few: 'Too few to compare',
  none: 'Not compared',
};

const TIERS = ['headline', 'core', 'supporting'];

/** The indicators that are shown, the headline ones first. */
export function measuresOf(
  indicators: Indicator[],
  rows: ProfileRow[],
  tier: ProfileFilter['tier'],
): Measure[] {
  const byId = new Map(indicators.map((indicator) => [indicator.id, indicator]));
  const last = tier === 'all' ? TIERS.length : TIERS.indexOf(tier) + 1;
  return rows
    .flatMap((row) => {
      const indicator = byId.get(row.row.indicator);
      return indicator && TIERS.indexOf(indicator.tier) < last ? [{ indicator, ...row }] : [];
    })
    .sort((one, other) => TIERS.indexOf(one.indicator.tier) - TIERS.indexOf(other.indicator.tier));
}

/** Counts are not compared: a part says nothing beside its whole. */
export function standingOf({ indicator, comparison, row }: Measure): Standing {
  if (row.latest?.status !== 'ok' || !isComparable(indicator.unit)) return 'none';
  return comparison ?? (isOfFew(row.latest) ? 'few' : 'none');
}

export type Standings = Record<Standing, number>;

export function standingsOf(measures: Measure[]): Standings {
  const counts = { better: 0, similar: 0, worse: 0, higher: 0, lower: 0, few: 0, none: 0 };
  for (const measure of measures) if (measure.row.latest) counts[standingOf(measure)] += 1;
  return counts;
}

export function comparedCount({ few, none, ...compared }: Standings): number {
  return Object.values(compared).reduce((sum, count) => sum + count, 0);
}

/** Whether more figures lie clearly apart than chance would bring: one in twenty of 95% intervals misses, give or take twice
 *  the binomial standard deviation. */
export function isBeyondChance({ better, worse, similar }: Standings): boolean {
  const byChance = (better + worse + similar) * 0.05;
  return better + worse > byChance + 2 * Math.sqrt(byChance * 0.95);
}

export interface StandsOut {
  better: Measure[];
  worse: Measure[];
  improving: Measure[];
  worsening: Measure[];
  /** Whether of any figure it can be told if it really changes: there must be months enough that are shown. */
  isChangeJudged: boolean;
}

/** What lies clearly apart from the county, or really changes: headline first, then the furthest apart. */
export function standsOut(measures: Measure[]): StandsOut {
  const apart = (standing: Comparison) =>
    measures
      .filter((measure) => standingOf(measure) === standing)
      .sort((one, other) => rankOf(one) - rankOf(other) || apartness(other) - apartness(one));
  const changing = (start: string) => measures.filter(({ row }) => row.variation?.startsWith(start));
  return {
    better: apart('better'),
    worse: apart('worse'),
    improving: changing('improvement'),
    worsening: changing('concern'),
    isChangeJudged: measures.some(({ row }) => row.variation !== null),
  };
}

function rankOf({ indicator }: Measure): number {
  return indicator.tier === 'headline' ? 0 : 1;
}

/** How many half intervals lie between an area and the county. */
function apartness({ row, county }: Measure): number {
  const { value, lower, upper } = row.latest ?? NOTHING;
  if (value === null || lower === null || upper === null || !county || county.value === null) return 0;
  return Math.abs(value - county.value) / Math.max((upper - lower) / 2, Number.EPSILON);
}

const NOTHING: BesideFigure = { status: 'missing', value: null, lower: null, upper: null };

/** Places from -1 to 1 on a row's scale: the county at 0, better to the right (higher, where neither is better). */
interface Marks {
  value: number;
  interval: [number, number] | null;
  others: number[];
}

/** The scale reaches as far as the furthest area or interval, so it is the same on every area's page. */
export function marksOf({ indicator, row, county, others }: Measure): Marks | null {
  const own = row.latest;
  if (!own || own.value === null || !county || county.value === null || !isComparable(indicator.unit))
    return null;
  const zero = county.value;
  const all = [own, ...others].flatMap(({ value, lower, upper }) => [value, lower, upper]);
  const reach = Math.max(...all.flatMap((one) => (one === null ? [] : [Math.abs(one - zero)])));
  if (reach === 0) return { value: 0, interval: null, others: others.map(() => 0) };
  const place = (value: number) => ((value - zero) / reach) * directionOf(indicator.polarity);
  return {
    value: place(own.value),
    interval: own.lower === null || own.upper === null ? null : sorted(place(own.lower), place(own.upper)),
    others: others.flatMap(({ value }) => (value === null ? [] : [place(value)])),
  };
}

function directionOf(polarity: Polarity): 1 | -1 {
  return polarity === 'lower_is_better' ? -1 : 1;
}

function sorted(one: number, other: number): [number, number] {
  return one <= other ? [one, other] : [other, one];
}

/** "64% in 2024, beside the county’s 58%", by name. */
export function besideWords({ indicator, row, county }: Measure, countyName: string): string {
  const own = row.latest
    ? `${figureWords(spokenUnit(indicator), row.latest)}${ofFew(indicator, row.latest)} in ${pointPeriodWords(row.latest)}`
    : 'no data';
  const whole = besideFigureWords(indicator, county);
  return `${own}, ${isComparable(indicator.unit) ? 'beside' : 'of'} ${countyName}’s ${whole}`;
}

/** The county's figure, or why there is none. */
export function besideFigureWords(indicator: Indicator, figure: BesideFigure | null): string {
  return figureWords(spokenUnit(indicator), figure === null ? null : { ...EMPTY_POINT, ...figure });
}

const EMPTY_POINT = {
  ...{ period: '', start: '', end: '', complete: true, covered_to: '', quarantined: 0 },
  ...{ numerator: null, denominator: null, target: null, trajectory: null, rag: null, spc: null },
};

/** What the picture of a row shows, in words. */
export function pictureWords(measure: Measure, names: { area: string; county: string }): string {
  const { indicator, row, county } = measure;
  const { latest } = row;
  if (!latest) return '';
  const interval =
    latest.lower === null || latest.upper === null
      ? ''
      : ` (likely between ${figureWords(spokenUnit(indicator), { ...latest, value: latest.lower })} and ${figureWords(spokenUnit(indicator), { ...latest, value: latest.upper })})`;
  const standing = standingOf(measure);
  const verdict = standing === 'none' ? '' : `: ${STANDING_WORDS[standing].toLowerCase()}`;
  return capitalised(
    `${names.area} ${figureWords(spokenUnit(indicator), latest)}${interval}, ${names.county} ${besideFigureWords(indicator, county)}${verdict}`,
  );
}
