/** Statistical process control: the XmR chart of NHS England's Making Data Count. */

import type { Assurance, Polarity, SpcFlag, SpcPoint, Variation } from '../../indicators/series.ts';

interface XmrOptions {
  polarity: Polarity;
  target?: number | null;
  /** Leave outlying moving ranges out of the limits, once. */
  screen?: boolean;
  /** The fewest points that limits are drawn for. */
  minimum?: number;
  /** Indices at which a new calculation period starts. */
  rebase?: readonly number[];
}

export interface Xmr {
  /** One for each value; null in a calculation period too short for limits. */
  points: (SpcPoint | null)[];
  /** The last point's icon; null where the last period is too short for limits. */
  variation: Variation | null;
  /** Null without a target, without a better side, without limits, and without variation. */
  assurance: Assurance | null;
  /** In place of assurance where the last period does not vary at all: whether its one value meets the target. */
  passesByValue: boolean | null;
}

type Limits = Omit<SpcPoint, 'flag'>;

/** 3 ÷ d₂ for pairs (1.128): turns the mean moving range into three standard deviations. */
const LIMIT_FACTOR = 2.66;

/** D₄ for pairs: the upper limit of a moving range, in mean ranges. */
const SCREEN_FACTOR = 3.267;

/** Differences this small beside the largest value are rounding: twelve times 0.1 does not average 0.1. */
const ROUNDING = 1e-12;

/** XmR chart of a series: limits and flag of every point, icons of the last.
 *  Every calculation period has its own limits, and no pattern reaches across a re-basing.
 *  @param values oldest first, no gaps @returns null where no period has `minimum` points */
export function xmr(values: readonly number[], options: XmrOptions): Xmr | null {
  const { polarity, target = null, screen = true, minimum = 12, rebase = [] } = options;
  const periods = calculationPeriods(values, rebase);
  const points = periods.flatMap((period) =>
    period.length < minimum ? period.map(() => null) : chart(period, screen),
  );
  if (points.every((point) => point === null)) return null;

  const last = points.at(-1) ?? null;
  const value = values.at(-1) ?? Number.NaN;
  const varies = periods.at(-1)?.some((other) => other !== value) ?? false;
  return {
    points,
    variation: last && variationOf(last.flag, polarity),
    assurance: last && varies ? assuranceOf(last, target, polarity) : null,
    passesByValue: last && !varies ? passes(value, target, polarity) : null,
  };
}

function calculationPeriods(values: readonly number[], rebase: readonly number[]): (readonly number[])[] {
  const starts = [...new Set([0, ...rebase])]
    .filter((start) => start >= 0 && start < values.length)
    .sort((a, b) => a - b);
  return starts.map((start, i) => values.slice(start, starts[i + 1]));
}

function chart(values: readonly number[], screen: boolean): SpcPoint[] {
  const limits = limitsOf(values, screen);
  return flagsOf(values, limits).map((flag) => ({ ...limits, flag }));
}

/** Mean and limits of one calculation period: mean ± 2.66 × mean moving range, in the values' unit.
 *  Where no range is left (nothing varies) the limits are the mean. */
export function limitsOf(values: readonly number[], screen = true): Limits {
  const ranges = values.slice(1).map((value, i) => Math.abs(value - (values[i] ?? value)));
  const outlying = SCREEN_FACTOR * average(ranges);
  const kept = screen ? ranges.filter((range) => range < outlying) : ranges;
  const mean = average(values);
  const reach = LIMIT_FACTOR * average(kept);
  return { mean, lower: mean - reach, upper: mean + reach };
}

function average(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Where a point lies: 1 above, −1 below, 0 on the mean or level with its predecessor. */
interface Place {
  side: number;
  step: number;
  /** ±1 between the near limit and the limit, ±2 outside the limits, else 0. */
  zone: number;
}

/** A special cause: `size` points in a row for which `holds` on one side (1 high, −1 low). All of them are marked,
 *  or only those that `marks`. */
interface Rule {
  high: SpcFlag;
  low: SpcFlag;
  size: number;
  holds(row: readonly Place[], side: number): boolean;
  marks?(place: Place, side: number): boolean;
}

/** First match wins. */
const RULES: readonly Rule[] = [
  {
    high: 'above_limit',
    low: 'below_limit',
    size: 1,
    holds: (row, side) => row.every((place) => place.zone === 2 * side),
  },
  {
    high: 'rising_trend',
    low: 'falling_trend',
    size: 7,
    holds: (row, side) => row.slice(1).every((place) => place.step === side),
  },
  {
    high: 'two_of_three_high',
    low: 'two_of_three_low',
    size: 3,
    holds: (row, side) =>
      row.every((place) => place.side === side) && row.filter((place) => place.zone === side).length >= 2,
    marks: (place, side) => place.zone === side,
  },
  {
    high: 'run_above_mean',
    low: 'run_below_mean',
    size: 7,
    holds: (row, side) => row.every((place) => place.side === side),
  },
];

/** Flags every point of every pattern. A point that ends one trend and starts the next belongs to the earlier. */
export function flagsOf(values: readonly number[], limits: Limits): SpcFlag[] {
  const places = placesOf(values, limits);
  const flags = places.map((): SpcFlag => 'common_cause');
  for (const rule of RULES) {
    for (let start = 0; start + rule.size <= places.length; start++) {
      const row = places.slice(start, start + rule.size);
      const side = [1, -1].find((either) => rule.holds(row, either));
      if (side === undefined) continue;
      row.forEach((place, i) => {
        const free = flags[start + i] === 'common_cause';
        if (free && (rule.marks?.(place, side) ?? true)) flags[start + i] = side > 0 ? rule.high : rule.low;
      });
    }
  }
  return flags;
}

function placesOf(values: readonly number[], { mean, upper }: Limits): Place[] {
  const tolerance = ROUNDING * Math.max(...values.map(Math.abs));
  const sign = (difference: number) => (Math.abs(difference) <= tolerance ? 0 : Math.sign(difference));
  const reach = upper - mean;
  return values.map((value, i) => {
    const side = sign(value - mean);
    const passed = [(2 / 3) * reach, reach].filter((bound) => sign(Math.abs(value - mean) - bound) > 0);
    return { side, step: sign(value - (values[i - 1] ?? value)), zone: side * passed.length };
  });
}

/** The variation icon of a point: which way the figure moved, and whether that way is better. */
function variationOf(flag: SpcFlag, polarity: Polarity): Variation {
  if (flag === 'common_cause') return 'common_cause';
  const direction = RULES.some((rule) => rule.high === flag) ? 'high' : 'low';
  if (polarity === 'neither') return `neither_${direction}`;
  const better = polarity === 'higher_is_better' ? 'high' : 'low';
  return `${direction === better ? 'improvement' : 'concern'}_${direction}`;
}

/** The assurance icon: a target beyond the limits is always met or never; one on a limit is hit or miss. */
export function assuranceOf(limits: Limits, target: number | null, polarity: Polarity): Assurance | null {
  if (target === null || polarity === 'neither') return null;
  if (limits.lower <= target && target <= limits.upper) return 'hit_or_miss';
  return passes(limits.mean, target, polarity) ? 'consistently_passes' : 'consistently_fails';
}

function passes(value: number, target: number | null, polarity: Polarity): boolean | null {
  if (target === null || polarity === 'neither') return null;
  return polarity === 'higher_is_better' ? value >= target : value <= target;
}
