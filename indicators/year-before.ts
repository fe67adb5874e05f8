import { dayAfter, parsePeriod, periodOf } from './periods.ts';

/** The id of the same period a year before; null of a week, which no year before has. */
export function yearBefore(id: string): string | null {
  const period = parsePeriod(id);
  if (!period || period.grain === 'week') return null;
  const year = Number(period.start.slice(0, 4)) - 1;
  const month = `${year}${period.start.slice(4, 7)}`;
  if (period.grain === 'term') return `AY${Number(id.slice(2, 6)) - 1}${id.slice(6)}`;
  if (period.grain === 'rolling_year') return `R${dayAfter(period.start, -1).slice(0, 7)}`;
  return periodOf(period.grain, month).id;
}

/** The time of year of a period: the same of all that are whole years apart. */
export function seasonOf(id: string): string {
  const part = /^AY\d{4}(T\d)$|^\d{4}-(W\d\d)$/.exec(id);
  return part?.[1] ?? part?.[2] ?? parsePeriod(id)?.start.slice(5) ?? '';
}
