import { quoted } from '../indicators/expressions.ts';
import { isMonth, monthOfName, monthsBetween } from '../indicators/periods.ts';
import type { Finding } from '../indicators/series.ts';
import { listWords, periodWords } from '../indicators/words.ts';
import { goodRows } from './checks/check.ts';
import { periodOfName } from './checks/period.ts';
import type { Delivery } from './receive/delivery.ts';
import { rowPeriod } from './stage/cells.ts';
import type { Staged } from './stage/stage.ts';
import { COUNTS } from './warehouse/ledger.ts';
import type { Warehouse } from './warehouse/warehouse.ts';

/** The periods that a file delivers, also those in which nothing happened, and what is to be said of them. */
interface Covered {
  covered: string[];
  findings: Finding[];
}

/**
 * The periods of the rows; without rows, of the names. Of the newest rows of keys, where older ones may be sent along
 * because something in them has changed, the newest month, unless the file is plainly a whole history.
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
  if (extract.feeds || extract.in_month || !good.every(isMonth))
    return { covered: asNamed(named, good), findings: misnamed };
  const newest = good.at(-1) ?? '';
  const rows = await rowsOfMonths(warehouse, staged);
  const found = history(rows, named.length > 0) ?? [newest];
  if (named.length === 0) return { covered: found, findings: bridging(found, rows) };
  const later = named.filter((month) => month > newest);
  const isUpdate = later.length > 0 && (await hasFew(warehouse, staged, delivery, newest));
  return isUpdate
    ? { covered: [...new Set([...found, ...later])].sort(), findings: [] }
    : { covered: found, findings: misnamed };
}

/** Logs, what feeds others and what is no month go by their name; without one, from their first row to their last. */
function asNamed(named: string[], periods: string[]): string[] {
  const [first, last] = [periods[0], periods.at(-1)];
  if (named.length > 0) return last && isMonth(last) ? [last] : named;
  return first && last && isMonth(first) && isMonth(last) ? monthsBetween(first, last) : periods;
}

async function rowsOfMonths(warehouse: Warehouse, { extract }: Staged): Promise<Map<string, number>> {
  const rows = await warehouse.rows(
    `SELECT ${rowPeriod(extract)} AS month, count(*)::INTEGER AS rows FROM ${await goodRows(warehouse)}
     GROUP BY 1 HAVING month IS NOT NULL ORDER BY 1`,
  );
  return new Map(rows.map((row) => [String(row.month), Number(row.rows)]));
}

/** Of events that are rarer than this in every month, a month may well have none. */
const SELDOM = 10;
/** A file with a month in its name is that month's, unless it has so many that are alike. */
const MONTHS_ALIKE = 6;

/** The months of a file that has, in half of them or more from the first such one on, half as many rows as its fullest; of
 *  seldom events, where no month is named, any. Null of a file that is not such a history. */
function history(rows: ReadonlyMap<string, number>, isNamed: boolean): string[] | null {
  const fullest = Math.max(...rows.values());
  const isSeldom = fullest < SELDOM;
  const alike = [...rows].filter(([, count]) => count >= fullest / 2 || (isSeldom && !isNamed));
  const [first, last] = [alike[0]?.[0], [...rows.keys()].at(-1)];
  if (!first || !last || (isNamed && alike.length < MONTHS_ALIKE)) return null;
  const months = monthsBetween(first, last);
  return alike.length >= months.length / 2 ? months.filter((month) => isSeldom || rows.has(month)) : null;
}

/** Whether a file has less than half as many rows of a month as are here: then it brings some of them up to date. */
async function hasFew(
  warehouse: Warehouse,
  { extract }: Staged,
  { sha256, arrival }: Delivery,
  month: string,
): Promise<boolean> {
  const key = extract.primaryKey.map(quoted).join(', ');
  const [found] = await warehouse.rows(
    `SELECT (SELECT count(*) FROM ${await goodRows(warehouse)} WHERE ${rowPeriod(extract)} = $4)::INTEGER AS own,
       (SELECT count(*) FROM (SELECT DISTINCT ${key} FROM delivered.${quoted(extract.name)}
        WHERE _period = $4 AND _arrival IN (SELECT arrival FROM ledger.file
          WHERE extract = $1 AND ${COUNTS} AND arrival < $2 AND sha256 <> $3)))::INTEGER AS here`,
    [extract.name, arrival, sha256, month],
  );
  return Number(found?.own) < Number(found?.here) / 2;
}

/** Without a month in the name nobody has said which months a file is of. Some rows of older months go without saying. */
function bridging(covered: string[], rows: ReadonlyMap<string, number>): Finding[] {
  const empty = covered.filter((month) => !rows.has(month));
  const left = [...rows.keys()].filter((month) => !covered.includes(month));
  if (empty.length === 0 && sumOf(left, rows) < sumOf(covered, rows)) return [];
  const nothing = empty.length > 0 ? `, and to say that there was nothing in ${months(empty)}` : '';
  const more =
    left.length > 0 ? ` Its rows of ${months(left)} count, and do not make the file these months’ own.` : '';
  return [
    {
      severity: 'warning',
      code: 'months-delivered',
      row: null,
      column: null,
      value: null,
      message: `No month is in the file’s name; it was taken to deliver ${months(covered)}${nothing}.${more}`,
      remedy:
        'If that is not what the file holds, withdraw it, and send a file for each month with the month in its name, as in complaints_2024-07.csv.',
    },
  ];
}

function sumOf(months: string[], rows: ReadonlyMap<string, number>): number {
  return months.reduce((sum, month) => sum + (rows.get(month) ?? 0), 0);
}

/** With more than this only the first and the last are said. */
const SAID = 4;

function months(ids: string[]): string {
  const [first = '', last = ''] = [ids[0], ids.at(-1)];
  if (ids.length <= SAID) return listWords(ids.map(periodWords));
  return `${ids.length} months from ${periodWords(first)} to ${periodWords(last)}`;
}
