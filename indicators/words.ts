import type { Indicator } from './schema.ts';
import type { Grain, Point, Polarity, SpokenUnit } from './series.ts';

/** Figures as people say them: 58%, 1,306, 0.2 percentage points. One place, so that pages and sentences agree. */

export const GRAIN_WORDS: Record<Grain, string> = {
  week: 'Week',
  month: 'Month',
  quarter: 'Quarter',
  term: 'Term',
  academic_year: 'Academic year',
  financial_year: 'Financial year',
  calendar_year: 'Calendar year',
  rolling_year: 'Twelve months',
};

export const UNIT_WORDS: Record<SpokenUnit, string> = {
  percent: 'a percentage',
  count: 'a number',
  rate: 'a rate',
  days: 'days',
  weeks: 'weeks',
  hours: 'hours, or minutes below two hours',
  score: 'a score',
  ratio: 'a ratio',
  rank: 'a place in a list',
  points: 'percentage points',
  pts: 'percentage points',
};

export const POLARITY_WORDS: Record<Polarity, string> = {
  higher_is_better: 'Higher is better',
  lower_is_better: 'Lower is better',
  neither: 'Neither higher nor lower is better in itself',
};

/** What readers call the comparators. */
export function comparatorNames(region: string): Record<string, string> {
  return { england: 'England', region, statistical_neighbours: 'Statistical neighbours' };
}

export type { SpokenUnit };

export type Told = Pick<Indicator, 'unit' | 'measure' | 'told_as'>;

export function spokenUnit({ unit, measure, told_as }: Told): SpokenUnit {
  if (told_as) return told_as;
  if (measure.kind === 'rank') return 'rank';
  return measure.kind === 'gap' && unit === 'percent' ? 'points' : unit;
}

/** The same on a chart or a map. */
export function shortUnit(indicator: Told): SpokenUnit {
  const unit = spokenUnit(indicator);
  return unit === 'points' ? 'pts' : unit;
}

/** Whether values are fractions and are said in hundredths. */
export function isInHundredths(unit: SpokenUnit): boolean {
  return unit === 'percent' || unit === 'points' || unit === 'pts';
}

/** A value with its unit. Percentages below 20% have one decimal and those below 1% two, where fewer would hide a change;
 *  always, for 14% beside 14.1% would look less exact than it is.
 *  @param finer decimals more than that
 *  @param like the figure that it is said beside, and as exactly as */
export function valueWords(unit: SpokenUnit, value: number, finer = 0, like = value): string {
  switch (unit) {
    case 'percent':
      return `${percentDigits(value, finer, like)}%`;
    case 'points':
      return `${percentDigits(value, finer, like)} percentage points`;
    case 'pts':
      return `${percentDigits(value, finer, like)} pts`;
    case 'count':
      return wholeNumber(value);
    case 'rank':
      return ordinal(Math.round(value));
    case 'days':
    case 'weeks':
      return `${decimal(value, 1 + finer)} ${unit}`;
    case 'hours':
      return Math.abs(like) < MINUTES_BELOW_HOURS
        ? `${decimal(value * 60, 1 + finer)} minutes`
        : `${decimal(value, 1 + finer)} hours`;
    case 'rate':
    case 'score':
      return decimal(value, (Math.abs(like) < 0.995 ? 2 : 1) + finer);
    default:
      return decimal(value, 1 + finer);
  }
}

/** Nobody says of a call that it took 0.2 hours. */
export const MINUTES_BELOW_HOURS = 2;

/** How many decimals more part a value from others that are said beside it; none where three would not. */
export function decimalsApart(unit: SpokenUnit, value: number, others: readonly number[]): number {
  const said = (one: number, finer: number) => valueWords(unit, one, finer).replace(/\.0+(?!\d)/, '');
  const isApart = (finer: number) =>
    others.every((other) => other === value || said(value, finer) !== said(other, finer));
  return [0, 1, 2, 3].find(isApart) ?? 0;
}

/** The same for a value and a range beside it: the two ends apart, and the value from an end that it lies beyond. */
export function decimalsBeside(unit: SpokenUnit, value: number, low: number, high: number): number {
  const beyond = value < low ? [low] : value > high ? [high] : [];
  const [plain] = endsWords(unit, low, high);
  return Math.max(plain === valueWords(unit, low) ? 0 : 1, decimalsApart(unit, value, beyond));
}

/** A period's value. Short of its target it is not rounded to it: 39.8%, where the target is 40%. */
export function pointWords(
  unit: SpokenUnit,
  { value, target, rag }: Pick<Point, 'value' | 'target' | 'rag'>,
  finer = 0,
): string {
  const known = value ?? 0;
  const isShort = target !== null && rag !== 'met';
  return valueWords(unit, known, Math.max(finer, isShort ? decimalsApart(unit, known, [target]) : 0));
}

/** Two ends of a range, one decimal finer where they would look alike. */
export function endsWords(unit: SpokenUnit, low: number, high: number, finer = 0): [string, string] {
  const [from, to] = [valueWords(unit, low, finer), valueWords(unit, high, finer)];
  if (from !== to || finer > 0) return [from, to];
  const [finerFrom, finerTo] = [valueWords(unit, low, 1), valueWords(unit, high, 1)];
  return finerFrom === finerTo ? [from, to] : [finerFrom, finerTo];
}

/** "30% to 45%"; once, where both ends are the same. */
export function rangeWords(unit: SpokenUnit, low: number, high: number, finer = 0): string {
  const [from, to] = endsWords(unit, low, high, finer);
  return from === to ? from : `${from.replace(' percentage points', '')} to ${to}`;
}

