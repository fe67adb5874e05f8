import { firstIndex, latestIndex } from '../../indicators/latest.ts';
import { pointPeriodWords } from '../../indicators/period-words.ts';
import type { Indicator } from '../../indicators/schema.ts';
import type { Point, Series, SpcFlag } from '../../indicators/series.ts';
import {
  beforeWords,
  decimalsBeside,
  isOfFew,
  movementOf,
  pointWords,
  rangeWords,
  spokenUnit,
  valueWords,
} from '../../indicators/words.ts';
import { seasonOf } from '../../indicators/year-before.ts';
import { capitalised, countedWords } from '../words.ts';

/** What the headline of a trend claims: of figures that vary by chance, never that they rose or fell between two of them. */

type KnownPoint = Point & { value: number };

export function knownPoints({ points }: Pick<Series, 'points'>): KnownPoint[] {
  return points.filter((point): point is KnownPoint => point.status === 'ok' && point.value !== null);
}

/** Whether a series has one figure alone, which makes no trend; one beside figures that are hidden does not stand alone. */
export function isOneFigure(series: Series): boolean {
  return knownPoints(series).length === 1 && series.points.every(({ status }) => status !== 'suppressed');
}

export function trendHeadline(indicator: Indicator, series: Series, area: string): string {
  const unit = spokenUnit(indicator);
  const known = knownPoints(series);
  const latest = latestIndex(indicator, known);
  const last = known[latest];
  if (!last) return nothingWords(series, area);
  const first = known[firstIndex(indicator, known, latest)] ?? last;
  const now = `${pointWords(unit, last)} in ${pointPeriodWords(last)}`;
  if (first === last) return capitalised(now);
  const usual = beyondChance(first, last) ? '' : besideUsual(indicator, last);
  if (usual !== '') {
    const exactly = pointWords(unit, last, usualDecimals(indicator, last));
    return capitalised(`${exactly} in ${pointPeriodWords(last)}${usual}`);
  }
  const turn = turningPoint(indicator, known, first, last);
  if (turn) return turnWords(indicator, series, { first, turn, last });
  const movement = movementOf(unit, last.value, first.value);
  if (movement === 'the same') return `${capitalised(now)}, the same as in ${pointPeriodWords(first)}`;
  const before = `${beforeWords(unit, last.value, first.value)} in ${pointPeriodWords(first)}`;
  if (movement === 'little changed') return `Little changed: ${before}, ${now}`;
  if (!beyondChance(first, last) && isOverlapping(first, last)) return noClearChange(indicator, first, last);
  return unit === 'rank' ? `From ${before} to ${now}` : `${capitalised(movement)} from ${before} to ${now}`;
}

/** A finished period in between, of the same time of year for what has its seasons, whose figure lies beyond both ends: by a
 *  third of all that the figures span, and by more than chance. The furthest, of several alike the latest. */
function turningPoint(
  { seasonal }: Indicator,
  known: KnownPoint[],
  first: KnownPoint,
  last: KnownPoint,
): KnownPoint | null {
  const between = known.filter(
    ({ complete, start, end, period }) =>
      complete &&
      start > first.start &&
      end < last.end &&
      (!seasonal || seasonOf(period) === seasonOf(last.period)),
  );
  const [low, high] = [Math.min(first.value, last.value), Math.max(first.value, last.value)];
  const beyond = ({ value }: KnownPoint) => Math.max(value - high, low - value);
  const [turn] = between.toReversed().sort((one, other) => beyond(other) - beyond(one));
  if (!turn) return null;
  const values = [...between, first, last].map(({ value }) => value);
  const isFar = beyond(turn) >= (Math.max(...values) - Math.min(...values)) / 3;
  const isTurn = isFar && beyond(turn) > 0 && [first, last].every((end) => isClear(turn, end));
  return isTurn ? turn : null;
}

/** Whether two figures differ by more than chance, as far as anything is known of chance. */
function isClear(one: KnownPoint, other: KnownPoint): boolean {
  if (one.spc && other.spc) return beyondChance(one, other);
  return !isOverlapping(one, other);
}

/** Whether the intervals in which two figures may lie but for chance have something in common; not where one is unknown. */
function isOverlapping(one: KnownPoint, other: KnownPoint): boolean {
  const [low, high] = one.value < other.value ? [one, other] : [other, one];
  return low.upper !== null && high.lower !== null && low.upper >= high.lower;
}

