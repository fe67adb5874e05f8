import { groupBy } from '../../indicators/group.ts';
import { localDay } from '../../indicators/periods.ts';
import { texts, type Warehouse } from './warehouse.ts';

/** Which periods the files that count have delivered, and which file is the last of each. */

/** SQL over ledger.file: the accepted files of an extract that have not been withdrawn. */
export const COUNTS = `outcome <> 'rejected' AND NOT withdrawn`;

/** Whether these very bytes count, with no later file of their periods. */
export async function isActive(warehouse: Warehouse, sha256: string): Promise<boolean> {
  const later = `SELECT 1 FROM ledger.file AS later
    WHERE later.extract = own.extract AND later.arrival > own.arrival AND later.outcome <> 'rejected'
      AND NOT later.withdrawn AND list_has_any(later.covered, own.covered)`;
  const found = await warehouse.rows(
    `SELECT 1 FROM ledger.file AS own WHERE sha256 = $1 AND ${COUNTS} AND NOT EXISTS (${later})`,
    [sha256],
  );
  return found.length > 0;
}

/** The files of a file's extract that have come after it and count, the newest first, each with its periods. */
export async function deliveredSince(
  warehouse: Warehouse,
  sha256: string,
): Promise<{ file: string; rows: number; covered: string[] }[]> {
  const found = await warehouse.rows(
    `SELECT later.file AS name, later.rows::INTEGER AS rows, later.covered AS covered FROM ledger.file AS own
     JOIN ledger.file AS later ON later.extract = own.extract AND later.arrival > own.arrival
     WHERE own.sha256 = $1 AND later.outcome <> 'rejected' AND NOT later.withdrawn ORDER BY later.arrival DESC`,
    [sha256],
  );
  return found.map(({ name, rows, covered }) => ({
    ...{ file: String(name), rows: Number(rows) },
    covered: texts(covered),
  }));
}

/** The periods that the files before one, and other than it, have delivered of its extract. */
export async function deliveredMonthsBefore(
  warehouse: Warehouse,
  extract: string,
  { sha256, arrival }: { sha256: string; arrival: number },
): Promise<Set<string>> {
  const rows = await warehouse.rows(
    `SELECT DISTINCT unnest(covered) AS period FROM ledger.file
     WHERE extract = $1 AND ${COUNTS} AND arrival < $2 AND sha256 <> $3`,
    [extract, arrival, sha256],
  );
  return new Set(rows.map((row) => String(row.period)));
}

/** The periods that several of these files have delivered, each with the names of those that count, in the order of arrival. */
export async function sharedPeriods(
  warehouse: Warehouse,
  digests: string[],
): Promise<{ extract: string; period: string; files: string[] }[]> {
  if (digests.length < 2) return [];
  const rows = await warehouse.rows(
    `SELECT extract, period, list(file ORDER BY arrival) AS files
     FROM (SELECT extract, file, arrival, unnest(covered) AS period FROM ledger.file
       WHERE ${COUNTS} AND sha256 IN (SELECT unnest(CAST($1::JSON AS VARCHAR[]))))
     GROUP BY extract, period HAVING count(*) > 1 ORDER BY extract, period`,
    [JSON.stringify(digests)],
  );
  return rows.map(({ extract, period, files }) => ({
    ...{ extract: String(extract), period: String(period) },
    files: texts(files),
  }));
}

/** The names of all files that count. */
export async function countingNames(warehouse: Warehouse): Promise<Set<string>> {
  const rows = await warehouse.rows(`SELECT file AS name FROM ledger.file WHERE ${COUNTS}`);
  return new Set(rows.map(({ name }) => String(name)));
}

/** The months for which each extract has been delivered, each with the day on which the last file for it came.
 *  @param calendar the time zone in which days begin */
export async function deliveredMonths(
  warehouse: Warehouse,
  calendar: string,
): Promise<Map<string, Map<string, string>>> {
  const rows = await warehouse.rows(
    `SELECT extract, month, max(received_at) AS newest
     FROM (SELECT extract, unnest(covered) AS month, received_at FROM ledger.file WHERE ${COUNTS})
     GROUP BY extract, month ORDER BY extract, month`,
  );
  const byExtract = groupBy(rows, ({ extract }) => String(extract));
  return new Map(
    [...byExtract].map(([extract, own]) => [
      extract,
      new Map(own.map(({ month, newest }) => [String(month), localDay(new Date(String(newest)), calendar)])),
    ]),
  );
}
