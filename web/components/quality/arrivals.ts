import { dateWords, monthsWords } from '../../../indicators/period-words.ts';
import type { LateExtract } from '../../props/overview.ts';
import type { MonthlyExtract, Quality } from '../../props/quality.ts';
import { counted, listWords } from '../../words.ts';

/** Whether the files that feed the figures have come, month by month. */

export type Arrival = 'in' | 'in_late' | 'due' | 'late' | 'missing' | 'none';

export const ARRIVAL_WORDS: Record<Arrival, string> = {
  in: 'arrived',
  in_late: 'arrived late',
  due: 'due',
  late: 'late',
  missing: 'missing',
  none: 'not expected',
};

export const ARRIVALS: Arrival[] = ['in', 'in_late', 'due', 'late', 'missing', 'none'];

export function arrivalOf({ months }: MonthlyExtract, month: string): Arrival {
  const found = months.find((one) => one.month === month);
  if (!found) return 'none';
  return found.state === 'in' && found.in_time === false ? 'in_late' : found.state;
}

/** What a leader needs to know, in a sentence or two. */
export function arrivalsWords({ monthly, late }: Pick<Quality, 'monthly' | 'late'>): string {
  if (monthly.length === 0) return 'No monthly file has arrived yet.';
  const missing = monthly.filter(({ months }) => months.some(({ state }) => state === 'missing'));
  const parts = [
    late.length === 0
      ? `${monthly.length === 1 ? 'The regular extract is' : `All ${monthly.length} regular extracts are`} up to date.`
      : `${counted(late.length, 'extract is', 'extracts are')} late: ${listWords(late.map(lateWords))}.`,
    ...(missing.length === 0
      ? []
      : [`Months are missing from ${listWords(missing.map(({ title }) => title))}.`]),
    nextWords(monthly),
  ];
  return parts.filter((part) => part !== '').join(' ');
}

function lateWords({ title, months }: LateExtract): string {
  return `${title} (${monthsWords(months)})`;
}

function nextWords(monthly: MonthlyExtract[]): string {
  const days = monthly.flatMap(({ next_due_on }) => next_due_on ?? []).sort();
  const [first] = days;
  if (!first) return '';
  const count = days.filter((day) => day === first).length;
  return `The next ${count === 1 ? 'is' : `${count} are`} due by ${dateWords(first)}.`;
}
