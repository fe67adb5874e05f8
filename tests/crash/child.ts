import { once } from 'node:events';
import { writeSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { projectRoot } from '../../bin/project.ts';
import { type Effects, type Step, silent } from '../../pipeline/effects.ts';
import { rebuild } from '../../pipeline/rebuild.ts';
import { run } from '../../pipeline/run.ts';
import { readSettings } from '../../pipeline/settings.ts';
import { withdraw } from '../../pipeline/withdraw.ts';
import type { End, Order } from './pipeline.ts';

/** The pipeline as it is, but that it ends where it is told to, as the power or the kernel would end it. */

const order: Order = JSON.parse(process.argv[2] ?? '');

/** Ends the process so many milliseconds later, whatever the main thread is doing then. */
const EXECUTIONER = `
const { parentPort } = require('node:worker_threads');
parentPort.on('message', (milliseconds) => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
  process.kill(process.pid, 'SIGKILL');
});`;

function say(word: string, value: unknown): void {
  writeSync(1, `${JSON.stringify([word, value])}\n`);
}

async function effectsOf(end: End | null): Promise<Effects> {
  const executioner = end?.afterMs === undefined ? null : new Worker(EXECUTIONER, { eval: true });
  if (executioner) {
    await once(executioner, 'online');
    executioner.unref();
  }
  const die = () => {
    if (end?.how === 'throw') throw new Error('Something is wrong with this file.');
    if (executioner) executioner.postMessage(end?.afterMs);
    else process.kill(process.pid, 'SIGKILL');
  };
  let seen = 0;
  if (end && !end.step) die();
  return {
    now: () => new Date(process.env.WAGGLE_NOW ?? 0),
    log: (line) => say('said', line),
    progress: silent.progress,
    reached: (step: Step, rows?: number) => {
      say('reached', step);
      const isHere = end?.step === step && (end.rows === undefined || end.rows === rows);
      if (!isHere) return;
      seen += 1;
      if (end.how === 'throw' || seen === (end.nth ?? 1)) die();
    },
  };
}

try {
  const settings = await readSettings(process.env, projectRoot);
  const effects = await effectsOf(order.end);
  const { command, words } = order;
  if (command === 'rebuild') say('report', await rebuild(settings, effects));
  else if (command === 'withdraw') say('report', await withdraw(settings, effects, words[0] ?? ''));
  else say('report', await run(settings, effects, words));
} catch (error) {
  const { name, message, cause, stack } = error instanceof Error ? error : new Error(String(error));
  say('error', { name, message, cause: cause instanceof Error ? cause.message : null, stack });
  process.exitCode = 1;
}
