import type { Measure } from '../../indicators/measure-schema.ts';
import type { Indicator } from '../../indicators/schema.ts';
import type { Point, PointStatus } from '../../indicators/series.ts';
import { targetsFor } from '../../indicators/targets.ts';
import { countInterval, type Interval, rateInterval, wilson } from '../statistics/intervals.ts';
import type { CountedPeriod } from './coverage.ts';
import { standing } from './standing.ts';

/** What was counted for one area and period. A measure that is no count over a count brings its value along. */
export interface Counted {
  numerator: number | null;
  denominator: number | null;
  /** Null where there is nothing to work it out from. */
  value?: number | null;
  interval?: Interval | null;
  /** Why there is no value, where that is known. */
  status?: PointStatus;
}

/** From a count to a point: its value, its interval, and where it stands. Control limits come with the whole series. */
export function pointOf(
  indicator: Indicator,
  area: string,
  period: CountedPeriod,
  counted: Counted,
  quarantined = 0,
): Point {
  const measured = period.known ? measuredBy(indicator.measure, counted) : null;
  const value = measured?.value ?? null;
  const end = period.coveredTo;
  return {
    period: period.id,
    start: period.start,
    end: period.end,
    complete: period.complete,
    covered_to: end,
    quarantined,
    status: measured ? 'ok' : period.known ? (counted.status ?? 'not_applicable') : 'missing',
    // Of a hidden figure the numbers that are not hidden are told.
    numerator: measured || isHidden(period, counted) ? counted.numerator : null,
    denominator: measured || isHidden(period, counted) ? counted.denominator : null,
    value,
    lower: measured?.interval?.lower ?? null,
    upper: measured?.interval?.upper ?? null,
    ...standing(indicator, targetsFor(indicator, area), end, value, period.months),
    spc: null,
  };
}

function isHidden({ known }: CountedPeriod, { status }: Counted): boolean {
  return known && status === 'suppressed';
}

/** Null where there is nobody to count: a ratio of nothing is not zero. */
export function measuredBy(measure: Measure, counted: Counted): Measured | null {
  const { value, interval = null } = counted;
  if (value !== undefined) return value === null ? null : { value, interval };
  const numerator = counted.numerator ?? 0;
  switch (measure.kind) {
    case 'count':
    case 'stock':
      return { value: numerator, interval: countInterval(numerator) };
    case 'sum':
      return { value: numerator, interval: null };
    case 'proportion':
      return counted.denominator ? shareOf(numerator, counted.denominator) : null;
    case 'rate':
      return counted.denominator ? rateOf(numerator, counted.denominator, measure.per) : null;
    default:
      return null;
  }
}

/** Amounts over amounts need be no share of anything: then they have no share's interval. */
function shareOf(numerator: number, denominator: number): Measured {
  const isShare = numerator >= 0 && numerator <= denominator;
  return { value: numerator / denominator, interval: isShare ? wilson(numerator, denominator) : null };
}

function rateOf(numerator: number, denominator: number, per: number): Measured {
  return { value: (numerator / denominator) * per, interval: rateInterval(numerator, denominator, per) };
}

interface Measured {
  value: number;
  interval: Interval | null;
}
