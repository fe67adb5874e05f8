import { cp, mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance, type DuckDBValue } from '@duckdb/node-api';
import { onTestFinished } from 'vitest';
import { projectRoot } from '../../bin/project.ts';
import { literal } from '../../indicators/expressions.ts';
import type { FileReport } from '../../indicators/series.ts';
import { SNAPSHOT_ENDING, snapshotNumber } from '../../indicators/snapshot.ts';
import { dryRun } from '../../pipeline/dry-run.ts';
import { type Effects, type Step, silent } from '../../pipeline/effects.ts';
import { rebuild } from '../../pipeline/rebuild.ts';
import { run } from '../../pipeline/run.ts';
import type { RunReport } from '../../pipeline/runs.ts';
import { type Home, readSettings, type Settings } from '../../pipeline/settings.ts';
import { type Status, status } from '../../pipeline/status.ts';
import { type Traced, trace } from '../../pipeline/trace.ts';
import { type Withdrawal, withdraw } from '../../pipeline/withdraw.ts';

/** A home of the pipeline's in a temporary folder, with a clock that stands still. */

export { projectRoot };
export const shippedPartnership = join(projectRoot, 'indicators', 'hertfordshire');
export const PERSON_KEY = 'a key for tests that is long enough';
export const TODAY = '2025-01-15';

export interface HomeOptions {
  /** The partnership's folder; Hertfordshire's as shipped unless said. */
  partnership?: string;
  personKey?: string;
  today?: string;
}

/** A point as the snapshot has it: the figures that a test works out by hand. */
interface SeenPoint {
  period: string;
  status: string;
  numerator: number | null;
  denominator: number | null;
  value: number | null;
  complete: boolean;
}

export interface TestHome {
  home: Home;
  /** What the pipeline said aloud. */
  said: string[];
  settings(): Promise<Settings>;
  /** Puts a file into the inbox, changed last in a moment long past, or in the one that is said. */
  drop(name: string, content: string | Buffer, changed?: Date): Promise<string>;
  /** One run over the inbox, or over files named. */
  ingest(...named: string[]): Promise<RunReport>;
  /** One run over these files, as if named on the command line: the inbox waits for files to stop growing. */
  deliver(files: Record<string, string | Buffer>): Promise<RunReport>;
  check(...paths: string[]): Promise<FileReport[]>;
  rebuild(): Promise<RunReport>;
  status(): Promise<Status>;
  trace(indicator: string, area: string, period: string): Promise<Traced>;
  withdraw(sha: string): Promise<Withdrawal>;
  /** The next time that a run comes to this step, its work breaks off there. */
  breakOffAt(step: Step): void;
  /** Sets the clock to another day. */
  on(day: string): void;
  /** Sets another key for pseudonyms. */
  keyed(personKey: string): void;
  snapshots(): Promise<string[]>;
  /** Answers a query on the newest snapshot. */
  published(sql: string, values?: DuckDBValue[]): Promise<Rows>;
  /** Answers a query on the warehouse, which no run must have open. */
  facts(sql: string): Promise<Rows>;
  series(indicator: string, area: string, grain: string): Promise<SeenPoint[]>;
  /** `numerator/denominator` of every point that has a figure, or its numerator alone: `{ '2024-07': '3/4' }`. */
  figures(indicator: string, area: string, grain: string): Promise<Record<string, string>>;
  remove(): Promise<void>;
}

type Rows = Record<string, DuckDBValue>[];

const LONG_PAST_MS = 60_000;

/** A home that goes when the test ends. */
export async function testHome(options: HomeOptions = {}): Promise<TestHome> {
  const home = await openTestHome(options);
  onTestFinished(() => home.remove());
  return home;
}

/** A home as another one is, that goes when the test ends. */
export async function copyOf(pattern: TestHome, options: HomeOptions): Promise<TestHome> {
  const home = await testHome(options);
  await cp(pattern.home.root, home.home.root, { recursive: true });
  return home;
}

