import type { Step } from '../../pipeline/effects.ts';
import { Dashboard } from './dashboard.ts';
import { again, discard, mostTries, newHome, prepare } from './homes.ts';
import { type End, type Ended, howItEnded, INGEST, type Order, type Pipelines } from './pipeline.ts';
import { type Random, randomFrom } from './random.ts';
import { operations } from './scenario.ts';
import {
  difference,
  lostMonths,
  monthsOf,
  runsKept,
  type State,
  sizeOf,
  snapshotsOf,
  stateOf,
} from './state.ts';

/** Kills at every named step and at random moments, until the restart that is let be has made all good again. */

/** One operation as it goes undisturbed. */
export interface Undisturbed {
  steps: Step[];
  ms: number;
  /** All that there is to see after it. */
  state: State;
}

export async function undisturbed(pipelines: Pipelines, folder: string): Promise<Undisturbed[]> {
  const home = await newHome(folder, 'undisturbed');
  const found: Undisturbed[] = [];
  for (const operation of operations) {
    const ended = await pipelines.run(home, await prepare(home, operation));
    if (ended.code !== 0) throw new Error(`${operation.title}: ${howItEnded(ended)}`);
    found.push({ steps: ended.steps, ms: ended.ms, state: await stateOf(home) });
  }
  await discard(home);
  return found;
}

export interface Tally {
  kills: number;
  /** Kills of a run that was to make an earlier kill good. */
  restarts: number;
  atStep: Map<Step, number>;
  afterStep: Map<Step, number>;
  atAnyTime: number;
  /** Runs that came to their end before the moment chosen for their death. */
  tooLate: number;
  homes: number;
  recoveries: number;
  /** Rows compared with those of the undisturbed runs. */
  compared: number;
  answers: number;
  unchanged: number;
  snapshotsSeen: number;
}

export function emptyTally(): Tally {
  const steps = { atStep: new Map(), afterStep: new Map(), atAnyTime: 0 };
  const runs = { kills: 0, restarts: 0, tooLate: 0, homes: 0, recoveries: 0, compared: 0 };
  return { ...steps, ...runs, answers: 0, unchanged: 0, snapshotsSeen: 0 };
}

/** What went wrong, and all that is needed to see it again. */
export class Divergence extends Error {
  constructor(
    what: string,
    readonly home: string,
    readonly history: string[],
  ) {
    super(what);
  }
}

/** Chooses when a run is to die, so that each step of each operation has its turn, the rarest first. */
export class Moments {
  readonly #left = new Map<number, Required<Pick<End, 'step' | 'nth'>>[]>();
  readonly #chosen = new Map<Step, number>();

  constructor(
    private readonly runs: Undisturbed[],
    private readonly random: Random,
  ) {}

  /** In turn at a named step, some time after one, and at any time at all. */
  next(operation: number, turn: number): End {
    if (turn % 3 === 0) return this.#step(operation);
    if (turn % 3 === 1) return { ...this.#step(operation), afterMs: this.random.fraction() * 25 };
    return { afterMs: this.random.fraction() * 0.8 * (this.runs[operation]?.ms ?? 0) };
  }

  #step(operation: number): End {
    const known = this.#left.get(operation) ?? [];
    const left = known.length > 0 ? known : this.random.shuffled(endsOf(this.runs[operation]?.steps ?? []));
    const [end, ...others] = left.toSorted((one, other) => this.#count(one.step) - this.#count(other.step));
    if (!end) throw new Error('The operation has no steps.');
    this.#left.set(operation, others);
    this.#chosen.set(end.step, this.#count(end.step) + 1);
    return end;
  }

  #count(step: Step): number {
    return this.#chosen.get(step) ?? 0;
  }
}

function endsOf(steps: Step[]): { step: Step; nth: number }[] {
  return steps.map((step, index) => ({
    step,
    nth: steps.slice(0, index + 1).filter((other) => other === step).length,
  }));
}

export interface Campaign {
  pipelines: Pipelines;
  folder: string;
  expected: Undisturbed[];
  seed: number;
  kills: number;
  tally: Tally;
  moments: Moments;
}

/** A run somewhere in a home's life. */
interface Situation {
  home: string;
  order: Order;
  operation: number;
  turn: number;
  random: Random;
  history: string[];
}

