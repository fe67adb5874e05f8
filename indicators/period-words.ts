import { monthNumber, parsePeriod } from './periods.ts';
import type { Point } from './series.ts';
import { listWords } from './words.ts';

/** Dates, months and periods as people say them: 31 July 2024, April–June 2024, autumn term 2023/24. */

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);

const TERMS = ['autumn term', 'spring term', 'summer term'];

/** 2024-07 → July 2024; 2024-07-31 → 31 July 2024. */
export function dateWords(date: string): string {
  const month = MONTHS[Number(date.slice(5, 7)) - 1] ?? '';
  const year = date.slice(0, 4);
  return date.length > 7 ? `${Number(date.slice(8, 10))} ${month} ${year}` : `${month} ${year}`;
}

/** 2024-07-31 → 31 Jul 2024, where words must stand in columns. */
export function shortDate(date: string): string {
  const [day, month = '', year] = dateWords(date).split(' ');
  return `${day} ${month.slice(0, 3)} ${year}`;
}

/** Months as a list: February and March 2024; December 2023 and March–June 2024. */
export function monthsWords(months: readonly string[]): string {
  const stretches = inARow(months).flatMap((row) =>
    row.length < 3 ? row.map((month) => ({ from: month, to: month })) : ends(row),
  );
  const words = stretches.map(({ from, to }, index) => {
    const text = monthRange(from, to);
    const year = to.slice(0, 4);
    return stretches[index + 1]?.from.startsWith(year) ? text.slice(0, -year.length - 1) : text;
  });
  return listWords(words);
}

/** Months, oldest first, in groups that follow on from one another. */
function inARow(months: readonly string[]): string[][] {
  const rows: string[][] = [];
  for (const month of months) {
    const before = rows.at(-1)?.at(-1);
    if (before && monthNumber(month) === monthNumber(before) + 1) rows.at(-1)?.push(month);
    else rows.push([month]);
  }
  return rows;
}

function ends(row: string[]): { from: string; to: string }[] {
  const [from, to] = [row[0], row.at(-1)];
  return from && to ? [{ from, to }] : [];
}

/** A period's name: July 2024; April–June 2024; 2024; 2023/24; September 2023 to August 2024 is school year 2023/24. */
export function periodWords(id: string): string {
  const period = parsePeriod(id);
  if (!period) return id;
  const year = Number(period.start.slice(0, 4));
  const pair = `${year}/${String((year + 1) % 100).padStart(2, '0')}`;
  switch (period.grain) {
    case 'week':
      return `week of ${dateWords(period.start)}`;
    case 'month':
      return dateWords(period.id);
    case 'term':
      return termWords(id);
    case 'rolling_year':
      return `the 12 months to ${dateWords(period.end.slice(0, 7))}`;
    case 'quarter':
      return monthRange(period.start, period.end);
    case 'calendar_year':
      return String(year);
    case 'financial_year':
      return `financial year ${pair}`;
    case 'academic_year':
      return `school year ${pair}`;
  }
}

/** AY2023T1 → autumn term 2023/24. */
function termWords(id: string): string {
  const year = Number(id.slice(2, 6));
  return `${TERMS[Number(id.at(-1)) - 1]} ${year}/${String((year + 1) % 100).padStart(2, '0')}`;
}

/** The period that a point covers so far: an unfinished 2024 with data to July is January–July 2024. */
export function pointPeriodWords(
  point: Pick<Point, 'period' | 'start' | 'end' | 'covered_to' | 'complete'>,
): string {
  const isPart = !point.complete && point.covered_to < point.end;
  return isPart ? monthRange(point.start, point.covered_to) : periodWords(point.period);
}

/** January–July 2024; October 2023 – March 2024. */
function monthRange(start: string, end: string): string {
  if (start.slice(0, 7) === end.slice(0, 7)) return dateWords(start.slice(0, 7));
  const sameYear = start.slice(0, 4) === end.slice(0, 4);
  const from = MONTHS[Number(start.slice(5, 7)) - 1] ?? '';
  return sameYear
    ? `${from}–${dateWords(end.slice(0, 7))}`
    : `${dateWords(start.slice(0, 7))} – ${dateWords(end.slice(0, 7))}`;
}
