import type { Term } from '../../../indicators/periods.ts';
import type { Grain } from '../../../indicators/series.ts';

/** Periods as a person with a wall calendar finds them: every day says which period of a grain it is in. */

export interface Span {
  id: string;
  start: string;
  end: string;
  /** The days whose rows count. */
  from: string;
  to: string;
  /** False where a month of it was never delivered. */
  known: boolean;
  complete: boolean;
  /** The month whose snapshot a stock shows. */
  newest: string;
}

/** What is known of the rows that a series is counted from. */
export interface Delivered {
  months: ReadonlySet<string>;
  /** Months of the year in which nobody sends anything. */
  idle: number[];
  /** Months of the year in which only some of several extracts are sent: they have no figure of their own. */
  partly: number[];
  /** Rows are known by their month alone. */
  monthly: boolean;
}

const DAY_MS = 86_400_000;
export const dayAfter = (day: string, days = 1) =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
export const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / DAY_MS;
export const monthOf = (day: string) => day.slice(0, 7);

const DAYS = daysFrom('2020-12-28', '2026-01-04');
const MONTHS = [...new Set(DAYS.map(monthOf))];
const LAST_DAYS = new Map(DAYS.map((day) => [monthOf(day), day]));
export const lastDayOf = (month: string) => LAST_DAYS.get(month) ?? '';

function daysFrom(first: string, last: string): string[] {
  return Array.from({ length: daysBetween(first, last) + 1 }, (_, index) => dayAfter(first, index));
}

/** The id of the period that a day is in; null of a day that is in none. */
function periodAt(grain: Grain, day: string, terms: readonly Term[]): string | null {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))];
  switch (grain) {
    case 'month':
      return monthOf(day);
    case 'quarter':
      return month < 4 ? `FY${year - 1}Q4` : `FY${year}Q${Math.ceil(month / 3) - 1}`;
    case 'academic_year':
      return `AY${month < 9 ? year - 1 : year}`;
    case 'financial_year':
      return `FY${month < 4 ? year - 1 : year}`;
    case 'calendar_year':
      return `CY${year}`;
    case 'week':
      return weekAt(day);
    case 'term': {
      const last = terms.at(-1);
      return last && day <= last.end ? termOn(day, terms) : null;
    }
    case 'rolling_year':
      return null;
  }
}

/** By the days of school, else by the holiday's month: where a term is yet to begin in it, that one's. */
function termOn(day: string, terms: readonly Term[]): string | null {
  const inSchool = terms.find(({ start, end }) => start <= day && day <= end);
  const coming = terms.find(({ start }) => day < start);
  const since = terms.findLast(({ end }) => end < day);
  if (inSchool || !since) return inSchool?.id ?? null;
  return coming && monthOf(coming.start) === monthOf(day) ? coming.id : since.id;
}

/** ISO 8601: a week is that of its Thursday, and the first of a year has its first Thursday. */
function weekAt(day: string): string {
  const sinceMonday = (daysBetween('2022-01-03', day) + 700) % 7;
  const thursday = dayAfter(day, 3 - sinceMonday);
  const ordinal = daysBetween(`${thursday.slice(0, 4)}-01-01`, thursday);
  return `${thursday.slice(0, 4)}-W${String(Math.floor(ordinal / 7) + 1).padStart(2, '0')}`;
}

interface Days {
  id: string;
  start: string;
  end: string;
}

const found = new Map<string, Days[]>();

function periodsOf(grain: Grain, terms: readonly Term[], monthly: boolean): Days[] {
  const key = JSON.stringify([grain, monthly, terms]);
  const known = found.get(key) ?? periodsByDay(grain, terms, monthly);
  found.set(key, known);
  return known;
}

function periodsByDay(grain: Grain, terms: readonly Term[], monthly: boolean): Days[] {
  if (grain === 'rolling_year') return rollingYears();
  const days = new Map<string, Days>();
  for (const day of DAYS) {
    const id = periodAt(grain, monthly ? `${monthOf(day)}-15` : day, terms);
    if (id) days.set(id, { id, start: days.get(id)?.start ?? day, end: day });
  }
  return [...days.values()];
}

function rollingYears(): Days[] {
  return MONTHS.slice(11).map((month, index) => ({
    id: `R${month}`,
    start: `${MONTHS[index]}-01`,
    end: lastDayOf(month),
  }));
}

/** The day of any period, that of a week or a term too, whether anything was delivered for it or not. */
export function daysOf(id: string, grain: Grain, terms: readonly Term[]): Days | undefined {
  return periodsOf(grain, terms, false).find((period) => period.id === id);
}

export function spansOf(
  grain: Grain,
  { months: delivered, idle, partly, monthly }: Delivered,
  stock: boolean,
  { terms, today }: { terms: readonly Term[]; today: string },
): Span[] {
  if (grain === 'week' && monthly) return [];
  const inOrder = [...delivered].sort();
  const [first, last] = [inOrder[0] ?? '', inOrder.at(-1) ?? ''];
  return periodsOf(grain, terms, monthly).flatMap(({ id, start, end }): Span[] => {
    if (start > today || (grain === 'rolling_year' && monthOf(end) > last)) return [];
    const touched = MONTHS.filter((month) => monthOf(start) <= month && month <= monthOf(end));
    const inside = stock
      ? touched.filter((month) => start <= lastDayOf(month) && lastDayOf(month) <= end)
      : touched;
    const due = inside.filter((month) => !idle.includes(Number(month.slice(5))));
    const told = due.filter((month) => !partly.includes(Number(month.slice(5))));
    const [expected, own] = stock ? [told, told] : [due, told];
    const reached = expected.filter((month) => month <= last);
    const [oldest, newest] = [stock ? reached.at(-1) : reached[0], reached.at(-1)];
    if (!oldest || !newest || oldest < first || !own.some((month) => month <= last)) return [];
    const isWhole = reached.length === expected.length;
    return [
      {
        ...{ id, start, end, newest },
        from: stock ? `${newest}-01` : start,
        to: stock || !isWhole ? lastDayOf(newest) : end,
        known: stock ? delivered.has(newest) : reached.every((month) => delivered.has(month)),
        complete: isWhole && end < today,
      },
    ];
  });
}
