import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CRITICAL_998, chiSquaredForTrend, recentTrend } from '../../../pipeline/statistics/trend.ts';
import { reference } from './reference.ts';

const counts = (...numerators: number[]) => numerators.map((numerator) => ({ numerator, denominator: null }));
const proportions = (numerators: number[], denominators: number[]) =>
  numerators.map((numerator, i) => ({ numerator, denominator: denominators[i] ?? null }));

describe('the chi-squared test for trend', () => {
  it('gives Armitage’s 7.19 for carriers by size of tonsils', () => {
    const carriers = proportions([19, 29, 24], [19 + 497, 29 + 560, 24 + 269]);
    expect(chiSquaredForTrend(carriers).chiSquared).toBeCloseTo(7.19, 2);
  });

  it('gives R’s 8.2249 for the smokers of prop.trend.test', () => {
    const smokers = proportions([83, 90, 129, 70], [86, 93, 136, 82]);
    expect(chiSquaredForTrend(smokers).chiSquared).toBeCloseTo(8.2249, 4);
  });

  it('gives 100² ÷ (30 × 10) for counts of 10, 20, 30, 40, 50', () => {
    expect(chiSquaredForTrend(counts(10, 20, 30, 40, 50)).chiSquared).toBeCloseTo(100 / 3, 12);
  });

  it('treats more events than people as a rate, not a proportion', () => {
    const double = proportions([10, 20, 30, 40, 50], [5, 5, 5, 5, 5]);
    expect(chiSquaredForTrend(double).chiSquared).toBeCloseTo(100 / 3, 12);
    // So it is where they outnumber them in one year alone: 100² ÷ (150/225 × 45 × 10).
    const once = proportions([10, 20, 30, 40, 50], [45, 45, 45, 45, 45]);
    expect(chiSquaredForTrend(once).chiSquared).toBeCloseTo(100 / 3, 12);
  });

  it('gives 0 where nothing varies: none, all, or no one to count', () => {
    expect(chiSquaredForTrend(counts(0, 0, 0, 0, 0)).chiSquared).toBe(0);
    expect(chiSquaredForTrend(proportions([9, 9, 9, 9, 9], [9, 9, 9, 9, 9])).chiSquared).toBe(0);
    expect(chiSquaredForTrend(proportions([0, 0, 0, 0, 0], [0, 0, 0, 0, 0])).chiSquared).toBe(0);
  });
});

describe('the recent trend of an annual series', () => {
  it('rises, falls or does not change', () => {
    expect(recentTrend(counts(10, 20, 30, 40, 50))).toBe('rising');
    expect(recentTrend(counts(50, 40, 30, 20, 10))).toBe('falling');
    expect(recentTrend(counts(30, 31, 29, 30, 31))).toBe('no_change');
  });

  it('asks for 99.8%: significant at 99% (χ² of 50² ÷ 300) is not enough, 60² ÷ 300 is', () => {
    expect(recentTrend(counts(20, 25, 30, 35, 40))).toBe('no_change');
    expect(recentTrend(counts(18, 24, 30, 36, 42))).toBe('rising');
  });

  it('follows the proportion, not the number of events', () => {
    expect(recentTrend(proportions([100, 110, 120, 130, 140], [200, 300, 400, 500, 600]))).toBe('falling');
  });

  it('looks at the last five years only', () => {
    expect(recentTrend(counts(900, 700, 500, 30, 31, 29, 30, 31))).toBe('no_change');
  });

  it('is not known with fewer than five years, or where only some have a denominator', () => {
    expect(recentTrend(counts(10, 20, 30, 40))).toBeNull();
    expect(recentTrend(proportions([10, 20, 30, 40], [60, 60, 60, 60]))).toBeNull();
    expect(recentTrend([...counts(10, 20), ...proportions([30, 40, 50], [60, 60, 60])])).toBeNull();
  });

  it('turns round when the years are read backwards', () => {
    const opposite = { rising: 'falling', falling: 'rising', no_change: 'no_change' };
    const year = fc.record({ numerator: fc.nat(400), denominator: fc.integer({ min: 400, max: 900 }) });
    fc.assert(
      fc.property(fc.array(year, { minLength: 5, maxLength: 5 }), (years) => {
        const forwards = recentTrend(years);
        expect(recentTrend(years.toReversed())).toBe(forwards && opposite[forwards]);
      }),
    );
  });
});

interface Fingertips {
  critical: number;
  cases: { name: string; c: number[]; n: number[]; expected: { significant: boolean; port_chi2: number } }[];
}

const fingertips = reference<{ trend: Fingertips }>('ci-cases.json')?.trend;

describe.runIf(fingertips)('Fingertips', () => {
  it('has the same critical value', () => {
    expect(CRITICAL_998).toBeCloseTo(fingertips?.critical ?? 0, 12);
  });

  it.each(fingertips?.cases ?? [])('finds a trend in $name or not, as we do', ({ name, c, n, expected }) => {
    const points = proportions(c, n);
    expect(recentTrend(points) !== 'no_change').toBe(expected.significant);
    // The other cases weight rates by their intervals, which gives another χ² and the same verdict.
    if (name.endsWith('_proportions')) {
      expect(chiSquaredForTrend(points).chiSquared).toBeCloseTo(expected.port_chi2, 6);
    }
  });
});
