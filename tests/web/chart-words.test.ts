import { describe, expect, it } from 'vitest';
import type { Point, SpcFlag } from '../../indicators/series.ts';
import { chartSpec } from '../../web/charts/chart.ts';
import { endsOf, sinceStartWords } from '../../web/charts/sinceStart.ts';
import { chartWords } from '../../web/charts/words.ts';
import { indicatorProps, indicators, partnership } from './fixtures.ts';
import { panelRows } from './rows.ts';

const plans = { ...indicatorProps('ehcp-issued-20-weeks'), partnership };

function hidden(point: Point): Point {
  return { ...point, status: 'suppressed', value: null, lower: null, upper: null };
}

function indicatorOf(id: string) {
  const found = indicators.find((one) => one.id === id);
  if (!found) throw new Error(`there is no ${id}`);
  return found;
}

describe('the headline of areas compared', () => {
  const headline = (
    values: (number | null)[],
    comparison: 'worse' | 'similar' | null = 'similar',
    all_areas = true,
  ) => {
    const areas = plans.areas.areas.slice(0, values.length).map((area, index) => {
      const value = values[index] ?? null;
      return value === null
        ? { ...area, point: hidden(area.point), comparison: null }
        : { ...area, point: { ...area.point, status: 'ok' as const, value }, comparison };
    });
    return chartWords('areas', { ...plans, areas: { ...plans.areas, areas, all_areas } }).headline;
  };

  it('says of all areas what is known of all', () => {
    expect(headline([0.4, 0.5, 0.6])).toBe('From 40% to 60%: no area differs clearly from Hertfordshire');
    expect(headline([0.4, 0.6], 'worse')).toBe('From 40% to 60%: 2 areas differ clearly from Hertfordshire');
  });

  it('says nothing of areas that are hidden', () => {
    expect(headline([0.4, 0.6, null])).toBe(
      'From 40% to 60% in the 2 areas shown: none differs clearly from Hertfordshire',
    );
    expect(headline([0.4, null, null], 'worse')).toBe(
      '40% in the one area shown: one differs clearly from Hertfordshire',
    );
  });

  it('says nothing of areas that the reader may not see', () => {
    const ofSome = (values: number[], comparison: 'similar' | null) => headline(values, comparison, false);
    expect(ofSome([0.4, 0.6], 'similar')).toBe(
      'From 40% to 60% in the 2 areas shown: none differs clearly from Hertfordshire',
    );
    expect(ofSome([0.5], null)).toBe('50% in the one area shown');
  });

  it('names no range where there is none', () => {
    expect(headline([0.5, 0.5, 0.5], null)).toBe('50% in every area');
  });
});

describe('the headline of a trend', () => {
  const headline = (values: number[], flag: SpcFlag | null, [lower, upper] = [0.22, 0.79]) => {
    const points = plans.series.points.slice(-values.length).map((point, index) => ({
      ...point,
      value: values[index] ?? 0,
      spc: flag && { mean: 0.48, lower: lower ?? 0, upper: upper ?? 0, flag },
    }));
    return chartWords('trend', { ...plans, series: { ...plans.series, points } }).headline;
  };

  it.each<[string, number[], SpcFlag | null, [number, number]?]>([
    ['61% in December 2024, within its usual range of 22% to 79%', [0.3, 0.61], 'common_cause'],
    ['61% in December 2024, within its usual range of 0% to 100%', [0.3, 0.61], 'common_cause', [-0.2, 1.3]],
    ['80% in December 2024: no real change', [0.3, 0.8], 'common_cause'],
    ['80% in December 2024, above its usual range of 22% to 79%', [0.53, 0.8], 'above_limit'],
    [
      '80.1% in December 2024, above its usual range of 22.0% to 79.9%',
      [0.53, 0.801],
      'above_limit',
      [0.22, 0.799],
    ],
    [
      '30.3% in December 2024, within its usual range of 30.1% to 30.4%',
      [0.302, 0.3032],
      'common_cause',
      [0.301, 0.304],
    ],
    ['75% in December 2024, near the top of its usual range of 22% to 79%', [0.5, 0.75], 'two_of_three_high'],
    ['55% in December 2024, in a run above its average', [0.5, 0.55], 'run_above_mean'],
    ['Up from 20% in November 2024 to 80% in December 2024', [0.2, 0.8], 'above_limit'],
    ['Down from 80% in November 2024 to 20% in December 2024', [0.8, 0.2], 'below_limit'],
    ['Up from 53% in November 2024 to 80% in December 2024', [0.53, 0.8], null],
  ])('is “%s”', (words, values, flag, limits) => {
    expect(headline(values, flag, limits)).toBe(words);
  });
});

