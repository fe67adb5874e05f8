import { latestIndex } from '../../indicators/latest.ts';
import { addsUp } from '../../indicators/measures.ts';
import type { Partnership } from '../../indicators/partnership-schema.ts';
import { dateWords, pointPeriodWords } from '../../indicators/period-words.ts';
import { parsePeriod } from '../../indicators/periods.ts';
import type { Indicator, Target } from '../../indicators/schema.ts';
import type { Point, Series } from '../../indicators/series.ts';
import { asItApplies, pointTargetWords, targetAt } from '../../indicators/targets.ts';
import { pointWords, type SpokenUnit, shortUnit } from '../../indicators/words.ts';
import { countedWords, isComparable, STATUS_WORDS } from '../words.ts';
import type { Scale } from './scale.ts';
import { scaleOfPlaces, valueScale } from './scale.ts';
import { lineRows } from './seriesLine.ts';
import type { Row } from './spec.ts';
import { COLOURS, comparatorColour, flagMeaning, MEANING_SHAPES } from './theme.ts';
import { endOf, endOfMonth, middleOf, startOf } from './time.ts';

/** A trend chart in numbers: what lies where, before anything is drawn. */

export interface TrendData {
  indicator: Indicator;
  partnership: Partnership;
  series: Series;
  /** The county's series, to stand behind a locality's. */
  county?: Series | null | undefined;
}

interface Line {
  name: string;
  colour: string;
  rows: Row[];
}

export interface TrendModel {
  from: number;
  to: number;
  scale: Scale;
  points: Row[];
  /** The same, with gaps for the periods that are left out. */
  line: Row[];
  /** The point that stands for the series, whose figure it is named with. */
  latest: Row | null;
  /** Whether figures are counted up over their period, so that one of a part of it falls short of the others. */
  countsUp: boolean;
  band: Row[];
  specials: Row[];
  target: Row[];
  /** Both ends of a target between two; empty of any other. */
  targetRange: Row[];
  /** The month by which the target is due at which its line ends. */
  due: string | null;
  trajectory: Row[];
  baseline: Row[];
  county: Row[];
  benchmarks: Line[];
}

export const YEARLY = ['calendar_year', 'financial_year', 'academic_year'];

export function trendModel({ indicator: whole, series, county }: TrendData): TrendModel {
  const indicator = asItApplies(whole, series.area);
  const { from, to } = horizon(indicator, series.points);
  const ahead = targetsAhead(indicator, series.points, to);
  const target = targetRows(indicator, series, ahead, to);
  const parts = {
    points: series.points.map((point) => pointRow(indicator, point)),
    target,
    targetRange: rangeRows(indicator, target),
    trajectory: trajectoryRows(indicator, series, ahead),
    baseline: baselineRows(indicator, series, from),
    county: isComparable(indicator.unit)
      ? lineRows(county?.points ?? [], (point) => ({
          x: middleOf(point),
          value: point.value,
          complete: point.complete,
        }))
      : [],
    benchmarks: benchmarkLines(series, from, to),
  };
  const ranges = usualRanges(indicator, series.points);
  const limits = ranges.flatMap(({ lower, upper }) => [Math.max(0, lower), upper]);
  const scale = scaleOf(indicator, series, [...valuesOf(parts), ...limits]);
  return {
    from,
    to,
    scale,
    ...parts,
    line: lineRows(series.points, (point) => pointRow(indicator, point)),
    latest: parts.points[latestIndex(indicator, series.points.map(asShown))] ?? null,
    countsUp: addsUp(indicator.measure),
    due: ahead.at(-1)?.by ?? null,
    band: ranges.map(({ x, lower, upper }) => ({
      x,
      value: Math.max(Math.min(scale.min, scale.max), lower),
      upper,
    })),
    specials: specialRows(indicator, series),
  };
}

/** Places are shown among all that are in the list. */
function scaleOf(indicator: Indicator, { points }: Series, values: number[]): Scale {
  const unit = shortUnit(indicator);
  const inList = points.map(({ denominator }) => denominator ?? 0);
  const last = Math.max(0, ...inList);
  return unit === 'rank' && last >= Math.max(2, ...values)
    ? scaleOfPlaces(values, 5, last)
    : valueScale(unit, values);
}

