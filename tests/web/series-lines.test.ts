import { describe, expect, it } from 'vitest';
import type { Indicator } from '../../indicators/schema.ts';
import type { Series } from '../../indicators/series.ts';
import { chartSpec } from '../../web/charts/chart.ts';
import { compileChart, renderSvg } from '../../web/charts/render.ts';
import { COLOURS } from '../../web/charts/theme.ts';
import { trendChart } from '../../web/charts/trend.ts';
import { chartWords } from '../../web/charts/words.ts';
import { CHART_SIZES } from '../../web/props/charts.ts';
import { indicatorProps, partnership } from './fixtures.ts';
import { panelRows, panelTitles, rowsIn } from './rows.ts';

const plans = { ...indicatorProps('ehcp-issued-20-weeks'), partnership };

describe('a line to a period that is not complete', () => {
  const soFar = (series: Series): Series => ({
    ...series,
    points: series.points.map((point, index, { length }) => ({ ...point, complete: index < length - 1 })),
  });
  const unfinished = { ...plans, series: soFar(plans.series), areaSeries: plans.areaSeries.map(soFar) };

  const measure: Indicator['measure'] = { kind: 'count', extract: 'ehc_assessments', date: 'date' };
  const counted = { ...unfinished, indicator: { ...plans.indicator, measure, targets: [] } };

  /** How many points the drawn lines of the series have, broken ones apart. */
  async function linesOf(kind: 'trend' | 'area-trends', data = unfinished) {
    const svg = await renderSvg(compileChart(chartSpec(kind, 'wide', data)));
    const lines = [...svg.matchAll(/<path [^>]*stroke-width="2.5"[^>]*>/g)].map(([path]) => path);
    const points = (path: string) => (/ d="(M[^"]*)"/.exec(path)?.[1] ?? '').split('L').length;
    const broken = lines.filter((path) => path.includes('stroke-dasharray="4,4"'));
    const whole = lines.filter((path) => !broken.includes(path));
    return { whole: whole.map(points), broken: broken.map(points) };
  }

  it('is broken, for what is counted so far is no fall', async () => {
    const months = plans.series.points.length;
    expect(await linesOf('trend')).toEqual({ whole: [months - 1], broken: [2] });
    const quarters = Number(plans.areaSeries[0]?.points.length);
    const each = (count: number) => Array(9).fill(count);
    expect(await linesOf('area-trends')).toEqual({ whole: each(quarters - 1), broken: each(2) });
  });

  it('is not drawn where figures are counted up over their period', async () => {
    const months = plans.series.points.length;
    expect(await linesOf('trend', counted)).toEqual({ whole: [months - 1], broken: [] });
    const { broken } = await linesOf('area-trends', counted);
    expect(broken).toEqual([]);
    expect(chartWords('trend', counted).subtitle).toContain('Hollow point: counted so far');
  });

  it.each(CHART_SIZES)('leaves the name of the series at its last whole period, %s', (size) => {
    const points = counted.series.points.slice(-3).map((point, index) => ({
      ...{ ...point, spc: null, target: null, trajectory: null },
      value: [0.4, 0.62, 0.2][index] ?? null,
    }));
    const chart = trendChart({ ...counted, series: { ...counted.series, points, benchmarks: [] } }, size);
    expect(rowsIn(chart, 'labels-bold').map(({ text }) => text)).toEqual([
      size === 'narrow' ? '62%' : 'Hertfordshire 62%',
    ]);
    expect(rowsIn(chart, 'labels').map(({ text }) => text)).toContain('so far 20%');
  });

  it.each(['trend', 'area-trends'] as const)('is explained beside the %s', (kind) => {
    const said = 'Hollow point, broken line: period not complete.';
    expect(chartWords(kind, unfinished).subtitle).toContain(said);
    expect(chartWords(kind, plans).subtitle).not.toContain(said);
  });
});

it('a line has a gap where a period is left out between two, as August is of schools', () => {
  const without = (series: Series): Series => ({
    ...series,
    points: series.points.filter(({ period }) => !period.endsWith('-08') && !period.endsWith('Q2')),
  });
  const [series, county] = [indicatorProps('ehcp-issued-20-weeks', 'dspl-2').series, plans.series].map(
    without,
  );
  if (!series || !county) throw new Error('no series');
  const areaSeries = plans.areaSeries.map(without);
  const data = { ...plans, series, county, areaSeries };
  const gaps = (rows: { value?: unknown }[]) => rows.filter(({ value }) => value === null).length;
  const trend = chartSpec('trend', 'wide', data);
  expect(gaps(rowsIn(trend, 'series'))).toBe(3);
  expect(gaps(rowsIn(trend, 'county'))).toBe(3);
  expect(rowsIn(trend, 'hover')).toHaveLength(33);
  const panels = panelRows(chartSpec('area-trends', 'wide', data), 'panel-');
  for (const rows of panels) expect(gaps(rows)).toBeGreaterThan(1);
});

