import type { Point } from '../../../indicators/series.ts';
import { isInHundredths, type SpokenUnit } from '../../../indicators/words.ts';

/** The paths of a small trend, in a box of fixed size. */

export const SPARK_WIDTH = 240;
export const SPARK_HEIGHT = 64;
const MARGIN = 6;

interface SparkPaths {
  line: string;
  band: string;
  target: string;
  last: Spot | null;
  /** The points before the last that no line stands for: all where they are few, and any between two gaps. */
  dots: Spot[];
  isThin: boolean;
}

interface Spot {
  x: number;
  y: number;
}

/** Fewer are drawn as dots that a thin line joins. */
const FEWEST_FOR_A_LINE = 5;

export function sparkPaths(points: Point[], fallbackTarget: number | null, unit: SpokenUnit): SparkPaths {
  const targets = points.map(({ target }) => target);
  const shownTargets = targets.every((target) => target === null)
    ? targets.map(() => fallbackTarget)
    : targets;
  const place = placer(points, shownTargets, unit);
  const values = points.map(({ value }) => value);
  const known = values.flatMap((value, index) =>
    value === null ? [] : [{ ...place(index, value), isAlone: isAlone(values, index) }],
  );
  const isThin = known.length < FEWEST_FOR_A_LINE;
  return {
    line: brokenLine(values, place),
    band: bandPath(points, place),
    target: steppedLine(shownTargets, place),
    last: known.at(-1) ?? null,
    dots: known.slice(0, -1).filter((spot) => isThin || spot.isAlone),
    isThin,
  };
}

function isAlone(values: (number | null)[], index: number): boolean {
  return (values[index - 1] ?? null) === null && (values[index + 1] ?? null) === null;
}

type Place = (index: number, value: number) => Spot;

/** Of a list the first place, which is the lowest number, lies on top. */
function placer(points: Point[], targets: (number | null)[], unit: SpokenUnit): Place {
  const limits = points.flatMap(({ spc }) => (spc ? [spc.lower, spc.upper] : []));
  const shown = [...points.map(({ value }) => value), ...targets, ...limits].filter(
    (value) => value !== null,
  );
  const { low, spread } = spanOf(shown, unit, limits.length > 0);
  const step = points.length > 1 ? (SPARK_WIDTH - 2 * MARGIN) / (points.length - 1) : 0;
  const start = points.length > 1 ? MARGIN : SPARK_WIDTH / 2;
  const fromTop = (share: number) => (unit === 'rank' ? share : 1 - share);
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
      const alone = isAlone(values, index) ? 'h.01' : '';
      const step = `${pen}${x.toFixed(1)} ${y.toFixed(1)}${alone}`;
      pen = 'L';
      return step;
    })
    .join('');
}

/** What varies by chance is drawn within its usual range; any other change in so much room that one of no account looks
 *  like none. */
function spanOf(shown: number[], unit: SpokenUnit, hasRange: boolean): { low: number; spread: number } {
  const [lowest, highest] = [Math.min(...shown), Math.max(...shown)];
  const spread = highest - lowest;
  const least = hasRange && spread > 0 ? spread : leastSpan(unit, Math.max(...shown.map(Math.abs)));
  if (spread >= least) return { low: lowest, spread };
  const middle = (lowest + highest) / 2 - least / 2;
  return { low: lowest < 0 ? middle : Math.max(0, middle), spread: least };
}

/** Ten points of a share; else a quarter of the figure, and ten of the steps in which a rate is said. */
function leastSpan(unit: SpokenUnit, highest: number): number {
  if (isInHundredths(unit)) return 0.1;
  const step = unit === 'rate' || unit === 'score' ? (highest < 1 ? 0.01 : 0.1) : 0;
  return Math.max(highest * 0.25, step * 10) || 1;
}

/** A target is in force for its time and then another: between the two lies no slope. */
function steppedLine(values: (number | null)[], place: Place): string {
  const runs: Spot[][] = [[]];
  for (const [index, value] of values.entries()) {
    if (value === null) runs.push([]);
    else runs.at(-1)?.push(place(index, value));
  }
  return runs
    .filter((run) => run.length > 0)
    .map((run) => (run.length === 1 ? `M${spotWords(run)}h.01` : `M${spotWords(steps(run))}`))
    .join('');
}

function bandPath(points: Point[], place: Place): string {
  const edges = points.flatMap(({ spc }, index) => (spc ? [{ index, ...spc }] : []));
  if (edges.length < 2) return '';
  const upper = steps(edges.map(({ index, upper: value }) => place(index, value)));
  const lower = steps(edges.map(({ index, lower: value }) => place(index, value)));
  return `M${spotWords([...upper, ...lower.reverse()])}Z`;
}

/** The corners of a line that goes up or down half way between two points, and nowhere else. */
function steps(spots: Spot[]): Spot[] {
  return spots.flatMap((spot, index) => {
    const [before, after] = [spots[index - 1], spots[index + 1]];
    const turns = (other: Spot | undefined) =>
      other && other.y !== spot.y ? [{ x: (spot.x + other.x) / 2, y: spot.y }] : [];
    const isEnd = !before || !after;
    return [...turns(before), ...(isEnd ? [spot] : []), ...turns(after)];
  });
}

function spotWords(spots: Spot[]): string {
  return spots.map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L');
}
