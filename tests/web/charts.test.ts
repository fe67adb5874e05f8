import { describe, expect, it } from 'vitest';
import type { AreasCompared, Point, Series } from '../../indicators/series.ts';
import { areasChart } from '../../web/charts/areas.ts';
import { chartSpec } from '../../web/charts/chart.ts';
import { spreadLabels, wrapText } from '../../web/charts/labels.ts';
import { compileChart, renderSvg } from '../../web/charts/render.ts';
import { tickFormat, tickLabels, valueScale } from '../../web/charts/scale.ts';
import { pictureSize } from '../../web/charts/size.ts';
import { smallMultiples } from '../../web/charts/smallMultiples.ts';
import { trendChart } from '../../web/charts/trend.ts';
import { labelTrend } from '../../web/charts/trendLabels.ts';
import { trendModel } from '../../web/charts/trendModel.ts';
import { chartWords, trendMarks } from '../../web/charts/words.ts';
import { CHART_KINDS, CHART_SIZES } from '../../web/props/charts.ts';
import { indicatorProps, partnership } from './fixtures.ts';
import { rowsIn } from './rows.ts';

const plans = { ...indicatorProps('ehcp-issued-20-weeks'), partnership };

function withPoints(change: (point: Point, index: number) => Point) {
  return { ...plans, series: { ...plans.series, points: plans.series.points.map(change) } };
}

function withSeries(changes: Partial<Series>) {
  return { ...plans, series: { ...plans.series, ...changes } };
}

const missing = {
  status: 'missing',
  value: null,
  numerator: null,
  denominator: null,
  lower: null,
  upper: null,
  spc: null,
} as const;

