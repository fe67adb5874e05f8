import { describe, expect, it } from 'vitest';
import { parsePeriod } from '../../indicators/periods.ts';
import type { Indicator } from '../../indicators/schema.ts';
import type { Point, SpcFlag } from '../../indicators/series.ts';
import { chartSpec } from '../../web/charts/chart.ts';
import { endsOf, sinceStartWords } from '../../web/charts/sinceStart.ts';
import { chartWords } from '../../web/charts/words.ts';
import { indicatorProps, indicators, partnership } from './fixtures.ts';
import { panelRows, panelTitles } from './rows.ts';

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

  it('says nothing of shares of fewer than ten, which are mostly chance', () => {
    const ofFew = (few: number, comparison: 'worse' | null = 'worse', all_areas = true) => {
      const areas = plans.areas.areas.slice(0, 3).map((area, index) => ({
        ...area,
        point: { ...area.point, value: [0, 0.4, 0.6][index] ?? 0, denominator: index < few ? 9 : 10 },
        comparison: index < few ? comparison : ('similar' as const),
      }));
      return chartWords('areas', { ...plans, areas: { ...plans.areas, areas, all_areas } }).headline;
    };
    expect(ofFew(1)).toBe(
      'From 40% to 60% in the 2 areas with ten or more counted: none differs clearly from Hertfordshire',
    );
    expect(ofFew(2)).toBe(
      '60% in the one area with ten or more counted: none differs clearly from Hertfordshire',
    );
    expect(ofFew(3)).toBe('Too few to compare: fewer than ten counted in every area');
    expect(ofFew(3, null, false)).toBe('Too few to compare: fewer than ten counted in the 3 areas shown');
  });

  it('says of areas that were not compared that they were not, in the key, in words and by another mark', () => {
    const areas = plans.areas.areas.slice(0, 3).map((area, index) => ({
      ...area,
      point: { ...area.point, value: 0.4 + index / 10, denominator: index === 0 ? 9 : 10 },
      comparison: index === 0 ? null : ('similar' as const),
    }));
    const data = { ...plans, areas: { ...plans.areas, areas } };
    const { subtitle, alt } = chartWords('areas', data);
    expect(subtitle).toContain('● similar'.replace(' ', '\u00a0'));
    expect(subtitle).toContain('○\u00a0too few to compare.');
    expect(alt.split('(too few to compare)')).toHaveLength(2);
    const fills = (drawn: typeof data) => {
      const rows = JSON.stringify(chartSpec('areas', 'wide', drawn)).match(/"colour":"[^"]+"/g) ?? [];
      return (
        rows.filter((fill) => fill === '"colour":"white"').length / (rows.length / drawn.areas.areas.length)
      );
    };
    expect(fills(data)).toBe(1);
    const all = { ...data, areas: { ...data.areas, areas: areas.slice(1) } };
    expect(chartWords('areas', all).subtitle).not.toContain('too few');
    expect(fills(all)).toBe(0);
  });

  it('names no range where there is none', () => {
    expect(headline([0.5, 0.5, 0.5], null)).toBe('50% in every area');
  });
});

