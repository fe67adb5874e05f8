import { dateWords, periodWords } from '../../indicators/period-words.ts';
import type { Finding } from '../../indicators/series.ts';
import { counted, listWords } from '../../indicators/words.ts';

/** How many rows there are of each month. */
export type RowsOfMonths = ReadonlyMap<string, number>;

/** What a file of the newest rows of keys delivers, and what else it holds. */
interface Delivered {
  extract: string;
  /** The months in its name. */
  named: string[];
  covered: string[];
  /** Its rows by the month of what happened last in each. */
  rows: RowsOfMonths;
  /** Its rows by the month of what happened first in each. */
  begun: RowsOfMonths;
  /** Its rows by each month in which something happened in them. */
  happened: RowsOfMonths;
  /** The months that other files delivered before it. */
  before: ReadonlySet<string>;
}

/** A month that was delivered has at least this part of the rows of a usual one. */
export const PART_OF_USUAL = 1 / 4;

/** Of events that are rarer than this in every month, a month may well have none. */
const SELDOM = 10;

export function isSeldom(rows: RowsOfMonths): boolean {
  return Math.max(...rows.values()) < SELDOM;
}

/** How many rows the month has in which the middle one of all rows is: a few old rows do not sway it. */
export function usual(rows: RowsOfMonths): number {
  const counts = [...rows.values()].sort((one, other) => one - other);
  const half = counts.reduce((sum, count) => sum + count, 0) / 2;
  let sum = 0;
  for (const count of counts) {
    sum += count;
    if (sum >= half) return count;
  }
  return 0;
}

/** What is to be said of the months that a file holds and does not deliver, of those that it delivers as empty, and of a
 *  name that says another month than its rows. */
export function deliveredFindings(delivered: Delivered, misnamed: Finding[]): Finding[] {
  const { named, covered, happened, rows } = delivered;
  const left = leftOut(delivered);
  const isOwn = covered.some((month) => named.includes(month));
  const name = isOwn && left.length <= 1 ? ofAnother(covered, happened) : [];
  if (name.length > 0) return name;
  const other = isOwn ? [] : misnamed;
  return [...other.map((one) => withoutOwn(one, named, [...rows.keys()])), ...undelivered(delivered, left)];
}

/** The months with as many rows as a delivered one has. Before the first delivered month a register has rows of many
 *  years: of these its first file alone speaks, or one that names no month. */
function leftOut({ named, covered, rows, begun, before }: Delivered): string[] {
  const [from, to] = [[...before, ...covered].sort()[0] ?? '', covered.at(-1) ?? ''];
  const isKnown = (month: string) => before.has(month) || covered.includes(month);
  const earlier = [...rows.keys()].filter((month) => month < to && !isKnown(month));
  const later = [...begun].filter(([month, count]) => month > to && !isKnown(month) && isMuch(count, begun));
  const isOfAll = named.length === 0 || before.size === 0;
  const sum = earlier.reduce((total, month) => total + (rows.get(month) ?? 0), 0);
  const among = isOfAll
    ? earlier.filter(() => isMuch(sum, rows))
    : earlier.filter((month) => month > from && isMuch(rows.get(month) ?? 0, rows));
  return [...among, ...(named.length === 0 ? [] : later.map(([month]) => month))];
}

function isMuch(count: number, rows: RowsOfMonths): boolean {
  return count >= usual(rows) * PART_OF_USUAL;
}

/** Rows of older months alone may be what has changed in them, or another month’s file. */
function withoutOwn(finding: Finding, [month = '']: string[], periods: string[]): Finding {
  if (month < (periods.at(-1) ?? '')) return finding;
  const quiet = `If nothing happened in ${dateWords(month)}, send its header alone in a file with that month in its name.`;
  return { ...finding, remedy: `${quiet} If this is the wrong file, withdraw it and send the right one.` };
}

/** The file has more rows of a later month than of the one in its name. */
function ofAnother(own: string[], rows: RowsOfMonths): Finding[] {
  const month = own.at(-1) ?? '';
  const later = [...rows].filter(([other, count]) => other > month && count > (rows.get(month) ?? 0));
  const [other, count] = later.at(-1) ?? [];
  if (!other || !count) return [];
  return [
    {
      ...{ severity: 'warning', code: 'period-mismatch', row: null, column: null, value: month },
      message: `The name says ${dateWords(month)}, of which it has ${rowsWords(rows.get(month) ?? 0)}, and ${rowsWords(count)} of ${dateWords(other)}; it was taken as the file of ${dateWords(month)}.`,
      remedy: `If it is the file of ${dateWords(other)}, withdraw it and send it again with that month in its name; if not, there is nothing to do.`,
    },
  ];
}

function undelivered({ extract, named, covered, rows, happened }: Delivered, left: string[]): Finding[] {
  const isNamed = named.length > 0;
  const empty = covered.filter((month) => !happened.has(month));
  const scanty =
    isNamed || isSeldom(rows) ? [] : covered.slice(-1).filter((month) => !isMuch(rows.get(month) ?? 0, rows));
  if (empty.length === 0 && left.length === 0 && scanty.length === 0) return [];
  const start = isNamed ? 'It' : 'No month is in the file’s name; it';
  const nothing = empty.length > 0 ? `, and to say that there was nothing in ${months(empty)}` : '';
  const few = scanty
    .map((month) => `, with only ${rowsWords(rows.get(month) ?? 0)} of ${periodWords(month)}`)
    .join('');
  const more =
    left.length > 0
      ? ` Its rows of ${months(left)} count once these months’ own files are here; until then the months have no figures.`
      : '';
  const all = [...covered, ...left].sort();
  return [
    {
      ...{ severity: 'warning', code: 'months-delivered', row: null, column: null, value: null },
      message: `${start} was taken to deliver ${months(covered)}${nothing}${few}.${more}`,
      remedy:
        isNamed && left.length > 0
          ? `If it holds all rows of these months, send it again with the first and the last in its name, as in ${extract}_${all[0]}_to_${all.at(-1)}.csv; if only some of them, there is nothing to do.`
          : `If that is not what the file holds, withdraw it, and send a file for each month with the month in its name, as in ${extract}_${covered[0]}.csv.`,
    },
  ];
}

function rowsWords(count: number): string {
  return count === 0 ? 'no rows' : counted(count, 'row');
}

/** With more than this only the first and the last are said. */
const SAID = 4;

function months(ids: string[]): string {
  const [first = '', last = ''] = [ids[0], ids.at(-1)];
  if (ids.length <= SAID) return listWords(ids.map(periodWords));
  return `${ids.length} months from ${periodWords(first)} to ${periodWords(last)}`;
}
