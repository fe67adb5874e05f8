import { lastDayOf } from './spans.ts';

/** The time that the test’s partnership lives in. */

export const TODAY = '2025-01-15';
export const TERMS = [
  { id: 'AY2022T1', start: '2022-09-05', end: '2022-12-16' },
  { id: 'AY2022T2', start: '2023-01-04', end: '2023-03-31' },
  { id: 'AY2022T3', start: '2023-04-17', end: '2023-07-21' },
  { id: 'AY2023T1', start: '2023-09-04', end: '2023-12-20' },
  { id: 'AY2023T2', start: '2024-01-03', end: '2024-03-22' },
  { id: 'AY2023T3', start: '2024-04-08', end: '2024-07-23' },
  { id: 'AY2024T1', start: '2024-09-02', end: '2024-12-20' },
  { id: 'AY2024T2', start: '2025-01-06', end: '2025-04-04' },
];
const FIRST = 2022 * 12 + 8;
export const MONTHS = Array.from({ length: 29 }, (_, index) => {
  const number = FIRST + index;
  return `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, '0')}`;
});

/** A day of the month; none lies ahead. */
export function dayIn(month: string, day: number): string {
  const last = [lastDayOf(month), TODAY].sort()[0] ?? '';
  return [`${month}-${String(day).padStart(2, '0')}`, last].sort()[0] ?? '';
}
