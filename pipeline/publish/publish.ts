import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { literal } from '../../indicators/expressions.ts';
import { close, openFenced } from '../../indicators/fence.ts';
import { frozenIn } from '../../indicators/frozen.ts';
import type { Freshness } from '../../indicators/gaps.ts';
import type { Measure } from '../../indicators/measure-schema.ts';
import { leavesOf } from '../../indicators/measures.ts';
import { localDay } from '../../indicators/periods.ts';
import type { Catalogue, Indicator } from '../../indicators/schema.ts';
import type { Change, Finding, SnapshotInfo } from '../../indicators/series.ts';
import { INDICATOR_TABLES, SNAPSHOT_ENDING, SNAPSHOT_TABLES, snapshotId } from '../../indicators/snapshot.ts';
import type { Computed } from '../compute/compute.ts';
import type { Fingerprints } from '../compute/fingerprints.ts';
import { RULES } from '../disclosure/pattern.ts';
import { protectedFigures } from '../disclosure/protect.ts';
import type { Effects } from '../effects.ts';
import { openToOthers } from '../modes.ts';
import type { Home } from '../settings.ts';
import { append, appendRow } from '../warehouse/appending.ts';
import { findingRows, type LedgerFile } from '../warehouse/ledger.ts';
import type { Unchanged } from './earlier.ts';
import type { PlanReports } from './plan.ts';
import { publishedNumbers, snapshotPath } from './snapshot-folder.ts';
import { writeComparators, writeGroupPeople, writeSeries } from './snapshot-series.ts';

interface Publication {
  catalogue: Catalogue;
  computed: Computed[];
  /** The indicators that were not computed: their rows are taken over from an earlier snapshot. */
  unchanged: Unchanged;
  fingerprints: Fingerprints;
  /** What the code that makes the figures is known by. */
  code: string;
  /** The finished figures of the snapshot before that are now others. */
  changes: Change[];
  files: LedgerFile[];
  freshness: Freshness[];
  plan: PlanReports;
  findings: (Finding & { sha256: string })[];
  publishedAt: Date;
  sampleData: boolean;
}

const SNAPSHOTS_KEPT = 30;

/** Many tables of few rows: in blocks of 256 KB, and as DuckDBs before 1.4 read them, the file would be many times as
 *  large and take three times as long to write. */
const SNAPSHOT_FILE = {
  threads: '1',
  default_block_size: '16384',
  storage_compatibility_version: 'v1.4.0',
};

/**
 * Writes a whole new snapshot beside the others and renames it into place: it is there whole, or not at all.
 * @param note is told its id before that, so that it is known to be published as soon as it is
 */
export async function publish(
  home: Home,
  publication: Publication,
  effects: Effects,
  note: (id: string) => Promise<void>,
): Promise<SnapshotInfo> {
  const numbers = await publishedNumbers(home);
  const id = snapshotId(Math.max(0, ...numbers) + 1);
  const half = join(home.work, `${id}${SNAPSHOT_ENDING}`);
  await rm(half, { force: true });
  const before = numbers.toSorted((one, other) => other - one).map(snapshotId);
  const info = await write(home, half, id, publication, before, effects);
  await openToOthers(half);
  effects.reached('written');
  await note(id);
  effects.reached('noted');
  await rename(half, snapshotPath(home, id));
  effects.reached('published');
  await prune(home, numbers);
  return info;
}

async function prune(home: Home, numbers: number[]): Promise<void> {
  const old = numbers.sort((one, other) => other - one).slice(SNAPSHOTS_KEPT - 1);
  const frozen = await frozenIn(home.snapshots);
  for (const id of old.map(snapshotId))
    if (!frozen.has(id)) await rm(snapshotPath(home, id), { force: true });
}

async function write(
  home: Home,
  path: string,
  id: string,
  publication: Publication,
  before: string[],
  { log }: Effects,
): Promise<SnapshotInfo> {
  const opened = await openFenced(path, [home.snapshots], SNAPSHOT_FILE);
  const { connection } = opened;
  try {
    const earlier = publication.unchanged.snapshot;
    if (earlier !== null)
      await connection.run(`ATTACH ${literal(snapshotPath(home, earlier))} AS earlier (READ_ONLY)`);
    await connection.run('BEGIN');
    await connection.run(SNAPSHOT_TABLES);
    await connection.run('INSERT INTO catalogue VALUES ($1)', [JSON.stringify(publication.catalogue)]);
    await takeOver(connection, publication.unchanged.indicators);
    await writeSeries(connection, publication.computed, 'full');
    await writeGroupPeople(connection, publication.computed);
    await writeComparators(connection, publication.computed);
    const paths = before.map((one) => snapshotPath(home, one));
    const withheld = await writeProtected(connection, publication, paths, log);
    for (const line of withheld) log(line);
    await writeFingerprints(connection, publication.fingerprints);
    await connection.run('INSERT INTO made_by VALUES ($1)', [publication.code]);
    await writeChanges(connection, publication.changes);
    await writePlan(connection, publication);
    await writeFiles(connection, publication);
    const info = await writeInfo(connection, id, publication);
    await connection.run('COMMIT');
    await connection.run('CHECKPOINT');
    return info;
  } finally {
    close(opened);
  }
}