/** From the first point to the last, and on to the last target if that is not far away. */
function horizon(indicator: Indicator, points: Point[]): { from: number; to: number } {
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last) return { from: Date.UTC(2024, 0, 1), to: Date.UTC(2025, 0, 1) };
  const from = startOf(first.start);
  const end = endOf(last.end);
  const targetEnd = Math.max(end, ...indicator.targets.map(({ by }) => endOfMonth(by)));
  return { from, to: Math.min(targetEnd, end + (end - from) * 0.3) };
}

/** A figure that is hidden has no value to anyone. */
function asShown(point: Point): Point {
  return point.status === 'ok' ? point : { ...point, value: null };
}

function pointRow(indicator: Indicator, point: Point): Row {
  const unit = shortUnit(indicator);
  return {
    period: point.period,
    name: pointPeriodWords(point),
    x: middleOf(point),
    start: startOf(point.start),
    end: endOf(point.end),
    value: point.status === 'ok' ? point.value : null,
    complete: point.complete,
    words: wordsOf(unit, point),
    fraction: countedWords(indicator, point) || '–',
    target: pointTargetWords(indicator, point) || 'none',
    status: point.rag === null ? '–' : STATUS_WORDS[point.rag],
  };
}

function wordsOf(unit: SpokenUnit, point: Point): string {
  if (point.status === 'suppressed') return 'hidden';
  return point.status === 'ok' && point.value !== null ? pointWords(unit, point) : 'no figure';
}

function specialRows(indicator: Indicator, series: Series): Row[] {
  return series.points.flatMap((point) => {
    const meaning =
      point.spc && point.value !== null ? flagMeaning(point.spc.flag, indicator.polarity) : null;
    if (meaning === null) return [];
    return [
      { x: middleOf(point), value: point.value, colour: COLOURS[meaning], shape: MEANING_SHAPES[meaning] },
    ];
  });
}

/** The target in force at the end of a series, and those after it whose turn comes while the chart lasts. Of targets for
 *  a year, shown by shorter periods, only the first: its share of a period is known. */
function targetsAhead({ targets, target_per }: Indicator, points: Point[], to: number): Target[] {
  const last = points.at(-1);
  const next = last ? targetAt(targets, last.covered_to) : null;
  if (!next || target_per) return next ? [next] : [];
  const inOrder = targets.filter(({ by }) => by >= next.by).sort((a, b) => a.by.localeCompare(b.by));
  return inOrder.filter((_, index) => index === 0 || endOfMonth(inOrder[index - 1]?.by ?? '') < to);
}

/** Steps at the target of each period, carried on to the days by which those ahead are due. */
function targetRows(indicator: Indicator, series: Series, ahead: Target[], to: number): Row[] {
  // Of a target for a year an unfinished one has a part, which nobody has agreed on.
  const points = series.points.filter(({ complete }) => complete || !indicator.target_per);
  const rows = points.flatMap((point) =>
    point.target === null
      ? []
      : [
          { x: startOf(point.start), value: point.target },
          { x: endOf(point.end), value: point.target },
        ],
  );
  const [next, ...later] = ahead;
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || !next) return rows;
  const value = last.target ?? (rows.length === 0 && !indicator.target_per ? next.value : undefined);
  if (value === undefined) return rows;
  const start = rows.length === 0 ? [{ x: startOf(first.start), value }] : [];
  const ends = ahead.map(({ by }) => Math.max(endOf(last.end), Math.min(to, endOfMonth(by))));
  const steps = later.flatMap((target, index) =>
    ends.slice(index, index + 2).map((x) => ({ x, value: target.value })),
  );
  return [...start, ...rows, { x: ends[0] ?? to, value }, ...steps];
}

/** What lies between the ends of the target of each step. */
function rangeRows({ targets }: Indicator, steps: Row[]): Row[] {
  return steps.flatMap(({ x, value }) => {
    const range = targets.find((target) => target.value === value)?.range;
    return range && x !== undefined ? [{ x, value: range[0], upper: range[1] }] : [];
  });
}

/** What is expected of a period is so at its end; so the way bends only where a target is due. Beside points for more than
 *  a month, which stand in the middle of theirs, the whole way stands half a period earlier: a point below what is
 *  expected of it lies below the way. */
