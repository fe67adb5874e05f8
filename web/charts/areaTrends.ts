import type { TopLevelSpec } from 'vega-lite';
import type { Partnership } from '../../indicators/partnership-schema.ts';
import type { Indicator } from '../../indicators/schema.ts';
import type { Point, Series } from '../../indicators/series.ts';
import { valueWords } from '../../indicators/words.ts';
import type { ChartSize } from '../props.ts';
import { areaShort, isComparable } from '../words.ts';
import { wrapText } from './labels.ts';
import { type Scale, tickFormat, tickLetters, valueScale } from './scale.ts';
import type { Layer } from './spec.ts';
import { BOLD_LETTER_WIDTH, COLOURS, CONFIG, LETTER_WIDTH, LINE_HEIGHT, WIDTHS } from './theme.ts';
import { endOf, labelExpression, middleOf, startOf, timeAxis } from './time.ts';

export interface AreaTrendsData {
  indicator: Indicator;
  partnership: Partnership;
  /** One series an area, at one grain; the county's, if among them, lies behind each. */
  areaSeries: Series[];
}

interface Panel {
  width: number;
  titleLines: number;
  scale: Scale;
  from: number;
  to: number;
}

const COLUMNS: Record<ChartSize, number> = { wide: 3, narrow: 2 };
const PANEL_HEIGHT: Record<ChartSize, number> = { wide: 96, narrow: 84 };
const GAP = 22;

/** Every area's trend at the same scale, side by side. */
export function areaTrendsChart(data: AreaTrendsData, size: ChartSize): TopLevelSpec {
  const localities = data.areaSeries.filter(({ area }) => area !== 'county');
  const county = isComparable(data.indicator.unit)
    ? data.areaSeries.find(({ area }) => area === 'county')
    : undefined;
  const scale = valueScale(
    data.indicator.unit,
    [...localities, ...(county ? [county] : [])].flatMap(valuesOf),
    3,
    0.65,
  );
  const left = Math.ceil(tickLetters(data.indicator.unit, scale) * LETTER_WIDTH) + 12;
  const columns = COLUMNS[size];
  const width = Math.floor((WIDTHS[size] - left - 8 - GAP * (columns - 1)) / columns);
  const titles = localities.map(({ area }) => titleOf(data.partnership, area, width));
  const titleLines = Math.max(1, ...titles.map((lines) => lines.length));
  const panel = { width, titleLines, scale, ...rangeOf(data.areaSeries) };
  const top = titleLines * LINE_HEIGHT + 12;
  const rowGap = top + 38;
  const rows = Math.max(1, Math.ceil(localities.length / columns));
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    config: CONFIG,
    autosize: { type: 'none' },
    padding: { left, right: 8, top, bottom: 30 },
    usermeta: {
      width: columns * (width + GAP) - GAP,
      height: rows * (PANEL_HEIGHT[size] + rowGap) - rowGap,
    },
    bounds: 'flush',
    columns,
    spacing: { column: GAP, row: rowGap },
    concat: localities.map((series, index) => ({
      width,
      height: PANEL_HEIGHT[size],
      encoding: panelEncoding(data, series, panel, index % columns === 0),
      layer: [...titleLayers(titles[index] ?? []), ...panelLayers(data, series, county)],
    })),
  };
}

function titleOf(partnership: Partnership, area: string, width: number): string[] {
  return wrapText(areaShort(partnership, area), Math.floor(width / BOLD_LETTER_WIDTH), 3);
}

function titleLayers(lines: string[]): Layer[] {
  const text = { type: 'text' as const, text: lines, fontWeight: 'bold' as const, align: 'left' as const };
  const dy = -(lines.length - 1) * LINE_HEIGHT;
  return [
    {
      data: { values: [{}] },
      mark: { ...text, baseline: 'alphabetic', dy },
      encoding: { x: { value: 0 }, y: { value: -12 } },
    },
  ];
}

function panelEncoding({ indicator }: AreaTrendsData, series: Series, panel: Panel, first: boolean) {
  const axis = timeAxis(series.grain, series.points, panel.from, panel.to, Math.min(panel.width, 120));
  return {
    x: {
      field: 'x',
      type: 'quantitative' as const,
      scale: { domain: [panel.from, panel.to], nice: false, zero: false },
      axis: {
        title: null,
        grid: false,
        values: axis.values,
        labelExpr: labelExpression(axis),
        labelOverlap: false,
      },
    },
    y: {
      field: 'value',
      type: 'quantitative' as const,
      scale: { domain: [panel.scale.min, panel.scale.max], nice: false, zero: false },
      axis: {
        title: null,
        domain: false,
        ticks: false,
        labels: first,
        values: panel.scale.ticks,
        format: tickFormat(indicator.unit, panel.scale),
      },
    },
  };
}

function panelLayers({ indicator }: AreaTrendsData, series: Series, county: Series | undefined): Layer[] {
  const last = series.points.findLast(({ value }) => value !== null);
  const behind = county ? [line('county', county, COLOURS.county, 1.5)] : [];
  const front = line('area', series, COLOURS.main, 2.5);
  if (!last) return [...behind, front, ...noneLayers()];
  const nearby = [series, ...(county ? [county] : [])].flatMap(({ points }) => points.slice(-4));
  const clearOf = Math.max(...nearby.map(({ value }) => value ?? 0), last.value ?? 0);
  return [...behind, front, ...lastLayers(indicator, last, clearOf)];
}

function line(name: string, series: Series, color: string, strokeWidth: number): Layer {
  const values = series.points.map((point) => ({ x: middleOf(point), value: point.value }));
  return {
    name: `${name}-${series.area}`,
    data: { values },
    mark: { type: 'line', color, strokeWidth, clip: true },
  };
}

/** The last figure, written above the lines that end there. */
function lastLayers({ unit }: Indicator, last: Point, clearOf: number): Layer[] {
  const x = middleOf(last);
  const words = { values: [{ x, value: clearOf, words: valueWords(unit, last.value ?? 0) }] };
  const text = { type: 'text' as const, align: 'right' as const, baseline: 'bottom' as const, dx: 5, dy: -6 };
  const encoding = { text: { field: 'words' } };
  return [
    {
      data: { values: [{ x, value: last.value }] },
      mark: { type: 'point', filled: true, opacity: 1, color: COLOURS.main, size: 50 },
    },
    { data: words, mark: { ...text, fontWeight: 'bold', stroke: 'white', strokeWidth: 4 }, encoding },
    { data: words, mark: { ...text, fontWeight: 'bold', color: COLOURS.main }, encoding },
  ];
}

function noneLayers(): Layer[] {
  const mark = { type: 'text' as const, text: 'no data', align: 'left' as const, color: COLOURS.quiet };
  return [{ data: { values: [{}] }, mark, encoding: { x: { value: 4 }, y: { value: 20 } } }];
}

function valuesOf(series: Series): number[] {
  return series.points.flatMap(({ value }) => (value === null ? [] : [value]));
}

function rangeOf(all: Series[]): { from: number; to: number } {
  const points = all.flatMap(({ points }) => points);
  const from = Math.min(...points.map(({ start }) => startOf(start)));
  const to = Math.max(...points.map(({ end }) => endOf(end)));
  return Number.isFinite(from) ? { from, to } : { from: Date.UTC(2024, 0, 1), to: Date.UTC(2025, 0, 1) };
}