describe('higher now than at the start', () => {
  const share = indicatorOf('ehcp-issued-20-weeks');
  const [like] = plans.series.points;
  const points = (values: number[], complete = true) =>
    values.map((value, index): Point => {
      if (!like) throw new Error('there are points');
      const isLast = index === values.length - 1;
      return { ...like, status: 'ok', value, complete: complete || !isLast };
    });
  const words = (trends: number[][], noun = 'area') =>
    sinceStartWords(
      share,
      trends.map((values) => endsOf(share, points(values))),
      noun,
    );

  it('is counted of all', () => {
    expect(
      words([
        [0.3, 0.5],
        [0.3, 0.2],
        [0.3, 0.4],
      ]),
    ).toBe('Higher now than at the start in 2 of 3 areas');
  });

  it('is not said of trends that are hidden or have one figure', () => {
    expect(words([[0.3, 0.5], [], [0.4]])).toBe('Higher now than at the start in the one area with figures');
    expect(words([[], [0.4]], 'group')).toBe('No group has two figures to compare yet');
    expect(words([[0.3, 0.5], [0.3, 0.4], []])).toBe(
      'Higher now than at the start in all of the 2 areas with figures',
    );
    expect(words([[0.3, 0.5]], 'group')).toBe('Higher now than at the start in the one group');
  });

  it('is not said of a change that nobody can see, and a fall is called one', () => {
    expect(
      words([
        [0.5, 0.501],
        [0.5, 0.5],
      ]),
    ).toBe('The same now as at the start in 2 of 2 areas');
    expect(
      words([
        [0.5, 0.4],
        [0.5, 0.501],
      ]),
    ).toBe('Lower now than at the start in 1 of 2 areas');
  });

  it('of what has its seasons is said of the same time of year', () => {
    const seasonal = { ...share, seasonal: true as const };
    const of = (...values: [period: string, value: number][]) =>
      values.map(([period, value]): Point => {
        if (!like) throw new Error('there are points');
        return { ...like, period, status: 'ok', value, complete: true };
      });
    const said = (...trends: Point[][]) =>
      sinceStartWords(
        seasonal,
        trends.map((points) => endsOf(seasonal, points)),
        'area',
      );
    const winters = of(['FY2022Q4', 0.1], ['FY2023Q1', 0.3], ['FY2023Q4', 0.2], ['FY2024Q1', 0.25]);
    expect(said(winters)).toBe('Lower now than at the same time of the first year in the one area');
    expect(said(of(['AY2022T2', 0.1], ['AY2022T3', 0.3], ['AY2023T3', 0.4]))).toMatch(/^Higher now/);
    expect(said(of(['2023-12', 0.1], ['2024-07', 0.3]))).toBe('No area has two figures to compare yet');
  });

  it('is the headline of the areas’ trends, which says nothing of hidden ones', () => {
    const areaSeries = plans.areaSeries.map((one, index) => ({
      ...one,
      points: index > 5 ? one.points.map(hidden) : points([0.3, 0.5]),
    }));
    const shown = areaSeries.slice(0, 6).filter(({ area }) => area !== 'county').length;
    expect(chartWords('area-trends', { ...plans, areaSeries }).headline).toBe(
      `Higher now than at the start in all of the ${shown} areas with figures`,
    );
  });

  it('is judged by whole periods: a count of half a year is no fall', () => {
    const count = {
      ...share,
      unit: 'count' as const,
      measure: { kind: 'count', extract: 'x', date: 'y' } as never,
    };
    expect(endsOf(count, points([100, 120, 60], false))).toEqual({ first: 100, last: 120, isTwo: true });
  });
});

