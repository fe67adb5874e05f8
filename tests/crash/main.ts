import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { PERSON_KEY } from '../support/home.ts';
import { openPartnership } from '../support/partnership.ts';
import { damageAndRun, damages, emptyDamageTally, withLog } from './damage.ts';
import { type DiskTally, fullDisks, limitedFiles } from './disk.ts';
import { copyOf, live, newHome } from './homes.ts';
import {
  type Campaign,
  Divergence,
  emptyTally,
  killThroughLife,
  Moments,
  type Undisturbed,
  undisturbed,
} from './kills.ts';
import { Pipelines } from './pipeline.ts';
import { roomyFolder } from './places.ts';
import { poisonInArchive, poisonThatKills, poisonThatThrows } from './poison.ts';
import { randomFrom } from './random.ts';
import { damageText, diskText, killsText } from './report.ts';
import { indicators, large, operations, TODAY } from './scenario.ts';
import { stateOf } from './state.ts';

/** Gives 0 where every restart came to the figures of an undisturbed run, 1 at the first that did not. */
export async function main(argv: string[], child: string): Promise<number> {
  const { kills, seed } = options(argv);
  const again = `npm run test:crash -- --kills ${kills} --seed ${seed}`;
  const folder = await mkdtemp(join(await roomyFolder(), 'waggle-crash-'));
  const partnership = await openPartnership(indicators);
  const pipelines = new Pipelines(child, {
    WAGGLE_PARTNERSHIP: partnership.folder,
    WAGGLE_PERSON_KEY: PERSON_KEY,
    WAGGLE_NOW: `${TODAY}T09:00:00Z`,
  });
  say(`${kills} kills; the same again: ${again}`);
  try {
    await all({ pipelines, folder, kills, seed });
  } catch (error) {
    if (!(error instanceof Divergence)) throw error;
    say(`\n${error.message}\n\nWhat was done:\n${error.history.join('\n')}\n`);
    say(`The home is kept: ${error.home}\nThe partnership: ${partnership.folder}\nThe same again: ${again}`);
    return 1;
  }
  await partnership.remove();
  await rm(folder, { recursive: true, force: true });
  return 0;
}

function options(argv: string[]): { kills: number; seed: number } {
  const { values } = parseArgs({
    args: argv,
    options: { kills: { type: 'string', default: '200' }, seed: { type: 'string' } },
  });
  const [kills, seed] = [Number(values.kills), Number(values.seed ?? Date.now() % 1_000_000)];
  if (![kills, seed].every((number) => Number.isInteger(number) && number >= 0))
    throw new Error('--kills and --seed must be whole numbers.');
  return { kills, seed };
}

interface Test {
  pipelines: Pipelines;
  folder: string;
  kills: number;
  seed: number;
}

async function all(test: Test): Promise<void> {
  const expected = await undisturbed(test.pipelines, test.folder);
  const random = randomFrom(test.seed);
  const campaign: Campaign = {
    ...test,
    expected,
    tally: emptyTally(),
    moments: new Moments(expected, random),
  };
  await timed(
    () => kill(campaign),
    (seconds) => killsText(campaign.tally, seconds),
  );
  const base = await newHome(test.folder, 'base');
  await live(test.pipelines, base, operations.slice(0, OPERATIONS_BEFORE));
  const isShort = test.kills < 200;
  await Promise.all([
    fillDisks(test, base, isShort ? 4 : 16),
    poison(test, base).then(() => damage(test, base, expected, isShort ? 16 : Infinity)),
  ]);
}

/** Of the home in which disks become full, warehouses are damaged and poison comes. */
const OPERATIONS_BEFORE = 3;

async function kill(campaign: Campaign): Promise<void> {
  let number = 0;
  await inLanes(() => {
    if (campaign.tally.kills >= campaign.kills) return null;
    number += 1;
    return killThroughLife(campaign, number);
  });
}

async function poison({ pipelines, folder }: Test, base: string): Promise<void> {
  const cases = [poisonThatKills, poisonThatThrows, poisonInArchive];
  await timed(
    async () => {
      for (const one of cases) await one({ pipelines, base, folder });
    },
    (seconds) => [
      `A poison file that kills, one that throws, and one in the archive: set aside after three tries, ${seconds}.`,
    ],
  );
}

async function fillDisks({ pipelines, folder }: Test, base: string, sizes: number): Promise<void> {
  const undisturbedHome = await copyOf(base, folder, 'undisturbed');
  await live(pipelines, undisturbedHome, [large]);
  const expected = await stateOf(undisturbedHome);
  const tally: DiskTally = { runs: [], answers: 0 };
  const trial = { pipelines, base, expected, tally };
  let mounted = true;
  await timed(
    async () => {
      mounted = await fullDisks(trial, folder, sizes);
      await limitedFiles(trial, folder, LIMITS_KIBIBYTES);
    },
    (seconds) => diskText(tally, mounted, seconds),
  );
}

const LIMITS_KIBIBYTES = [100, 600, 1100, 2500];

const TIMES_AT_RANDOM = 5;

async function damage(
  { pipelines, folder, seed }: Test,
  base: string,
  expected: Undisturbed[],
  most: number,
): Promise<void> {
  const stateAfter = (operation: number) => expected[operation]?.state ?? {};
  const [last, next] = [OPERATIONS_BEFORE, OPERATIONS_BEFORE + 1];
  const logged = await withLog(pipelines, base, last, folder);
  const ended = await copyOf(base, folder, 'ended');
  await live(pipelines, ended, operations.slice(last, next));
  const inLog = { base: logged, operation: null, expected: stateAfter(last) };
  const atRest = { base: ended, operation: operations[next] ?? null, expected: stateAfter(next) };
  const random = randomFrom(seed);
  const tally = emptyDamageTally();
  const trials = damages(random, TIMES_AT_RANDOM).flatMap((one) =>
    (one.file === 'warehouse.duckdb' ? [inLog, atRest] : [inLog]).map((home) => ({ home, one })),
  );
  const chosen = most < trials.length ? random.shuffled(trials).slice(0, most) : trials;
  await timed(
    async () => {
      for (const { home, one } of chosen) await damageAndRun({ pipelines, folder, ...home }, one, tally);
    },
    (seconds) => damageText(tally, seconds),
  );
}

/** Does piece after piece, as many at once as there are processors. */
async function inLanes(next: () => Promise<void> | null): Promise<void> {
  let failed = false;
  const lane = async () => {
    for (let piece = next(); piece && !failed; piece = next()) {
      await piece.catch((error) => {
        failed = true;
        throw error;
      });
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: Math.min(2, availableParallelism()) }, lane));
  for (const one of ended) if (one.status === 'rejected') throw one.reason;
}

async function timed(work: () => Promise<void>, text: (seconds: string) => string[]): Promise<void> {
  const begun = performance.now();
  await work();
  for (const line of ['', ...text(`${Math.round((performance.now() - begun) / 1000)} s`)]) say(line);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
