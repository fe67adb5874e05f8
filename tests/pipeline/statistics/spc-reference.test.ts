import { describe, expect, it } from 'vitest';
import type { SpcFlag } from '../../../indicators/series.ts';
import { assuranceOf, flagsOf, xmr } from '../../../pipeline/statistics/spc.ts';
import { reference } from './reference.ts';

const polarity = 'higher_is_better';
/** Limits of 0 ± 30: near limits at ±20. */
const limits = { mean: 0, lower: -30, upper: 30 };

interface Case {
  name: string;
  series: number[] | null;
  target?: number | null;
  limits?: { lpl: number; upl: number };
  options?: { screen_outliers?: boolean; rebase?: number[] };
  improvement_direction?: 'increase' | 'decrease' | 'neutral' | 'both';
  expected: Record<string, unknown> & {
    limits?: { start: number; n: number; mean: number; lpl: number; upl: number; amr: number }[];
    special_cause?: string[];
    variation_icon?: string;
    assurance?: string | null;
    vector?: number[];
  };
}

const FLAGS: Record<string, SpcFlag> = {
  'Common Cause': 'common_cause',
  'Above UCL': 'above_limit',
  'Below LCL': 'below_limit',
  '7 Point Trend (Increasing)': 'rising_trend',
  '7 Point Trend (Decreasing)': 'falling_trend',
};
const POLARITIES = { increase: 'higher_is_better', decrease: 'lower_is_better', neutral: 'neither' } as const;
const ASSURANCES: Record<string, string> = {
  inconsistent: 'hit_or_miss',
  consistent_pass: 'consistently_passes',
  consistent_fail: 'consistently_fails',
  consistentFail: 'consistently_fails',
};
const assuranceNamed = (name: unknown) => (typeof name === 'string' ? ASSURANCES[name] : null);

const cases = reference<{ cases: Case[] }>('spc-cases.json')?.cases ?? [];
const charts = cases.filter((one) => one.expected.limits);
const verdicts = cases.filter((one) => one.series === null);
const unit = (name: string) => cases.filter((one) => one.name.startsWith(name));

/** As the reference's rules end at the last point of a pattern: every point of the seven that end there. */
const sevenEndingAt = (ends: number[]) => ends.map((_, i) => ends.slice(i, i + 7).some((end) => end !== 0));

describe.runIf(cases.length > 0)('the reference', () => {
  it.each(charts)('has the limits, flags and icons of $name', (one) => {
    const direction = one.improvement_direction === 'decrease' ? 'decrease' : 'increase';
    const result = xmr(one.series ?? [], {
      polarity: POLARITIES[direction],
      target: one.target ?? null,
      screen: one.options?.screen_outliers ?? true,
      rebase: one.options?.rebase ?? [],
      minimum: 2,
    });
    for (const { start, n, mean, lpl, upl } of one.expected.limits ?? []) {
      for (const point of result?.points.slice(start, start + n) ?? []) {
        expect(point?.mean).toBeCloseTo(mean, 8);
        expect(point?.lower).toBeCloseTo(lpl, 8);
        expect(point?.upper).toBeCloseTo(upl, 8);
      }
    }
    expect(result?.points.map((point) => point?.flag)).toEqual(
      one.expected.special_cause?.map((name) => FLAGS[name]),
    );
    expect(result?.variation).toBe(one.expected.variation_icon);
    expect(result?.assurance).toBe(assuranceNamed(one.expected.assurance));
  });

  it.each(verdicts)('has the assurance of $name', ({ limits, target = null, expected }) => {
    const { lpl, upl } = limits ?? { lpl: Number.NaN, upl: Number.NaN };
    const known = { mean: (lpl + upl) / 2, lower: lpl, upper: upl };
    for (const direction of ['increase', 'decrease', 'neutral'] as const) {
      const name = direction === 'increase' ? (expected.increase ?? expected.powerbi) : expected[direction];
      if (name === undefined) continue;
      expect(assuranceOf(known, target, POLARITIES[direction])).toBe(assuranceNamed(name));
    }
  });

  it.each(unit('unit_seven_point_one_side'))('ends a run where $name does', ({ series, expected }) => {
    const marked = flagsOf(series ?? [], limits).map((flag) => flag.startsWith('run_'));
    expect(marked).toEqual(sevenEndingAt(expected.vector ?? []));
  });

  it.each(unit('unit_seven_point_trend'))('ends a trend where $name does', ({ series, expected }) => {
    const marked = flagsOf(series ?? [], limits).map((flag) => flag.endsWith('_trend'));
    expect(marked).toEqual(sevenEndingAt(expected.vector ?? []));
  });

  it.each(unit('unit_part_of_seven_trend'))(
    'spreads a pattern over its points as $name',
    ({ series, expected }) => {
      expect(sevenEndingAt(series ?? [])).toEqual(expected.vector?.map(Boolean));
    },
  );

  it.each([...unit('unit_two_in_three'), ...unit('unit_part_of_two_in_three')])(
    'marks the near points of the windows of $name',
    ({ series, expected }) => {
      const near = series ?? [];
      const values = near.map((isNear) => (isNear ? 25 : 5));
      const marked = flagsOf(values, limits).map((flag) => flag === 'two_of_three_high');
      expect(marked).toEqual(expected.vector?.map((inWindow, i) => inWindow === 1 && near[i] === 1));
    },
  );

  it('has the flat series of constant_series_100pct as common cause that passes by value', () => {
    const flat = cases.find((one) => one.name === 'constant_series_100pct');
    const result = xmr(flat?.series ?? [], { polarity, target: flat?.target ?? null });
    expect(result).toMatchObject({ variation: 'common_cause', assurance: null, passesByValue: true });
  });

  it('has no case that none of these tests takes', () => {
    const taken = [...charts, ...verdicts, ...unit('unit_'), ...unit('constant_')];
    expect(cases.filter((one) => !taken.includes(one)).map((one) => one.name)).toEqual([]);
  });
});
