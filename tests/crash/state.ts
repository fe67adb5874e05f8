import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { literal, quoted } from '../../indicators/expressions.ts';
import { SNAPSHOT_ENDING, snapshotId, snapshotNumber } from '../../indicators/snapshot.ts';

/** All that must come out the same, whatever happened on the way: for each kind, its rows as text, in order. */
export type State = Record<string, string[]>;

/** Numbers of arrival and times of receipt are other ones after a crash; the order in which files count is in the facts. */
const SNAPSHOT: Record<string, string> = {
  full_point: 'SELECT * FROM full_point',
  full_summary: 'SELECT * FROM full_summary',
  full_breakdown: 'SELECT * FROM full_breakdown',
  benchmark: 'SELECT * FROM benchmark',
  full_counted_rows: 'SELECT * FROM full_counted_rows',
  group_people: 'SELECT * FROM group_people',
  council: 'SELECT * FROM council',
  'files as published': 'SELECT * EXCLUDE (arrival, received_at) FROM file',
  'findings as published': 'SELECT * FROM finding',
};

export async function stateOf(home: string): Promise<State> {
  const [newest] = await snapshotsOf(home);
  if (newest === undefined) throw new Error(`${home} has no snapshot.`);
  const published = await read(snapshotPath(home, newest), async (rows) => {
    const found: State = {};
    for (const [name, sql] of Object.entries(SNAPSHOT)) found[name] = await rows(sql);
    return found;
  });
  return { ...published, ...(await warehouseOf(home)), ...(await foldersOf(home)) };
}

function warehouseOf(home: string): Promise<State> {
  return read(join(home, 'warehouse.duckdb'), async (rows) => {
    const extracts = await rows('SELECT extract FROM ledger.shape');
    const found: State = {
      'ledger’s files': await rows('SELECT * EXCLUDE (arrival, received_at, loading) FROM ledger.file'),
      'ledger’s findings': await rows('SELECT * FROM ledger.finding'),
      'arrivals that two files have': await rows(
        'SELECT arrival, list(file) FROM ledger.file GROUP BY arrival HAVING count(*) > 1',
      ),
    };
    for (const text of extracts) {
      const { extract } = JSON.parse(text);
      found[`facts of ${extract}`] = await rows(
        `SELECT file.sha256, facts.* EXCLUDE (_arrival) FROM facts.${quoted(extract)} AS facts
         LEFT JOIN ledger.file ON file.arrival = facts._arrival AND file.extract = ${literal(extract)}`,
      );
    }
    return found;
  });
}

/** What tells of the way and not of what came of it: who ran what, and a damaged warehouse set aside. */
function isOfTheWay(name: string): boolean {
  return name === 'audit' || name.startsWith('warehouse.duckdb.damaged');
}

/** What lies about: nothing that waits, nothing half done, nothing of a crash. */
async function foldersOf(home: string): Promise<State> {
  const [root, inbox, archive, quarantine] = await Promise.all(
    ['', 'inbox', 'archive', 'quarantine'].map((folder) => readdir(join(home, folder))),
  );
  const notes = (archive ?? []).filter((name) => name.endsWith('.json'));
  const said = await Promise.all(notes.map((name) => readFile(join(home, 'archive', name), 'utf8')));
  return {
    home: (root ?? []).filter((name) => !isOfTheWay(name)).sort(),
    inbox: inbox ?? [],
    archive: (archive ?? []).sort(),
    quarantine: (quarantine ?? []).sort(),
    notes: said
      .map((text) => {
        const { sha256, file, state, names } = JSON.parse(text);
        return JSON.stringify({ sha256, file, state, names: [...names].sort() });
      })
      .sort(),
  };
}

/** The first thing in which two states differ, in words; null where they are the same. */
export function difference(expected: State, found: State): string | null {
  for (const kind of new Set([...Object.keys(expected), ...Object.keys(found)])) {
    const [should, does] = [expected[kind] ?? [], found[kind] ?? []];
    const missing = without(should, does);
    const extra = without(does, should);
    if (missing.length + extra.length === 0) continue;
    return [
      `${kind}: ${should.length} expected, ${does.length} found`,
      ...missing.slice(0, 3).map((row) => `  missing: ${row}`),
      ...extra.slice(0, 3).map((row) => `  extra:   ${row}`),
    ].join('\n');
  }
  return null;
}

/** The rows of the one that the other has not, counting how often. */
function without(rows: string[], others: string[]): string[] {
  const counts = new Map<string, number>();
  for (const row of others) counts.set(row, (counts.get(row) ?? 0) + 1);
  return rows.filter((row) => {
    const left = counts.get(row) ?? 0;
    counts.set(row, left - 1);
    return left <= 0;
  });
}

/** How many reports of runs the ledger keeps. */
export function runsKept(home: string): Promise<number> {
  return read(join(home, 'warehouse.duckdb'), async (rows) => (await rows('FROM ledger.run')).length);
}

/** The figures that there are, by indicator, area and period. */
export function monthsOf(state: State): string[] {
  return (state.full_point ?? []).flatMap((row) => {
    const { indicator, area, period, status } = JSON.parse(row);
    return status === 'ok' ? [`${indicator} ${area} ${period}`] : [];
  });
}

/** Says which of these figures one of the snapshots lacks, though it was replaced a moment later; null where none does. */
export async function lostMonths(home: string, numbers: number[], months: string[]): Promise<string | null> {
  for (const number of numbers) {
    const there = await read(snapshotPath(home, number), async (rows) =>
      monthsOf({ full_point: await rows('SELECT * FROM full_point') }),
    );
    const lost = months.filter((month) => !there.includes(month));
    if (lost.length > 0)
      return `${snapshotId(number)} lacks ${lost.length} figures: ${lost.slice(0, 5).join(', ')}`;
  }
  return null;
}

export function sizeOf(state: State): number {
  return Object.values(state).reduce((sum, rows) => sum + rows.length, 0);
}

/** The numbers of a home's snapshots, newest first. */
export async function snapshotsOf(home: string): Promise<number[]> {
  const folder = join(home, 'snapshots');
  if (!existsSync(folder)) return [];
  return (await readdir(folder))
    .map(snapshotNumber)
    .filter((number) => number !== null)
    .sort((one, other) => other - one);
}

export function snapshotPath(home: string, number: number): string {
  return join(home, 'snapshots', `${snapshotId(number)}${SNAPSHOT_ENDING}`);
}

type Rows = (sql: string) => Promise<string[]>;

/** Rows as JSON, in the order of their text. */
export async function read<T>(path: string, work: (rows: Rows) => Promise<T>): Promise<T> {
  const instance = await DuckDBInstance.create(path, { access_mode: 'READ_ONLY', threads: '1' });
  const connection = await instance.connect();
  try {
    return await work(async (sql) => {
      const found = await connection.runAndReadAll(sql);
      return found
        .getRowObjectsJson()
        .map((row) => JSON.stringify(row))
        .sort();
    });
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
