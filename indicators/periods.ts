import type { Grain } from './series.ts';

/**
 * Periods: `2024-07`, `FY2024Q1` (April–June 2024), `FY2024`, `AY2024` (September 2024 on), `AY2024T1` (its autumn term),
 * `CY2024`, `2024-W28` (an ISO week), `R2024-07` (the twelve months to July 2024). Days are ISO strings.
 */

export interface Period {
  id: string;
  grain: Grain;
  start: string;
  /** The last day of the period. */
  end: string;
}

/** Grains whose periods are whole months that follow on from one another. */
type MonthlyGrain = Exclude<Grain, 'week' | 'term' | 'rolling_year'>;

const MONTHS_PER_GRAIN: Record<MonthlyGrain, number> = {
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

/** Whether a day is one that there is: 2024-02-30 is none. */
export function isDay(text: string): boolean {
  const time = Date.parse(text);
  return !Number.isNaN(time) && isoDay(time) === text;
}

/** The period of a grain that a month falls in. */
export function periodOf(grain: MonthlyGrain, month: string): Period {
  const number = monthNumber(month);
  const first = firstMonth(grain, number);
  const start = monthId(first);
  const end = monthId(first + MONTHS_PER_GRAIN[grain] - 1);
  return { id: periodId(grain, first), grain, start: `${start}-01`, end: lastDayOf(end) };
}

/** A school term, by its first and last day: AY2024T1 is the autumn term of 2024. */
export interface Term {
  id: string;
  start: string;
  end: string;
}

/** The period that an id names, or null where it names none. */
export function parsePeriod(id: string): Period | null {
  if (isMonth(id)) return periodOf('month', id);
  if (/^R\d{4}-(0[1-9]|1[0-2])$/.test(id)) return twelveMonthsTo(id.slice(1));
  if (/^\d{4}-W\d{2}$/.test(id)) return weekCalled(id);
  const match = /^(FY|AY|CY)(\d{4})(?:Q([1-4])|T([1-3]))?$/.exec(id);
  if (!match) return null;
  const [, kind, year, quarter, term] = match;
  if (term) return kind === 'AY' ? termCalled(id, Number(year), Number(term)) : null;
  if (quarter)
    return kind === 'FY' ? periodOf('quarter', monthId(Number(year) * 12 + Number(quarter) * 3)) : null;
  if (kind === 'FY') return periodOf('financial_year', `${year}-04`);
  if (kind === 'AY') return periodOf('academic_year', `${year}-09`);
  return periodOf('calendar_year', `${year}-01`);
}

/** The ids of the periods that a day falls in, one of each kind; of twelve months those that end with its month. */
export function periodsOn(day: string): string[] {
  const month = day.slice(0, 7);
  const year = periodOf('academic_year', month);
  const terms = [1, 2, 3].flatMap((term) => parsePeriod(`${year.id}T${term}`) ?? []);
  const term = terms.filter(({ start }) => start <= day).at(-1);
  const grains = ['month', 'quarter', 'financial_year', 'academic_year', 'calendar_year'] as const;
  const held = [...grains.map((grain) => periodOf(grain, month)), weekOf(day), twelveMonthsTo(month)];
  return [...held, ...(term ? [term] : [])].map(({ id }) => id);
}

/** The twelve months that end with a month. */
function twelveMonthsTo(month: string): Period {
  const start = monthId(monthNumber(month) - 11);
  return { id: `R${month}`, grain: 'rolling_year', start: `${start}-01`, end: lastDayOf(month) };
}

/** A term by its months, as far as its id tells: autumn to December, spring to March, summer with its holiday. */
function termCalled(id: string, year: number, term: number): Period {
  const months = [
    [`${year}-09`, `${year}-12`],
    [`${year + 1}-01`, `${year + 1}-03`],
    [`${year + 1}-04`, `${year + 1}-08`],
  ];
  const [start = '', end = ''] = months[term - 1] ?? [];
  return { id, grain: 'term', start: `${start}-01`, end: lastDayOf(end) };
}

const DAY_MS = 86_400_000;

/** The ISO week that holds a day: weeks begin on Monday, and belong to the year of their Thursday. */
export function weekOf(day: string): Period {
  const date = Date.parse(day);
  const weekday = (new Date(date).getUTCDay() + 6) % 7;
  const monday = date - weekday * DAY_MS;
  const thursday = new Date(monday + 3 * DAY_MS);
  const newYear = Date.UTC(thursday.getUTCFullYear(), 0, 1);
  const week = Math.floor((thursday.getTime() - newYear) / (7 * DAY_MS)) + 1;
  const id = `${thursday.getUTCFullYear()}-W${String(week).padStart(2, '0')}`;
  return { id, grain: 'week', start: isoDay(monday), end: isoDay(monday + 6 * DAY_MS) };
}

function weekCalled(id: string): Period | null {
  const fourthOfJanuary = weekOf(`${id.slice(0, 4)}-01-04`);
  const week = weekOf(isoDay(Date.parse(fourthOfJanuary.start) + (Number(id.slice(6)) - 1) * 7 * DAY_MS));
  return week.id === id ? week : null;
}

function isoDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

/** The day after, or some days after. */
export function dayAfter(day: string, days = 1): string {
  return isoDay(Date.parse(day) + days * DAY_MS);
}

export function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / DAY_MS;
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

/** The month in a file's name, as in `attendance_2024-07.csv`; of several the last. */
export function monthOfName(file: string): string | null {
  return monthsOfName(file).at(-1) ?? null;
}

const NAMED = String.raw`(?<!\d)(20\d{2})[-_ ]?(0[1-9]|1[0-2])(?!\d)`;
const NAMED_MONTH = new RegExp(NAMED);
const NAMED_FROM_TO = new RegExp(
  String.raw`${NAMED}(?:[-_ ]\d{2})?(?:[-_ ]*to[-_ ]*|[-_ ]*–[-_ ]*)${NAMED}`,
  'i',
);

/** The months in a file's name: one, or all from the first to the last of two with “to” between them. */
export function monthsOfName(file: string): string[] {
  const [, ...span] = NAMED_FROM_TO.exec(file) ?? NAMED_MONTH.exec(file) ?? [];
  const [year, month, lastYear = year, lastMonth = month] = span;
  if (!year || !month) return [];
  const months = monthsBetween(`${year}-${month}`, `${lastYear}-${lastMonth}`);
  return months.length > 0 ? months : [`${year}-${month}`];
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

/** Every period of a grain from the one that holds `from` to the one that holds `to`, both months; of terms, those that
 *  the calendar knows. */
export function periodsBetween(
  grain: Grain,
  from: string,
  to: string,
  terms: readonly Term[] = [],
): Period[] {
  switch (grain) {
    case 'week':
      return weeksBetween(from, to);
    case 'term':
      return termsBetween(from, to, terms);
    case 'rolling_year':
      return monthsBetween(from, to).map(twelveMonthsTo);
    default:
      return monthlyPeriods(grain, from, to);
  }
}

function monthlyPeriods(grain: MonthlyGrain, from: string, to: string): Period[] {
  const periods: Period[] = [];
  for (let period = periodOf(grain, from); period.start <= `${to}-31`; ) {
    periods.push(period);
    period = periodOf(grain, monthId(monthNumber(period.end) + 1));
  }
  return periods;
}

function weeksBetween(from: string, to: string): Period[] {
  const weeks: Period[] = [];
  for (let week = weekOf(`${from}-01`); week.start <= lastDayOf(to); week = weekOf(dayAfter(week.end))) {
    weeks.push(week);
  }
  return weeks;
}

/** Terms follow each other, so that nothing that happens in a holiday is lost. */
function termsBetween(from: string, to: string, terms: readonly Term[]): Period[] {
  return terms
    .map((term, index): Period => {
      const next = terms[index + 1];
      const start = beginningOf(term, terms[index - 1]);
      return {
        id: term.id,
        grain: 'term',
        start,
        end: next ? dayAfter(beginningOf(next, term), -1) : term.end,
      };
    })
    .filter(({ start, end }) => end >= `${from}-01` && start <= lastDayOf(to));
}

/** A holiday belongs to the term before it, but for its days in the month in which the next term begins: a term is then
 *  whole as soon as the files of its own months are here. */
function beginningOf({ start }: Term, before: Term | undefined): string {
  if (!before) return start;
  const month = `${start.slice(0, 7)}-01`;
  return month > before.end ? month : dayAfter(before.end);
}

function firstMonth(grain: MonthlyGrain, number: number): number {
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

function periodId(grain: MonthlyGrain, first: number): string {
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