/** What area groups and the public may see: worked out from all that this snapshot says, whatever of it is new. */
async function writeProtected(
  connection: DuckDBConnection,
  { catalogue }: Publication,
  earlier: readonly string[],
  log: Effects['log'],
): Promise<string[]> {
  const { shown, cells, withheld, faults } = await protectedFigures(connection, catalogue, earlier, log);
  await writeSeries(connection, shown, 'protected');
  await append(connection, 'disclosure_cell', (appender) => {
    for (const { table, place, days, hidden, value } of cells)
      appendRow(appender, [table, place, days, hidden, value ?? null, RULES]);
  });
  return withheld.length > 0 ? [withheldText(withheld), ...faults.map(faultText)] : [];
}

function faultText(fault: string): string {
  return `While a way was looked for, this went wrong: ${fault}`;
}

function withheldText(indicators: Indicator[]): string {
  const names = indicators.map(({ title }) => `“${title}”`).join(', ');
  return `No figures of ${names} are shown to area groups and the public: no way was found to show some of them without telling those that protect children’s privacy by being hidden. Everybody else sees them as ever.`;
}

/** The attached snapshot’s rows of indicators that have not changed, in their order. */
async function takeOver(connection: DuckDBConnection, unchanged: ReadonlySet<string>): Promise<void> {
  if (unchanged.size === 0) return;
  const names = [...unchanged].map(literal).join(', ');
  for (const table of INDICATOR_TABLES)
    await connection.run(
      `INSERT INTO ${table} FROM earlier.${table} WHERE indicator IN (${names}) ORDER BY rowid`,
    );
}

/** The data go as far as the last day that any series with figures covers, and of a month that is not over no further
 *  than today. What others have published of a period that is not over does not say how far it goes. */
async function writeInfo(
  connection: DuckDBConnection,
  id: string,
  { catalogue, publishedAt, sampleData }: Publication,
): Promise<SnapshotInfo> {
  const told = catalogue.indicators.filter(({ measure }) => leavesOf(measure).some(isToldByOthers));
  const newest = await connection.runAndReadAll(
    `SELECT least(max(covered_to), $1::DATE)::VARCHAR FROM full_point
     WHERE value IS NOT NULL AND (complete OR indicator NOT IN (SELECT unnest(CAST($2::JSON AS VARCHAR[]))))
     HAVING count(*) > 0`,
    [localDay(publishedAt, catalogue.partnership.calendar), JSON.stringify(told.map(({ id }) => id))],
  );
  const dataTo = newest.getRows()[0]?.[0];
  const info: SnapshotInfo = {
    id,
    published_at: publishedAt.toISOString(),
    data_to: typeof dataTo === 'string' ? dataTo : null,
    name: null,
  };
  await connection.run('INSERT INTO snapshot VALUES ($1, $2, $3, $4, $5)', [
    info.id,
    info.published_at,
    info.data_to,
    info.name,
    sampleData,
  ]);
  return info;
}

function isToldByOthers({ kind }: Measure): boolean {
  return kind === 'published' || kind === 'rank';
}

async function writeFingerprints(connection: DuckDBConnection, fingerprints: Fingerprints): Promise<void> {
  await append(connection, 'computed_from', (appender) => {
    for (const [indicator, fingerprint] of fingerprints) appendRow(appender, [indicator, fingerprint]);
  });
}

async function writeChanges(connection: DuckDBConnection, changes: Change[]): Promise<void> {
  await append(connection, 'full_change', (appender) => {
    for (const { indicator, area, grain, period, was, is, because } of changes) {
      const figures = [was, is].flatMap((figure) => [
        figure?.value ?? null,
        figure?.numerator ?? null,
        figure?.denominator ?? null,
      ]);
      const { files, definition, updated } = because;
      appendRow(appender, [
        indicator,
        area,
        grain,
        period,
        ...figures,
        JSON.stringify(files),
        definition,
        updated,
      ]);
    }
  });
}

async function writePlan(connection: DuckDBConnection, { freshness, plan }: Publication): Promise<void> {
  await append(connection, 'freshness', (appender) => {
    for (const { extract, latest, due_on } of freshness) appendRow(appender, [extract, latest, due_on]);
  });
  await append(connection, 'milestone', (appender) => {
    for (const { id, status, updated_on, due_on, done_on, evidence } of plan.milestones)
      appendRow(appender, [id, status, updated_on, due_on, done_on, evidence]);
  });
  await append(connection, 'decision', (appender) => {
    for (const one of plan.decisions) {
      const { id, decided_on, board, decision, indicator, period, value, owner, due_on, outcome } = one;
      appendRow(appender, [
        id,
        decided_on,
        board,
        decision,
        indicator,
        period,
        value,
        owner,
        due_on,
        outcome,
      ]);
    }
  });
  await append(connection, 'commentary', (appender) => {
    for (const { id, indicator, area, period, written_on, author_role, text } of plan.comments)
      appendRow(appender, [id, indicator, area, period, written_on, author_role, text]);
  });
}

/** In one statement each: there may be thousands. */
async function writeFiles(connection: DuckDBConnection, { files, findings }: Publication): Promise<void> {
  await connection.run(`INSERT INTO file BY NAME ${fileRows}`, [JSON.stringify(files)]);
  await connection.run(`INSERT INTO finding ${findingRows}`, [JSON.stringify(findings)]);
}

const fileRows = `
SELECT file.* FROM (SELECT unnest(from_json($1::JSON, '[{
  "sha256": "VARCHAR", "file": "VARCHAR", "extract": "VARCHAR", "period": "VARCHAR", "periods": ["VARCHAR"],
  "state": "VARCHAR", "outcome": "VARCHAR", "received_at": "VARCHAR", "rows": "BIGINT", "quarantined": "BIGINT",
  "counts": "JSON", "arrival": "INTEGER", "covered": ["VARCHAR"]
}]')) AS file)`;
