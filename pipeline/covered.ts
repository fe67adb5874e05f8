import { quoted } from '../indicators/expressions.ts';
import type { Extract } from '../indicators/extract-schema.ts';
import { keyWithPeriod } from '../indicators/keys.ts';
import { dateWords, periodWords } from '../indicators/period-words.ts';
import { isMonth, monthOfName, monthsBetween } from '../indicators/periods.ts';
import type { Finding } from '../indicators/series.ts';
import { listWords, wholeNumber } from '../indicators/words.ts';
import { goodRows } from './checks/check.ts';
import { periodOfName } from './checks/period.ts';
import type { Delivery } from './receive/delivery.ts';
import { rowPeriod } from './stage/cells.ts';
import type { Staged } from './stage/stage.ts';
import { deliveredMonthsBefore } from './warehouse/deliveries.ts';
import type { Warehouse } from './warehouse/warehouse.ts';

/** The periods that a file delivers, also those in which nothing happened, and what is to be said of them. */
interface Covered {
  covered: string[];
  findings: Finding[];
}

/**
 * The periods of the rows; without rows, of the names. Of the newest rows of keys, where older ones are sent along because
 * they are open or have changed, and newer ones because the export is made some days later: the month in the name, where
 * something in the file happened then, or else the newest; without a name, the months of which it is plainly a list. It depends on the
 * file alone, so that files loaded anew deliver the same.
 * @param every the periods of all rows @param good those of the good ones
 */
export async function coveredBy(
  warehouse: Warehouse,
  staged: Staged,
  delivery: Delivery,
  [every, good]: [string[], string[]],
): Promise<Covered> {
  const { extract } = staged;
  const named = delivery.names.map(monthOfName).filter((month) => month !== null);
  const misnamed = periodOfName(delivery.file, [every, good]);
  if (good.length === 0) return { covered: named, findings: misnamed };
  if (extract.supersede === 'period') return { covered: good, findings: misnamed };
  if (goesByName(extract) || !good.every(isMonth))
    return { covered: asNamed(extract, named, good), findings: misnamed };
  const rows = await rowsOfMonths(warehouse, [rowPeriod(extract)]);
  const happened = await rowsOfMonths(warehouse, extract.period.map(monthOf));
  const own = named.filter((month) => happened.has(month));
  const covered = named.length === 0 ? listed(rows) : own.length > 0 ? own : good.slice(-1);
  const before = await deliveredMonthsBefore(warehouse, extract.name, delivery);
  const beside = named.length === 0 || before.size === 0 ? undelivered(covered, before, rows, named) : [];
  const name =
    own.length > 0 ? ofAnother(own, happened) : misnamed.map((one) => withoutOwn(one, named, good));
  return { covered, findings: [...name, ...beside] };
}

/** Logs, and what feeds others. */
function goesByName(extract: Extract): boolean {
  return extract.feeds !== undefined || extract.in_month === true || keyWithPeriod(extract);
}

/** Without a month in the name, from the first row to the last; of figures for a period, those periods. */
function asNamed(extract: Extract, named: string[], periods: string[]): string[] {
  const [first, last] = [periods[0], periods.at(-1)];
  if (named.length > 0) return last && isMonth(last) ? [last] : named;
  if (keyWithPeriod(extract)) return periods;
  return first && last && isMonth(first) && isMonth(last) ? monthsBetween(first, last) : periods;
}

/** How many rows are of each of the months that these expressions over a row come to. */
async function rowsOfMonths(warehouse: Warehouse, months: string[]): Promise<Map<string, number>> {
  const rows = await warehouse.rows(
    `SELECT month, count(*)::INTEGER AS rows
     FROM (SELECT unnest(list_distinct([${months.join(', ')}])) AS month FROM ${await goodRows(warehouse)})
     WHERE month IS NOT NULL GROUP BY 1 ORDER BY 1`,
  );
  return new Map(rows.map((row) => [String(row.month), Number(row.rows)]));
}

function monthOf(column: string): string {
  return `strftime(${quoted(column)}, '%Y-%m')`;
}

