import type { TopLevelSpec } from 'vega-lite';
import { latestIndex } from '../../indicators/latest.ts';
import { addsUp } from '../../indicators/measures.ts';
import type { Indicator } from '../../indicators/schema.ts';
import type { Grain, Point } from '../../indicators/series.ts';
import { shortUnit, valueWords } from '../../indicators/words.ts';
import type { ChartKind, ChartSize } from '../props/charts.ts';
import { textWidth, wrapToWidth } from './labels.ts';
import { plane } from './plane.ts';
import { heightOf, type Scale, tickLetters, valueScale } from './scale.ts';
import { lineRows, seriesLine } from './seriesLine.ts';
import { endsOf, latestEnd, noneWords, staleWords } from './sinceStart.ts';
import type { Layer } from './spec.ts';
import { COLOURS, CONFIG, LETTER_WIDTH, LINE_HEIGHT, WIDTHS } from './theme.ts';
import { endOf, middleOf, startOf } from './time.ts';

/** Trends side by side at one scale: one small picture for each area, or for each group. */

interface Multiples {
  kind: ChartKind;
  indicator: Indicator;
  grain: Grain;
  panels: Panel[];
  /** The whole, in grey behind each; null where a part says nothing beside it. */
  behind: { id: string; points: Point[] } | null;
}

interface Panel {
  id: string;
  title: string;
  points: Point[];
}

interface Layout {
  left: number;
  width: number;
  columns: number;
  rows: number;
  height: number;
  titles: string[][];
  /** From the plot to the titles' baseline, in pixels. */
  titlesAbove: number;
  scale: Scale;
  from: number;
  to: number;
}

const PANEL_HEIGHT: Record<ChartSize, number> = { wide: 96, narrow: 84, full: 112, paper: 84 };
const GAP = 22;
const TITLES_ABOVE = 12;
/** Of the label of the last figure: between its foot and the lines that it is clear of. */
const LABEL_ABOVE = 6;
/** How far it reaches beyond its point. */
const LABEL_RIGHT = 5;

export function smallMultiples(multiples: Multiples, size: ChartSize): TopLevelSpec {
  const layout = layoutOf(multiples, size);
  const { left, width, columns, rows, height, titles, titlesAbove } = layout;
  const top = Math.max(1, ...titles.map((lines) => lines.length)) * LINE_HEIGHT + titlesAbove;
  const rowGap = top + 38;
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    config: CONFIG,
    autosize: { type: 'none' },
    padding: { left, right: 8, top, bottom: 30 },
    usermeta: { width: columns * (width + GAP) - GAP, height: rows * (height + rowGap) - rowGap },
    bounds: 'flush',
    columns,
    spacing: { column: GAP, row: rowGap },
    concat: multiples.panels.map((panel, index) => ({
      width,
      height,
      encoding: panelEncoding(multiples, panel.points, layout, index % columns === 0),
      layer: [...titleLayers(titles[index] ?? [], titlesAbove), ...panelLayers(multiples, panel, layout)],
    })),
  };
}

function layoutOf(multiples: Multiples, size: ChartSize): Layout {
  const { kind, indicator, panels, behind } = multiples;
  const unit = shortUnit(indicator);
  const all = [...panels, ...(behind ? [behind] : [])].flatMap(({ points }) => points);
  const scale = commonScale(indicator, all);
  const left = Math.ceil(tickLetters(unit, scale) * LETTER_WIDTH) + 12;
  const columns = columnsFor(panels.length, size);
  const width = Math.floor((WIDTHS[kind][size] - left - 8 - GAP * (columns - 1)) / columns);
  const titles = titlesOf(multiples).map((title) => wrapToWidth(title, width, 4, true));
  const rows = Math.max(1, Math.ceil(panels.length / columns));
  const placed = { left, width, columns, rows, height: PANEL_HEIGHT[size], titles, scale, ...rangeOf(all) };
  const touches = panels.some((panel, index) => touchesTitle(multiples, panel, placed, titles[index] ?? []));
  return { ...placed, titlesAbove: touches ? TITLES_ABOVE + LINE_HEIGHT : TITLES_ABOVE };
}

/** At which all of them are drawn. */
export function commonScale(indicator: Indicator, points: Point[]): Scale {
  const values = points.flatMap(({ value }) => (value === null ? [] : [value]));
  return valueScale(shortUnit(indicator), values, 3, 0.65);
}

/** A trend that ends before the others says when: its last figure is not of today. */
function titlesOf({ indicator, panels }: Multiples): string[] {
  const all = panels.map(({ title, points }) => ({ title, ends: endsOf(indicator, points) }));
  const latest = latestEnd(all.map(({ ends }) => ends));
  return all.map(({ title, ends }) => `${title}${ends ? staleWords(ends.to, latest) : ''}`);
}

/** Whether the label of the last figure would stand in the title's last line. */
function touchesTitle(
  multiples: Multiples,
  { points }: Panel,
  placed: Omit<Layout, 'titlesAbove'>,
  title: string[],
): boolean {
  const { width, height, scale, from, to } = placed;
  const { indicator } = multiples;
  const last = latestOf(indicator, points);
  if (!last) return false;
  const clear = clearOf(multiples, last, points, placed);
  const labelTop = heightOf(scale, clear, height) - LABEL_ABOVE - LINE_HEIGHT;
  if (labelTop > -TITLES_ABOVE) return false;
  const labelEnd = ((middleOf(last) - from) / (to - from)) * width + LABEL_RIGHT;
  const labelStart = labelEnd - textWidth(valueWords(shortUnit(indicator), last.value ?? 0), true);
  return textWidth(title.at(-1) ?? '', true) + LABEL_RIGHT > labelStart;
}

