import { appendFile, open, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { again, copyOf, discard, prepare } from './homes.ts';
import { Divergence } from './kills.ts';
import { type Ended, howItEnded, INGEST, type Order, type Pipelines } from './pipeline.ts';
import type { Random } from './random.ts';
import { type Operation, operations } from './scenario.ts';
import { difference, type State, stateOf } from './state.ts';

/** A damaged warehouse: moved aside, made anew from the archive, reported; the figures are those of a sound one. */

export interface DamageTally {
  trials: number;
  /** Moved aside and made anew. */
  repaired: number;
  /** Found when the run had done its work: moved aside, and made anew by the next. */
  atTheEnd: number;
  /** Found only when every row was read; a rebuild then made it good. */
  latent: number;
  /** Runs that DuckDB itself brought down. */
  brokenDown: number;
}

export function emptyDamageTally(): DamageTally {
  return { trials: 0, repaired: 0, atTheEnd: 0, latent: 0, brokenDown: 0 };
}

interface Damage {
  title: string;
  file: 'warehouse.duckdb' | 'warehouse.duckdb.wal';
  do(path: string, bytes: number): Promise<void>;
}

const BLOCK_BYTES = 262_144;

/** Each of these ways so often. */
export function damages(random: Random, times: number): Damage[] {
  const file = 'warehouse.duckdb';
  const wal = 'warehouse.duckdb.wal';
  const once: Damage[] = [
    { title: 'header overwritten', file, do: (path) => overwrite(path, 0, Buffer.alloc(4096, 'x')) },
    { title: 'second header overwritten', file, do: (path) => overwrite(path, 4096, Buffer.alloc(4096)) },
    {
      title: 'both later headers overwritten',
      file,
      do: (path) => overwrite(path, 4096, Buffer.alloc(8192, 1)),
    },
    { title: 'cut to nothing', file, do: (path) => truncate(path, 0) },
    { title: 'cut to its headers', file, do: (path) => truncate(path, 12_288) },
    {
      title: 'replaced by text',
      file,
      do: (path) => writeFile(path, 'This is not a warehouse.\n'.repeat(400)),
    },
    { title: 'opened three times without an end', file, do: (path) => writeFile(`${path}.opening`, '3\n') },
    { title: 'gone, its log still there', file, do: (path) => rm(path) },
    { title: 'log cut to nothing', file: wal, do: (path) => truncate(path, 0) },
    {
      title: 'log replaced by text',
      file: wal,
      do: (path) => writeFile(path, 'This is not a log.\n'.repeat(400)),
    },
    { title: 'log gone', file: wal, do: (path) => rm(path) },
    {
      title: 'garbage at the end of the log',
      file: wal,
      do: (path) => appendFile(path, garbage(random, 5000)),
    },
  ];
  const often = (index: number): Damage[] => [
    {
      title: `cut at a random place (${index})`,
      file,
      do: (path, bytes) => truncate(path, Math.floor(random.fraction() * bytes)),
    },
    {
      title: `bytes changed in one block (${index})`,
      file,
      do: (path, bytes) => overwrite(path, Math.floor(random.fraction() * bytes), garbage(random, 64)),
    },
    {
      title: `bytes changed in every block (${index})`,
      file,
      do: async (path, bytes) => {
        for (let at = 12_288; at < bytes; at += BLOCK_BYTES)
          await overwrite(path, at + random.below(Math.min(BLOCK_BYTES, bytes - at)), garbage(random, 16));
      },
    },
    {
      title: `log cut at a random place (${index})`,
      file: wal,
      do: (path, bytes) => truncate(path, Math.floor(random.fraction() * bytes)),
    },
    {
      title: `bytes changed in the log (${index})`,
      file: wal,
      do: (path, bytes) => overwrite(path, Math.floor(random.fraction() * bytes), garbage(random, 8)),
    },
  ];
  return [...once, ...Array.from({ length: times }, (_, index) => often(index + 1)).flat()];
}

/** A home before the damage, and what is to be done in it after. */
interface Damageable {
  pipelines: Pipelines;
  base: string;
  operation: Operation | null;
  expected: State;
  folder: string;
}

/** A home whose last run was killed before its end, so that all of it is still in the warehouse's log. */
export async function withLog(
  pipelines: Pipelines,
  before: string,
  index: number,
  folder: string,
): Promise<string> {
  const home = await copyOf(before, folder, 'with-log');
  const order = await prepare(home, operations[index] ?? { title: '' });
  const ended = await pipelines.run(home, { ...order, end: { step: 'published', nth: 1 } });
  const { size } = await stat(join(home, 'warehouse.duckdb.wal')).catch(() => ({ size: 0 }));
  if (!ended.killed || size === 0) throw new Error(`The home has no log: ${howItEnded(ended)}`);
  return home;
}

const TRIES_AT_MOST = 5;

export async function damageAndRun(given: Damageable, damage: Damage, tally: DamageTally): Promise<void> {
  const { pipelines, base, operation, folder } = given;
  const home = await copyOf(base, folder, 'damaged');
  const history = [damage.title, operation?.title ?? 'nothing new'];
  const order = operation ? await prepare(home, operation) : INGEST;
  const path = join(home, damage.file);
  await damage.do(path, (await stat(path)).size);
  let ended = await runToEnd(pipelines, home, order, history, tally);
  tally.trials += 1;
  // Damage that is met when all is done is made good by the next run.
  if (!ended.report?.repaired && ended.said.some(isOfDamage)) {
    tally.atTheEnd += 1;
    ended = await runToEnd(pipelines, home, INGEST, history, tally);
  } else if (ended.report?.repaired) tally.repaired += 1;
  const wrong = (await differenceAfter(given, home, history, tally)) ?? unreported(home, ended);
  if (wrong) throw new Divergence(wrong, home, history);
  await discard(home);
}

function isOfDamage(line: string): boolean {
  return line.startsWith('The warehouse was damaged.');
}

/** A run that DuckDB brings down is begun again, as the schedule would. */
async function runToEnd(
  pipelines: Pipelines,
  home: string,
  order: Order,
  history: string[],
  tally: DamageTally,
): Promise<Ended> {
  let next = order;
  for (let tries = 1; tries <= TRIES_AT_MOST; tries += 1) {
    const ended = await pipelines.run(home, next);
    history.push(`${next.command}: ${howItEnded(ended)}; ${ended.said.join(' ')}`);
    if (ended.code === 0) return ended;
    if (ended.signal === null) throw new Divergence('The run failed.', home, history);
    tally.brokenDown += 1;
    next = await again(home, order);
  }
  throw new Divergence(`DuckDB broke down ${TRIES_AT_MOST} times in a row.`, home, history);
}

async function differenceAfter(
  { pipelines, expected }: Damageable,
  home: string,
  history: string[],
  tally: DamageTally,
): Promise<string | null> {
  try {
    return difference(expected, await stateOf(home));
  } catch (error) {
    history.push(`reading all of it: ${error}`);
    tally.latent += 1;
    history.push(howItEnded(await pipelines.run(home, { ...INGEST, command: 'rebuild' })));
    return difference(expected, await stateOf(home));
  }
}

/** What was moved aside must be there, and must have been said. */
function unreported(home: string, { report, said }: Ended): string | null {
  const aside = report?.repaired;
  if (!aside && !said.some(isOfDamage)) return null;
  if (!aside) return 'It was repaired, but the report does not say so.';
  if (!said.some((line) => line.includes(aside))) return 'No line says where the damaged warehouse was put.';
  return aside.startsWith(home) ? null : `The damaged warehouse was put outside of the home: ${aside}`;
}

async function overwrite(path: string, at: number, bytes: Buffer): Promise<void> {
  const handle = await open(path, 'r+');
  await handle.write(bytes, 0, bytes.length, at);
  await handle.close();
}

function garbage(random: Random, length: number): Buffer {
  return Buffer.from(Array.from({ length }, () => random.below(256)));
}