it('the lowest of a trend is never a period that has only begun', () => {
  const { points } = plans.series;
  const series = {
    ...plans.series,
    points: points.map((point, index) =>
      index === points.length - 1 ? { ...point, value: 0.01, complete: false } : { ...point, value: 0.5 },
    ),
  };
  expect(chartWords('trend', { ...plans, series }).alt).toContain(' Of whole periods: always 50%.');
});

describe('a trend’s places in a list', () => {
  const rank = {
    ...plans.indicator,
    unit: 'score' as const,
    measure: { kind: 'rank' } as never,
    targets: [],
  };
  const [like] = plans.series.points;
  const years = [41, 111, 68].map((value, index): Point => {
    if (!like) throw new Error('there are points');
    const year = 2022 + index;
    const when = {
      period: `CY${year}`,
      start: `${year}-01-01`,
      end: `${year}-12-31`,
      covered_to: `${year}-12-31`,
    };
    return { ...like, ...when, complete: true, status: 'ok', value, spc: null };
  });
  const words = (polarity: 'lower_is_better' | 'neither') =>
    chartWords('trend', {
      ...plans,
      indicator: { ...rank, polarity },
      series: { ...plans.series, grain: 'calendar_year', points: years, benchmarks: [] },
    });

  it('go neither up nor down: from 41st to 68th is a fall', () => {
    expect(words('lower_is_better').headline).toBe('From 41st in 2022 to 68th in 2024');
  });

  it('are best where their number is lowest', () => {
    expect(words('lower_is_better').alt).toContain('Best 41st in 2022, worst 111th in 2023.');
    expect(words('neither').alt).toContain('Highest place 41st in 2022, lowest place 111th in 2023.');
  });
});

it('an interval is explained only where one is drawn', () => {
  const without = ({ point, ...rest }: { point: Point }) => ({
    ...rest,
    point: { ...point, lower: null, upper: null },
  });
  const { areas, breakdown } = plans;
  if (!breakdown) throw new Error('there is a breakdown');
  const bare = {
    ...plans,
    areas: { ...areas, areas: areas.areas.map((one) => ({ ...one, ...without(one) })) },
    breakdown: { ...breakdown, groups: breakdown.groups.map((one) => ({ ...one, ...without(one) })) },
  };
  for (const kind of ['areas', 'breakdown'] as const) {
    expect(chartWords(kind, plans).subtitle).toContain(
      'Dot: figure; bar: 95% interval; line: Hertfordshire.',
    );
    expect(chartWords(kind, bare).subtitle).toContain('Dot: figure; line: Hertfordshire.');
  }
});

it('groups of a few are neither drawn nor counted, and are named', () => {
  const { breakdown } = plans;
  if (!breakdown) throw new Error('there is a breakdown');
  const groups = breakdown.trends.groups.map(({ points, ...group }, index) => ({
    ...group,
    points: index === 0 ? points.map((point) => ({ ...point, denominator: 9 })) : points,
  }));
  const few = { ...plans, breakdown: { ...breakdown, trends: { ...breakdown.trends, groups } } };
  const { headline, subtitle, alt } = chartWords('breakdown-trends', few);
  expect(headline).toBe(
    'Higher now than at the start in all of the 2 groups with figures, among groups of ten or more',
  );
  for (const words of [subtitle, alt]) expect(words).toContain(' Too few to draw: Autism.');
  expect(alt).not.toContain('Autism 5');
  const panels = (data: typeof plans) =>
    panelRows(chartSpec('breakdown-trends', 'wide', data), 'panel-').length;
  expect(panels(few)).toBe(panels(plans) - 1);
});

it('small charts are one for each group, whatever the groups are called', () => {
  const { breakdown } = plans;
  if (!breakdown) throw new Error('there is a breakdown');
  const answered = { ...plans, breakdown: { ...breakdown, label: 'Who answered' } };
  expect(chartWords('breakdown-trends', answered).alt).toMatch(
    /^Small line charts of .* by who answered, one for each group: /,
  );
});
