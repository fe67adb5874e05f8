import type { Point } from '../../../indicators/series.ts';

/** The paths of a small trend, in a box of fixed size. */

export const SPARK_WIDTH = 240;
export const SPARK_HEIGHT = 64;
const MARGIN = 6;

interface SparkPaths {
  line: string;
  band: string;
  target: string;
  last: { x: number; y: number } | null;
}

/** @param isDownwards whether what is lowest lies on top, as the first of a list does */
export function sparkPaths(points: Point[], fallbackTarget: number | null, isDownwards: boolean): SparkPaths {
  const targets = points.map(({ target }) => target);
  const shownTargets = targets.every((target) => target === null)
    ? targets.map(() => fallbackTarget)
    : targets;
  const place = placer(points, shownTargets, isDownwards);
  const values = points.map(({ value }) => value);
  const lastIndex = values.findLastIndex((value) => value !== null);
  const lastValue = values[lastIndex] ?? null;
  return {
    line: brokenLine(values, place),
    band: bandPath(points, place),
    target: brokenLine(shownTargets, place),
    last: lastValue === null ? null : place(lastIndex, lastValue),
  };
}

type Place = (index: number, value: number) => { x: number; y: number };

function placer(points: Point[], targets: (number | null)[], isDownwards: boolean): Place {
  const limits = points.flatMap(({ spc }) => (spc ? [spc.lower, spc.upper] : []));
  const shown = [...points.map(({ value }) => value), ...targets, ...limits].filter(
    (value) => value !== null,
  );
  const low = Math.min(...shown);
  const spread = Math.max(...shown) - low || 1;
  const step = points.length > 1 ? (SPARK_WIDTH - 2 * MARGIN) / (points.length - 1) : 0;
  const start = points.length > 1 ? MARGIN : SPARK_WIDTH / 2;
  const fromTop = (share: number) => (isDownwards ? share : 1 - share);
  return (index, value) => ({
    x: start + index * step,
    y: MARGIN + fromTop((value - low) / spread) * (SPARK_HEIGHT - 2 * MARGIN),
  });
}

/** A line that breaks where a value is missing. */
function brokenLine(values: (number | null)[], place: Place): string {
  let pen = 'M';
  return values
    .map((value, index) => {
      if (value === null) {
        pen = 'M';
        return '';
      }
      const { x, y } = place(index, value);
      const alone = pen === 'M' && (values[index + 1] ?? null) === null ? 'h.01' : '';
      const step = `${pen}${x.toFixed(1)} ${y.toFixed(1)}${alone}`;
      pen = 'L';
      return step;
    })
    .join('');
}

function bandPath(points: Point[], place: Place): string {
  const edges = points.flatMap(({ spc }, index) => (spc ? [{ index, ...spc }] : []));
  if (edges.length < 2) return '';
  const upper = edges.map(({ index, upper: value }) => place(index, value));
  const lower = edges.map(({ index, lower: value }) => place(index, value)).reverse();
  return `M${[...upper, ...lower].map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}Z`;
}
