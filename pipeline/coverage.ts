import {
  isMonth,
  lastDayOf,
  monthNumber,
  monthsOf,
  type Period,
  periodsBetween,
} from '../indicators/periods.ts';
import type { Grain } from '../indicators/series.ts';

/** A period of a series, with the days that count in it. */
export interface CountedPeriod extends Period {
  /** The last day that has data. */
  coveredTo: string;
  complete: boolean;
  /** False where a month inside the period was never delivered: its total would be too small, so there is none. */
  known: boolean;
  countFrom: string;
  countTo: string;
  /** Some of it was delivered without saying where people live, so the county has a figure and localities have none. */
  countyOnly: boolean;
  /** How many months of the period have data, for judging a part of a year against a yearly target. */
  months: number;
}

export interface Coverage {
  /** The months that were delivered. */
  covered: ReadonlySet<string>;
  /** Those of them for which nobody said in which locality people live. */
  countyOnly?: ReadonlySet<string>;
  /** Months of the year, 1 to 12, for which nothing is expected. */
  silent: readonly number[];
  /** The day on which the figures are made. */
  today: string;
  /** A stock is what the period's last month shows; a flow adds up all of its months. */
  stock: boolean;
}

/** The periods of a grain for which there can be a figure, oldest first. */
export function countedPeriods(grain: Grain, coverage: Coverage): CountedPeriod[] {
  const months = [...coverage.covered].filter(isMonth).sort();
  const first = months[0];
  const last = months.at(-1);
  if (!first || !last) return [];
  return periodsBetween(grain, first, last).flatMap((period) => counted(period, first, last, coverage) ?? []);
}

function counted(period: Period, first: string, last: string, coverage: Coverage): CountedPeriod | null {
  const expected = monthsOf(period).filter((month) => !coverage.silent.includes(Number(month.slice(5))));
  const elapsed = expected.filter((month) => month <= last);
  const newest = elapsed.at(-1);
  const oldest = coverage.stock ? newest : elapsed[0];
  if (!newest || !oldest || oldest < first) return null;
  const needed = elapsed.filter((month) => month >= oldest);
  const whole = elapsed.length === expected.length;
  const coveredTo = whole ? period.end : lastDayOf(newest);
  return {
    ...period,
    coveredTo,
    complete: whole && period.end < coverage.today,
    known: needed.every((month) => coverage.covered.has(month)),
    countFrom: coverage.stock ? `${newest}-01` : period.start,
    countTo: coverage.stock ? lastDayOf(newest) : coveredTo,
    countyOnly: needed.some((month) => coverage.countyOnly?.has(month)),
    months: monthNumber(coveredTo) - monthNumber(period.start) + 1,
  };
}
