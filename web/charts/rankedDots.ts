import type { TopLevelSpec } from 'vega-lite';
import type { Comparison, Point } from '../../indicators/series.ts';
import { type SpokenUnit, valueWords } from '../../indicators/words.ts';
import type { ChartKind, ChartSize } from '../props/charts.ts';
import { COMPARISON_WORDS, figureWords, intervalWords } from '../words.ts';
import { textWidth, wrapToWidth } from './labels.ts';
import { type Scale, tickLabels, ticksThatFit, valueScale } from './scale.ts';
import type { Layer, Row } from './spec.ts';
import { COLOURS, CONFIG, comparisonMeaning, LETTER_WIDTH, LINE_HEIGHT, WIDTHS } from './theme.ts';

/** One row: an area, or a group of children and young people. */
interface RankedItem {
  id: string;
  name: string;
  short: string;
  point: Point;
  comparison: Comparison | null;
}

interface Ranking {
  kind: ChartKind;
  unit: SpokenUnit;
  /** What a row is called: Area, Primary need. */
  head: string;
  /** In the order in which they are drawn, from the top. */
  items: RankedItem[];
  /** The line that rows stand beside; null where a part says nothing beside the whole. */
  whole: { name: string; value: number } | null;
}

const ROW_HEIGHT = 42;
/** Where a name takes three lines. */
const TALL_ROW = 58;
const NAME_WIDTH: Record<ChartSize, number> = { wide: 190, narrow: 136, full: 190, paper: 190 };
const NAME_LINES = 3;
const SHAPES = {
  better: 'triangle-up',
  worse: 'triangle-down',
  higher: 'triangle-up',
  lower: 'triangle-down',
  similar: 'circle',
};

/** Figures with their 95% intervals, row by row, beside the line of the whole. */
export function rankedDots(ranking: Ranking, size: ChartSize): TopLevelSpec {
  const rows = rowsOf(ranking, size);
  const left = widest(rows.flatMap(({ name }) => String(name).split('\n'))) + 16;
  const right = widest(rows.map(({ words }) => String(words))) + 18;
  const rowHeight = rows.some(({ lift }) => Number(lift) > 1) ? TALL_ROW : ROW_HEIGHT;
  const height = Math.max(1, rows.length) * rowHeight;
  const width = WIDTHS[ranking.kind][size] - left - right;
  const scale = scaleOf(ranking, width);
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    config: CONFIG,
    autosize: { type: 'none' },
    padding: { left, right, top: ranking.whole === null ? 8 : 28, bottom: 30 },
    width,
    height,
    params: [{ name: 'active', value: '' }],
    encoding: encoding(ranking.unit, scale, rows.length, width),
    layer: [
      ...wholeLayers(ranking, scale, width, height),
      ...rowLayers(ranking, rows, { width, left, rowHeight }),
    ],
  };
}

function widest(words: string[]): number {
  return Math.max(30, ...words.map((word) => textWidth(word)));
}

/** Dots stand for positions, not lengths: the scale of shares need not begin at zero. */
function scaleOf({ unit, items, whole }: Ranking, width: number): Scale {
  const points = items.flatMap(({ point: { value, lower, upper } }) => [value, lower, upper]);
  const values = [...points, whole?.value ?? null].filter((value) => value !== null);
  return valueScale(unit, values, width > 300 ? 6 : 4, unit === 'count' ? 1 : 0.3);
}

