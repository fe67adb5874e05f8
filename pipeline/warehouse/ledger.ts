import type { DuckDBValue } from '@duckdb/node-api';
import { literal, quoted } from '../../indicators/expressions.ts';
import type { Extract } from '../../indicators/extract-schema.ts';
import { feedersOf } from '../../indicators/feeds.ts';
import { groupBy } from '../../indicators/group.ts';
import { localDay } from '../../indicators/periods.ts';
import type { FileRecord, FileReport, FileState, Finding } from '../../indicators/series.ts';
import type { ProfileRow } from '../checks/profile.ts';
import type { Delivery } from '../receive/delivery.ts';
import type { Row, Warehouse } from './warehouse.ts';

/** What the warehouse knows of each delivery. */

export interface Entry {
  report: FileReport;
  delivery: Delivery;
  /** The periods of the file's good rows, oldest first. */
  periods: string[];
  /** The periods for which the file counts as the delivery, also those in which nothing happened. */
  covered: string[];
  /** How many rows of each period were set aside. */
  quarantined: Record<string, number>;
  profile: ProfileRow[];
  withdrawn: boolean;
}

/** A delivery as readers see it, with what decides which rows count. */
export interface LedgerFile extends FileRecord {
  arrival: number;
  covered: string[];
}

/** Findings come as one JSON document: there may be thousands. */
export const findingRows = `
SELECT finding.* FROM (SELECT unnest(from_json($1::JSON, '[{
  "sha256": "VARCHAR", "severity": "VARCHAR", "code": "VARCHAR", "row": "BIGINT",
  "column": "VARCHAR", "value": "VARCHAR", "message": "VARCHAR", "remedy": "VARCHAR"
}]')) AS finding)`;

export async function enter(
  warehouse: Warehouse,
  { report, delivery, periods, covered, quarantined, profile, withdrawn }: Entry,
): Promise<void> {
  const own = `WHERE sha256 = ${literal(report.sha256)}`;
  await warehouse.run(
    `DELETE FROM ledger.file ${own}; DELETE FROM ledger.finding ${own}; DELETE FROM ledger.profile ${own}`,
  );
  // REPLACE would do as much, and takes longer than all of these.
  await warehouse.run(
    'INSERT INTO ledger.file VALUES ($1, $2, $3, $4, $5, CAST($6::JSON AS VARCHAR[]), CAST($7::JSON AS VARCHAR[]), $8, $9, $10, $11, $12, $13, $14, uuid())',
    [
      report.sha256,
      delivery.arrival,
      report.file,
      report.extract,
      report.period,
      JSON.stringify(periods),
      JSON.stringify(covered),
      report.outcome,
      delivery.receivedAt,
      report.rows,
      report.quarantined,
      JSON.stringify(report.counts),
      JSON.stringify(quarantined),
      withdrawn,
    ],
  );
  const found = report.findings.map((finding) => ({ sha256: report.sha256, ...finding }));
  if (found.length > 0)
    await warehouse.run(`INSERT INTO ledger.finding ${findingRows}`, [JSON.stringify(found)]);
  await warehouse.run(`INSERT INTO ledger.profile SELECT $2, profile.* FROM ${profileRows}`, [
    JSON.stringify(profile),
    report.sha256,
  ]);
}

const profileRows = `(SELECT unnest(from_json($1::JSON, '[{
  "period": "VARCHAR", "field": "VARCHAR", "category": "VARCHAR", "rows": "BIGINT"
}]')) AS profile)`;

export async function enterRejected(
  warehouse: Warehouse,
  report: FileReport,
  delivery: Delivery,
): Promise<void> {
  await enter(warehouse, {
    report,
    delivery,
    periods: [],
    covered: [],
    quarantined: {},
    profile: [],
    withdrawn: false,
  });
}

