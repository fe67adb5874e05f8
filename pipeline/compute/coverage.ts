import {
  dayAfter,
  daysBetween,
  isMonth,
  lastDayOf,
  monthNumber,
  monthsOf,
  type Period,
  periodsBetween,
  type Term,
} from '../../indicators/periods.ts';
import type { Grain } from '../../indicators/series.ts';

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
  /** How many months the period’s data cover, for judging a part of a year against a yearly target; of weeks and terms
   *  it is a part of months. */
  months: number;
}

export interface Coverage {
  /** The months that were delivered. */
  covered: ReadonlySet<string>;
  /** Those of them that were not over when their last file came, each with the day on which it did. */
  early?: ReadonlyMap<string, string>;
  /** Those of them for which nobody said in which locality people live. */
  countyOnly?: ReadonlySet<string>;
  /** Months of the year, 1 to 12, for which nothing is expected. */
  silent: readonly number[];
  /** Months of the year for which only some of several extracts are expected: a longer period needs those, but the
   *  month has no figure of its own, nor a stock one of it. */
  partly?: readonly number[];
  /** The day on which the figures are made. */
  today: string;
  /** A stock is what the period's last month shows; a flow adds up all of its months. */
  stock: boolean;
  /** The partnership's school terms, without which there are no figures by term. */
  terms?: readonly Term[];
  /** Rows are known by their month alone. */
  monthly?: boolean;
}

/** The periods of a grain for which there can be a figure, oldest first: those that have begun, for a month may be
 *  delivered before its last week begins. Of rows that are known by their month alone
 *  nobody can say what happened in a week. */
export function countedPeriods(grain: Grain, coverage: Coverage): CountedPeriod[] {
  if (grain === 'week' && coverage.monthly) return [];
  const months = [...coverage.covered].filter(isMonth).sort();
  const first = months[0];
  const last = months.at(-1);
  if (!first || !last) return [];
  const begun = periodsBetween(grain, first, last, coverage.terms).filter(
    ({ start }) => start <= coverage.today,
  );
  return begun.flatMap((period) => counted(inMonths(period, coverage), first, last, coverage) ?? []);
}

/** Where only months are known, a term is made of the months of which it has the middle. */
function inMonths(period: Period, { monthly }: Coverage): Period {
  if (!monthly || period.grain !== 'term') return period;
  const months = monthsOf(period).filter((month) => isWithin(`${month}-15`, period));
  const [first, last] = [months[0], months.at(-1)];
  return first && last ? { ...period, start: `${first}-01`, end: lastDayOf(last) } : period;
}

function isWithin(day: string, { start, end }: Period): boolean {
  return day >= start && day <= end;
}

/** A snapshot shows the end of its month: that of a month which ends after the term or the week belongs to the next. */
function monthsExpected(period: Period, { stock, silent, partly }: Coverage): string[] {
  const months = monthsOf(period).filter((month) => !isAmong(silent, month));
  if (!stock) return months;
  return months.filter((month) => isWithin(lastDayOf(month), period) && !isAmong(partly, month));
}

function isAmong(months: readonly number[] = [], month: string): boolean {
  return months.includes(Number(month.slice(5)));
}

function counted(period: Period, first: string, last: string, coverage: Coverage): CountedPeriod | null {
  const expected = monthsExpected(period, coverage);
  const elapsed = expected.filter((month) => month <= last);
  if (elapsed.every((month) => isAmong(coverage.partly, month))) return null;
  const newest = elapsed.at(-1);
  const oldest = coverage.stock ? newest : elapsed[0];
  if (!newest || !oldest || oldest < first) return null;
  const needed = elapsed.filter((month) => month >= oldest);
  const whole = elapsed.length === expected.length;
  const shown = lastDayOf(newest);
  // A term may end within a month that has no snapshot yet: what is known of a stock is from the day of the last one.
  const dataTo = whole && !(coverage.stock && shown < period.end) ? period.end : shown;
  const cameOn = coverage.early?.get(newest) ?? dataTo;
  // Of a month that was not over when its file came, nobody knows the days after that. A week is told as one.
  const coveredTo = period.grain === 'week' || dataTo < cameOn ? dataTo : cameOn;
  return {
    ...period,
    coveredTo,
    complete: whole && period.end < coverage.today && needed.every(cameAfter(period, coverage)),
    known: needed.every(isKnown(newest, coverage)) && period.start <= cameOn,
    countFrom: coverage.stock ? `${newest}-01` : period.start,
    countTo: coverage.stock ? lastDayOf(newest) : dataTo,
    countyOnly: needed.some((month) => coverage.countyOnly?.has(month)),
    months: monthsIn(period, coveredTo),
  };
}

/** Whether a month was delivered, and whole, unless it is the newest: a part of one before it would leave a gap. */
function isKnown(newest: string, { covered, early }: Coverage): (month: string) => boolean {
  return (month) => covered.has(month) && (month === newest || !early?.has(month));
}

/** Whether a month's file came on the period's last day or later, as far as it is in that month. */
function cameAfter({ end }: Period, { early }: Coverage): (month: string) => boolean {
  return (month) => end <= (early?.get(month) ?? end);
}

const DAYS_PER_MONTH = 365.25 / 12;

/** How many months there are from a period's start to a day of it. */
export function monthsIn({ grain, start }: Period, to: string): number {
  if (grain === 'week' || grain === 'term') return daysBetween(start, dayAfter(to)) / DAYS_PER_MONTH;
  return monthNumber(to) - monthNumber(start) + 1;
}
