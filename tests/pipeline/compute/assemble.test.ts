import { describe, expect, it } from 'vitest';
import { monthsBetween } from '../../../indicators/periods.ts';
import type { Indicator } from '../../../indicators/schema.ts';
import type { Grain } from '../../../indicators/series.ts';
import { assemble } from '../../../pipeline/compute/assemble.ts';
import { countedPeriods } from '../../../pipeline/compute/coverage.ts';
import { COUNT, indicatorWith, PROPORTION, twoLocalities } from '../../support/indicator.ts';

const complaints = indicatorWith({ measure: COUNT, unit: 'count', polarity: 'lower_is_better' });

/** The series of an indicator whose county's numbers, a period after the other, are these. */
function series(
  indicator: Indicator,
  grain: Grain,
  from: string,
  to: string,
  numbers: number[],
  { today = '2030-01-01', without = '' } = {},
) {
  const covered = new Set(monthsBetween(from, to).filter((month) => !without || !month.startsWith(without)));
  const periods = countedPeriods(grain, { covered, silent: [], today, stock: false });
  const count = (period: string) => {
    const numerator = numbers[periods.findIndex(({ id }) => id === period)] ?? 0;
    const value = indicator.measure.kind === 'count' ? undefined : numerator;
    return { numerator, denominator: 1000, ...(value !== undefined && { value }) };
  };
  const found = assemble({
    indicator,
    partnership: twoLocalities,
    grains: [{ grain, periods }],
    count,
    benchmarks: [],
    setAside: () => 0,
  });
  const county = found.find(({ area }) => area === 'county');
  if (!county) throw new Error('There is no series of the county.');
  return county;
}

describe('a monthly series', () => {
  // Mean 11, each month 2 from the one before: limits 11 ± 2.66 × 2.
  const year = [10, 12, 10, 12, 10, 12, 10, 12, 10, 12, 10, 12];
  const limits = { mean: 11, lower: expect.closeTo(5.68, 9), upper: expect.closeTo(16.32, 9) };

  it('of twelve points has control limits and an icon', () => {
    const { points, summary } = series(complaints, 'month', '2023-01', '2023-12', year);
    expect(points.map(({ spc }) => spc)).toEqual(year.map(() => ({ ...limits, flag: 'common_cause' })));
    expect(summary).toMatchObject({ variation: 'common_cause', trend: null });
  });

  it('of eleven has none', () => {
    const { points, summary } = series(complaints, 'month', '2023-01', '2023-11', year);
    expect(points.every(({ spc }) => spc === null)).toBe(true);
    expect(summary.variation).toBeNull();
  });

  it('that moves twice in a year has none: screened of both steps they would have no width', () => {
    const steps = [6, 6, 6, 6, 6, 6, 7, 7, 7, 7, 7, 8];
    const { points, summary } = series(complaints, 'month', '2023-01', '2023-12', steps);
    expect(points.every(({ spc }) => spc === null)).toBe(true);
    expect(summary).toMatchObject({ variation: null, assurance: null });
  });

  it('that never moves has limits that are its mean, and common cause', () => {
    const { points, summary } = series(complaints, 'month', '2023-01', '2023-12', Array(12).fill(6));
    expect(points[0]?.spc).toEqual({ mean: 6, lower: 6, upper: 6, flag: 'common_cause' });
    expect(summary.variation).toBe('common_cause');
  });

  it('leaves a month that is not over out of its limits', () => {
    const { points } = series(complaints, 'month', '2023-01', '2024-01', [...year, 0], {
      today: '2024-01-15',
    });
    expect(points.at(-2)?.spc).toEqual({ ...limits, flag: 'common_cause' });
    expect(points.at(-1)).toMatchObject({ complete: false, spc: null });
  });

  it('that leaps is of concern where less is better, and the sentence says so', () => {
    const { points, summary } = series(complaints, 'month', '2023-01', '2024-01', [...year, 40]);
    expect(points.at(-1)?.spc?.flag).toBe('above_limit');
    expect(summary.variation).toBe('concern_high');
    expect(summary.sentence).toContain('Month by month it is worse than chance alone would explain.');
  });

  it('that leaps after a year is over is nothing that the year’s sentence says', () => {
    const saying = (last: string, numbers: number[]) => {
      const covered = new Set(monthsBetween('2022-04', last));
      const grains = (['month', 'financial_year'] as const).map((grain) => ({
        grain,
        periods: countedPeriods(grain, { covered, silent: [], today: '2030-01-01', stock: false }),
      }));
      const months = grains[0]?.periods ?? [];
      const found = assemble({
        ...{ indicator: complaints, partnership: twoLocalities, grains, benchmarks: [], setAside: () => 0 },
        count: (period) => ({
          numerator: numbers[months.findIndex(({ id }) => id === period)] ?? 132,
          denominator: null,
        }),
      });
      return found.find(({ area, grain }) => area === 'county' && grain === 'financial_year')?.summary
        .sentence;
    };
    const leaping = year.with(-1, 40);
    expect(saying('2023-03', leaping)).toMatch(/financial year 2022\/23\. Month by month it is worse/);
    const since = saying('2023-06', [...year, 12, 10, 40]);
    expect(since).toContain('financial year 2022/23');
    expect(since).not.toContain('onth by month');
  });

  it('begins its limits anew where the catalogue says so', () => {
    const rebased = { ...complaints, rebase: [{ from: '2024-01', why: 'The procedure changed.' }] };
    const doubled = year.map((number) => number * 2);
    const { points } = series(rebased, 'month', '2023-01', '2024-12', [...year, ...doubled]);
    expect(points[0]?.spc?.mean).toBe(11);
    expect(points.at(-1)?.spc?.mean).toBe(22);
  });

  it('is judged against its target as a process', () => {
    const targets = [{ by: '2025-12', value: 20, source: 'A plan' }];
    const { summary } = series({ ...complaints, targets }, 'month', '2023-01', '2023-12', year);
    expect(summary.assurance).toBe('consistently_passes');
  });
});

