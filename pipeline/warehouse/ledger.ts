import { literal, quoted } from '../../indicators/expressions.ts';
import type { Extract } from '../../indicators/extract-schema.ts';
import { feedersOf } from '../../indicators/feeds.ts';
import type { FileRecord, FileReport, FileState, Finding } from '../../indicators/series.ts';
import type { ProfileRow } from '../checks/profile.ts';
import type { Delivery } from '../receive/delivery.ts';
import { type Row, texts, type Warehouse } from './warehouse.ts';

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

/** The digests of files of which the archive had nothing that could be loaded. */
export async function lostFiles(warehouse: Warehouse): Promise<Set<string>> {
  const rows = await warehouse.rows(
    `SELECT sha256 FROM ledger.file WHERE outcome = 'rejected'
     AND sha256 IN (SELECT sha256 FROM ledger.finding WHERE code = 'archive-error')`,
  );
  return new Set(rows.map(({ sha256 }) => String(sha256)));
}
