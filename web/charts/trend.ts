import type { TopLevelSpec } from 'vega-lite';
import { shortUnit } from '../../indicators/words.ts';
import type { ChartSize } from '../props/charts.ts';
import { keyHeight, keyLayers, type PlacedEntry, placeKey } from './keyLayers.ts';
import { labelLayers, leaderLayers } from './labelLayers.ts';
import { textWidth } from './labels.ts';
import { plane } from './plane.ts';
import { axisUnit } from './scale.ts';
import type { Layer } from './spec.ts';
import { COLOURS, CONFIG, LINE_HEIGHT, WIDTHS } from './theme.ts';
import { type Labelling, labelTrend } from './trendLabels.ts';
import {
  bandLayer,
  baselineLayers,
  benchmarkLayers,
  countyLayer,
  hoverLayers,
  limitLayers,
  seriesLayers,
  targetLayers,
  targetRangeLayer,
} from './trendLayers.ts';
import {
  chartMarks,
  isLettered,
  markLayers,
  marksWithin,
  type PlacedMark,
  placeMarks,
  stripHeight,
} from './trendMarks.ts';
import { type TrendData, type TrendModel, trendModel } from './trendModel.ts';
import type { Room } from './trendTraces.ts';

/** In how many rows the words of events may stand above the plot; where they need more, letters stand for them. */
const MARK_ROWS: Record<ChartSize, number> = { wide: 4, narrow: 1, full: 4, paper: 1 };
/** Over the plot, for half of the topmost figure of the axis. */
const TOP = 14;
/** Between words and the edge of the picture. */
const EDGE = 2;
const HEIGHTS: Record<ChartSize, number> = { wide: 330, narrow: 250, full: 330, paper: 170 };

/** A series through time against its target, its usual range and its benchmarks. */
export function trendChart(data: TrendData, size: ChartSize): TopLevelSpec {
  const { indicator, series } = data;
  const drawing = drawingOf(data, size);
  const { model, room, top } = drawing;
  const { left, right, width, height } = room;
  const unit = shortUnit(indicator);
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    config: CONFIG,
    autosize: { type: 'none' },
    padding: { left, right, top, bottom: 30 },
    width,
    height,
    params: [{ name: 'active', value: '' }],
    encoding: plane({ ...model, unit, grain: series.grain, points: series.points, width }),
    layer: layersOf(drawing, size),
  };
}

interface Drawing extends Omit<Labelling, 'key'> {
  model: TrendModel;
  unit: string | null;
  marks: PlacedMark[];
  key: PlacedEntry[];
  /** All that stands over the plot, in pixels. */
  top: number;
}

function drawingOf(data: TrendData, size: ChartSize): Drawing {
  const model = trendModel(data);
  const { room, labels, key: entries } = labelTrend(data, model, size, HEIGHTS[size]);
  const unit = axisUnit(shortUnit(data.indicator), model.scale);
  const clear = unit ? textWidth(unit) + 8 : 0;
  const marks = marksInRoom(data, model, room, { rows: MARK_ROWS[size], clear });
  const key = placeKey(entries, WIDTHS.trend[size] - 2 * EDGE);
  const top = TOP + Math.max(stripHeight(marks), unit ? LINE_HEIGHT : 0) + keyHeight(key);
  return { model, room, labels, unit, marks, key, top };
}

/** From the back to the front. */
function layersOf({ model, room, labels, unit, marks, key, top }: Drawing, size: ChartSize): Layer[] {
  return [
    ...(unit ? [unitLayer(unit, EDGE - room.left)] : []),
    ...bandLayer(model),
    ...targetRangeLayer(model),
    ...limitLayers(model),
    ...leaderLayers(labels, room),
    ...markLayers(marks, room.height),
    ...benchmarkLayers(model),
    ...countyLayer(model),
    ...targetLayers(model),
    ...seriesLayers(model, size),
    ...baselineLayers(model),
    ...labelLayers(labels),
    ...keyLayers(key, EDGE - room.left, EDGE - top),
    ...hoverLayers(model, room.height),
  ];
}

/** What the vertical axis counts, above its topmost figure. */
function unitLayer(unit: string, x: number): Layer {
  return {
    name: 'unit',
    data: { values: [{}] },
    mark: { type: 'text', text: unit, align: 'left', baseline: 'middle', color: COLOURS.quiet },
    encoding: { x: { value: x }, y: { value: -20 } },
  };
}

function marksInRoom(
  { indicator, partnership, series }: TrendData,
  { from, to }: TrendModel,
  { left, width, right }: Room,
  { rows, clear }: { rows: number; clear: number },
) {
  const pixelOf = (x: number) => ((x - from) / (to - from)) * width;
  const marks = marksWithin(chartMarks(indicator, partnership), series.points);
  return placeMarks(marks, { from: clear - left, to: width + right, pixelOf }, rows);
}

/** Whether the chart names its events by letters, which then must be explained beside it. */
export function hasLetters(spec: TopLevelSpec): boolean {
  const layers = 'layer' in spec ? spec.layer : [];
  const labels = layers.find(({ name }) => name === 'event-labels')?.data;
  const rows = labels && 'values' in labels ? (labels.values as { words: string }[]) : [];
  return isLettered(rows);
}
