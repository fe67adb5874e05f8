import type { TopLevelSpec } from 'vega-lite';
import type { Partnership } from '../../indicators/partnership-schema.ts';
import type { Indicator } from '../../indicators/schema.ts';
import type { AreaPoint, AreasCompared, Polarity } from '../../indicators/series.ts';
import { valueWords } from '../../indicators/words.ts';
import type { ChartSize } from '../props.ts';
import { areaShort, COMPARISON_WORDS, figureWords, intervalWords, isComparable } from '../words.ts';
import { wrapText } from './labels.ts';
import { tickFormat, ticksThatFit, valueScale } from './scale.ts';
import type { Layer, Row } from './spec.ts';
import { COLOURS, CONFIG, comparisonMeaning, LETTER_WIDTH, LINE_HEIGHT, WIDTHS } from './theme.ts';

export interface AreasData {
  indicator: Indicator;
  partnership: Partnership;
  areas: AreasCompared;
}

const ROW_HEIGHT = 42;
const LETTERS: Record<ChartSize, number> = { wide: 26, narrow: 16 };
const SHAPES = {
  better: 'triangle-up',
  worse: 'triangle-down',
  higher: 'triangle-up',
  lower: 'triangle-down',
  similar: 'circle',
};

/** Every area's figure with its 95% interval, best first, beside the county's line. */
export function areasChart(data: AreasData, size: ChartSize): TopLevelSpec {
  const rows = areaRows(data, size);
  const letters = Math.max(
    4,
    ...rows.flatMap(({ name }) =>
      String(name)
        .split('\n')
        .map((line) => line.length),
    ),
  );
  const left = Math.ceil(letters * LETTER_WIDTH) + 12;
  const right = Math.ceil(Math.max(4, ...rows.map(({ words }) => String(words).length)) * LETTER_WIDTH) + 16;
  const height = Math.max(1, rows.length) * ROW_HEIGHT;
  const width = WIDTHS[size] - left - right;
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    config: CONFIG,
    autosize: { type: 'none' },
    padding: { left, right, top: countyValue(data) === null ? 8 : 28, bottom: 30 },
    width,
    height,
    params: [{ name: 'active', value: '' }],
    encoding: encoding(data, rows.length, width),
    layer: [...countyLayers(data, width, height), ...rowLayers(rows, width, left)],
  };
}

function encoding({ indicator, areas }: AreasData, count: number, width: number) {
  const points = areas.areas.flatMap(({ point: { value, lower, upper } }) => [value, lower, upper]);
  const values = [...points, countyValue({ indicator, areas })].filter((value) => value !== null);
  // Dots stand for positions, not lengths: the scale need not begin at zero.
  const scale = valueScale(indicator.unit, values, width > 300 ? 6 : 4, 0.3);
  return {
    x: {
      field: 'value',
      type: 'quantitative' as const,
      scale: { domain: [scale.min, scale.max], nice: false, zero: false },
      axis: {
        title: null,
        values: ticksThatFit(indicator.unit, scale, width, LETTER_WIDTH),
        format: tickFormat(indicator.unit, scale),
        labelOverlap: false,
        labelFlush: false,
        ticks: false,
        domain: false,
      },
    },
    y: {
      field: 'row',
      type: 'quantitative' as const,
      scale: { domain: [Math.max(1, count), 0], nice: false, zero: false },
      axis: null,
    },
  };
}

export function rankedAreas(areas: AreaPoint[], polarity: Polarity): AreaPoint[] {
  const sign = polarity === 'lower_is_better' ? 1 : -1;
  const known = areas.filter(({ point }) => point.value !== null);
  const unknown = areas.filter(({ point }) => point.value === null);
  return [...known.sort((a, b) => sign * ((a.point.value ?? 0) - (b.point.value ?? 0))), ...unknown];
}

function areaRows({ indicator, partnership, areas }: AreasData, size: ChartSize): Row[] {
  return rankedAreas(areas.areas, indicator.polarity).map(({ area, name, point, comparison }, index) => {
    const lines = wrapText(areaShort(partnership, area), LETTERS[size], 2);
    return {
      area,
      row: index + 0.5,
      name: lines.join('\n'),
      lift: lines.length - 1,
      fullName: name,
      value: point.value,
      lower: point.lower,
      upper: point.upper,
      words: figureWords(indicator.unit, point),
      interval: intervalWords(indicator.unit, point) || '–',
      comparison: comparison === null ? 'not compared' : COMPARISON_WORDS[comparison],
      shape: comparison === null ? 'circle' : SHAPES[comparison],
      colour: COLOURS[comparisonMeaning(comparison)],
    };
  });
}

/** A county's count is no measure for one area's: it is as large as all of them together. */
function countyValue({ indicator, areas }: Pick<AreasData, 'indicator' | 'areas'>): number | null {
  return isComparable(indicator.unit) ? (areas.county?.value ?? null) : null;
}

function countyLayers(chart: AreasData, width: number, height: number): Layer[] {
  const { indicator, partnership } = chart;
  const value = countyValue(chart);
  if (value === null) return [];
  const words = `${partnership.county} ${valueWords(indicator.unit, value)}`;
  const data = { values: [{ value }] };
  return [
    {
      name: 'county-line',
      data,
      mark: { type: 'rule', color: COLOURS.main, strokeWidth: 2 },
      encoding: { y: { value: -6 }, y2: { value: height } },
    },
    {
      name: 'county-label',
      data: { values: [{}] },
      mark: {
        type: 'text',
        text: words,
        fontWeight: 'bold',
        color: COLOURS.main,
        align: 'center',
        baseline: 'bottom',
      },
      encoding: { x: { value: width / 2 }, y: { value: -10 } },
    },
  ];
}

function rowLayers(rows: Row[], width: number, left: number): Layer[] {
  const data = { values: rows };
  const known = { values: rows.filter(({ value }) => value !== null) };
  const ranged = { values: rows.filter(({ lower, upper }) => lower !== null && upper !== null) };
  const colour = { field: 'colour', scale: null };
  const named = (lift: number): Layer => ({
    name: lift === 0 ? 'names' : 'names-two-lines',
    data: { values: rows.filter((row) => row.lift === lift) },
    mark: {
      type: 'text',
      align: 'right',
      baseline: 'middle',
      lineBreak: '\n',
      dy: (-lift * LINE_HEIGHT) / 2,
    },
    encoding: { x: { value: -12 }, text: { field: 'name' } },
  });
  return [
    named(0),
    named(1),
    {
      name: 'intervals',
      data: ranged,
      mark: { type: 'rule', strokeWidth: 3, color: '#b4c0cc' },
      encoding: { x: { field: 'lower', type: 'quantitative' }, x2: { field: 'upper' } },
    },
    {
      name: 'areas',
      data: known,
      mark: { type: 'point', filled: true, opacity: 1, size: 95, stroke: 'white', strokeWidth: 1 },
      encoding: { color: colour, shape: { field: 'shape', scale: null } },
    },
    {
      name: 'values',
      data,
      mark: { type: 'text', align: 'left', baseline: 'middle' },
      encoding: { x: { value: width + 10 }, text: { field: 'words' } },
    },
    {
      name: 'hover',
      data,
      mark: { type: 'rect', opacity: 0, height: ROW_HEIGHT },
      encoding: {
        x: { value: -left },
        x2: { value: width },
        tooltip: [
          { field: 'fullName', title: 'Area' },
          { field: 'words', title: 'Figure' },
          { field: 'interval', title: '95% interval' },
          { field: 'comparison', title: 'Beside the county' },
        ],
      },
    },
  ];
}
