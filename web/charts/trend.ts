import type { TopLevelSpec } from 'vega-lite';
import { shortUnit } from '../../indicators/words.ts';
import type { ChartSize } from '../props/charts.ts';
import { labelLayers, leaderLayers } from './labelLayers.ts';
import { plane } from './plane.ts';
import { CONFIG } from './theme.ts';
import { baselineLabel, labelTrend } from './trendLabels.ts';
import {
  bandLayer,
  baselineLayers,
  benchmarkLayers,
  countyLayer,
  hoverLayers,
  limitLayers,
  seriesLayers,
  targetLayers,
} from './trendLayers.ts';
import { chartMarks, isLettered, markLayers, marksWithin, placeMarks, stripHeight } from './trendMarks.ts';
import { type TrendData, type TrendModel, trendModel } from './trendModel.ts';
import type { Room } from './trendTraces.ts';

const HEIGHTS: Record<ChartSize, number> = { wide: 330, narrow: 250, full: 330 };

/** A series through time against its target, its usual range and its benchmarks. */
export function trendChart(data: TrendData, size: ChartSize): TopLevelSpec {
  const { indicator, series } = data;
  const model = trendModel(data);
  const height = HEIGHTS[size];
  const labelling = labelTrend(data, model, size, height);
  const baseline = baselineLabel(model, labelling);
  const labels = baseline ? [...labelling.labels, baseline] : labelling.labels;
  const { room } = labelling;
  const { left, right, width } = room;
  const marks = marksInRoom(data, model, room);
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
      ...leaderLayers(labels, room),
      ...markLayers(marks, height),
      ...benchmarkLayers(model),
      ...countyLayer(model),
      ...targetLayers(model),
      ...seriesLayers(model, size),
      ...baselineLayers(model),
      ...labelLayers(labels),
      ...hoverLayers(model, height),
    ],
  };
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
