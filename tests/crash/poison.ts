import { existsSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { copyOf, discard, drop } from './homes.ts';
import { Divergence } from './kills.ts';
import { type Ended, howItEnded, INGEST, type Pipelines } from './pipeline.ts';
import { ACCEPTED_ROWS, acceptedFile, POISON_ROWS, poisoned, sha256 } from './scenario.ts';
import { monthsOf, snapshotsOf, stateOf } from './state.ts';

/** A file on which the work always breaks off: tried three times, then set aside, and never in the way of others. */

const MOST_TRIES = 3;

interface Poisoning {
  pipelines: Pipelines;
  base: string;
  folder: string;
}

const GOOD = 'complaints county 2024-08';
const ALSO_GOOD = 'requests county 2024-07';
const ACCEPTED = 'suspended county 2024-05';

class Case {
  readonly history: string[] = [];

  constructor(
    private readonly pipelines: Pipelines,
    readonly home: string,
  ) {}

  async drop(files: Record<string, string | Buffer>): Promise<void> {
    await drop(this.home, files);
  }

  /** A run that breaks off whenever a file of so many rows has been read. */
  async run(rows: number, how?: 'throw'): Promise<Ended> {
    const end = { step: 'read', rows, ...(how && { how }) } as const;
    const ended = await this.pipelines.run(this.home, { ...INGEST, end });
    this.history.push(howItEnded(ended));
    return ended;
  }

  async figures(): Promise<string[]> {
    return (await snapshotsOf(this.home)).length > 0 ? monthsOf(await stateOf(this.home)) : [];
  }

  async isSetAside(sha: string): Promise<boolean> {
    const path = join(this.home, 'quarantine', sha, 'report.json');
    if (!existsSync(path)) return false;
    return JSON.parse(await readFile(path, 'utf8')).counts['poison-file'] === 1;
  }

  async inboxIsEmpty(): Promise<boolean> {
    return (await readdir(join(this.home, 'inbox'))).length === 0;
  }

  expect(isSo: boolean, otherwise: string): void {
    if (!isSo) throw new Divergence(otherwise, this.home, this.history);
  }
}

export async function poisonThatKills({ pipelines, base, folder }: Poisoning): Promise<void> {
  const it = new Case(pipelines, await copyOf(base, folder, 'poison'));
  await it.drop({ 'attendance_2024-07.csv': poisoned.poison, ...poisoned.good });
  for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
    if (tries === MOST_TRIES) await it.drop(poisoned.alsoGood);
    it.expect((await it.run(POISON_ROWS)).killed, `The poison did not end try ${tries}.`);
    if (tries >= 2)
      it.expect((await it.figures()).includes(GOOD), 'The good file is not published at the second try.');
  }
  it.expect(
    (await it.figures()).includes(ALSO_GOOD),
    'A good file dropped later is not published in its first run.',
  );
  const last = await it.run(POISON_ROWS);
  it.expect(last.code === 0, 'The run that sets the poison aside does not come to its end.');
  it.expect(
    last.report?.files.some(({ counts }) => counts['poison-file'] === 1) ?? false,
    'It does not say so.',
  );
  it.expect(await it.isSetAside(sha256(poisoned.poison)), 'The poison is not in quarantine.');
  it.expect(await it.inboxIsEmpty(), 'The inbox is not empty.');
  await discard(it.home);
}

export async function poisonThatThrows({ pipelines, base, folder }: Poisoning): Promise<void> {
  const it = new Case(pipelines, await copyOf(base, folder, 'throwing'));
  await it.drop({ 'attendance_2024-07.csv': poisoned.poison, ...poisoned.good });
  for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
    const { code, report } = await it.run(POISON_ROWS, 'throw');
    it.expect(code === 0, `Try ${tries} ended the run.`);
    if (tries < MOST_TRIES)
      it.expect(report?.unfinished[0]?.tries === tries, `Try ${tries} is not reported.`);
    else
      it.expect(
        report?.files.some(({ counts }) => counts['poison-file'] === 1) ?? false,
        'After its last try it is not said to be set aside.',
      );
    it.expect((await it.figures()).includes(GOOD), 'The good file is not published in the very run.');
  }
  it.expect(await it.isSetAside(sha256(poisoned.poison)), 'The poison is not in quarantine.');
  it.expect(await it.inboxIsEmpty(), 'The inbox is not empty.');
  await discard(it.home);
}

/** A file accepted long ago, which ends the process when the warehouse has to be made anew. */
export async function poisonInArchive({ pipelines, base, folder }: Poisoning): Promise<void> {
  const it = new Case(pipelines, await copyOf(base, folder, 'archived'));
  const before = await it.figures();
  const others = before.filter((month) => !month.startsWith('suspended'));
  const newest = await snapshotsOf(it.home);
  await rm(join(it.home, 'warehouse.duckdb'));
  for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
    it.expect((await it.run(ACCEPTED_ROWS)).killed, `The poison did not end try ${tries}.`);
    it.expect(
      (await snapshotsOf(it.home))[0] === newest[0],
      'Figures without the file’s months were published while it still had tries left.',
    );
  }
  const last = await it.run(ACCEPTED_ROWS);
  it.expect(last.code === 0, 'The run that sets the poison aside does not come to its end.');
  it.expect(await it.isSetAside(sha256(acceptedFile)), 'The poison is not in quarantine.');
  const after = await it.figures();
  it.expect(
    others.every((month) => after.includes(month)),
    'Other months are gone with it.',
  );
  it.expect(before.includes(ACCEPTED) && !after.includes(ACCEPTED), 'Its months are still there.');
  for (let run = 1; run <= 2; run += 1)
    it.expect(
      (await it.run(ACCEPTED_ROWS)).code === 0,
      'The poison is tried again though it had been set aside.',
    );
  await discard(it.home);
}