function trajectoryRows(indicator: Indicator, series: Series, ahead: Target[]): Row[] {
  const points = series.points.filter(({ complete }) => complete || !indicator.target_per);
  const expected = points.flatMap((point) =>
    point.trajectory === null
      ? []
      : [{ x: isLong(series) ? middleOf(point) : endOf(point.covered_to), value: point.trajectory }],
  );
  const earlier = halfOf(series);
  const rows = withBends(indicator, expected, earlier);
  const last = series.points.at(-1);
  const [next, ...later] = ahead;
  if (rows.length === 0 || !last || !next) return rows;
  const legs = [{ by: next.by, value: last.target ?? next.value }, ...later].map(({ by, value }) => ({
    x: endOfMonth(by) - earlier,
    value,
  }));
  const end = last.trajectory === null ? [] : legs.filter(({ x }) => x > endOf(last.covered_to) - earlier);
  return [...baselineRows(indicator, series, 0), ...rows, ...end];
}

function isLong({ grain }: Series): boolean {
  return grain !== 'week' && grain !== 'month';
}

/** Half of a period, as time; none of a month or less. */
function halfOf(series: Series): number {
  const [first] = series.points;
  return first && isLong(series) ? (endOf(first.end) - startOf(first.start)) / 2 : 0;
}

/** With the targets that fell due between the ends of two periods; a period's part of a target for a year has none. */
function withBends(
  { targets, target_per }: Indicator,
  rows: { x: number; value: number }[],
  earlier: number,
): Row[] {
  const [first, last] = [rows[0]?.x ?? 0, rows.at(-1)?.x ?? 0];
  const due = targets.map(({ by, value }) => ({ x: endOfMonth(by) - earlier, value }));
  const between = due.filter(({ x }) => first < x && x < last && !rows.some((row) => row.x === x));
  return target_per ? rows : [...rows, ...between].sort((a, b) => a.x - b.x);
}

/** A baseline for a year says nothing beside months that are judged pro rata. */
function baselineRows(indicator: Indicator, series: Series, from: number): Row[] {
  const period = parsePeriod(indicator.baseline?.period ?? '');
  if (!indicator.baseline || !period) return [];
  if (indicator.target_per && !YEARLY.includes(series.grain)) return [];
  const x = endOf(period.end) - halfOf(series);
  return x < from ? [] : [{ x, value: indicator.baseline.value }];
}

/** A piece for each year's figure, with a gap after it: nothing is known to have risen or fallen on New Year's Day. */
function benchmarkLines(series: Series, from: number, to: number): Line[] {
  return series.benchmarks.flatMap(({ comparator, label, points }) => {
    const rows = points.flatMap((point) => {
      const x = Math.max(from, startOf(point.start));
      const end = Math.min(to, endOf(point.end));
      return x < end
        ? [
            { x, value: point.value },
            { x: end, value: point.value },
            { x: end, value: null },
          ]
        : [];
    });
    return rows.length === 0 ? [] : [{ name: label, colour: comparatorColour(comparator).line, rows }];
  });
}

type Drawn = 'points' | 'target' | 'targetRange' | 'trajectory' | 'baseline' | 'county' | 'benchmarks';

function valuesOf(parts: Pick<TrendModel, Drawn>): number[] {
  const { points, target, targetRange, trajectory, baseline, county, benchmarks } = parts;
  const ends = targetRange.map(({ upper = null }) => ({ value: upper }));
  const rows = [
    points,
    target,
    targetRange,
    ends,
    trajectory,
    baseline,
    county,
    ...benchmarks.map((line) => line.rows),
  ].flat();
  return rows.flatMap(({ value }) => (typeof value === 'number' ? [value] : []));
}

/** The usual range beside each point; that of a share ends at 100%. */
function usualRanges({ measure }: Indicator, points: Point[]): { x: number; lower: number; upper: number }[] {
  const most = measure.kind === 'proportion' ? 1 : Number.POSITIVE_INFINITY;
  return points.flatMap((point) => {
    if (point.spc === null) return [];
    const { lower, upper } = point.spc;
    return [{ x: middleOf(point), lower, upper: Math.min(most, upper) }];
  });
}

/** 2025-04 → Apr 2025. */
export function shortMonth(month: string): string {
  const [name = '', year = ''] = dateWords(month.slice(0, 7)).split(' ');
  return `${name.slice(0, 3)} ${year}`;
}
