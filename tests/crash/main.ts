import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { PERSON_KEY } from '../support/home.ts';
import { openPartnership } from '../support/partnership.ts';
import { damageAndRun, damages, emptyDamageTally, withLog } from './damage.ts';
import { type DiskTally, fullDisks, limitedFiles } from './disk.ts';
import { copyOf, live, newHome } from './homes.ts';
import { type Campaign, Divergence, emptyTally, killThroughLife, Moments, undisturbed } from './kills.ts';
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
  const few = test.kills < 200;
  await poison(test);
  await fillDisks(test, few ? 5 : 16);
  await damage(test, expected, few ? 1 : 10);
}

async function kill(campaign: Campaign): Promise<void> {
  let number = 0;
  await inLanes(() => {
    if (campaign.tally.kills >= campaign.kills) return null;
    number += 1;
    return killThroughLife(campaign, number);
  });
}

async function poison({ pipelines, folder }: Test): Promise<void> {
  const base = await newHome(folder, 'base');
  await live(pipelines, base, operations.slice(0, 3));
  const cases = [poisonThatKills, poisonThatThrows, poisonInArchive];
  await timed(
    () => inLanes(() => cases.shift()?.({ pipelines, base, folder }) ?? null),
    (seconds) => [
      `A poison file that kills, one that throws, and one in the archive: set aside after three tries, ${seconds}.`,
    ],
  );
}

async function fillDisks({ pipelines, folder }: Test, sizes: number): Promise<void> {
  const base = await newHome(folder, 'base');
  await live(pipelines, base, operations.slice(0, 3));
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

async function damage(
  { pipelines, folder, seed }: Test,
  expected: Campaign['expected'],
  times: number,
): Promise<void> {
  const [before, after] = [3, 4];
  const base = await newHome(folder, 'base');
  await live(pipelines, base, operations.slice(0, before));
  const logged = await withLog(pipelines, base, before, folder);
  const ended = await copyOf(base, folder, 'ended');
  await live(pipelines, ended, operations.slice(before, after));
  const inLog = { pipelines, base: logged, operation: null, expected: expected[before]?.state ?? {}, folder };
  const next = operations[after] ?? { title: '' };
  const atRest = { pipelines, base: ended, operation: next, expected: expected[after]?.state ?? {}, folder };
  const random = randomFrom(seed);
  const tally = emptyDamageTally();
  const trials = [inLog, atRest].flatMap((home) => damages(random, times).map((one) => ({ home, one })));
  await timed(
    () =>
      inLanes(() => {
        const trial = trials.shift();
        return trial ? damageAndRun(trial.home, trial.one, tally) : null;
      }),
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