it('a line goes on over the holidays between two terms', () => {
  const terms = [
    ['2024-01-08', '2024-03-28'],
    ['2024-04-15', '2024-07-23'],
    ['2024-09-02', '2024-12-20'],
  ];
  const points = plans.series.points
    .slice(0, 3)
    .map((point, index) => ({ ...point, start: terms[index]?.[0] ?? '', end: terms[index]?.[1] ?? '' }));
  const chart = chartSpec('trend', 'wide', { ...plans, series: { ...plans.series, points } });
  expect(rowsIn(chart, 'series')).toHaveLength(3);
  expect(rowsIn(chart, 'series-alone')).toEqual([]);
});

describe('the name of a series', () => {
  const short = (values: number[], changes: Partial<Series> = {}) => {
    const points = plans.series.points.slice(0, 6).map((point, index) => ({
      ...{ ...point, ...{ spc: null, target: null, trajectory: null } },
      ...(index < values.length
        ? { value: values[index] ?? null }
        : { value: null, status: 'missing' as const }),
    }));
    const indicator = { ...plans.indicator, targets: [], baseline: undefined };
    return trendChart(
      { ...plans, indicator, series: { ...plans.series, points, benchmarks: [], ...changes } },
      'wide',
    );
  };

  it('is next to its last figure, with nothing that looks like a line to it', () => {
    const chart = short([0.4, 0.44, 0.43]);
    const [name] = rowsIn(chart, 'labels-bold');
    expect(Number(name?.x)).toBeLessThan(400);
    expect(rowsIn(chart, 'leaders')).toEqual([]);
  });

  it('is led to by a plain grey line where there is no room beside the figure', () => {
    const chart = trendChart(plans, 'wide');
    const layers = 'layer' in chart ? chart.layer : [];
    const leader = layers.find(({ name }) => name === 'leaders');
    expect(leader && 'mark' in leader && leader.mark).toEqual({
      type: 'rule',
      color: COLOURS.leader,
      strokeWidth: 1,
    });
  });
});

describe('small trends', () => {
  it('have a dot for a figure between two gaps, which no line shows, also of the county behind', () => {
    const areaSeries = plans.areaSeries.map((series) => ({
      ...series,
      points: series.points.map((point, index) =>
        index === 2 || index === 4 ? { ...point, value: null, status: 'suppressed' as const } : point,
      ),
    }));
    const spec = chartSpec('area-trends', 'wide', { ...plans, areaSeries });
    const alone = JSON.parse(JSON.stringify(spec))
      .concat.flatMap(({ layer }: { layer: { name?: string; data: { values: unknown[] } }[] }) => layer)
      .filter(({ name }: { name?: string }) => name?.endsWith('-alone'));
    expect(alone).toHaveLength(18);
    for (const { data } of alone) expect(data.values).toHaveLength(1);
  });

  it('of areas are in the order of the ranked dots, three by three over a whole page', () => {
    const ranked = [0.2, 0.9, 0.4, 0.8, 0.3, 0.7, 0.6, 0.5, 0.1];
    const areas = plans.areas.areas.map((area, index) => ({
      ...{ ...area, point: { ...area.point, status: 'ok' as const, value: ranked[index] ?? 0 } },
    }));
    const data = { ...plans, areas: { ...plans.areas, areas } };
    const spec = chartSpec('area-trends', 'full', data);
    expect('columns' in spec && spec.columns).toBe(3);
    const dots = rowsIn(chartSpec('areas', 'full', data), 'values').map(({ name }) =>
      String(name).replace('\n', ' '),
    );
    expect(panelTitles(spec)).toEqual(dots);
  });

  function titlesAt(last: number, short: string): number[] {
    const areaSeries = plans.areaSeries.map((series) => ({
      ...series,
      points: series.points.map((point, index, { length }) => ({
        ...point,
        value: index === 0 ? 1 : index === length - 1 ? last : 0.5,
      })),
    }));
    const areas = partnership.areas.map((area) => ({ ...area, short }));
    const spec = chartSpec('area-trends', 'wide', {
      ...plans,
      partnership: { ...partnership, areas },
      areaSeries,
    });
    const titles = JSON.stringify(spec).matchAll(/"x":\{"value":0\},"y":\{"value":(-\d+)\}/g);
    return Array.from(titles, ([, pixels]) => Number(pixels));
  }

  it('have their titles above a last figure at the top, where it would stand in them', () => {
    const long = 'Potters Bar, Borehamwood';
    const near = Array(9).fill(-12);
    expect(titlesAt(0.2, long)).toEqual(near);
    expect(titlesAt(1, 'Ware')).toEqual(near);
    // The figure’s own foot is 6 px above its point, and a line of 14 px letters takes 17 px.
    for (const pixels of titlesAt(1, long)) expect(pixels).toBeLessThan(-6 - 17);
  });
});
