import type { MonthStatus } from '../indicators/freshness.ts';
import { dateWords, monthsWords, periodWords, shortDate } from '../indicators/period-words.ts';
import { monthId, monthNumber, monthsBetween } from '../indicators/periods.ts';
import type { FileRecord } from '../indicators/series.ts';
import { wholeNumber } from '../indicators/words.ts';
import type { KeptRun } from '../pipeline/runs.ts';
import type { ExtractStatus, Status } from '../pipeline/status.ts';
import { files } from './print.ts';

const MONTHS_SHOWN = 12;
const STATES = { never: 'never arrived', in: 'in', due: 'due', late: 'LATE', missing: 'MISSING' };
const STATE_WIDTH = STATES.missing.length;

/** What each mark means, in the order of the legend. */
const MARKS = {
  '●': 'in',
  '◐': 'in, but after its due date',
  '○': 'due',
  '!': 'late',
  '?': 'missing',
  '·': 'none expected',
};
type Mark = keyof typeof MARKS;

/** A row for each extract and a column for each month, in a hundred columns; what is to be asked for in words. */
export function statusText({ today, calendar, last_run, extracts, files: all }: Status): string[] {
  const width = Math.max(...extracts.map(({ extract }) => extract.length));
  const months = lastMonths(today);
  const rejected = all.filter((file) => file.state === 'rejected');
  return [
    ...(last_run ? [lastRunText(last_run, calendar), ''] : []),
    ...heading(months).map((line) => `${' '.repeat(width + STATE_WIDTH + 4)}${line}`.trimEnd()),
    ...extracts.flatMap((extract) => extractText(extract, months, width)),
    '',
    legend(extracts, months),
    ...(rejected.length > 0 ? ['', 'Refused:', ...rejected.map(refusedText)] : []),
  ];
}

/** The newest months that are over. */
function lastMonths(today: string): string[] {
  const last = monthNumber(today) - 1;
  return monthsBetween(monthId(last - MONTHS_SHOWN + 1), monthId(last));
}

/** The years above the months' short names. */
function heading(months: string[]): string[] {
  const years = months.map((month, index) => {
    const crowded = months[index + 1]?.endsWith('-01') ?? false;
    return month.endsWith('-01') || (index === 0 && !crowded) ? month.slice(0, 4) : '';
  });
  return [columns(years), `${columns(months.map(shortMonth))}  next`];
}

function columns(cells: string[]): string {
  return cells.map((cell) => cell.padEnd(4)).join('');
}

function shortMonth(month: string): string {
  return dateWords(month).slice(0, 3);
}

function extractText(status: ExtractStatus, shown: string[], width: number): string[] {
  const { extract, state, months } = status;
  const line = `${extract.padEnd(width)}  ${STATES[state].padEnd(STATE_WIDTH)}  ${timeline(status, shown)}`;
  const asked = (['late', 'missing'] as const).flatMap((wanted) => {
    const found = months.filter((month) => month.state === wanted).map(({ month }) => month);
    return found.length > 0 ? [`${' '.repeat(width + 2)}${wanted}: ${monthsWords(found)}`] : [];
  });
  return [line.trimEnd(), ...asked];
}

/** The marks of the months and the next date; of figures without a calendar, how far they go. */
function timeline(status: ExtractStatus, shown: string[]): string {
  const { state, latest, next, due_on, months, files: count, rejected } = status;
  if (!latest && state !== 'never') return `${whyNoMonth(months)} (${files(count - rejected)})`;
  if (!latest) return rejected > 0 ? `(${files(rejected)} refused)` : '';
  if (!next || !due_on) return `to ${periodWords(latest)} (${files(count)})`;
  return `${columns(shown.map((month) => markOf(month, months)))}  ${shortMonth(next)} by ${shortDate(due_on)}`;
}

/** Files may all have come while their months went on; or be of no month at all. */
function whyNoMonth(months: MonthStatus[]): string {
  return months.length > 0 ? 'none came after its month was over' : 'of no month';
}

function markOf(month: string, months: MonthStatus[]): Mark {
  const found = months.find((one) => one.month === month);
  switch (found?.state) {
    case 'in':
      return found.in_time === false ? '◐' : '●';
    case 'due':
      return '○';
    case 'late':
      return '!';
    case 'missing':
      return '?';
    default:
      return '·';
  }
}

function legend(extracts: ExtractStatus[], shown: string[]): string {
  const drawn = extracts.filter(({ next }) => next);
  const used = new Set(drawn.flatMap(({ months }) => shown.map((month) => markOf(month, months))));
  return Object.entries(MARKS)
    .filter(([mark]) => used.has(mark as Mark))
    .map(([mark, words]) => `${mark} ${words}`)
    .join('   ');
}

function lastRunText({ finished_at, files: taken, snapshot }: KeptRun, calendar: string): string {
  const refused = taken.filter(({ outcome }) => outcome === 'rejected').length;
  const parts = [
    `Last run: ${momentWords(finished_at, calendar)}`,
    files(taken.length),
    ...(refused > 0 ? [`${wholeNumber(refused)} refused`] : []),
    snapshot ? 'figures published' : 'figures as they were',
  ];
  return `${parts.join(', ')}.`;
}

/** 3 July 2024 14:02, where the partnership is. */
function momentWords(moment: string, timeZone: string): string {
  const local = new Date(moment).toLocaleString('sv-SE', { timeZone });
  return `${dateWords(local.slice(0, 10))} ${local.slice(11, 16)}`;
}

function refusedText({ file, counts }: FileRecord): string {
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return `  ${file}, ${total === 1 ? '1 finding' : `${wholeNumber(total)} findings`}`;
}
