import { dayOf, isIn, isWeekday, type Month } from './calendar.ts';

const HALF_TERMS = [
  ['2022-01-04', '2022-02-11'],
  ['2022-02-21', '2022-04-01'],
  ['2022-04-19', '2022-05-27'],
  ['2022-06-06', '2022-07-21'],
  ['2022-09-02', '2022-10-21'],
  ['2022-10-31', '2022-12-21'],
  ['2023-01-04', '2023-02-10'],
  ['2023-02-20', '2023-03-31'],
  ['2023-04-17', '2023-05-26'],
  ['2023-06-05', '2023-07-21'],
  ['2023-09-04', '2023-10-20'],
  ['2023-10-30', '2023-12-21'],
  ['2024-01-04', '2024-02-16'],
  ['2024-02-26', '2024-03-28'],
  ['2024-04-15', '2024-05-24'],
  ['2024-06-03', '2024-07-23'],
  ['2024-09-03', '2024-10-25'],
  ['2024-11-04', '2024-12-20'],
] as const;

const BANK_HOLIDAYS_IN_TERM = ['2022-05-02', '2022-09-19', '2023-05-01', '2023-05-08', '2024-05-06'];

const closedDays = new Set(BANK_HOLIDAYS_IN_TERM.map(dayOf));

const openDays = HALF_TERMS.flatMap(([from, to]) => weekdays(dayOf(from), dayOf(to))).filter(
  (day) => !closedDays.has(day),
);

function weekdays(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, offset) => first + offset).filter(isWeekday);
}

/** The days on which schools were open; none in August. */
export function schoolDays(month: Month): number[] {
  return openDays.filter((day) => isIn(month, day));
}