/** A home for several tests; whoever opens it removes it. */
export async function openTestHome(options: HomeOptions = {}): Promise<TestHome> {
  const root = await mkdtemp(join(tmpdir(), 'waggle-test-home-'));
  const said: string[] = [];
  let today = options.today ?? TODAY;
  let breaking: Step | null = null;
  let personKey = options.personKey ?? PERSON_KEY;
  const effects: Effects = {
    now: () => new Date(`${today}T09:00:00Z`),
    log: (line) => said.push(line),
    progress: silent.progress,
    reached: (step) => {
      if (step !== breaking) return;
      breaking = null;
      throw new Error(`broken off at “${step}”`);
    },
  };
  const settings = () =>
    readSettings(
      {
        WAGGLE_HOME: root,
        WAGGLE_PARTNERSHIP: options.partnership ?? shippedPartnership,
        WAGGLE_PERSON_KEY: personKey,
      },
      projectRoot,
    );
  const { home } = await settings();
  const ingest: TestHome['ingest'] = async (...named) => run(await settings(), effects, named);
  const sent = join(root, 'sent');
  const snapshots = async () =>
    (await readdir(home.snapshots)).sort((one, other) => numberOf(one) - numberOf(other));
  const published: TestHome['published'] = async (sql, values = []) => {
    const newest = (await snapshots()).at(-1);
    if (!newest) throw new Error('No snapshot has been published.');
    return query(join(home.snapshots, newest), sql, values);
  };
  const series: TestHome['series'] = async (indicator, area, grain) => {
    const rows = await published(
      `SELECT period, status, numerator, denominator, value, complete FROM full_point
       WHERE indicator = $1 AND area = $2 AND grain = $3 ORDER BY start`,
      [indicator, area, grain],
    );
    return rows.map(seenPoint);
  };
  return {
    home,
    said,
    settings,
    drop: async (name, content, changed = new Date(Date.now() - LONG_PAST_MS)) => {
      const path = join(home.inbox, name);
      await writeFile(path, content);
      await utimes(path, changed, changed);
      return path;
    },
    ingest,
    deliver: async (files) => {
      await mkdir(sent, { recursive: true });
      for (const [name, content] of Object.entries(files)) await writeFile(join(sent, name), content);
      return ingest(...Object.keys(files).map((name) => join(sent, name)));
    },
    check: async (...paths) => dryRun(await settings(), effects, paths),
    rebuild: async () => rebuild(await settings(), effects),
    status: async () => status(await settings(), effects),
    trace: async (...words) => trace(await settings(), effects, words),
    withdraw: async (sha) => withdraw(await settings(), effects, sha),
    breakOffAt: (step) => {
      breaking = step;
    },
    on: (day) => {
      today = day;
    },
    keyed: (key) => {
      personKey = key;
    },
    snapshots,
    published,
    facts: (sql) => query(home.warehouse, sql),
    series,
    figures: async (indicator, area, grain) => figuresOf(await series(indicator, area, grain)),
    remove: () => rm(root, { recursive: true, force: true }),
  };
}

function numberOf(name: string): number {
  return snapshotNumber(name.slice(0, -SNAPSHOT_ENDING.length)) ?? -1;
}

/** Changes the newest snapshot, as nobody ever does, for what comes after to find. */
export async function onNewest(home: TestHome, sql: string): Promise<void> {
  const path = join(home.home.snapshots, String((await home.snapshots()).at(-1)));
  const instance = await DuckDBInstance.create(path);
  const connection = await instance.connect();
  await connection.run(sql);
  connection.closeSync();
  instance.closeSync();
}

/** DuckDBs that wait for the next query: to open one takes longer than most tests’ queries. */
const idle: DuckDBInstance[] = [];

/** Answers a query on a DuckDB file that nobody writes to. */
export async function query(path: string, sql: string, values: DuckDBValue[] = []): Promise<Rows> {
  const instance = idle.pop() ?? (await DuckDBInstance.create(':memory:', { threads: '1' }));
  const connection = await instance.connect();
  try {
    await connection.run(`ATTACH ${literal(path)} AS earlier (READ_ONLY); USE earlier`);
    const rows = (await connection.runAndReadAll(sql, values)).getRowObjects();
    await connection.run('USE memory; DETACH earlier');
    idle.push(instance);
    return rows;
  } finally {
    connection.closeSync();
    if (!idle.includes(instance)) instance.closeSync();
  }
}

function seenPoint(row: Record<string, DuckDBValue>): SeenPoint {
  const number = (value: DuckDBValue | undefined) => (typeof value === 'number' ? value : null);
  return {
    period: String(row.period),
    status: String(row.status),
    numerator: number(row.numerator),
    denominator: number(row.denominator),
    value: number(row.value),
    complete: row.complete === true,
  };
}

function figuresOf(points: SeenPoint[]): Record<string, string> {
  const withFigure = points.filter((point) => point.status === 'ok');
  return Object.fromEntries(
    withFigure.map(({ period, numerator, denominator }) => [
      period,
      denominator === null ? String(numerator) : `${numerator}/${denominator}`,
    ]),
  );
}