describe('a yearly series', () => {
  it.each([
    ['rising', [100, 150, 200, 250, 300], '2023-12', 'rising'],
    ['falling', [300, 250, 200, 150, 100], '2023-12', 'falling'],
    ['neither', [100, 101, 99, 100, 101], '2023-12', 'no_change'],
    ['unknown with four years', [100, 150, 200, 250], '2022-12', null],
  ])('of five years has a trend: %s', (_what, numbers, to, trend) => {
    const { summary, points } = series(complaints, 'calendar_year', '2019-01', to, numbers);
    expect(summary).toMatchObject({ trend, variation: null });
    expect(points.every(({ spc }) => spc === null)).toBe(true);
  });

  it('in which a year is missing has a trend only once five have followed it', () => {
    const rising = [100, 150, 200, 250, 300, 350, 400];
    const trendWithout = (without: string) =>
      series(complaints, 'calendar_year', '2019-01', '2025-12', rising, { without }).summary.trend;
    expect(trendWithout('2020')).toBe('rising');
    expect(trendWithout('2021')).toBeNull();
  });
});

it.each([
  ['a sum of amounts', { ...COUNT, kind: 'sum', value: 'days_to_respond' }],
  ['a mean', { ...COUNT, kind: 'mean', value: 'days_to_respond' }],
  ['a median', { ...COUNT, kind: 'median', value: 'days_to_respond' }],
  ['a gap', { kind: 'gap', of: PROPORTION, less: PROPORTION }],
  ['a growth', { kind: 'growth', of: COUNT }],
] as const)('five years of %s have no trend: the test is for events', (_what, measure) => {
  const rising = [100, 150, 200, 250, 300];
  const { summary } = series({ ...complaints, measure }, 'calendar_year', '2019-01', '2023-12', rising);
  expect(summary.trend).toBeNull();
});

describe('a locality beside the county', () => {
  function comparisons(indicator: Indicator, many = 100) {
    const coverage = { covered: new Set(['2024-07']), silent: [], today: '2030-01-01', stock: false };
    const numerators: Record<string, number> = { county: 100, 'dspl-1': 90, 'dspl-2': 10 };
    const found = assemble({
      indicator,
      partnership: twoLocalities,
      grains: [{ grain: 'month', periods: countedPeriods('month', coverage) }],
      count: (_period, area) => ({
        numerator: ((numerators[area] ?? 0) * many) / 100,
        denominator: area === 'county' ? 2 * many : many,
      }),
      benchmarks: [],
      setAside: () => 0,
    });
    return found.map(({ area, comparisons: [comparison] }) => [area, comparison]);
  }

  it.each([
    ['higher_is_better', 'better', 'worse'],
    ['lower_is_better', 'worse', 'better'],
    ['neither', 'higher', 'lower'],
  ] as const)('is compared by its share: %s', (polarity, north, south) => {
    expect(comparisons(indicatorWith({ measure: PROPORTION, polarity }))).toEqual([
      ['county', null],
      ['dspl-1', north],
      ['dspl-2', south],
    ]);
  });

  it.each([
    [10, 'better'],
    [9, null],
  ])('is not compared by a share of fewer than ten: %d', (many, north) => {
    const [, found] = comparisons(indicatorWith({ measure: PROPORTION, polarity: 'higher_is_better' }), many);
    expect(found).toEqual(['dspl-1', north]);
  });

  it('is not compared by its number, which is a part of the county’s', () => {
    expect(comparisons(complaints)).toEqual([
      ['county', null],
      ['dspl-1', null],
      ['dspl-2', null],
    ]);
  });
});
