import { describe, expect, it } from 'vitest';
import { neededWords, valueWords } from '../../indicators/words.ts';
import { chartSpec } from '../../web/charts/chart.ts';
import { endOf, middleOf } from '../../web/charts/time.ts';
import { IndicatorPage } from '../../web/pages/IndicatorPage.tsx';
import { CHART_SIZES, type ChartKind } from '../../web/props/charts.ts';
import { renderPage } from '../../web/render.ts';
import { indicatorProps, partnership } from './fixtures.ts';
import { panelRows, panelTitles, rowsIn } from './rows.ts';

/** The figures in a chart's table are those in the chart, in every form in which it is drawn. */

const props = indicatorProps('ehcp-issued-20-weeks');
const gaps = [
  { at: 3, status: 'missing' },
  { at: 5, status: 'suppressed' },
] as const;
const absent = { value: null, numerator: null, denominator: null, lower: null, upper: null, spc: null };
const points = props.series.points.map((point, index) => {
  const gap = gaps.find(({ at }) => at === index);
  return gap ? { ...point, ...absent, status: gap.status } : point;
});
const data = { ...props, partnership, series: { ...props.series, points } };
const page = renderPage(<IndicatorPage {...data} />);

/** The cells of the table that comes right after a chart, row by row. */
function tableOf(kind: ChartKind): string[][] {
  const chart = page.slice(page.indexOf(`<figure data-chart="${kind}"`));
  const after = chart.slice(chart.indexOf('</figure>'));
  expect(after).toMatch(/^<\/figure><details class="figures"><summary>/);
  const body = after.slice(after.indexOf('<tbody'), after.indexOf('</tbody>'));
  return [...body.matchAll(/<tr[^>]*>(.*?)<\/tr>/g)].map(([, row = '']) =>
    [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/g)].map(([, cell = '']) => cell),
  );
}

/** What the columns of the table that comes right after a chart are called. */
function headsOf(kind: ChartKind): string[] {
  const chart = page.slice(page.indexOf(`<figure data-chart="${kind}"`));
  const heads = chart.slice(chart.indexOf('<thead'), chart.indexOf('</thead>'));
  return [...heads.matchAll(/<th[^>]*>(.*?)<\/th>/g)].map(([, words = '']) => words);
}

/** A column of the trend's table, oldest first, each cell with its period's index. */
function trendColumn(head: string): [number, string | undefined][] {
  const at = headsOf('trend').indexOf(head);
  return tableOf('trend')
    .toReversed()
    .map((row, index) => [index, row[at]]);
}

const SHAPE_WORDS: Record<string, string> = { circle: 'Better', square: 'Worse' };

/** What a row of a layer says in words. */
function wordsOf(
  layer: string,
  { value, upper, shape }: Record<string, unknown>,
  figure: number | null = null,
): string | undefined {
  if (layer === 'trajectory') return neededWords('percent', Number(value), figure ?? Number(value));
  if (layer === 'special-cause') return SHAPE_WORDS[String(shape)];
  return [value, upper]
    .flatMap((limit) => (typeof limit === 'number' ? [spoken(limit, '')] : []))
    .join(' to ');
}

const spoken = (value: unknown, instead: string) =>
  typeof value === 'number' ? valueWords('percent', value) : instead;

/** A drawn share with as many decimals as the table’s cell has: one short of its target is not rounded to it. */
function asIn(cell: string | undefined, value: unknown): string {
  const [, decimals = '%'] = (cell ?? '').split('.');
  return `${(Number(value) * 100).toFixed(decimals.length - 1)}%`;
}

describe.each(CHART_SIZES)('drawn %s, the table has the figures of', (size) => {
  it('the trend, period by period', () => {
    const rows = rowsIn(chartSpec('trend', size, data), 'series');
    const table = tableOf('trend').toReversed();
    expect(rows).toHaveLength(36);
    expect(table.map(([period, value]) => [period?.toLowerCase(), value])).toEqual(
      rows.map(({ name, value }, index) => {
        const status = gaps.find(({ at }) => at === index)?.status;
        const absence = status === 'suppressed' ? 'hidden' : 'no data';
        return [String(name).toLowerCase(), value === null ? absence : asIn(table[index]?.[1], value)];
      }),
    );
  });

  it.each([
    ['usual-range', 'Usual range'],
    ['special-cause', 'Real change'],
    ['trajectory', 'Way to the target'],
    ['benchmark-england', 'England'],
  ])('the trend’s %s, wherever it is drawn', (layer, head) => {
    const column = trendColumn(head).filter(([, cell]) => cell !== '');
    // The way to the target begins at the baseline, which the table does not have.
    const drawn = rowsIn(chartSpec('trend', size, data), layer).slice(layer === 'trajectory' ? 1 : 0);
    const cells = props.series.points.flatMap((point, index) => {
      const x = middleOf(point);
      const before = drawn.findLast((row) => Number(row.x) <= x && layer.startsWith('benchmark'));
      const at = layer === 'trajectory' ? endOf(point.covered_to) : x;
      const row = before ?? drawn.find((one) => Number(one.x) === at);
      const words = row && wordsOf(layer, row, points[index]?.value);
      return words ? [[index, words]] : [];
    });
    expect(cells.length).toBeGreaterThan(2);
    expect(column).toEqual(cells);
  });

  it.each(['areas', 'breakdown'] as const)('the %s, in the same order, below the county', (kind) => {
    const rows = rowsIn(chartSpec(kind, size, data), 'values');
    const [county, ...table] = tableOf(kind);
    expect(rows.length).toBeGreaterThan(3);
    expect(table.map(([, value, , interval]) => [value, interval || '–'])).toEqual(
      rows.map(({ words, interval }) => [words, interval]),
    );
    for (const [index, { fullName }] of rows.entries()) expect(table[index]?.[0]).toContain(fullName);
    expect(county?.[1]).toBe(
      spoken(rowsIn(chartSpec(kind, size, data), 'county-line')[0]?.value, 'no county line'),
    );
  });

  it.each(['area-trends', 'breakdown-trends'] as const)('the %s, each in its column', (kind) => {
    const spec = chartSpec(kind, size, data);
    const panels = panelRows(spec, 'panel-');
    const titles = panelTitles(spec);
    const heads = headsOf(kind);
    const table = tableOf(kind).toReversed();
    expect(panels.length).toBeGreaterThan(3);
    for (const [index, rows] of panels.entries()) {
      const at = heads.indexOf(titles[index] ?? '');
      expect(at).toBeGreaterThan(0);
      const known = table.map((row) => row[at]).filter((cell) => /%$/.test(cell ?? ''));
      const drawn = rows.filter(({ value }) => value !== null);
      expect(known).toEqual(drawn.map(({ value }, place) => asIn(known[place], value)));
    }
  });
});