function encoding(unit: SpokenUnit, scale: Scale, count: number, width: number) {
  return {
    x: {
      field: 'value',
      type: 'quantitative' as const,
      scale: { domain: [scale.min, scale.max], nice: false, zero: false },
      axis: {
        title: null,
        values: ticksThatFit(unit, scale, width, LETTER_WIDTH),
        ...tickLabels(unit, scale),
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

function rowsOf({ unit, items }: Ranking, size: ChartSize): Row[] {
  const isAnyCompared = items.some(({ comparison }) => comparison !== null);
  return items.map(({ id, name, short, point, comparison }, index) => {
    const lines = wrapToWidth(short, NAME_WIDTH[size], NAME_LINES);
    return {
      id,
      row: index + 0.5,
      name: lines.join('\n'),
      lift: lines.length - 1,
      fullName: name,
      value: point.value,
      lower: point.lower,
      upper: point.upper,
      words: figureWords(unit, point),
      interval: intervalWords(unit, point) || '–',
      comparison: comparison === null ? 'not compared' : COMPARISON_WORDS[comparison],
      shape: SHAPES[comparison ?? 'similar'],
      ...(comparison === null && isAnyCompared ? HOLLOW : filledWith(comparison)),
    };
  });
}

/** Beside full marks it says of no figure that it is like the whole's. */
const HOLLOW = { colour: 'white', edge: COLOURS.main, edgeWidth: 2 };

function filledWith(comparison: Comparison | null) {
  const colour = comparison === null ? COLOURS.main : COLOURS[comparisonMeaning(comparison)];
  return { colour, edge: 'white', edgeWidth: 1 };
}

function wholeLayers({ unit, whole }: Ranking, scale: Scale, width: number, height: number): Layer[] {
  if (whole === null) return [];
  const words = `${whole.name} ${valueWords(unit, whole.value)}`;
  const data = { values: [{ value: whole.value }] };
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
      encoding: { x: { value: labelMiddle(words, whole.value, scale, width) }, y: { value: -10 } },
    },
  ];
}

/** Over the line, and never past the edges of the plot. */
function labelMiddle(words: string, value: number, scale: Scale, width: number): number {
  const half = textWidth(words, true) / 2;
  const over = (width * (value - scale.min)) / (scale.max - scale.min);
  return half * 2 > width ? width / 2 : Math.round(Math.min(Math.max(over, half), width - half));
}

interface Room {
  width: number;
  left: number;
  rowHeight: number;
}

function rowLayers(ranking: Ranking, rows: Row[], room: Room): Layer[] {
  const known = { values: rows.filter(({ value }) => value !== null) };
  const ranged = { values: rows.filter(({ lower, upper }) => lower !== null && upper !== null) };
  return [
    ...Array.from({ length: NAME_LINES }, (_, lift) => namesLayer(rows, lift)),
    {
      name: 'intervals',
      data: ranged,
      mark: { type: 'rule', strokeWidth: 3, color: COLOURS.interval },
      encoding: { x: { field: 'lower', type: 'quantitative' }, x2: { field: 'upper' } },
    },
    {
      name: 'dots',
      data: known,
      mark: { type: 'point', filled: true, opacity: 1, size: 95 },
      encoding: {
        fill: { field: 'colour', scale: null },
        stroke: { field: 'edge', scale: null },
        strokeWidth: { field: 'edgeWidth', type: 'quantitative', scale: null },
        shape: { field: 'shape', scale: null },
      },
    },
    {
      name: 'values',
      data: { values: rows },
      mark: { type: 'text', align: 'left', baseline: 'middle' },
      encoding: { x: { value: room.width + 10 }, text: { field: 'words' } },
    },
    hoverLayer(ranking, rows, room),
  ];
}

/** Names of several lines are lifted by half a line for each more, so that they stand about the dot. */
function namesLayer(rows: Row[], lift: number): Layer {
  return {
    name: `names-of-${lift + 1}`,
    data: { values: rows.filter((row) => row.lift === lift) },
    mark: {
      type: 'text',
      align: 'right',
      baseline: 'middle',
      lineBreak: '\n',
      dy: (-lift * LINE_HEIGHT) / 2,
    },
    encoding: { x: { value: -12 }, text: { field: 'name' } },
  };
}

function hoverLayer({ head, whole }: Ranking, rows: Row[], { width, left, rowHeight }: Room): Layer {
  return {
    name: 'hover',
    data: { values: rows },
    mark: { type: 'rect', opacity: 0, height: rowHeight },
    encoding: {
      x: { value: -left },
      x2: { value: width },
      tooltip: [
        { field: 'fullName', title: head },
        { field: 'words', title: 'Figure' },
        { field: 'interval', title: '95% interval' },
        ...(whole && rows.some(({ comparison }) => comparison !== 'not compared')
          ? [{ field: 'comparison', title: `Beside ${whole.name}` }]
          : []),
      ],
    },
  };
}
