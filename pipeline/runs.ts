import type { Change, FileReport, SnapshotInfo } from '../indicators/series.ts';
import type { Unreadable } from './receive/receive.ts';
import { endUntold } from './receive/untold.ts';
import { type Seconds, type Stopwatch, stopwatch } from './stopwatch.ts';
import type { Warehouse } from './warehouse/warehouse.ts';
import type { Workshop } from './workshop.ts';

/** A file that could not be brought to an end: neither loaded nor refused, and tried again at the next run. */
export interface Unfinished {
  file: string;
  sha256: string;
  tries: number;
  reason: string;
}

/** What a run has to say. */
export interface RunReport {
  files: FileReport[];
  /** Files that broke off the work on them; they are tried again at the next run. */
  unfinished: Unfinished[];
  /** What could not be read and stays where it is: files that could not be opened, folders, links. */
  unreadable: Unreadable[];
  /** Where the warehouse was moved that was found damaged and made anew from the archive; null for one that was sound. */
  repaired: string | null;
  /** The snapshot that the run published; null when nothing had changed. */
  snapshot: SnapshotInfo | null;
  /** The finished figures that the snapshot before showed and that are now others or gone: the county's first. */
  changes: Change[];
  /** Which of several files that came for the same months counts, in sentences. */
  overtaken: string[];
}

/** A run as the ledger keeps it. */
export interface KeptRun {
  id: number;
  started_at: string;
  finished_at: string;
  outcome: 'published' | 'unchanged';
  files: Omit<FileReport, 'findings'>[];
  unfinished: Unfinished[];
  /** Where a damaged warehouse was moved, if one was made anew. */
  repaired: string | null;
  snapshot: SnapshotInfo | null;
  /** How many past figures changed; the first of them are named. */
  changed: number;
  changes: Change[];
  /** How long each stage took. */
  seconds: Seconds;
}

const RUNS_KEPT = 500;
const CHANGES_KEPT = 1000;

/** Does a run and keeps its report. */
export async function recorded<R extends RunReport>(
  { settings, warehouse, effects }: Workshop,
  run: (time: Stopwatch['time']) => Promise<R>,
): Promise<R> {
  const started = effects.now();
  const { seconds, time } = stopwatch();
  const report = await run(time);
  await keepRun(warehouse, report, {
    started_at: started.toISOString(),
    finished_at: effects.now().toISOString(),
    seconds,
  });
  await endUntold(settings.home, report.files);
  return report;
}

/** Keeps the report of a run that received or published something; the others come every ten minutes. */
async function keepRun(
  warehouse: Warehouse,
  { files, unfinished, repaired, snapshot, changes }: RunReport,
  about: Pick<KeptRun, 'started_at' | 'finished_at' | 'seconds'>,
): Promise<void> {
  if (files.length + unfinished.length === 0 && snapshot === null) return;
  const [newest] = await warehouse.rows('SELECT max(id) AS id FROM ledger.run');
  await insert(warehouse, [
    {
      id: Number(newest?.id) + 1,
      ...about,
      outcome: snapshot ? 'published' : 'unchanged',
      files: files.map(({ findings: _findings, ...file }) => file),
      unfinished,
      repaired,
      snapshot,
      changed: changes.length,
      changes: changes.slice(0, CHANGES_KEPT),
    },
  ]);
}

/** The newest runs first. */
export async function keptRuns(warehouse: Warehouse, limit = RUNS_KEPT): Promise<KeptRun[]> {
  const rows = await warehouse.rows('SELECT * FROM ledger.run ORDER BY id DESC LIMIT $1', [limit]);
  return rows.map((row) => ({
    id: Number(row.id),
    started_at: String(row.started_at),
    finished_at: String(row.finished_at),
    ...JSON.parse(String(row.report)),
  }));
}

/** Puts the runs of a warehouse that was there before in front of those of this one. */
export async function bringRuns(warehouse: Warehouse, before: KeptRun[]): Promise<void> {
  const last = Math.max(0, ...before.map(({ id }) => id));
  await warehouse.transaction(async () => {
    await warehouse.run('UPDATE ledger.run SET id = id + $1', [last]);
    await insert(warehouse, before);
  });
}

async function insert(warehouse: Warehouse, runs: KeptRun[]): Promise<void> {
  for (const { id, started_at, finished_at, ...report } of runs) {
    const values = [id, started_at, finished_at, JSON.stringify(report)];
    await warehouse.run('INSERT INTO ledger.run VALUES ($1, $2, $3, $4)', values);
  }
  await warehouse.run(`DELETE FROM ledger.run WHERE id <= (SELECT max(id) FROM ledger.run) - ${RUNS_KEPT}`);
}
