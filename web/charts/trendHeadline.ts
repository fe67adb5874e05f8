import { firstIndex, latestIndex } from '../../indicators/latest.ts';
import type { Indicator } from '../../indicators/schema.ts';
import type { Point, Series, SpcFlag } from '../../indicators/series.ts';
import {
  decimalsBeside,
  pointPeriodWords,
  pointWords,
  rangeWords,
  spokenUnit,
  valueWords,
} from '../../indicators/words.ts';
import { capitalised } from '../words.ts';

/** What the headline of a trend claims: of figures that vary by chance, never that they rose or fell between two of them. */

type KnownPoint = Point & { value: number };

export function knownPoints({ points }: Pick<Series, 'points'>): KnownPoint[] {
  return points.filter((point): point is KnownPoint => point.status === 'ok' && point.value !== null);
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
  if (usual !== '')
    return capitalised(
      `${pointWords(unit, last, usualDecimals(indicator, last))} in ${pointPeriodWords(last)}${usual}`,
    );
  const before = valueWords(unit, first.value);
  if (before === valueWords(unit, last.value))
    return `${capitalised(now)}, the same as in ${pointPeriodWords(first)}`;
  if (unit === 'rank') return `From ${before} in ${pointPeriodWords(first)} to ${now}`;
  const way = last.value > first.value ? 'Up' : 'Down';
  return `${way} from ${before} in ${pointPeriodWords(first)} to ${now}`;
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
