import { quoted } from '../indicators/expressions.ts';
import type { Extract } from '../indicators/extract-schema.ts';
import { keyWithPeriod } from '../indicators/keys.ts';
import { isMonth, localDay, monthsBetween, monthsOfName } from '../indicators/periods.ts';
import type { Finding } from '../indicators/series.ts';
import { goodRows } from './checks/check.ts';
import {
  deliveredFindings,
  isSeldom,
  PART_OF_USUAL,
  type RowsOfMonths,
  usual,
} from './checks/months-delivered.ts';
import { periodOfName } from './checks/period.ts';
import type { Delivery } from './receive/delivery.ts';
import { rowPeriod } from './stage/cells.ts';
import type { Staged } from './stage/stage.ts';
import { deliveredMonthsBefore } from './warehouse/deliveries.ts';
import type { Warehouse } from './warehouse/warehouse.ts';
import type { Inspection } from './workshop.ts';

/** The periods that a file delivers, also those in which nothing happened, and what is to be said of them. */
interface Covered {
  covered: string[];
  findings: Finding[];
}

/**
 * The periods of the rows; without rows, of the names. Of the newest rows of keys, where older ones are sent along because
 * they are open or have changed, and newer ones because the export is made some days later: the months in the name, where
 * something in the file happened then, or else the newest; without a name, the months of which it is plainly a list. It depends on the
 * file alone, so that files loaded anew deliver the same.
 * @param every the periods of all rows @param good those of the good ones
 */
export async function coveredBy(
  { warehouse, catalogue }: Pick<Inspection, 'warehouse' | 'catalogue'>,
  staged: Staged,
  delivery: Delivery,
  [every, good]: [string[], string[]],
): Promise<Covered> {
  const { extract } = staged;
  const spans = spansNamed(delivery, catalogue.partnership.calendar, good.length === 0);
  const named = [...new Set(spans.flat())].sort();
  const misnamed = periodOfName(delivery.file, [every, good]);
  if (good.length === 0) return { covered: named, findings: misnamed };
  if (extract.supersede === 'period') return { covered: good, findings: misnamed };
  if (goesByName(extract) || !good.every(isMonth))
    return { covered: asNamed(extract, spans, good), findings: misnamed };
  const rows = await rowsOfMonths(warehouse, [rowPeriod(extract)]);
  const happened = await rowsOfMonths(warehouse, extract.period.map(monthOf));
  const covered = named.length === 0 ? listed(rows) : ofNames(spans, happened, good);
  const delivered = {
    ...{ extract: extract.name, named, covered, rows, happened },
    begun: await rowsOfMonths(warehouse, [`least(${extract.period.map(monthOf).join(', ')})`]),
    before: await deliveredMonthsBefore(warehouse, extract.name, delivery),
  };
  return { covered, findings: deliveredFindings(delivered, misnamed) };
}

/** The months of each name of these bytes, as far as they have begun; none where the last name has none, as then the rows
 *  decide. */
function spansNamed({ file, names, receivedAt }: Delivery, calendar: string, isEmpty: boolean): string[][] {
  if (!isEmpty && monthsOfName(file).length === 0) return [];
  const today = localDay(new Date(receivedAt), calendar);
  const hasBegun = (month: string) => month <= today;
  return names.map(monthsOfName).map((span) => (span.length > 1 ? span.filter(hasBegun) : span));
}

/** From a first month to a last one all that a name says; of one month whether something happened then. */
function ofNames(spans: string[][], happened: RowsOfMonths, good: string[]): string[] {
  const own = spans.filter((span) => span.some((month) => happened.has(month))).flat();
  return own.length > 0 ? [...new Set(own)].sort() : good.slice(-1);
}

/** Logs, and what feeds others. */
function goesByName(extract: Extract): boolean {
  return extract.feeds !== undefined || extract.in_month === true || keyWithPeriod(extract);
}

/** Without a month in the name, from the first row to the last; of figures for a period, those periods. */
function asNamed(extract: Extract, spans: string[][], periods: string[]): string[] {
  const [first, last] = [periods[0], periods.at(-1)];
  const named = spans.flat();
  if (named.length > 0) return last && isMonth(last) ? upTo(last, spans) : named;
  if (keyWithPeriod(extract)) return periods;
  return first && last && isMonth(first) && isMonth(last) ? monthsBetween(first, last) : periods;
}

/** The month of the newest row; from a first month to a last one those up to it. */
function upTo(last: string, spans: string[][]): string[] {
  const months = spans.filter(({ length }) => length > 1).flat();
  return [...new Set([...months.filter((month) => month < last), last])].sort();
}

/** How many rows are of each of the months that these expressions over a row come to. */
async function rowsOfMonths(warehouse: Warehouse, months: string[]): Promise<RowsOfMonths> {
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

/** The months of a file without a month in its name: up to its newest, from the first on of which half of the months are
 *  like a usual one. Rows of months before that were sent along. */
function listed(rows: RowsOfMonths): string[] {
  const last = [...rows.keys()].at(-1) ?? '';
  const seldom = isSeldom(rows);
  const fewest = seldom ? 1 : usual(rows) * PART_OF_USUAL;
  const alike = [...rows].filter(([, count]) => count >= fewest).map(([month]) => month);
  const isStart = (month: string, index: number) =>
    alike.length - index >= monthsBetween(month, last).length / 2;
  const first = alike.find(isStart) ?? last;
  return monthsBetween(first, last).filter((month) => seldom || rows.has(month));
}