/** "No clear change: 54% in spring term 2021/22, 60% in autumn term 2024/25"; of fewer than ten with their counts. */
function noClearChange(indicator: Indicator, first: KnownPoint, last: KnownPoint): string {
  const unit = spokenUnit(indicator);
  const isFew = isOfFew(first) || isOfFew(last);
  const said = (words: string, point: KnownPoint) => {
    const counts = isFew ? countedWords(indicator, point) : '';
    return `${words}${counts && ` (${counts})`} in ${pointPeriodWords(point)}`;
  };
  const before = said(beforeWords(unit, last.value, first.value), first);
  return `No clear change: ${before}, ${said(pointWords(unit, last), last)}`;
}

interface Turn {
  first: KnownPoint;
  turn: KnownPoint;
  last: KnownPoint;
}

/** "56% in 2024, after a peak of 62% in 2023 (39% in 2022)"; a peak only where nothing is hidden, missing or left aside. */
function turnWords(indicator: Indicator, { points }: Series, { first, turn, last }: Turn): string {
  const unit = spokenUnit(indicator);
  const said = (point: KnownPoint) =>
    `${beforeWords(unit, last.value, point.value)} in ${pointPeriodWords(point)}`;
  const isWhole = points.every(({ status }) => status === 'ok' || status === 'not_applicable');
  const peak = turn.value > last.value ? 'a peak of ' : 'a low of ';
  const name = isWhole && unit !== 'rank' && !indicator.seasonal ? peak : '';
  const now = `${pointWords(unit, last)} in ${pointPeriodWords(last)}`;
  return `${capitalised(now)}, after ${name}${said(turn)} (${said(first)})`;
}

function nothingWords({ points }: Series, area: string): string {
  if (points.some(({ status }) => status === 'suppressed')) return 'Hidden to protect children’s privacy';
  return points.length > 0 ? `No figures for ${area}` : 'No figures yet';
}

/** Whether each of two figures lies outside the other's usual range: only then do they make a rise or a fall. */
function beyondChance(first: KnownPoint, last: KnownPoint): boolean {
  if (!first.spc || !last.spc) return false;
  const [low, high] = first.value < last.value ? [first, last] : [last, first];
  return low.value < (high.spc?.lower ?? 0) && high.value > (low.spc?.upper ?? 0);
}

const AVERAGES: Partial<Record<SpcFlag, string>> = {
  run_above_mean: 'in a run above its average',
  run_below_mean: 'in a run below its average',
  rising_trend: 'rising without a break',
  falling_trend: 'falling without a break',
};

const RANGES: Partial<Record<SpcFlag, string>> = {
  common_cause: 'within',
  above_limit: 'above',
  below_limit: 'below',
  two_of_three_high: 'near the top of',
  two_of_three_low: 'near the bottom of',
};

/** ", above its usual range of 17% to 79%"; nothing where no usual range is known. */
function besideUsual(indicator: Indicator, { value, spc }: KnownPoint): string {
  if (!spc) return '';
  const unit = spokenUnit(indicator);
  const isInside = spc.lower <= value && value <= spc.upper;
  if (spc.flag === 'common_cause' && !isInside) return ': no real change';
  if (unit === 'rank' && spc.flag !== 'common_cause') return '';
  const average = AVERAGES[spc.flag];
  if (average) return `, ${average}`;
  const finer = usualDecimals(indicator, { value, spc });
  const range = rangeWords(unit, ...usualRange(indicator, spc), finer);
  const isEnd = !isInside && range.split(' to ').includes(valueWords(unit, value, finer));
  return `, ${RANGES[spc.flag]} its usual range${isEnd ? '' : ` of ${range}`}`;
}

/** As the chart shades it: a share is at most of all, and only a difference or a growth is below nothing. */
function usualRange(
  indicator: Indicator,
  { lower, upper }: NonNullable<Point['spc']>,
): [low: number, high: number] {
  const { kind } = indicator.measure;
  const most = kind === 'proportion' ? 1 : Number.POSITIVE_INFINITY;
  const least = kind === 'gap' || kind === 'growth' ? Number.NEGATIVE_INFINITY : 0;
  return [Math.max(least, lower), Math.min(most, upper)];
}

/** How many decimals more show on which side of its usual range a figure lies. */
function usualDecimals(indicator: Indicator, { value, spc }: Pick<KnownPoint, 'value' | 'spc'>): number {
  return spc ? decimalsBeside(spokenUnit(indicator), value, ...usualRange(indicator, spc)) : 0;
}
