import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SpcFlag } from '../../../indicators/series.ts';
import { assuranceOf, flagsOf, limitsOf, xmr } from '../../../pipeline/statistics/spc.ts';

const polarity = 'higher_is_better';
const flags = (values: number[], options = {}) =>
  xmr(values, { polarity, minimum: 2, ...options })?.points.map((point) => point?.flag ?? null);
const common = (length: number): SpcFlag[] => Array(length).fill('common_cause');

/** Limits of 0 ± 30: near limits at ±20. */
const limits = { mean: 0, lower: -30, upper: 30 };

describe('the limits of a chart', () => {
  it('lie 2.66 mean ranges from the mean: 10 and 12 in turn give 11 ± 5.32', () => {
    const { mean, lower, upper } = limitsOf([10, 12, 10, 12, 10, 12, 10, 12, 10, 12, 10, 12]);
    expect(mean).toBe(11);
    expect(lower).toBeCloseTo(5.68, 12);
    expect(upper).toBeCloseTo(16.32, 12);
  });

  it('leave out ranges of 3.267 mean ranges, but keep the outlier in the mean', () => {
    const spike = [1, 2, 1, 2, 100, 2, 1, 2, 1, 2, 1, 2];
    const screened = limitsOf(spike);
    expect(screened.mean).toBeCloseTo(117 / 12, 12);
    expect(screened.upper - screened.mean).toBeCloseTo(2.66, 12);
    expect(limitsOf(spike, false).upper - screened.mean).toBeCloseTo((2.66 * 205) / 11, 12);
    expect(xmr(spike, { polarity })?.points[0]).toMatchObject(screened);
  });

  it('leave out a range of exactly 3.267 mean ranges and keep one just below', () => {
    // Nine ranges of 773 and two more: in both series the mean of the eleven is 1,000.
    const nine = [0, 773, 0, 773, 0, 773, 0, 773, 0, 773];
    const [out, kept] = [limitsOf([...nine, -3, 3264]), limitsOf([...nine, -4, 3262])];
    expect(out.upper - out.mean).toBeCloseTo(2.66 * 773.3, 8);
    expect(kept.upper - kept.mean).toBeCloseTo(2.66 * 1000, 8);
  });

  it('leave ranges out once, not until none is left to leave out', () => {
    // Ranges: nine of 1, one of 5, one of 100. The mean of all is 114 ÷ 11 = 10.36, so only 100 goes;
    // of the rest it is 1.4, and 5 would go the second time.
    const { mean, upper } = limitsOf([0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 6, 106]);
    expect(upper - mean).toBeCloseTo(2.66 * 1.4, 12);
  });
});

describe('a special cause', () => {
  it('is a point outside the limits, not one on them', () => {
    expect(flagsOf([30, -30, 31, -31], limits)).toEqual([...common(2), 'above_limit', 'below_limit']);
  });

  it('is seven points rising, all seven of them', () => {
    const rising = [5, -9, -6, -3, 1, 4, 7, 10, 2];
    expect(flagsOf(rising, limits)).toEqual([
      'common_cause',
      ...Array(7).fill('rising_trend'),
      'common_cause',
    ]);
    expect(flagsOf(rising.slice(2), limits)).toEqual(common(7));
  });

  it('is seven points on one side of the mean, all seven of them', () => {
    const low = [4, -4, -3, -4, -3, -4, -3, -4, 4];
    expect(flagsOf(low, limits)).toEqual([
      'common_cause',
      ...Array(7).fill('run_below_mean'),
      'common_cause',
    ]);
    expect(flagsOf(low.slice(2), limits)).toEqual(common(7));
  });

  it('is two of three near a limit with the third on the same side, and only the two', () => {
    expect(flagsOf([-5, 25, 5, 25, -5], limits)).toEqual([
      'common_cause',
      'two_of_three_high',
      'common_cause',
      'two_of_three_high',
      'common_cause',
    ]);
    expect(flagsOf([25, -5, 25], limits)).toEqual(common(3));
    expect(flagsOf([25, 5, 5, 25], limits)).toEqual(common(4));
    expect(flagsOf([20, 5, 20], limits)).toEqual(common(3));
  });

  it('does not count a point outside the limits among the two', () => {
    expect(flagsOf([35, 5, 25], limits)).toEqual(['above_limit', ...common(2)]);
  });

  it('is not a run broken by a point on the mean, nor a trend broken by a tie', () => {
    expect(flagsOf([4, 3, 4, 0, 3, 4, 3, 4], limits)).toEqual(common(8));
    expect(flagsOf([-9, -6, -3, -3, 1, 4, 7], limits)).toEqual(common(7));
  });

  it('is the first that matches: limit, then trend, then two of three, then run', () => {
    const everything = [1, 4, 8, 22, 25, 28, 31];
    expect(flagsOf(everything, limits)).toEqual([...Array(6).fill('rising_trend'), 'above_limit']);
    const withoutTrend = [1, 4, 4, 8, 22, 25, 28];
    expect(flagsOf(withoutTrend, limits)).toEqual([
      ...Array(4).fill('run_above_mean'),
      ...Array(3).fill('two_of_three_high'),
    ]);
  });

  it('gives the peak between two trends to the one that led up to it', () => {
    const peak = [-18, -12, -6, 0, 6, 12, 18, 12, 6, 0, -6, -12, -18];
    expect(flagsOf(peak, limits)).toEqual([
      ...Array(7).fill('rising_trend'),
      ...Array(6).fill('falling_trend'),
    ]);
  });
});