describe('a trend chart', () => {
  it('draws the target as a line up to the day it is due', () => {
    const rows = rowsIn(trendChart(plans, 'wide'), 'target');
    expect(rows.length).toBeGreaterThan(1);
    expect(rows.every(({ value }) => value === 0.6)).toBe(true);
    expect(rows.at(-1)?.x).toBe(Date.UTC(2025, 4, 1));
  });

  it('steps from the target that is due next to the one after it, and names that by its own day', () => {
    const targets = [
      { by: '2024-12', value: 0.5, source: 'Plan' },
      { by: '2025-04', value: 0.6, source: 'Plan' },
    ];
    const points = plans.series.points.map((point) => ({
      ...{ ...point, target: point.target && 0.5 },
      trajectory: point.period === '2024-12' ? 0.5 : point.trajectory,
    }));
    const two = { ...withSeries({ points }), indicator: { ...plans.indicator, targets } };
    const chart = trendChart(two, 'wide');
    const [endOfFirst, endOfLast] = [Date.UTC(2025, 0, 1), Date.UTC(2025, 4, 1)];
    expect(rowsIn(chart, 'target').slice(-3)).toEqual([
      { x: endOfFirst, value: 0.5 },
      { x: endOfFirst, value: 0.6 },
      { x: endOfLast, value: 0.6 },
    ]);
    expect(rowsIn(chart, 'trajectory').slice(-2)).toEqual([
      { x: endOfFirst, value: 0.5 },
      { x: endOfLast, value: 0.6 },
    ]);
    const { labels } = labelTrend(two, trendModel(two), 'wide', 330);
    expect(labels.map(({ lines }) => lines.join(' '))).toContain('Target 60% by Apr\u00a02025');
  });

  it.each([
    ['month', 35, 'Target 35 a month'],
    ['financial_year', 424, 'Target 424 by Apr\u00a02025'],
  ] as const)(
    'of a target for a year names the share of a whole %s, and none of a part',
    (grain, target, words) => {
      const points = plans.series.points.map((point) => ({ ...point, value: 40, target, rag: null }));
      const last = points.at(-1);
      if (!last) throw new Error('no points');
      const soFar = { ...last, complete: false, target: 0.75 * target };
      const indicator = { ...plans.indicator, unit: 'count' as const, target_per: 'year' as const };
      const targets = [{ by: '2025-04', value: 424, source: 'Plan' }];
      const series = { ...plans.series, grain, points: [...points.slice(0, -1), soFar] };
      const yearly = { ...plans, series, indicator: { ...indicator, targets } };
      const { labels } = labelTrend(yearly, trendModel(yearly), 'wide', 330);
      expect(labels.map(({ lines }) => lines.join(' ').replaceAll('\u00a0', ' '))).toContain(
        words.replaceAll('\u00a0', ' '),
      );
      expect(rowsIn(trendChart(yearly, 'wide'), 'target').map(({ value }) => value)).not.toContain(
        0.75 * target,
      );
    },
  );

  it('says both ends of a target between two', () => {
    const targets = [{ by: '2025-04', value: 0.6, range: [0.5, 0.6] as [number, number], source: 'Plan' }];
    const between = { ...plans, indicator: { ...plans.indicator, targets } };
    const chart = trendChart(between, 'wide');
    const { target } = rowsIn(chart, 'hover').at(-1) ?? {};
    expect(target).toBe('50% to 60%');
    expect(rowsIn(chart, 'target-range').at(-1)).toMatchObject({ value: 0.5, upper: 0.6 });
    expect(trendMarks(between)).toContain('Tinted: between the two ends of the target.');
    const { labels } = labelTrend(between, trendModel(between), 'wide', 330);
    expect(labels.map(({ lines }) => lines.join(' ').replaceAll('\u00a0', ' '))).toContain(
      'Target 50% to 60% by Apr 2025',
    );
    expect(rowsIn(trendChart(plans, 'wide'), 'target-range')).toEqual([]);
    expect(trendMarks(plans)).not.toContain('Tinted');
  });

  it('draws no target where none was agreed', () => {
    const waiting = { ...indicatorProps('asd-waiting'), partnership };
    expect(rowsIn(trendChart(waiting, 'wide'), 'target')).toEqual([]);
  });

  it('shows a locality neither target nor baseline that were agreed as numbers for the county', () => {
    const county = { ...indicatorProps('complaints-count', 'county', 'financial_year'), partnership };
    const locality = { ...indicatorProps('complaints-count', 'dspl-2', 'financial_year'), partnership };
    expect(rowsIn(trendChart(county, 'wide'), 'baseline')).toHaveLength(1);
    expect(rowsIn(trendChart(locality, 'wide'), 'baseline')).toEqual([]);
    expect(rowsIn(trendChart(locality, 'wide'), 'target')).toEqual([]);
    expect(chartWords('trend', locality).alt).not.toMatch(/target/i);
  });

  it('never calls part of a year a fall from a whole one', () => {
    const props = { ...indicatorProps('complaints-count', 'county', 'calendar_year'), partnership };
    const part = { complete: false, covered_to: '2024-07-31', numerator: 3, value: 3 };
    const points = props.series.points.map((point, index, all) =>
      index === all.length - 1 ? { ...point, ...part } : point,
    );
    const { headline } = chartWords('trend', { ...props, series: { ...props.series, points } });
    expect(headline).not.toContain('July');
    expect(headline).toMatch(/2023$/);
  });

  it('leads the trajectory from the baseline to the target', () => {
    const rows = rowsIn(trendChart(plans, 'wide'), 'trajectory');
    expect(rows[0]).toMatchObject({ value: 0.33 });
    expect(rows.at(-1)).toMatchObject({ value: 0.6, x: Date.UTC(2025, 4, 1) });
  });

  it('shows a place among all that are in the list, the first on top', () => {
    const indicator = { ...plans.indicator, unit: 'score' as const, targets: [], baseline: undefined };
    const rank = { kind: 'rank', extract: 'x', measure: 'y', best: 'highest' } as unknown as { kind: 'rank' };
    const points = [102, 68].map((value, index) => ({
      ...({ ...plans.series.points[index], denominator: 152, spc: null } as Point),
      ...{ value, target: null, trajectory: null },
    }));
    const series = { ...plans.series, points, benchmarks: [] };
    const places = { indicator: { ...indicator, measure: rank as never }, partnership, series };
    expect(trendModel(places).scale).toMatchObject({ min: 152, max: 1, ticks: [1, 50, 100, 150] });
  });

  it.each(['quarter', 'calendar_year'] as const)(
    'leads it straight, half a period earlier as the points are, with figures by %s',
    (grain) => {
      const props = { ...indicatorProps('ehcp-issued-20-weeks', 'county', grain), partnership };
      const day = 86_400_000;
      const [start, due] = [Date.UTC(2023, 0, 1), Date.UTC(2025, 4, 1)];
      const straight = (end: number) => 0.33 + (0.27 * (end - start)) / (due - start);
      const points = props.series.points.map((point) => ({
        ...point,
        trajectory: point.trajectory && straight(Date.parse(point.end) + day),
      }));
      const chart = trendChart({ ...props, series: { ...props.series, points } }, 'wide');
      const rows = rowsIn(chart, 'trajectory');
      expect(rows.length).toBe(grain === 'quarter' ? 10 : 4);
      const [{ start: from = '', end: to = '' } = {}] = points;
      const half = (Date.parse(to) + day - Date.parse(from)) / 2;
      for (const { x, value } of rows) expect(Number(value)).toBeCloseTo(straight(Number(x) + half));
      const judged = points.filter(({ trajectory }) => trajectory !== null);
      expect(judged.length).toBeGreaterThan(1);
      for (const { trajectory, start: begins, end } of judged) {
        const middle = (Date.parse(begins) + Date.parse(end) + day) / 2;
        expect(rows).toContainEqual(expect.objectContaining({ x: middle, value: trajectory }));
      }
    },
  );

  it('marks where the usual range was worked out anew where there is one, and not where there is none', () => {
    const rebased = { ...plans.indicator, rebase: [{ from: '2024-01', why: 'new staff' }] };
    const words = (series: Series) =>
      chartWords('trend', { ...plans, indicator: rebased, series }).alt.includes(
        'New usual range: new staff',
      );
    expect(words(plans.series)).toBe(true);
    expect(words(indicatorProps('ehcp-issued-20-weeks', 'county', 'quarter').series)).toBe(false);
  });

  it.each([
    ['county', 'wide', 'Baseline'],
    ['dspl-2', 'wide', 'Hertfordshire’s baseline'],
    ['dspl-2', 'narrow', 'Hertfordshire’s baseline 33%'],
  ] as const)(
    'in a chart of %s, %s, calls the start that was agreed for the county “%s”',
    (area, size, words) => {
      const props = { ...indicatorProps('ehcp-issued-20-weeks', area), partnership };
      const { labels, key } = labelTrend(props, trendModel(props), size, 330);
      const said = [...labels.map(({ lines }) => lines.join(' ')), ...key.map(({ text }) => text)];
      expect(said).toContain(words);
    },
  );

  it('leaves a gap where a point is missing, and never draws a zero', () => {
    const rows = rowsIn(
      trendChart(
        withPoints((point, index) => (index === 5 ? { ...point, ...missing } : point)),
        'wide',
      ),
      'series',
    );
    expect(rows).toHaveLength(36);
    expect(rows[5]?.value).toBeNull();
  });

  it('hides a suppressed figure even where a value is given', () => {
    const hidden = withPoints((point, index) => (index === 5 ? { ...point, status: 'suppressed' } : point));
    expect(rowsIn(trendChart(hidden, 'wide'), 'series')[5]?.value).toBeNull();
  });

  it('draws a period that is not complete as a hollow point', () => {
    const unfinished = withPoints((point, index) => ({ ...point, complete: index < 35 }));
    expect(rowsIn(trendChart(unfinished, 'wide'), 'unfinished')).toHaveLength(1);
    expect(rowsIn(trendChart(plans, 'wide'), 'unfinished')).toHaveLength(0);
  });

  it('of school terms names each year once', () => {
    const term = (year: number, number: number, month: string): Point => ({
      ...(plans.series.points[0] as Point),
      ...{ period: `AY${year}T${number}`, start: `${month}-01`, end: `${month}-28` },
    });
    const points = [term(2022, 1, '2022-10'), term(2022, 2, '2023-02'), term(2022, 3, '2023-05')];
    const spec = trendChart(withSeries({ grain: 'term', points }), 'wide') as {
      encoding: { x: { axis: { labelExpr: string } } };
    };
    expect(spec.encoding.x.axis.labelExpr.match(/Jan \d{4}/g)).toEqual(['Jan 2023']);
  });

  it.each([
    ['the half of a year names its months', '2024-05', ['Jul 2024', 'Oct 2024']],
    ['of hardly more than a year names its middle too', '2023-11', ['Jan 2024', 'Jul 2024']],
    ['of three years names the years', '2022-02', ['Jan 2023', 'Jan 2024']],
  ])('%s', (_what, first, labels) => {
    const points = plans.series.points.filter(({ period }) => period >= first && period < '2024-12');
    const spec = trendChart(
      { ...withSeries({ points }), indicator: { ...plans.indicator, targets: [] } },
      'wide',
    ) as {
      encoding: { x: { axis: { labelExpr: string } } };
    };
    expect(spec.encoding.x.axis.labelExpr.match(/[A-Z][a-z]{2} \d{4}/g)).toEqual(labels);
  });

  it('shades the usual range of a share to 100% at most, and to none at least', () => {
    const spc = { mean: 0.6, lower: -0.1, upper: 1.3, flag: 'common_cause' } as const;
    const chart = trendChart(
      withSeries({ points: plans.series.points.map((point) => ({ ...point, spc })) }),
      'wide',
    );
    const ends = new Set(rowsIn(chart, 'usual-range').map(({ value, upper }) => `${value} to ${upper}`));
    expect([...ends]).toEqual(['0 to 1']);
  });

  it('marks special causes, and not usual variation', () => {
    const special = plans.series.points.filter(({ spc }) => spc !== null && spc.flag !== 'common_cause');
    expect(rowsIn(trendChart(plans, 'wide'), 'special-cause')).toHaveLength(special.length);
  });

  it.each(CHART_SIZES)('keeps the labels of its lines apart when %s', (size) => {
    const close = withSeries({
      benchmarks: plans.series.benchmarks.map((benchmark) => ({
        ...benchmark,
        points: benchmark.points.map((point) => ({ ...point, value: 0.6 })),
      })),
    });
    const { labels, key } = labelTrend(close, trendModel(close), size, 300);
    const words = [...labels.map(({ lines }) => lines.join(' ')), ...key.map(({ text }) => text)];
    expect(words.join('; ')).toContain('England 60%');
    for (const [index, { box }] of labels.entries())
      for (const { box: other } of labels.slice(index + 1)) {
        const aside = box.right <= other.left || other.right <= box.left;
        const apart = box.bottom <= other.top + 1e-6 || other.bottom <= box.top + 1e-6;
        expect(aside || apart).toBe(true);
      }
  });

  it('leaves the plot of a phone most of the width: figures at its right, their names above', () => {
    const chart = trendChart(plans, 'narrow');
    expect((chart as { width: number }).width).toBeGreaterThan(320 * 0.65);
    expect(rowsIn(chart, 'labels-bold').map(({ text }) => text)).toEqual(['61%', '60%']);
    expect(rowsIn(chart, 'key-bold').map(({ text }) => text)).toEqual([
      'Hertfordshire 61%',
      'Target 60% by Apr\u00a02025',
    ]);
    expect(rowsIn(chart, 'key').map(({ text }) => text)).toContain('Baseline 33%');
  });

  it('names the only line of a phone’s chart above it too, where its name has no room beside it', () => {
    const values = [0.5, 0.4, 0.6, 0.9, 0.1, 0.5];
    const points = plans.series.points.slice(-6).map((point, index) => ({
      ...{ ...point, value: values[index] ?? 0, target: null, trajectory: null, spc: null },
    }));
    const series = { ...plans.series, points, benchmarks: [] };
    const indicator = { ...plans.indicator, targets: [], baseline: undefined };
    const chart = trendChart({ indicator, partnership, series }, 'narrow');
    expect(rowsIn(chart, 'labels-bold').map(({ text }) => text)).toEqual(['50%']);
    expect(rowsIn(chart, 'key-bold').map(({ text }) => text)).toEqual(['Hertfordshire 50%']);
  });

  it.each([
    ['weeks', 102, 'weeks'],
    ['hours', 0.5, 'minutes'],
    ['hours', 8, 'hours'],
    ['percent', 0.5, null],
    ['count', 8, null],
  ] as const)('says above its axis of %s to %d: %s', (unit, value, words) => {
    const indicator = { ...plans.indicator, unit, targets: [], baseline: undefined };
    const points = plans.series.points.map((point) => ({
      ...point,
      value,
      target: null,
      trajectory: null,
      spc: null,
    }));
    const series = { ...plans.series, points, benchmarks: [] };
    const chart = trendChart({ indicator, partnership, series }, 'narrow');
    const layers = 'layer' in chart ? chart.layer : [];
    const axis = layers.find(({ name }) => name === 'unit');
    expect((axis && 'mark' in axis && (axis.mark as { text?: string }).text) || null).toBe(words);
  });

  it('sets the county beside a locality’s share, but not beside its count', () => {
    const share = { ...indicatorProps('ehcp-issued-20-weeks', 'dspl-2'), partnership };
    const count = { ...indicatorProps('ehcp-count', 'dspl-2'), partnership };
    expect(rowsIn(chartSpec('trend', 'wide', share), 'county')).toHaveLength(36);
    expect(rowsIn(chartSpec('trend', 'wide', count), 'county')).toHaveLength(0);
  });
});

