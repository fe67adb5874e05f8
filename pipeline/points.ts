import type { Indicator } from '../indicators/schema.ts';
import type { Point } from '../indicators/series.ts';
import { targetsFor } from '../indicators/targets.ts';
import type { CountedPeriod } from './coverage.ts';
import { standing } from './standing.ts';
import { countInterval, type Interval, rateInterval, wilson } from './statistics/intervals.ts';

/** What the database counted for one area and period. */
export interface Counted {
  numerator: number;
  denominator: number | null;
}

/** From a count to a point: its value, its interval, and where it stands. Control limits come with the whole series. */
export function pointOf(
  indicator: Indicator,
  area: string,
  period: CountedPeriod,
  counted: Counted,
  quarantined = 0,
): Point {
  const measured = period.known ? measure(indicator, counted) : null;
  const value = measured?.value ?? null;
  const end = period.coveredTo;
  return {
    period: period.id,
    start: period.start,
    end: period.end,
    complete: period.complete,
    covered_to: end,
    quarantined,
    status: measured ? 'ok' : period.known ? 'not_applicable' : 'missing',
    numerator: measured ? counted.numerator : null,
    denominator: measured ? counted.denominator : null,
    value,
    lower: measured?.interval.lower ?? null,
    upper: measured?.interval.upper ?? null,
    ...standing(indicator, targetsFor(indicator, area), end, value, period.months),
    spc: null,
  };
}

/** Null where there is nobody to count: a ratio of nothing is not zero. */
function measure({ measure }: Indicator, { numerator, denominator }: Counted): Measured | null {
  switch (measure.kind) {
    case 'count':
    case 'stock':
      return { value: numerator, interval: countInterval(numerator) };
    case 'proportion':
      if (!denominator) return null;
      return { value: numerator / denominator, interval: wilson(numerator, denominator) };
    case 'rate':
      if (!denominator) return null;
      return {
        value: (numerator / denominator) * measure.per,
        interval: rateInterval(numerator, denominator, measure.per),
      };
  }
}

interface Measured {
  value: number;
  interval: Interval;
}