describe('the icons of a chart', () => {
  const steady = [10, 12, 10, 12, 10, 12, 10, 12, 10, 12, 10];

  it.each([
    ['higher_is_better', 40, 'improvement_high'],
    ['higher_is_better', -20, 'concern_low'],
    ['lower_is_better', 40, 'concern_high'],
    ['lower_is_better', -20, 'improvement_low'],
    ['neither', 40, 'neither_high'],
    ['neither', -20, 'neither_low'],
    ['higher_is_better', 12, 'common_cause'],
  ] as const)('where %s and the last point is %d, show %s', (better, last, variation) => {
    expect(xmr([...steady, last], { polarity: better })?.variation).toBe(variation);
  });

  it.each([
    ['higher_is_better', 31, 'consistently_fails'],
    ['higher_is_better', -31, 'consistently_passes'],
    ['lower_is_better', 31, 'consistently_passes'],
    ['lower_is_better', -31, 'consistently_fails'],
    ['lower_is_better', 12, 'hit_or_miss'],
    ['higher_is_better', 30, 'hit_or_miss'],
    ['higher_is_better', -30, 'hit_or_miss'],
    ['neither', 31, null],
    ['higher_is_better', null, null],
  ] as const)('where %s and the target is %s, show %s', (better, target, assurance) => {
    expect(assuranceOf(limits, target, better)).toBe(assurance);
  });
});

describe('a series without variation', () => {
  it.each([1, 0.1, 0.7])('of %d is common cause with limits at its mean, in spite of rounding', (value) => {
    const result = xmr(Array(12).fill(value), { polarity, target: value });
    expect(result?.points.map((point) => point?.flag)).toEqual(common(12));
    expect(
      result?.points.every((point) => point?.lower === point?.mean && point?.upper === point?.mean),
    ).toBe(true);
    expect(result).toMatchObject({ variation: 'common_cause', assurance: null, passesByValue: true });
  });

  it('misses a target by value, and passes no verdict without a better side', () => {
    const flat = Array(12).fill(0.9);
    expect(xmr(flat, { polarity, target: 1 })?.passesByValue).toBe(false);
    expect(xmr(flat, { polarity: 'lower_is_better', target: 1 })?.passesByValue).toBe(true);
    expect(xmr(flat, { polarity: 'lower_is_better', target: 0.9 })?.passesByValue).toBe(true);
    expect(xmr(flat, { polarity: 'neither', target: 1 })?.passesByValue).toBeNull();
    expect(xmr(flat, { polarity })?.passesByValue).toBeNull();
  });

  it('is judged by value where it is flat since it was re-based', () => {
    const flattened = [...Array(11).fill(0.5), 0.8, ...Array(12).fill(0.9)];
    expect(xmr(flattened, { polarity, target: 0.85, rebase: [12] })).toMatchObject({
      assurance: null,
      passesByValue: true,
    });
  });

  it('is the only one judged by value', () => {
    const varied = [...Array(11).fill(0.9), 0.8];
    expect(xmr(varied, { polarity, target: 0.5 })?.passesByValue).toBeNull();
  });
});