/** Over a whole page as many as leave the fewest holes in the last row. */
function columnsFor(count: number, size: ChartSize): number {
  if (size !== 'full') return size === 'wide' ? 3 : 2;
  const holes = (columns: number) => (columns - (count % columns)) % columns;
  return [5, 4, 3].reduce((best, columns) => (holes(columns) < holes(best) ? columns : best));
}

function titleLayers(lines: string[], above: number): Layer[] {
  const text = { type: 'text' as const, text: lines, fontWeight: 'bold' as const, align: 'left' as const };
  const dy = -(lines.length - 1) * LINE_HEIGHT;
  return [
    {
      data: { values: [{}] },
      mark: { ...text, baseline: 'alphabetic', dy },
      encoding: { x: { value: 0 }, y: { value: -above } },
    },
  ];
}

function panelEncoding({ indicator, grain }: Multiples, points: Point[], layout: Layout, first: boolean) {
  const { x, y } = plane({
    ...layout,
    unit: shortUnit(indicator),
    grain,
    points,
    width: Math.min(layout.width, 240),
  });
  return { x, y: { ...y, axis: { ...y.axis, labels: first } } };
}

function panelLayers(multiples: Multiples, { id, points }: Panel, layout: Layout): Layer[] {
  const { indicator, behind } = multiples;
  const countsUp = addsUp(indicator.measure);
  const line = (name: string, of: Point[], color: string, strokeWidth: number) =>
    seriesLine(name, lineRows(of, rowOf), countsUp, { color, strokeWidth, clip: true });
  const back = behind ? line(`whole-${id}`, behind.points, COLOURS.county, 1.5) : [];
  const front = line(`panel-${id}`, points, COLOURS.main, 2.5);
  const last = latestOf(indicator, points);
  if (!last) return [...back, ...front, ...noneLayers(noneWords(points))];
  const unfinished = points.filter(({ complete, value }) => !complete && value !== null).map(rowOf);
  return [
    ...back,
    ...front,
    { data: { values: [rowOf(last)] }, mark: DOT },
    ...(unfinished.length > 0 ? [{ data: { values: unfinished }, mark: HOLLOW_DOT }] : []),
    ...lastLayers(
      valueWords(shortUnit(indicator), last.value ?? 0),
      last,
      clearOf(multiples, last, points, layout),
    ),
  ];
}

function latestOf(indicator: Indicator, points: Point[]): Point | undefined {
  return points[latestIndex(indicator, points)];
}

/** The highest of what lies below the label of the last figure, up to the first point beside it, to which the line leads. */
function clearOf(
  { indicator, behind }: Pick<Multiples, 'indicator' | 'behind'>,
  last: Point,
  points: Point[],
  { width, from, to }: Pick<Layout, 'width' | 'from' | 'to'>,
): number {
  const label = textWidth(valueWords(shortUnit(indicator), last.value ?? 0), true);
  const start = middleOf(last) - ((label - LABEL_RIGHT) * (to - from)) / width;
  const below = [points, behind?.points ?? []].flatMap((line) => {
    const known = line.filter(({ value }) => value !== null);
    const first = known.findLastIndex((point) => middleOf(point) <= start);
    return known.slice(Math.max(0, first));
  });
  return Math.max(...below.map(({ value }) => value ?? 0), last.value ?? 0);
}

function rowOf(point: Point) {
  return { x: middleOf(point), value: point.value, complete: point.complete };
}

const DOT = { type: 'point' as const, filled: true, opacity: 1, fill: COLOURS.main, size: 50 };
const HOLLOW_DOT = { ...DOT, fill: 'white', stroke: COLOURS.main, strokeWidth: 2 };

/** The last figure, written above the lines that end there. */
function lastLayers(figure: string, last: Point, above: number): Layer[] {
  const words = { values: [{ x: middleOf(last), value: above, words: figure }] };
  const place = { align: 'right' as const, baseline: 'bottom' as const, dx: LABEL_RIGHT, dy: -LABEL_ABOVE };
  const text = { type: 'text' as const, ...place };
  const encoding = { text: { field: 'words' } };
  return [
    { data: words, mark: { ...text, fontWeight: 'bold', stroke: 'white', strokeWidth: 4 }, encoding },
    { data: words, mark: { ...text, fontWeight: 'bold', color: COLOURS.main }, encoding },
  ];
}

function noneLayers(text: string): Layer[] {
  const mark = { type: 'text' as const, text, align: 'left' as const, color: COLOURS.quiet };
  return [{ data: { values: [{}] }, mark, encoding: { x: { value: 4 }, y: { value: 20 } } }];
}

function rangeOf(points: Point[]): { from: number; to: number } {
  const from = Math.min(...points.map(({ start }) => startOf(start)));
  const to = Math.max(...points.map(({ end }) => endOf(end)));
  return Number.isFinite(from) ? { from, to } : { from: Date.UTC(2024, 0, 1), to: Date.UTC(2025, 0, 1) };
}