describe('the headline of a trend', () => {
  const headline = (values: number[], flag: SpcFlag | null, [lower, upper] = [0.22, 0.79]) => {
    const points = plans.series.points.slice(-values.length).map((point, index) => ({
      ...point,
      ...{ value: values[index] ?? 0, lower: null, upper: null },
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
    ['Up from 18% in November 2024 to 20% in December 2024', [0.184, 0.204], null],
    ['Little changed: 3.4% in November 2024, 3.5% in December 2024', [0.034, 0.035], null],
    ['3.5% in December 2024, the same as in November 2024', [0.0351, 0.0349], null],
  ])('is “%s”', (words, values, flag, limits) => {
    expect(headline(values, flag, limits)).toBe(words);
  });
});

it('a hidden period is told apart from one without a figure in the chart’s own data', () => {
  const points = plans.series.points.slice(-3).map((point, index): Point => {
    const status = (['suppressed', 'missing', 'ok'] as const)[index] ?? 'ok';
    return { ...point, status, value: status === 'ok' ? 0.5 : null };
  });
  const spec = chartSpec('trend', 'wide', { ...plans, series: { ...plans.series, points } });
  const words = new Set(JSON.stringify(spec).match(/(?<="words":")(hidden|no figure)(?=")/g));
  expect(words).toEqual(new Set(['hidden', 'no figure']));
});

describe('a trend that turns', () => {
  type Figure = number | Partial<Point>;
  const headline = (figures: Figure[], indicator = plans.indicator) => {
    const points = figures.map((figure, index): Point => {
      const [like] = plans.series.points;
      const period = parsePeriod(`CY${2020 + index}`);
      if (!like || !period) throw new Error('there are points');
      const { start, end } = period;
      const bare = { ...like, ...{ period: period.id, start, end, covered_to: end, complete: true } };
      const point: Point = { ...bare, status: 'ok', lower: null, upper: null, spc: null };
      return { ...point, ...(typeof figure === 'number' ? { value: figure } : figure) };
    });
    const series = { ...plans.series, grain: 'calendar_year' as const, points };
    return chartWords('trend', { ...plans, indicator, series }).headline;
  };
  const wide = (value: number) => ({ value, lower: value - 0.2, upper: value + 0.2 });
  const spc = { mean: 0.4, lower: 0.2, upper: 0.7, flag: 'run_above_mean' as const };

  it.each<[string, string, Figure[]]>([
    ['is told by its peak', '50% in 2022, after a peak of 70% in 2021 (40% in 2020)', [0.4, 0.7, 0.5]],
    ['is told by its low', '50% in 2022, after a low of 20% in 2021 (40% in 2020)', [0.4, 0.2, 0.5]],
    ['back to where it was', '40% in 2022, after a peak of 70% in 2021 (40% in 2020)', [0.4, 0.7, 0.4]],
    ['a little is told by its ends', 'Up from 20% in 2020 to 50% in 2022', [0.2, 0.55, 0.5]],
    [
      'by chance is told by its ends',
      'No clear change: 40% in 2020, 50% in 2022',
      [wide(0.4), wide(0.7), wide(0.5)],
    ],
    [
      'of which the intervals do not meet rises',
      'Up from 20% in 2020 to 80% in 2021',
      [wide(0.2), wide(0.8)],
    ],
    [
      'of fewer than ten by chance gives their counts',
      'No clear change: 0% (0 of 4) in 2020, 25% (3 of 12) in 2021',
      [
        { value: 0, lower: 0, upper: 0.49, numerator: 0, denominator: 4 },
        { value: 0.25, lower: 0.09, upper: 0.53, numerator: 3, denominator: 12 },
      ],
    ],
    [
      'within its usual range is not told by a peak',
      '40% in 2022, in a run above its average',
      [0.4, 0.6, 0.4].map((value) => ({ value, spc })),
    ],
    [
      'has no peak where one may be hidden',
      '50% in 2023, after 70% in 2021 (40% in 2020)',
      [0.4, 0.7, { status: 'suppressed', value: null }, 0.5],
    ],
    ['of two figures cannot be', 'Little changed: 40% in 2020, 39% in 2021', [0.4, 0.39]],
    [
      'is not told by a year that has only begun',
      'Up from 40% in 2020 to 60% in 2021',
      [0.4, 0.6, { status: 'missing', value: null, complete: false }],
    ],
  ])('%s: %s', (_what, words, figures) => expect(headline(figures)).toBe(words));

  it('with the seasons does so at the same time of the year', () => {
    const terms = ['AY2021T3', 'AY2022T2', 'AY2022T3', 'AY2023T3'].map((id, index) => {
      const { start = '', end = '' } = parsePeriod(id) ?? {};
      return { period: id, start, end, covered_to: end, value: [0.4, 0.9, 0.7, 0.5][index] ?? 0 };
    });
    expect(headline(terms, { ...plans.indicator, seasonal: true })).toBe(
      '50% in summer term 2023/24, after 70% in summer term 2022/23 (40% in summer term 2021/22)',
    );
  });
});

describe('higher at the end than at the start', () => {
  const share = indicatorOf('ehcp-issued-20-weeks');
  const [like] = plans.series.points;
  type Figure = [period: string, value: number | null];
  const points = (figures: Figure[]) =>
    figures.map(([id, value]): Point => {
      const period = parsePeriod(id);
      if (!like || !period) throw new Error(`there is no ${id}`);
      const { start, end } = period;
      const point = { ...like, ...{ period: id, start, end, covered_to: end }, complete: true };
      return value === null ? hidden(point) : { ...point, status: 'ok', value };
    });
  const years = (...values: (number | null)[]) =>
    points(values.map((value, index) => [`CY${2022 + index}`, value]));
  const words = (trends: Point[][], noun = 'area', indicator: Indicator = share) =>
    sinceStartWords(
      indicator,
      trends.map((trend) => endsOf(indicator, trend)),
      noun,
    );

  it('is counted of all', () => {
    expect(words([years(0.3, 0.5), years(0.3, 0.2), years(0.3, 0.4)])).toBe(
      'Higher in 2023 than in 2022 in 2 of 3 areas',
    );
  });

  it('is not said of trends that are hidden or have one figure', () => {
    expect(words([years(0.3, 0.5), [], years(0.4)])).toBe(
      'Higher in 2023 than in 2022 in the one area with figures for both',
    );
    expect(words([[], years(0.4)], 'group')).toBe('No group has two figures to compare yet');
    expect(words([years(0.3, 0.5), years(0.3, 0.4), []])).toBe(
      'Higher in 2023 than in 2022 in all of the 2 areas with figures for both',
    );
    expect(words([years(0.3, 0.5)], 'group')).toBe('Higher in 2023 than in 2022 in the one group');
  });

  it('is not said of trends that begin later or end before the others', () => {
    const whole = years(0.3, 0.4, 0.5);
    expect(words([whole, whole, years(null, 0.4, 0.5), years(0.3, 0.4, null)], 'group')).toBe(
      'Higher in 2024 than in 2022 in all of the 2 groups with figures for both',
    );
    expect(words([years(0.3, 0.4, null), years(null, 0.4, 0.3)], 'group')).toBe(
      'Lower in 2024 than in 2023 in the one group with figures for both',
    );
  });

  it('is not said of a change that nobody can see, and a fall is called one', () => {
    expect(words([years(0.5, 0.501), years(0.5, 0.5)])).toBe('The same in 2023 as in 2022 in 2 of 2 areas');
    expect(words([years(0.5, 0.4), years(0.5, 0.501)])).toBe('Lower in 2023 than in 2022 in 1 of 2 areas');
  });

  it('of what has its seasons is said of the same time of year', () => {
    const said = (...figures: Figure[]) =>
      words([points(figures)], 'area', { ...share, seasonal: true as const });
    expect(said(['FY2022Q4', 0.1], ['FY2023Q1', 0.3], ['FY2023Q4', 0.2], ['FY2024Q1', 0.25])).toBe(
      'Lower in April–June 2024 than in April–June 2023 in the one area',
    );
    expect(said(['AY2022T2', 0.1], ['AY2022T3', 0.3], ['AY2023T3', 0.4])).toMatch(/^Higher in summer term/);
    expect(said(['2023-12', 0.1], ['2024-07', 0.3])).toBe('No area has two figures to compare yet');
  });

  it('is the headline of the areas’ trends, which says nothing of hidden ones', () => {
    const areaSeries = plans.areaSeries.map((one, index) => ({
      ...one,
      points: index > 5 ? one.points.map(hidden) : years(0.3, 0.5),
    }));
    const shown = areaSeries.slice(0, 6).filter(({ area }) => area !== 'county').length;
    expect(chartWords('area-trends', { ...plans, areaSeries }).headline).toBe(
      `Higher in 2023 than in 2022 in all of the ${shown} areas with figures for both`,
    );
  });

  it('is judged by whole periods: a count of half a year is no fall', () => {
    const count = {
      ...share,
      unit: 'count' as const,
      measure: { kind: 'count', extract: 'x', date: 'y' } as never,
    };
    const trend = years(100, 120, 60).map((one) => ({ ...one, complete: one.period !== 'CY2024' }));
    expect(words([trend], 'area', count)).toBe('Higher in 2023 than in 2022 in the one area');
  });

  it('is drawn as it is said: hidden is not “no data”, and what ends early says when', () => {
    const { breakdown } = plans;
    if (!breakdown) throw new Error('there is a breakdown');
    const [first, second, third] = breakdown.trends.groups;
    if (!first || !second || !third) throw new Error('there are groups');
    const groups = [
      { ...first, points: years(0.3, 0.4, 0.5) },
      { ...second, points: years(0.3, 0.4, null) },
      { ...third, points: years(null, null, null) },
    ];
    const data = { ...plans, breakdown: { ...breakdown, trends: { ...breakdown.trends, groups } } };
    const { alt } = chartWords('breakdown-trends', data);
    expect(alt).toContain(`${first.label} 30% to 50%; ${second.label} 30% to 40% (to December 2023);`);
    expect(alt).toContain(`${third.label} hidden.`);
    const spec = chartSpec('breakdown-trends', 'wide', data);
    expect(panelTitles(spec)[1]).toBe(`${second.label} (to December 2023)`);
    expect(JSON.stringify(spec)).toContain('"text":"hidden"');
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
    return { ...like, ...when, complete: true, status: 'ok', value, lower: null, upper: null, spc: null };
  });
  const words = (polarity: 'lower_is_better' | 'neither') =>
    chartWords('trend', {
      ...plans,
      indicator: { ...rank, polarity },
      series: { ...plans.series, grain: 'calendar_year', points: years, benchmarks: [] },
    });

  it('go neither up nor down: from 41st to 68th is a fall', () => {
    expect(words('lower_is_better').headline).toBe('68th in 2024, after 111th in 2023 (41st in 2022)');
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
    'Higher in October–December 2024 than in January–March 2024 in all of the 2 groups with figures for both, among groups of ten or more',
  );
  for (const words of [subtitle, alt]) expect(words).toContain(' Too few to draw: Autism.');
  expect(alt).not.toContain('Autism 5');
  const panels = (data: typeof plans) =>
    panelRows(chartSpec('breakdown-trends', 'wide', data), 'panel-').length;
  expect(panels(few)).toBe(panels(plans) - 1);
});

it('areas of which one has few counted are told by the others', () => {
  const areaSeries = plans.areaSeries.map(({ points, ...series }) => ({
    ...series,
    points: series.area === 'dspl-1' ? points.map((point) => ({ ...point, denominator: 9 })) : points,
  }));
  expect(chartWords('area-trends', { ...plans, areaSeries }).headline).toMatch(
    / of 8 areas, among areas with ten or more counted$/,
  );
});

it('small charts are one for each group, whatever the groups are called', () => {
  const { breakdown } = plans;
  if (!breakdown) throw new Error('there is a breakdown');
  const answered = { ...plans, breakdown: { ...breakdown, label: 'Who answered' } };
  expect(chartWords('breakdown-trends', answered).alt).toMatch(
    /^Small line charts of .* by who answered, one for each group: /,
  );
});
