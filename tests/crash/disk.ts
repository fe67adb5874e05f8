import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../../bin/project.ts';
import { Dashboard } from './dashboard.ts';
import { copyOf, discard, prepare } from './homes.ts';
import { Divergence } from './kills.ts';
import { type Ended, howItEnded, INGEST, type Pipelines } from './pipeline.ts';
import { type SmallDisk, smallDisk } from './places.ts';
import { large, sha256 } from './scenario.ts';
import { difference, type State, snapshotsOf, stateOf } from './state.ts';

/** A full disk: the run says so and ends, nothing is lost, the dashboard goes on, and with room again all is well. */

export interface DiskTally {
  /** How much room each run had, and the last step that it reached; null where that was enough. */
  runs: { room: string; last: string | null }[];
  answers: number;
}

const DISK_BYTES = 64 << 20;
const PLAINLY = /^The disk that holds \S+ is full\. Make room and run again; nothing was lost, /;

interface Trial {
  pipelines: Pipelines;
  base: string;
  expected: State;
  tally: DiskTally;
}

/** At so many sizes of what is left, from nothing to enough. Null where no disk can be mounted here. */
export async function fullDisks(trial: Trial, folder: string, sizes: number): Promise<boolean> {
  const disk = await smallDisk(join(folder, 'disk'), DISK_BYTES);
  if (!disk) return false;
  try {
    for (let index = 0; index < sizes; index += 1) {
      await fullDisk(trial, disk, Math.round((index * ROOM_ENOUGH_BYTES) / (sizes - 1)), index === 1);
    }
  } finally {
    disk.remove();
  }
  return true;
}

const ROOM_ENOUGH_BYTES = 5 << 20;

async function fullDisk(trial: Trial, disk: SmallDisk, free: number, alsoByHand: boolean): Promise<void> {
  const { pipelines, base, tally } = trial;
  const home = await copyOf(base, disk.folder, 'home');
  const dashboard = await Dashboard.open(home, pipelines.environment);
  const room = `${Math.round(free / 1024)} KiB left`;
  const history = [room];
  try {
    await prepare(home, large);
    await disk.fill(free);
    const snapshots = await snapshotsOf(home);
    const ended = await pipelines.run(home, INGEST);
    history.push(howItEnded(ended));
    await expectPlainEnd(ended, { home, history, tally, room, before: snapshots });
    if (alsoByHand && ended.code === 1) history.push(await byHand(pipelines, home, history));
    await disk.empty();
    await expectRecovery(trial, home, history);
    if (dashboard.faults[0]) throw new Divergence(dashboard.faults[0], home, history);
  } finally {
    await dashboard.close();
    tally.answers += dashboard.answers;
  }
  await discard(home);
}

/** The same where no file may grow beyond a size: any account can have that. */
export async function limitedFiles(trial: Trial, folder: string, limits: number[]): Promise<void> {
  for (const kibibytes of limits) {
    const home = await copyOf(trial.base, folder, 'limited');
    const room = `no file of more than ${kibibytes} KiB`;
    const history = [room];
    await prepare(home, large);
    const before = await snapshotsOf(home);
    const ended = await trial.pipelines.run(home, INGEST, kibibytes);
    history.push(howItEnded(ended));
    await expectPlainEnd(ended, { home, history, tally: trial.tally, room, before });
    await expectRecovery(trial, home, history);
    await discard(home);
  }
}

interface Seen {
  home: string;
  history: string[];
  tally: DiskTally;
  room: string;
  before: number[];
}

async function expectPlainEnd(ended: Ended, { home, history, tally, room, before }: Seen): Promise<void> {
  const last = ended.steps.at(-1);
  tally.runs.push({
    room,
    last: ended.code === 0 ? null : `${ended.steps.length} steps (${last ?? 'none'})`,
  });
  if (ended.code === 0) return;
  const isPlain =
    ended.code === 1 && ended.error?.name === 'StorageError' && PLAINLY.test(ended.error.message);
  if (!isPlain) throw new Divergence('The run does not say plainly that the disk is full.', home, history);
  const lost = await lostFile(home);
  if (lost) throw new Divergence(`${lost} is neither in the inbox nor in the archive.`, home, history);
  const published = (await snapshotsOf(home)).filter((number) => !before.includes(number));
  if (published.length > 1) throw new Divergence('More than one snapshot was published.', home, history);
}

/** A file whose very bytes are neither in the inbox nor in the archive with a note. */
async function lostFile(home: string): Promise<string | null> {
  for (const [name, content] of Object.entries(large.inbox ?? {})) {
    const waiting = await readFile(join(home, 'inbox', name)).catch(() => null);
    const digest = sha256(content);
    const archived = await readFile(join(home, 'archive', `${digest}.csv`)).catch(() => null);
    const isNoted = existsSync(join(home, 'archive', `${digest}.json`));
    const isKept = archived !== null && isNoted && sha256(archived) === digest;
    if (!isKept && (waiting === null || sha256(waiting) !== digest)) return name;
  }
  return null;
}

/** What an analyst sees who runs it on the command line. */
async function byHand({ environment }: Pipelines, home: string, history: string[]): Promise<string> {
  const child = spawn(process.execPath, [join(projectRoot, 'bin', 'waggle.js'), 'ingest'], {
    env: { ...process.env, ...environment, WAGGLE_HOME: home },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (part) => {
    said += part;
  });
  const [code] = await once(child, 'close');
  if (code === 1 && PLAINLY.test(said) && said.trimEnd().split('\n').length === 1) return `by hand: ${said}`;
  throw new Divergence(`By hand it ended with ${code} and said: ${said}`, home, history);
}

async function expectRecovery(
  { pipelines, expected }: Trial,
  home: string,
  history: string[],
): Promise<void> {
  const ended = await pipelines.run(home, INGEST);
  history.push(`with room again: ${howItEnded(ended)}`);
  const wrong =
    ended.code === 0 ? difference(expected, await stateOf(home)) : 'It failed with room again, too.';
  if (wrong) throw new Divergence(wrong, home, history);
}