describe('areas compared', () => {
  it('are ranked best first, with those without a figure last', () => {
    const areas: AreasCompared = {
      ...plans.areas,
      areas: plans.areas.areas.map((area, index) =>
        index === 8 ? { ...area, point: { ...area.point, ...missing }, comparison: null } : area,
      ),
    };
    const values = rowsIn(areasChart({ ...plans, areas }, 'wide'), 'values').map(({ value }) => value);
    expect(values.at(-1)).toBeNull();
    const known = values.slice(0, -1).map(Number);
    expect(known).toEqual(known.toSorted((a, b) => b - a));
  });

  it('stand beside the county’s line', () => {
    expect(rowsIn(areasChart(plans, 'wide'), 'county-line')).toEqual([{ value: plans.areas.county?.value }]);
  });
});

describe('a chart’s picture', () => {
  const cases = CHART_KINDS.flatMap((kind) => CHART_SIZES.map((size) => ({ kind, size })));

  it.each(cases)(
    'of $kind, $size, has a name, its size and nothing that the security policy forbids',
    async ({ kind, size }) => {
      const spec = chartSpec(kind, size, plans);
      const svg = await renderSvg(compileChart(spec), {
        title: 'Plans <b>',
        description: '"On time" & well',
      });
      const { width, height } = pictureSize(spec);
      expect(svg).toContain(`width="${width}" height="${height}"`);
      expect(svg).toContain('role="img"');
      expect(svg).toContain(
        '<title id="title">Plans &lt;b&gt;</title><desc id="desc">"On time" &amp; well</desc>',
      );
      expect(svg).not.toMatch(/\sstyle=|<style|<script/);
    },
  );

  it.each(cases)('of $kind, $size, has no letters under 14 px', async ({ kind, size }) => {
    const svg = await renderSvg(compileChart(chartSpec(kind, size, plans)));
    const sizes = [...svg.matchAll(/font-size="(\d+)px"/g)].map(([, pixels]) => Number(pixels));
    expect(sizes.length).toBeGreaterThan(0);
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(14);
  });

  it.each([0, 1])('can be drawn from %i points', async (count) => {
    const few = withSeries({ points: plans.series.points.slice(0, count) });
    expect(await renderSvg(compileChart(trendChart(few, 'narrow')))).toContain('<svg');
  });

  it('can be drawn with no areas at all', async () => {
    const none = { ...plans, areas: { ...plans.areas, areas: [], county: null }, areaSeries: [] };
    for (const kind of CHART_KINDS)
      expect(await renderSvg(compileChart(chartSpec(kind, 'wide', none)))).toContain('<svg');
  });
});