/** What there is to know of one file; null where the ledger does not know it. */
export async function entryOf(
  warehouse: Warehouse,
  sha256: string,
): Promise<(Omit<Entry, 'delivery'> & { arrival: number }) | null> {
  const [row] = await warehouse.rows('SELECT * FROM ledger.file WHERE sha256 = $1', [sha256]);
  if (!row) return null;
  const found = await findings(warehouse, sha256);
  const profile = await warehouse.rows('SELECT * FROM ledger.profile WHERE sha256 = $1', [sha256]);
  const { file, extract, period, outcome, rows, quarantined, counts, arrival, covered, periods } = record(
    row,
    new Set(),
  );
  return {
    report: {
      ...{ file, sha256, extract, period, outcome, rows, quarantined, counts },
      findings: found.map(({ sha256: _sha256, ...finding }) => finding),
    },
    ...{ arrival, covered, periods },
    quarantined: JSON.parse(String(row.quarantined_by_period)),
    profile: profile.map(({ period, field, category, rows: count }) => ({
      ...{ period: String(period), field: String(field), category: String(category) },
      rows: Number(count),
    })),
    withdrawn: row.withdrawn === true,
  };
}

/** A file that the ledger knows. */
export interface Known {
  arrival: number;
  rejected: boolean;
  withdrawn: boolean;
}

export async function known(warehouse: Warehouse): Promise<Map<string, Known>> {
  const rows = await warehouse.rows(
    `SELECT sha256, arrival, outcome = 'rejected' AS rejected, withdrawn FROM ledger.file`,
  );
  return new Map(
    rows.map((row) => [
      String(row.sha256),
      {
        arrival: Number(row.arrival),
        rejected: row.rejected === true,
        withdrawn: row.withdrawn === true,
      },
    ]),
  );
}

/** A withdrawn file's rows stay where they are and count for nothing; what it had superseded counts again. */
export async function setWithdrawn(warehouse: Warehouse, sha256: string, withdrawn: boolean): Promise<void> {
  await warehouse.run('UPDATE ledger.file SET withdrawn = $2 WHERE sha256 = $1 AND withdrawn <> $2', [
    sha256,
    withdrawn,
  ]);
}

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

