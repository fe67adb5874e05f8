import type { TopLevelSpec } from 'vega-lite';
import { shortUnit } from '../../indicators/words.ts';
import type { ChartSize } from '../props/charts.ts';
import { plane } from './plane.ts';
import { tickLetters } from './scale.ts';
import { CONFIG, LETTER_WIDTH, WIDTHS } from './theme.ts';
import { labelRows, labelsWidth, trendLabels } from './trendLabels.ts';
import {
  bandLayer,
  baselineLayers,
  benchmarkLayers,
  countyLayer,
  hoverLayers,
  labelLayers,
  limitLayers,
  seriesLayers,
  targetLayers,
} from './trendLayers.ts';
import { chartMarks, isLettered, markLayers, marksWithin, placeMarks, stripHeight } from './trendMarks.ts';
import { type TrendData, type TrendModel, trendModel } from './trendModel.ts';

const HEIGHTS: Record<ChartSize, number> = { wide: 330, narrow: 250, full: 330, paper: 170 };

/** A series through time against its target, its usual range and its benchmarks. */
export function trendChart(data: TrendData, size: ChartSize): TopLevelSpec {
  const { indicator, series } = data;
  const model = trendModel(data);
  const height = HEIGHTS[size];
  const labels = trendLabels(data, model, size, height);
  const left = Math.ceil(tickLetters(shortUnit(indicator), model.scale) * LETTER_WIDTH) + 14;
  const right = labelsWidth(labels);
  const width = WIDTHS.trend[size] - left - right;
  const marks = marksInRoom(data, model, { left, width, right });
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    config: CONFIG,
    autosize: { type: 'none' },
    padding: { left, right, top: 14 + stripHeight(marks), bottom: 30 },
    width,
    height,
    params: [{ name: 'active', value: '' }],
    encoding: plane({
      ...model,
      unit: shortUnit(indicator),
      grain: series.grain,
      points: series.points,
      width,
    }),
    layer: [
      ...bandLayer(model),
      ...limitLayers(model),
      ...markLayers(marks, height),
      ...benchmarkLayers(model),
      ...countyLayer(model),
      ...targetLayers(model),
      ...seriesLayers(model, size),
      ...baselineLayers(model),
      ...labelLayers(labelRows(labels, model, height), width),
      ...hoverLayers(model, height),
    ],
  };
}

interface Room {
  left: number;
  width: number;
  right: number;
}

function marksInRoom({ indicator, partnership, series }: TrendData, { from, to }: TrendModel, room: Room) {
  const { left, width, right } = room;
  const pixelOf = (x: number) => ((x - from) / (to - from)) * width;
  const marks = marksWithin(chartMarks(indicator, partnership), series.points);
  return placeMarks(marks, { from: -left, to: width + right, pixelOf });
}

/** Whether the chart names its events by letters, which then must be explained beside it. */
export function hasLetters(spec: TopLevelSpec): boolean {
  const layers = 'layer' in spec ? spec.layer : [];
  const labels = layers.find(({ name }) => name === 'event-labels')?.data;
  const rows = labels && 'values' in labels ? (labels.values as { words: string }[]) : [];
  return isLettered(rows);
}