/** An indicator's phrase with its figure: in front of it, unless the phrase has a place for it. */
export function phraseWords(phrase: string, figure: string): string {
  return phrase.includes('{figure}') ? phrase.replace('{figure}', figure) : `${figure} ${phrase}`;
}

/** A target is a round number and is said as one: 40%, not 40.0%; 20 weeks, not 20.0 weeks. */
export function targetWords(unit: SpokenUnit, value: number): string {
  if (unit === 'percent') return `${trimZero((value * 100).toFixed(1))}%`;
  return trimZero(valueWords(unit, value));
}

/** What a value would have to be: as exactly as the value is said, unless the two would then look alike. */
export function neededWords(unit: SpokenUnit, needed: number, value: number): string {
  const words = valueWords(unit, needed);
  return words === valueWords(unit, value) ? targetWords(unit, needed) : words;
}

/** A share of fewer is mostly chance: one more or less is ten points or more. */
export const FEWEST_FOR_A_SHARE = 10;

export function isOfFew({ denominator }: Pick<Point, 'denominator'>): boolean {
  return denominator !== null && denominator < FEWEST_FOR_A_SHARE;
}

export type Movement = 'up' | 'down' | 'little changed' | 'the same';

/** How a figure has moved: a step of its last decimal may be one of rounding, and is no rise or fall; a count and a place
 *  are exact. */
export function movementOf(unit: SpokenUnit, value: number, before: number): Movement {
  if (valueWords(unit, value) === valueWords(unit, before)) return 'the same';
  const step = stepOf(unit, value);
  const steps = Math.abs(Math.round(value / step) - Math.round(before / step));
  const isNear = Math.abs(value - before) <= 0.1 * Math.max(Math.abs(value), Math.abs(before));
  if (unit !== 'count' && unit !== 'rank' && steps <= 1 && isNear) return 'little changed';
  return value > before ? 'up' : 'down';
}

/** What one more in the last decimal of a figure is. */
function stepOf(unit: SpokenUnit, value: number): number {
  const size = Math.abs(value);
  if (isInHundredths(unit)) return 10 ** -(2 + percentPlaces(value));
  if (unit === 'hours' && size < MINUTES_BELOW_HOURS) return 0.1 / 60;
  return (unit === 'rate' || unit === 'score') && size < 0.995 ? 0.01 : 0.1;
}

/** What a figure was before, as exactly as it is said now, unless the two would then look alike. */
export function beforeWords(unit: SpokenUnit, value: number, before: number): string {
  const words = valueWords(unit, before, 0, value || before);
  return words === valueWords(unit, value) ? valueWords(unit, before) : words;
}

/** "up from 40% in 2023". */
export function movementWords(indicator: Told, value: number, before: number, when: string): string {
  const unit = spokenUnit(indicator);
  const movement = movementOf(unit, value, before);
  if (movement === 'the same') return `the same as in ${when}`;
  const from = beforeWords(unit, value, before);
  // To move up a table is to be of a lower number.
  return unit === 'rank' ? `after ${from} in ${when}` : `${movement} from ${from} in ${when}`;
}

/** 1st, 2nd, 3rd, 4th, 11th, 112th. */
export function ordinal(place: number): string {
  const isTeen = place % 100 > 10 && place % 100 < 14;
  const ending = isTeen ? undefined : ['th', 'st', 'nd', 'rd'][place % 10];
  return `${place}${ending ?? 'th'}`;
}

const FIRST_ORDINALS = ['second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth'];

/** Of how many times running: second, ninth, 10th. */
export function ordinalWords(times: number): string {
  return FIRST_ORDINALS[times - 2] ?? ordinal(times);
}

export function wholeNumber(value: number): string {
  return Math.round(value).toLocaleString('en-GB');
}

/** "1 file", "12 files". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${wholeNumber(count)} ${count === 1 ? one : many}`;
}

/** "a, b and c". */
export function listWords(words: readonly string[], last = 'and'): string {
  if (words.length <= 1) return words.join('');
  return `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;
}

/** "Agency" as "agency"; "SEN provision" as it is. */
export function uncapitalised(text: string): string {
  return /^\p{Lu}(?!\p{Lu})/u.test(text) ? `${text.slice(0, 1).toLowerCase()}${text.slice(1)}` : text;
}

export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** What is not nobody is not said as 0%, nor what is not everybody as 100%: a target of 100% would seem to be met. */
function percentDigits(value: number, finer: number, like: number): string {
  const percent = value * 100;
  if (value > 0 && percent < 0.005) return 'under 0.01';
  if (value < 1 && percent >= 99.5) return Math.min(percent, 100 - 10 ** -(1 + finer)).toFixed(1 + finer);
  const places = percentPlaces(like) + finer;
  const isNought = Number(percent.toFixed(places)) === 0;
  return decimal(percent, isNought ? percentPlaces(value) + finer : places);
}

function percentPlaces(value: number): 0 | 1 | 2 {
  const size = Math.abs(value);
  if (size < 0.01) return 2;
  return size < 0.2 ? 1 : 0;
}

function decimal(value: number, places: number): string {
  return value === 0 ? '0' : minus(value.toFixed(places));
}

/** A minus sign is as wide as a figure; a hyphen looks like a dash. What rounds to nought has none. */
function minus(text: string): string {
  return text.replace(/^-(0\.0+$)?/, (_sign, nought?: string) => nought ?? '−');
}

function trimZero(text: string): string {
  return text.replace(/\.0(?!\d)/, '');
}
