import type { ChartSize } from '../props/charts.ts';
import { seriesLine } from './seriesLine.ts';
import type { Layer, Row } from './spec.ts';
import { COLOURS } from './theme.ts';
import type { TrendModel } from './trendModel.ts';

/** The layers of a trend chart, from the back to the front. */

export function bandLayer({ band }: TrendModel): Layer[] {
  if (band.length === 0) return [];
  const mark = { type: 'area' as const, color: COLOURS.range, clip: true, interpolate: 'step' as const };
  return [{ name: 'usual-range', data: { values: band }, mark, encoding: { y2: { field: 'upper' } } }];
}

/** The upper and the lower limit of the usual range: plain to see, yet thinner than anything that is a figure. */
export function limitLayers({ band }: TrendModel): Layer[] {
  if (band.length === 0) return [];
  const data = { values: band };
  const mark = { type: 'line' as const, color: COLOURS.limit, strokeWidth: 0.6, clip: true };
  const stepped = { ...mark, interpolate: 'step' as const };
  return [
    { name: 'lower-limit', data, mark: stepped },
    { name: 'upper-limit', data, mark: stepped, encoding: { y: { field: 'upper', type: 'quantitative' } } },
  ];
}

export function benchmarkLayers({ benchmarks }: TrendModel): Layer[] {
  return benchmarks.flatMap(({ name, colour, rows }) =>
    cased({
      name: `benchmark-${name.toLowerCase().replace(/[^a-z]+/g, '-')}`,
      data: { values: rows },
      mark: { type: 'line', color: colour, strokeWidth: 1.75, clip: true },
    }),
  );
}

interface LineLayer {
  name: string;
  data: { values: Row[] };
  mark: { type: 'line'; color: string; strokeWidth: number; clip: boolean; strokeDash?: number[] };
}

/** A line in a bright colour has white on both sides, to stand out from the shade of the usual range. */
function cased(layer: LineLayer): Layer[] {
  const { type, strokeWidth, clip } = layer.mark;
  const casing = { type, color: 'white', strokeWidth: strokeWidth + 2.5, clip };
  return [{ data: layer.data, mark: casing }, layer];
}

export function countyLayer({ county, countsUp }: TrendModel): Layer[] {
  if (county.length === 0) return [];
  return seriesLine('county', county, countsUp, { color: COLOURS.county, strokeWidth: 2, clip: true });
}

/** Between the ends of a target, of which the one that counts has a line of its own. */
export function targetRangeLayer({ targetRange }: TrendModel): Layer[] {
  if (targetRange.length === 0) return [];
  const mark = { type: 'area' as const, color: COLOURS.targetRange, clip: true };
  return [
    { name: 'target-range', data: { values: targetRange }, mark, encoding: { y2: { field: 'upper' } } },
  ];
}

export function targetLayers({ target, trajectory }: TrendModel): Layer[] {
  const line = { type: 'line' as const, color: COLOURS.target, clip: true };
  const layers: Layer[] = [];
  if (target.length > 0)
    layers.push(
      ...cased({
        name: 'target',
        data: { values: target },
        mark: { ...line, strokeWidth: 2, strokeDash: [7, 4] },
      }),
    );
  if (trajectory.length > 0)
    layers.push(
      ...cased({
        name: 'trajectory',
        data: { values: trajectory },
        mark: { ...line, strokeWidth: 2, strokeDash: [2, 4] },
      }),
    );
  return layers;
}

export function seriesLayers({ points, line, specials, countsUp }: TrendModel, size: ChartSize): Layer[] {
  const dotSize = (size === 'narrow' ? 36 : 64) / (specials.length > 12 ? 1.6 : 1);
  const dots = points.filter((row, index) => row.complete && isDotted(points, index));
  const unfinished = points.filter(({ value, complete }) => value !== null && !complete);
  const colours = { color: { field: 'colour', scale: null }, shape: { field: 'shape', scale: null } };
  return [
    ...seriesLine('series', line, countsUp, { color: COLOURS.main, strokeWidth: 2.5 }),
    {
      name: 'points',
      data: { values: dots },
      mark: { type: 'point', filled: true, opacity: 1, color: COLOURS.main, size: 50 },
    },
    {
      name: 'special-cause',
      data: { values: specials },
      mark: { type: 'point', filled: true, opacity: 1, size: dotSize },
      encoding: colours,
    },
    {
      name: 'unfinished',
      data: { values: unfinished },
      mark: {
        type: 'point',
        filled: true,
        opacity: 1,
        fill: 'white',
        stroke: COLOURS.main,
        strokeWidth: 2,
        size: 70,
      },
    },
  ];
}

/** The last finished point always has a dot; so does every point of a short series. */
function isDotted(points: Row[], index: number): boolean {
  if (typeof points[index]?.value !== 'number') return false;
  return points.length <= 16 || points.slice(index + 1).every(isOpen);
}

function isOpen({ value, complete }: Row): boolean {
  return value === null || !complete;
}

export function baselineLayers({ baseline }: TrendModel): Layer[] {
  if (baseline.length === 0) return [];
  const mark = { type: 'point' as const, shape: 'diamond', filled: true, opacity: 1, size: 110 };
  const data = { values: baseline };
  return [
    { name: 'baseline', data, mark: { ...mark, fill: 'white', stroke: COLOURS.target, strokeWidth: 2 } },
  ];
}

/** One invisible column for each period answers the pointer; the active one shows a thin line. */
export function hoverLayers({ points }: TrendModel, height: number): Layer[] {
  const data = { name: 'periods', values: points };
  const edges = { y: { value: 0 }, y2: { value: height } };
  return [
    {
      name: 'active',
      data,
      transform: [{ filter: 'datum.period === active' }],
      mark: { type: 'rule', color: COLOURS.ink, strokeWidth: 1 },
      encoding: edges,
    },
    {
      name: 'hover',
      data,
      mark: { type: 'rect', opacity: 0 },
      encoding: {
        x: { field: 'start', type: 'quantitative' },
        x2: { field: 'end' },
        ...edges,
        tooltip: [
          { field: 'name', title: 'Period' },
          { field: 'words', title: 'Figure' },
          { field: 'fraction', title: 'Count' },
          { field: 'target', title: 'Target' },
          { field: 'status', title: 'Status' },
        ],
      },
    },
  ];
}