describe('a chart in words', () => {
  it('says what changed, the extremes, the target and the benchmarks', () => {
    const { headline, alt } = chartWords('trend', plans);
    expect(headline).toBe('61% in December 2024, above its usual range of 25% to 39%');
    expect(alt).toContain('Lowest');
    expect(alt).toContain('Target 60% by April 2025.');
    expect(alt).toContain('England 50% in 2023');
  });

  it.each(['trend', 'area-trends'] as const)(
    'says of the %s where its axis does not begin at zero',
    (kind) => {
      const high = (series: Series) => ({
        ...series,
        points: series.points.map((point) => ({
          ...point,
          value: 0.93,
          spc: null,
          target: null,
          trajectory: null,
        })),
        benchmarks: [],
      });
      const indicator = { ...plans.indicator, targets: [], baseline: undefined };
      const data = {
        ...plans,
        indicator,
        series: high(plans.series),
        areaSeries: plans.areaSeries.map(high),
      };
      expect(chartWords(kind, data).subtitle).toContain(' The axis begins at 90%.');
      expect(chartWords(kind, plans).subtitle).not.toContain('axis');
    },
  );

  it('counts the figures that are hidden or missing', () => {
    const gaps = withPoints((point, index) =>
      index === 3
        ? { ...point, ...missing }
        : index === 4
          ? { ...point, ...missing, status: 'suppressed' }
          : point,
    );
    expect(chartWords('trend', gaps).alt).toContain('1 period has no data and 1 figure is hidden.');
  });

  it('names every area and its figure', () => {
    const { alt } = chartWords('areas', plans);
    for (const { short } of partnership.areas) expect(alt).toContain(short);
  });

  it('says that a share of a few is no headline, where the chart shows one', () => {
    const group = (label: string, numerator: number, denominator: number) => {
      const [point = null] = plans.series.points;
      if (!point) throw new Error('There is no point.');
      return {
        group: label,
        label,
        point: { ...point, numerator, denominator, value: numerator / denominator },
      };
    };
    const headline = (...groups: ReturnType<typeof group>[]) => {
      const trends = { grain: 'month' as const, whole: [], groups: [] };
      const breakdown = { by: 'phase', label: 'Phase', period: '2024-12', whole: null, groups, trends };
      return chartWords('breakdown', { ...plans, breakdown }).headline;
    };
    const large = [group('Primary', 30, 50), group('Secondary', 10, 40)];
    expect(headline(...large)).toBe('From 25% (Secondary) to 60% (Primary)');
    expect(headline(...large, group('Nursery', 0, 4))).toBe(
      'From 25% (Secondary) to 60% (Primary), among groups of ten or more',
    );
  });

  it('admits that there are no figures', () => {
    expect(chartWords('trend', withSeries({ points: [] })).headline).toBe('No figures yet');
  });
});