/** The periods that other files of a file's extract have delivered after it. */
export async function deliveredSince(warehouse: Warehouse, sha256: string): Promise<Set<string>> {
  const rows = await warehouse.rows(
    `SELECT DISTINCT unnest(later.covered) AS period FROM ledger.file AS own
     JOIN ledger.file AS later ON later.extract = own.extract AND later.arrival > own.arrival
     WHERE own.sha256 = $1 AND later.outcome <> 'rejected' AND NOT later.withdrawn`,
    [sha256],
  );
  return new Set(rows.map((row) => String(row.period)));
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

/** The rows of a file that comes again take its new place in the order of arrival; its entry is then made anew. */
export async function renumberRows(
  warehouse: Warehouse,
  { sha256, arrival }: Delivery,
  extract: string,
): Promise<void> {
  await warehouse.run(
    `UPDATE delivered.${quoted(extract)} SET _arrival = $2 WHERE _arrival = (SELECT arrival FROM ledger.file WHERE sha256 = $1)`,
    [sha256, arrival],
  );
}

/** Every delivery as readers see it, newest first. */
export async function files(warehouse: Warehouse, extracts: Extract[]): Promise<LedgerFile[]> {
  const rows = await warehouse.rows('SELECT * FROM ledger.file ORDER BY arrival DESC');
  const delivered = new Set(rows.map(({ extract }) => extract));
  const arrivals = extracts
    .filter((extract) => [extract, ...feedersOf(extract, extracts)].some(({ name }) => delivered.has(name)))
    .map(({ name }) => `SELECT DISTINCT _arrival AS arrival FROM facts.${quoted(name)}`);
  const active = arrivals.length > 0 ? await warehouse.rows(arrivals.join(' UNION ALL ')) : [];
  const counting = new Set(active.map(({ arrival }) => Number(arrival)));
  return rows.map((row) => record(row, counting));
}

function record(row: Row, active: Set<number>): LedgerFile {
  const rejected = row.outcome === 'rejected';
  return {
    file: String(row.file),
    sha256: String(row.sha256),
    extract: row.extract === null ? null : String(row.extract),
    period: row.period === null ? null : String(row.period),
    outcome: rejected ? 'rejected' : row.outcome === 'accepted' ? 'accepted' : 'accepted_with_findings',
    rows: Number(row.rows),
    quarantined: Number(row.quarantined),
    counts: JSON.parse(String(row.counts)),
    state: stateOf(row, active),
    received_at: String(row.received_at),
    periods: texts(row.periods),
    arrival: Number(row.arrival),
    covered: texts(row.covered),
  };
}

function stateOf(row: Row, active: Set<number>): FileState {
  if (row.outcome === 'rejected') return 'rejected';
  if (row.withdrawn === true) return 'withdrawn';
  return Number(row.rows) > 0 && !active.has(Number(row.arrival)) ? 'superseded' : 'accepted';
}

/** The findings on all files, or on one. */
export async function findings(
  warehouse: Warehouse,
  sha256?: string,
): Promise<(Finding & { sha256: string })[]> {
  const rows = sha256
    ? await warehouse.rows('SELECT * FROM ledger.finding WHERE sha256 = $1', [sha256])
    : await warehouse.rows('SELECT * FROM ledger.finding');
  return rows.map((row) => ({
    sha256: String(row.sha256),
    severity: row.severity === 'error' ? 'error' : 'warning',
    code: String(row.code),
    row: row.row === null ? null : Number(row.row),
    column: row.column === null ? null : String(row.column),
    value: row.value === null ? null : String(row.value),
    message: String(row.message),
    remedy: String(row.remedy),
  }));
}

/** A snapshot, and a digest of all that it was made from. */
export interface Published {
  fingerprint: string;
  snapshot: string;
}

export async function lastPublished(warehouse: Warehouse): Promise<Published | null> {
  const [row] = await warehouse.rows('SELECT fingerprint, snapshot FROM ledger.published');
  return row ? { fingerprint: String(row.fingerprint), snapshot: String(row.snapshot) } : null;
}

export async function notePublished(
  warehouse: Warehouse,
  { fingerprint, snapshot }: Published,
): Promise<void> {
  await warehouse.transaction(async () => {
    await warehouse.run('DELETE FROM ledger.published');
    await warehouse.run('INSERT INTO ledger.published VALUES ($1, $2)', [fingerprint, snapshot]);
  });
}

/** Of each extract, the loadings of its files that count. Whenever a file’s rows are put into a warehouse that is a new
 *  loading: between two that are the same, neither the rows nor what the ledger says of their file have changed. */
export async function loadings(warehouse: Warehouse): Promise<Map<string, string>> {
  const rows = await warehouse.rows(
    `SELECT extract, string_agg(loading, ' ' ORDER BY loading) AS loadings FROM ledger.file WHERE ${COUNTS} GROUP BY extract`,
  );
  return new Map(rows.map((row) => [String(row.extract), String(row.loadings)]));
}

/** What a warehouse is known by: one that is made anew is another. */
export async function warehouseId(warehouse: Warehouse): Promise<string> {
  const [row] = await warehouse.rows('SELECT warehouse::VARCHAR AS id FROM ledger.layout');
  return String(row?.id);
}

/** The names of all files that count. */
export async function countingNames(warehouse: Warehouse): Promise<Set<string>> {
  const rows = await warehouse.rows(`SELECT file AS name FROM ledger.file WHERE ${COUNTS}`);
  return new Set(rows.map(({ name }) => String(name)));
}

/** The digests of files of which the archive had nothing that could be loaded. */
export async function lostFiles(warehouse: Warehouse): Promise<Set<string>> {
  const rows = await warehouse.rows(
    `SELECT sha256 FROM ledger.file WHERE outcome = 'rejected'
     AND sha256 IN (SELECT sha256 FROM ledger.finding WHERE code = 'archive-error')`,
  );
  return new Set(rows.map(({ sha256 }) => String(sha256)));
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

function texts(value: DuckDBValue | undefined): string[] {
  return value !== null && value !== undefined && typeof value === 'object' && 'items' in value
    ? value.items.map(String)
    : [];
}
