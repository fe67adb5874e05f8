import type { Trend } from '../../indicators/series.ts';

/** One year. Without a denominator it is a count, and every year weighs the same. */
interface TrendPoint {
  numerator: number;
  denominator: number | null;
}

const YEARS = 5;

/** χ² with 1 degree of freedom at 99.8%: what Fingertips asks of a trend, because it tests so many at once. */
export const CRITICAL_998 = 9.54953570608324;

/** Recent trend of an annual series: the last five points, tested at 99.8%.
 *  Source: OHID, Fingertips public health technical guidance, "Trend markers", and the code behind it
 *  (ukhsa-collaboration/fingertips-open, TrendMarkerCalculator.cs), but for its wish that the direction survive
 *  leaving out any one year.
 *  @param points oldest first, consecutive years with a value
 *  @returns null with fewer than five, or where some of the five have a denominator and some have not */
export function recentTrend(points: readonly TrendPoint[]): Trend | null {
  const recent = points.slice(-YEARS);
  const counts = recent.filter((point) => point.denominator === null).length;
  if (recent.length < YEARS || (counts > 0 && counts < YEARS)) return null;
  const { chiSquared, slope } = chiSquaredForTrend(recent);
  if (chiSquared <= CRITICAL_998) return 'no_change';
  return slope > 0 ? 'rising' : 'falling';
}

/** Chi-squared test for linear trend: Cochran-Armitage for proportions (Armitage 1955), the Poisson score test for
 *  counts and for rates whose events outnumber their denominator.
 *  χ² = (Σ x(t − t̄))² / (variance · Σ n(t − t̄)²), t̄ weighted by n, variance p(1 − p) or, for Poisson, p.
 *  @param points any number of equally spaced times
 *  @returns χ² with 1 degree of freedom (0 where nothing varies) and Σ x(t − t̄), whose sign is the direction */
export function chiSquaredForTrend(points: readonly TrendPoint[]): { chiSquared: number; slope: number } {
  const rows = points.map(({ numerator, denominator }, time) => ({
    x: numerator,
    n: denominator ?? 1,
    time,
  }));
  const sum = (of: (row: (typeof rows)[number]) => number) => rows.reduce((total, row) => total + of(row), 0);
  const isProportion = points.every(
    ({ numerator, denominator }) => denominator !== null && numerator <= denominator,
  );

  const p = sum(({ x }) => x) / sum(({ n }) => n);
  const centre = sum(({ n, time }) => n * time) / sum(({ n }) => n);
  const slope = sum(({ x, time }) => x * (time - centre));
  const variance = (isProportion ? p * (1 - p) : p) * sum(({ n, time }) => n * (time - centre) ** 2);
  return { chiSquared: variance > 0 ? slope ** 2 / variance : 0, slope };
}
