/** Months and days of the samples. A day is a whole number: days since 1 January 1970. */

const MILLISECONDS_PER_DAY = 86_400_000;
const FIRST_YEAR = 2022;
const MONTH_COUNT = 36;

export interface Month {
  /** 0 for January 2022; earlier months count below zero. */
  index: number;
  year: number;
  number: number;
  /** `2024-07` */
  text: string;
  firstDay: number;
  lastDay: number;
}

export function dayOf(isoDate: string): number {
  return Date.parse(`${isoDate}T00:00:00Z`) / MILLISECONDS_PER_DAY;
}

const isoDates = new Map<number, string>();

export function isoDate(day: number): string {
  const known = isoDates.get(day);
  if (known !== undefined) return known;
  const written = new Date(day * MILLISECONDS_PER_DAY).toISOString().slice(0, 10);
  isoDates.set(day, written);
  return written;
}

export function monthAt(index: number): Month {
  const first = new Date(Date.UTC(FIRST_YEAR, index, 1));
  const next = Date.UTC(FIRST_YEAR, index + 1, 1);
  return {
    index,
    year: first.getUTCFullYear(),
    number: first.getUTCMonth() + 1,
    text: first.toISOString().slice(0, 7),
    firstDay: first.getTime() / MILLISECONDS_PER_DAY,
    lastDay: next / MILLISECONDS_PER_DAY - 1,
  };
}

export const MONTHS: readonly Month[] = Array.from({ length: MONTH_COUNT }, (_, index) => monthAt(index));

export function monthIndexOf(day: number): number {
  const date = new Date(day * MILLISECONDS_PER_DAY);
  return (date.getUTCFullYear() - FIRST_YEAR) * 12 + date.getUTCMonth();
}

/** The months that are wholly over at `now`. */
export function monthsOver(now: Date): Month[] {
  const today = Math.floor(now.getTime() / MILLISECONDS_PER_DAY);
  return MONTHS.filter((month) => month.lastDay < today);
}

export function isIn(month: Month, day: number): boolean {
  return day >= month.firstDay && day <= month.lastDay;
}

// Day 0 was a Thursday.
export function isWeekday(day: number): boolean {
  const fromSunday = (day + 4) % 7;
  return fromSunday !== 0 && fromSunday !== 6;
}

/** The year in which the school year of this month began. */
export function schoolYear(month: Month): number {
  return month.number >= 9 ? month.year : month.year - 1;
}
