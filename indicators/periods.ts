import type { Grain } from './series.ts';

/** Periods: `2024-07`, `FY2024Q1` (April–June 2024), `FY2024`, `AY2024` (September 2024 on), `CY2024`. Days are ISO strings. */

export interface Period {
  id: string;
  grain: Grain;
  start: string;
  /** The last day of the period. */
  end: string;
}

const MONTHS_PER_GRAIN: Record<Grain, number> = {
  month: 1,
  quarter: 3,
  academic_year: 12,
  financial_year: 12,
  calendar_year: 12,
};

/** Months are counted from year 0, so that arithmetic on them is arithmetic on integers. */
export function monthNumber(month: string): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
}

export function monthId(number: number): string {
  return `${String(Math.floor(number / 12)).padStart(4, '0')}-${String((number % 12) + 1).padStart(2, '0')}`;
}

export function lastDayOf(month: string): string {
  const days = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0)).getUTCDate();
  return `${month}-${String(days).padStart(2, '0')}`;
}

export function isMonth(text: string): boolean {
  return /^\d{4}-(0[1-9]|1[0-2])$/.test(text);
}

/** The period of a grain that a month falls in. */
export function periodOf(grain: Grain, month: string): Period {
  const number = monthNumber(month);
  const first = firstMonth(grain, number);
  const start = monthId(first);
  const end = monthId(first + MONTHS_PER_GRAIN[grain] - 1);
  return { id: periodId(grain, first), grain, start: `${start}-01`, end: lastDayOf(end) };
}

/** The period that an id names, or null where it names none. */
export function parsePeriod(id: string): Period | null {
  if (isMonth(id)) return periodOf('month', id);
  const match = /^(FY|AY|CY)(\d{4})(?:Q([1-4]))?$/.exec(id);
  if (!match) return null;
  const [, kind, year, quarter] = match;
  if (quarter)
    return kind === 'FY' ? periodOf('quarter', monthId(Number(year) * 12 + Number(quarter) * 3)) : null;
  if (kind === 'FY') return periodOf('financial_year', `${year}-04`);
  if (kind === 'AY') return periodOf('academic_year', `${year}-09`);
  return periodOf('calendar_year', `${year}-01`);
}

/** The months of a period, oldest first. */
export function monthsOf(period: Pick<Period, 'start' | 'end'>): string[] {
  return monthsBetween(period.start, period.end);
}

/** The months from one to another, both included; days count as their months. */
export function monthsBetween(from: string, to: string): string[] {
  const first = monthNumber(from);
  return Array.from({ length: monthNumber(to) - first + 1 }, (_, index) => monthId(first + index));
}

/** The month in a file's name, as in `attendance_2024-07.csv`. */
export function monthOfName(file: string): string | null {
  const match = /(?<!\d)(20\d{2})[-_ ]?(0[1-9]|1[0-2])(?!\d)/.exec(file);
  return match ? `${match[1]}-${match[2]}` : null;
}

/** The day that it is in a time zone. */
export function localDay(now: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(now);
}

/** Every period of a grain from the one that holds `from` to the one that holds `to`, both months. */
export function periodsBetween(grain: Grain, from: string, to: string): Period[] {
  const periods: Period[] = [];
  for (let period = periodOf(grain, from); period.start <= `${to}-31`; ) {
    periods.push(period);
    period = periodOf(grain, monthId(monthNumber(period.end) + 1));
  }
  return periods;
}

function firstMonth(grain: Grain, number: number): number {
  const year = Math.floor(number / 12) * 12;
  switch (grain) {
    case 'month':
      return number;
    case 'quarter':
      return number - (number % 3);
    case 'calendar_year':
      return year;
    case 'financial_year':
      return number - year >= 3 ? year + 3 : year - 9;
    case 'academic_year':
      return number - year >= 8 ? year + 8 : year - 4;
  }
}

function periodId(grain: Grain, first: number): string {
  const year = Math.floor(first / 12);
  switch (grain) {
    case 'month':
      return monthId(first);
    case 'quarter':
      return first % 12 < 3 ? `FY${year - 1}Q4` : `FY${year}Q${Math.floor((first % 12) / 3)}`;
    case 'financial_year':
      return `FY${year}`;
    case 'academic_year':
      return `AY${year}`;
    case 'calendar_year':
      return `CY${year}`;
  }
}
