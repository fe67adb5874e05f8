import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { z } from 'zod';
import { STEPS, type Step } from '../../pipeline/effects.ts';
import type { RunReport } from '../../pipeline/runs.ts';

/** Where a pipeline is to end: at a step (the nth time, or at a file of so many rows), or some time after it or after
 *  its beginning. */
export interface End {
  step?: Step;
  nth?: number;
  rows?: number;
  afterMs?: number;
  how?: 'throw';
}

export interface Order {
  command: 'ingest' | 'rebuild' | 'withdraw';
  words: string[];
  end: End | null;
}

interface Failure {
  name: string;
  message: string;
  cause: string | null;
}

export const INGEST: Order = { command: 'ingest', words: [], end: null };

/** How a pipeline came to its end. */
export interface Ended {
  killed: boolean;
  code: number | null;
  signal: NodeJS.Signals | null;
  steps: Step[];
  said: string[];
  report: RunReport | null;
  error: Failure | null;
  /** What it wrote besides, as when DuckDB itself breaks down. */
  besides: string;
  ms: number;
}

const heard = z.union([
  z.tuple([z.literal('reached'), z.enum(STEPS)]),
  z.tuple([z.literal('said'), z.string()]),
  z.tuple([z.literal('report'), z.custom<RunReport>()]),
  z.tuple([
    z.literal('error'),
    z.object({ name: z.string(), message: z.string(), cause: z.string().nullable() }),
  ]),
]);

/** What Node optimises does not pay before it is killed. */
const FOR_A_SHORT_LIFE = ['--no-opt'];

/** Runs the pipeline in processes of its own. */
export class Pipelines {
  constructor(
    private readonly child: string,
    readonly environment: Record<string, string>,
  ) {}

  /** @param blocks the largest file that it may write, in KiB */
  async run(home: string, order: Order, blocks?: number): Promise<Ended> {
    const begun = performance.now();
    const words = [process.execPath, ...FOR_A_SHORT_LIFE, this.child, JSON.stringify(order)];
    const [program = '', ...rest] =
      blocks === undefined ? words : ['bash', '-c', `ulimit -f ${blocks}; exec "$@"`, 'bash', ...words];
    const child = spawn(program, rest, {
      env: { ...process.env, ...this.environment, WAGGLE_HOME: home },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const [output, besides] = [collected(child, 'stdout'), collected(child, 'stderr')];
    const [code, signal] = await once(child, 'close');
    return {
      ...understood(output()),
      code,
      signal,
      killed: signal === 'SIGKILL',
      besides: besides(),
      ms: performance.now() - begun,
    };
  }
}

function collected(child: ChildProcess, stream: 'stdout' | 'stderr'): () => string {
  const parts: Buffer[] = [];
  child[stream]?.on('data', (part: Buffer) => parts.push(part));
  return () => Buffer.concat(parts).toString();
}

function understood(output: string): Pick<Ended, 'steps' | 'said' | 'report' | 'error'> {
  const found: Pick<Ended, 'steps' | 'said' | 'report' | 'error'> = {
    steps: [],
    said: [],
    report: null,
    error: null,
  };
  for (const line of output.split('\n').filter((text) => text.startsWith('['))) {
    const [word, value] = heard.parse(JSON.parse(line));
    if (word === 'reached') found.steps.push(value);
    else if (word === 'said') found.said.push(value);
    else if (word === 'report') found.report = value;
    else found.error = value;
  }
  return found;
}

export function howItEnded({ killed, code, signal, steps, error, besides, ms }: Ended): string {
  const last =
    steps.length > 0 ? `after ${steps.length} steps, the last “${steps.at(-1)}”` : 'before its first step';
  const why = error ? `: ${error.message}${error.cause ? ` (${error.cause})` : ''}` : '';
  return `${killed ? 'killed' : `ended (${signal ?? code})`} ${last}, ${Math.round(ms)} ms${why}${besides ? `\n${besides}` : ''}`;
}