describe('a series too short for limits', () => {
  const months = Array.from({ length: 12 }, (_, i) => 10 + (i % 2));

  it('has no chart with 11 points and has one with 12', () => {
    expect(xmr(months.slice(1), { polarity })).toBeNull();
    expect(xmr(months, { polarity })?.points).toHaveLength(12);
    expect(xmr([], { polarity })).toBeNull();
  });

  it('after a re-basing has neither limits nor icons there, and keeps the limits before', () => {
    const result = xmr([...months, 20, 21, 20], { polarity, target: 5, rebase: [12] });
    expect(result?.points.slice(0, 12)).toEqual(xmr(months, { polarity })?.points);
    expect(result?.points.slice(12)).toEqual([null, null, null]);
    expect(result).toMatchObject({ variation: null, assurance: null, passesByValue: null });
  });
});

describe('a re-based series', () => {
  const before = [10, 12, 10, 12, 10, 12, 10, 12, 10, 12, 10, 12];
  const after = before.map((value) => value + 30);

  it('is charted as if each calculation period stood alone', () => {
    const options = { polarity, target: 30 } as const;
    const result = xmr([...before, ...after], { ...options, rebase: [12] });
    expect(result?.points).toEqual([
      ...(xmr(before, options)?.points ?? []),
      ...(xmr(after, options)?.points ?? []),
    ]);
    expect(result?.assurance).toBe('consistently_passes');
    expect(flags([...before, ...after])).not.toEqual(common(24));
  });

  it('may be re-based several times, in any order, and not beyond its ends', () => {
    const values = [...before, ...after, ...before];
    const expected = xmr(values, { polarity, target: 8, rebase: [12, 24] });
    expect(xmr(values, { polarity, target: 8, rebase: [24, 12, 12, 0, 99, -1] })).toEqual(expected);
  });

  it('has no pattern that reaches across the re-basing', () => {
    const climbing = [5, 6, 5, 6, 5, 6, 5, 6, 7, 8, 9, 10, 11, 12, 11, 12, 11, 12, 11, 12, 11, 12];
    expect(flags(climbing)).toContain('rising_trend');
    expect(flags(climbing, { rebase: [10] })).not.toContain('rising_trend');
  });
});

describe('a chart', () => {
  const series = fc.array(fc.integer({ min: -40, max: 40 }), { minLength: 12, maxLength: 30 });
  const opposite: Record<string, string> = {
    above: 'below',
    below: 'above',
    rising: 'falling',
    falling: 'rising',
    high: 'low',
    low: 'high',
  };
  const mirrored = (flag = '') =>
    flag.replace(/above|below|rising|falling|high|low/, (word) => opposite[word] ?? word);

  it('has the same flags when every value is moved by the same amount or measured in another unit', () => {
    fc.assert(
      fc.property(
        series,
        fc.integer({ min: -999, max: 999 }),
        fc.integer({ min: 1, max: 60 }),
        (values, by, unit) => {
          const moved = values.map((value) => value / unit + by);
          expect(flags(moved)).toEqual(flags(values));
        },
      ),
    );
  });

  it('has mirrored flags and the same verdicts when better and worse change places', () => {
    fc.assert(
      fc.property(series, fc.integer({ min: -60, max: 60 }), (values, target) => {
        const one = xmr(values, { polarity: 'higher_is_better', target });
        const other = xmr(
          values.map((value) => -value),
          { polarity: 'lower_is_better', target: -target },
        );
        expect(other?.points.map((point) => point?.flag)).toEqual(
          one?.points.map((point) => mirrored(point?.flag)),
        );
        expect(other?.variation).toBe(mirrored(one?.variation ?? ''));
        expect(other?.assurance).toBe(one?.assurance);
      }),
    );
  });

  it('has its mean between its limits, and narrower limits when outlying ranges are left out', () => {
    fc.assert(
      fc.property(series, (values) => {
        const [screened, all] = [limitsOf(values), limitsOf(values, false)];
        expect(screened.lower).toBeLessThanOrEqual(screened.mean);
        expect(screened.upper).toBeGreaterThanOrEqual(screened.mean);
        expect(screened.upper).toBeLessThanOrEqual(all.upper);
        expect(screened.mean).toBe(all.mean);
      }),
    );
  });
});