/** Of events that are rarer than this in every month, a month may well have none. */
const SELDOM = 10;
/** A month of a list has at least this part of the rows of a usual one. */
const PART_OF_USUAL = 1 / 4;

/** The months of a file without a month in its name: up to its newest, from the first on of which half of the months are
 *  like a usual one. Rows of months before that were sent along. */
function listed(rows: ReadonlyMap<string, number>): string[] {
  const last = [...rows.keys()].at(-1) ?? '';
  const isSeldom = Math.max(...rows.values()) < SELDOM;
  const fewest = isSeldom ? 1 : usual(rows) * PART_OF_USUAL;
  const alike = [...rows].filter(([, count]) => count >= fewest).map(([month]) => month);
  const isStart = (month: string, index: number) =>
    alike.length - index >= monthsBetween(month, last).length / 2;
  const first = alike.find(isStart) ?? last;
  return monthsBetween(first, last).filter((month) => isSeldom || rows.has(month));
}

/** How many rows the month has in which the middle one of all rows is: neither a few old rows nor one full month sway it. */
function usual(rows: ReadonlyMap<string, number>): number {
  const counts = [...rows.values()].sort((one, other) => one - other);
  const half = counts.reduce((sum, count) => sum + count, 0) / 2;
  let sum = 0;
  for (const count of counts) {
    sum += count;
    if (sum >= half) return count;
  }
  return 0;
}

/** Rows of older months alone may be what has changed in them, or another month’s file. */
function withoutOwn(finding: Finding, [month = '']: string[], periods: string[]): Finding {
  if (month < (periods.at(-1) ?? '')) return finding;
  const quiet = `If nothing happened in ${dateWords(month)}, send its header alone in a file with that month in its name.`;
  return { ...finding, remedy: `${quiet} If this is the wrong file, withdraw it and send the right one.` };
}

/** The file has more rows of a later month than of the one in its name. */
function ofAnother(own: string[], rows: ReadonlyMap<string, number>): Finding[] {
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

/** What the first file of an extract, or one that names no month, says of months that it holds and does not deliver; and
 *  of those that it delivers as empty. */
function undelivered(
  covered: string[],
  before: ReadonlySet<string>,
  rows: ReadonlyMap<string, number>,
  named: string[],
): Finding[] {
  const isNamed = named.length > 0;
  const isLeft = (month: string) => month < (covered.at(-1) ?? '') && !covered.includes(month);
  const others = [...rows.keys()].filter((month) => isLeft(month) && !before.has(month));
  const empty = isNamed ? [] : covered.filter((month) => !rows.has(month));
  const left = others.reduce((sum, month) => sum + (rows.get(month) ?? 0), 0);
  if (empty.length === 0 && left < usual(rows) * PART_OF_USUAL) return [];
  const start = isNamed ? 'It' : 'No month is in the file’s name; it';
  const nothing = empty.length > 0 ? `, and to say that there was nothing in ${months(empty)}` : '';
  const more =
    others.length > 0
      ? ` Its rows of ${months(others)} count once these months’ own files are here; until then the months have no figures.`
      : '';
  return [
    {
      ...{ severity: 'warning', code: 'months-delivered', row: null, column: null, value: null },
      message: `${start} was taken to deliver ${months(covered)}${nothing}.${more}`,
      remedy: isNamed
        ? 'If it holds all of these months, send it again without a month in its name, as complaints.csv; if only some of their rows, there is nothing to do.'
        : 'If that is not what the file holds, withdraw it, and send a file for each month with the month in its name, as in complaints_2024-07.csv.',
    },
  ];
}

function rowsWords(count: number): string {
  return `${count === 0 ? 'no' : wholeNumber(count)} ${count === 1 ? 'row' : 'rows'}`;
}

/** With more than this only the first and the last are said. */
const SAID = 4;

function months(ids: string[]): string {
  const [first = '', last = ''] = [ids[0], ids.at(-1)];
  if (ids.length <= SAID) return listWords(ids.map(periodWords));
  return `${ids.length} months from ${periodWords(first)} to ${periodWords(last)}`;
}
