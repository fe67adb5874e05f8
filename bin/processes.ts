import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import type { Effects } from '../pipeline/effects.ts';
import { schedule } from '../pipeline/schedule.ts';
import { sayingOnce } from './faults.ts';
import { launcher } from './project.ts';

/** Another Waggle command, in a process of its own: whatever happens to it, this one goes on. */
export function waggle(...words: string[]): ChildProcess {
  return begun(words, 'inherit');
}

function begun(words: string[], errors: 'inherit' | 'pipe'): ChildProcess {
  return spawn(process.execPath, [launcher, ...words], { stdio: ['ignore', 'pipe', errors, 'ipc'] });
}

/** The same, with what it says of its progress to be read here. */
export function waggleHeard(...words: string[]): ChildProcess {
  return begun(words, 'pipe');
}

/** Runs a command to its end and gives its exit code; its lines go to standard error as they come. */
export async function waggleToEnd(...words: string[]): Promise<number> {
  const child = waggle(...words);
  child.stdout?.on('data', (lines) => process.stderr.write(lines));
  const [code] = await once(child, 'close');
  return typeof code === 'number' ? code : 1;
}

/** Runs a command to its end; what it says of errors is passed on when it has ended. */
async function waggleSaying(say: (errors: string) => void, ...words: string[]): Promise<void> {
  const child = begun(words, 'pipe');
  let errors = '';
  child.stdout?.on('data', (lines) => process.stderr.write(lines));
  child.stderr?.on('data', (text) => {
    errors += String(text);
  });
  await once(child, 'close');
  say(errors);
}

/** Stays until the process is told to stop. */
export async function runSchedule(expression: string, timeZone: string, effects: Effects): Promise<void> {
  const say = sayingOnce((errors) => process.stderr.write(errors));
  const running = await schedule(
    expression,
    timeZone,
    () => waggleSaying(say, 'ingest', '--quiet'),
    (error) => effects.log(`A scheduled run failed: ${error instanceof Error ? error.message : error}`),
  );
  await toldToStop();
  await running.stop();
}

const MINUTE_MS = 60_000;

/** Waits for a minute at a time, until the process is told to stop. */
export function minuteByMinute(): () => Promise<'again' | 'stop'> {
  const told = new AbortController();
  void toldToStop().then(() => told.abort());
  return () => setTimeout(MINUTE_MS, 'again' as const, { signal: told.signal }).catch(() => 'stop' as const);
}

let told: Promise<void> | null = null;

/** By the terminal, by whoever runs Waggle, or by the end of the process that began this one. It is said once, perhaps
 *  before all who wait for it have begun to, and is listened for from the first of them on. */
export function toldToStop(): Promise<void> {
  told ??= stopSaid();
  return told;
}

async function stopSaid(): Promise<void> {
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM'), once(process, 'disconnect')]);
  if (process.connected) process.disconnect();
}