describe('labels', () => {
  it('stay where they are when there is room', () => {
    expect(
      spreadLabels(
        [
          { at: 100, height: 20 },
          { at: 20, height: 20 },
        ],
        0,
        200,
      ),
    ).toEqual([100, 20]);
  });

  it('move apart at the edges without leaving the plot', () => {
    const places = spreadLabels(
      [
        { at: 198, height: 20 },
        { at: 199, height: 20 },
        { at: 200, height: 20 },
      ],
      0,
      200,
    );
    expect(places).toEqual([150, 170, 190]);
  });

  it('are wrapped between words, and a word too long is cut', () => {
    expect(wrapText('Statistical neighbours 47%', 14)).toEqual(['Statistical', 'neighbours 47%']);
    expect(wrapText('Llanfairpwllgwyngyll', 10)).toEqual(['Llanfairp…']);
  });
});

describe('a value scale', () => {
  it.each([
    { values: [0.2, 0.62], unit: 'percent', min: 0, max: 0.8 },
    { values: [0.1124, 0.1127], unit: 'percent', min: 0, max: 0.15 },
    { values: [0.9, 1], unit: 'percent', min: 0.85, max: 1 },
    { values: [10_486, 12_920], unit: 'count', min: 10_000, max: 13_000 },
    { values: [0], unit: 'count', min: 0, max: 1 },
    { values: [3_050, 4_000], unit: 'count', min: 2_500, max: 4_000 },
    { values: [1_234_567], unit: 'count', min: 1_180_000, max: 1_280_000 },
    { values: [], unit: 'percent', min: 0, max: 1 },
    { values: [0.44, 0.16], unit: 'hours', min: 0, max: 0.5 },
    { values: [3.1, 0.16], unit: 'hours', min: 0, max: 4 },
    { values: [41, 111, 68], unit: 'rank', min: 150, max: 1 },
    { values: [1, 2], unit: 'rank', min: 6, max: 1 },
    { values: [], unit: 'rank', min: 6, max: 1 },
  ] as const)('of $values in $unit runs from $min to $max', ({ values, unit, min, max }) => {
    expect(valueScale(unit, [...values])).toMatchObject({ min, max });
  });

  it('writes its ticks with the decimals that its steps need', () => {
    expect(tickFormat('rate', valueScale('rate', [0.09], 5))).toBe(',.2f');
    expect(tickFormat('percent', valueScale('percent', [0.6]))).toBe('.0%');
    expect(tickFormat('count', valueScale('count', [6]))).toBe(',.0f');
    expect(tickFormat('hours', valueScale('hours', [8]))).toBe(',.0f');
    expect(tickLabels('pts', valueScale('pts', [0.48]))).toEqual({
      labelExpr: "format(datum.value * 100, ',.0f')",
    });
  });

  it('goes in steps of one, two or five, which are read at a glance', () => {
    expect(valueScale('percent', [0, 0.09]).ticks).toEqual([0, 0.05, 0.1]);
    expect(valueScale('count', [0, 18]).ticks).toEqual([0, 5, 10, 15, 20]);
  });

  it('writes hours as minutes, as words do, where all are short', () => {
    const scale = valueScale('hours', [0.44, 0.16]);
    expect(scale.ticks.map((tick) => tick * 60)).toEqual([0, 10, 20, 30]);
    expect(tickLabels('hours', scale)).toEqual({ labelExpr: "format(datum.value * 60, ',.0f')" });
    expect(tickLabels('hours', valueScale('hours', [8]))).toEqual({ format: ',.0f' });
  });
});

describe('the label of a small multiple', () => {
  const flat = plans.series.points.map((point) => ({ ...point, value: 0.2 }));

  it.each([
    ['stands clear of what lies under it', 5, 0.6],
    ['takes no notice of what lies far from it', 25, 0.2],
  ])('%s', (_what, before, expected) => {
    const points = flat.with(-before, {
      ...(flat.at(-before) ?? flat[0]),
      value: 0.6,
    } as (typeof flat)[number]);
    const panels = [{ id: 'north', title: 'North', points }];
    const chart = smallMultiples(
      { kind: 'area-trends', indicator: plans.indicator, grain: 'month', panels, behind: null },
      'narrow',
    );
    const label = JSON.stringify(chart).match(/"value":([\d.]+),"words":"20%"/)?.[1];
    expect(Number(label)).toBe(expected);
  });
});