/** One home from its first file to its last, killed in each of its operations. */
export async function killThroughLife(campaign: Campaign, number: number): Promise<void> {
  const { pipelines, folder, tally, seed } = campaign;
  const random = randomFrom(seed * 1000 + number);
  const home = await newHome(folder, `home-${number}`);
  const history: string[] = [];
  let dashboard: Dashboard | null = null;
  let runs = 0;
  try {
    for (const [operation, { title }] of operations.entries()) {
      history.push(`${title}:`);
      const [newest = 0] = await snapshotsOf(home);
      const order = await prepare(home, operations[operation] ?? { title });
      await killAndRestart(campaign, { home, order, operation, turn: number + operation, random, history });
      await compare(campaign, operation, home, newest, dashboard, history);
      const runsBefore = runs;
      runs = await runsKept(home);
      if (runs < runsBefore) throw new Divergence('Reports of runs are gone.', home, history);
      dashboard ??= await Dashboard.open(home, pipelines.environment);
    }
    if (number % 2 === 1) {
      history.push('the warehouse is made anew once more:');
      history.push(howItEnded(await pipelines.run(home, { ...INGEST, command: 'rebuild' })));
      await compare(campaign, operations.length - 1, home, 0, dashboard, history);
    }
  } finally {
    await dashboard?.close();
  }
  tally.homes += 1;
  tally.answers += dashboard?.answers ?? 0;
  tally.unchanged += dashboard?.unchanged ?? 0;
  tally.snapshotsSeen += dashboard?.snapshotsSeen ?? 0;
  await discard(home);
}

async function compare(
  { expected, tally }: Campaign,
  operation: number,
  home: string,
  newestBefore: number,
  dashboard: Dashboard | null,
  history: string[],
): Promise<void> {
  const should = expected[operation]?.state ?? {};
  const before = expected[operation - 1]?.state ?? {};
  const always = monthsOf(before).filter((month) => monthsOf(should).includes(month));
  const since = (await snapshotsOf(home)).filter((number) => newestBefore > 0 && number > newestBefore);
  const wrong =
    difference(should, await stateOf(home)) ??
    (await lostMonths(home, since, always)) ??
    dashboard?.faults[0] ??
    null;
  if (wrong) throw new Divergence(wrong, home, history);
  tally.recoveries += 1;
  tally.compared += sizeOf(should);
}

const RESTARTS_KILLED_AT_MOST = 2;
const SHARE_OF_RESTARTS_KILLED = 0.6;

async function killAndRestart(campaign: Campaign, situation: Situation): Promise<void> {
  const { home, order, operation, turn, random, history } = situation;
  let next = order;
  for (let killed = 0; killed <= RESTARTS_KILLED_AT_MOST; killed += 1) {
    const isSpared =
      killed > 0 && (random.fraction() > SHARE_OF_RESTARTS_KILLED || (await mostTries(home)) > 1);
    if (isSpared || campaign.tally.kills >= campaign.kills) break;
    const end = campaign.moments.next(operation, killed === 0 ? turn : random.below(3));
    const ended = await campaign.pipelines.run(home, { ...next, end });
    history.push(`  ${next.command} ${JSON.stringify(end)}: ${howItEnded(ended)}`);
    count(campaign.tally, end, ended, killed > 0);
    if (!ended.killed) return expectFinished(ended, situation);
    next = await again(home, order);
    if (next.command === 'rebuild' && random.fraction() < 0.5) next = INGEST;
  }
  const ended = await campaign.pipelines.run(home, next);
  history.push(`  ${next.command}: ${howItEnded(ended)}`);
  expectFinished(ended, situation);
}

function count(tally: Tally, end: End, ended: Ended, isRestart: boolean): void {
  if (!ended.killed) {
    tally.tooLate += 1;
    return;
  }
  tally.kills += 1;
  if (isRestart) tally.restarts += 1;
  const steps = end.afterMs === undefined ? tally.atStep : tally.afterStep;
  if (end.step) steps.set(end.step, (steps.get(end.step) ?? 0) + 1);
  else tally.atAnyTime += 1;
}

function expectFinished(ended: Ended, { home, history }: Situation): void {
  if (ended.code !== 0) throw new Divergence('A run that was let be did not come to its end.', home, history);
}
