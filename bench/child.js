import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';

const LOOK_EVERY_MS = 50;

/**
 * @typedef {object} Ended
 * @property {number} seconds from its start to its exit
 * @property {number | null} peakBytes the most memory it held; null where the system does not tell
 * @property {number | null} processorSeconds the time that processors worked for it, to the twentieth of a second
 * @property {any} answer the JSON document on its standard output
 */

/** Runs a script in a process of its own. One that fails is an error with what it said.
 * @param {string[]} command the script and its arguments
 * @param {Record<string, string>} [settings] environment beside our own
 * @returns {Promise<Ended>} */
export async function runChild(command, settings = {}) {
  const begun = performance.now();
  const env = { ...process.env, ...settings };
  const child = spawn(process.execPath, command, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const stop = () => child.kill('SIGKILL');
  process.prependOnceListener('exit', stop);
  const watch = watchProcess(child.pid);
  const exited = once(child, 'exit').then(([code]) => ({
    code,
    seconds: (performance.now() - begun) / 1000,
  }));
  const [{ code, seconds }, said, complaint] = await Promise.all([
    exited,
    text(child.stdout),
    text(child.stderr),
  ]);
  process.off('exit', stop);
  const used = watch.end();
  if (code !== 0) throw new Error(`${command.join(' ')} failed:\n${said}${complaint}`);
  return { seconds, ...used, answer: JSON.parse(said) };
}

/** Linux keeps the most that a process has held and how long it has worked, but only while it lives; elsewhere nothing
 *  is known.
 * @param {number | undefined} pid */
function watchProcess(pid) {
  /** @type {{ peakBytes: number | null, processorSeconds: number | null }} */
  let used = { peakBytes: null, processorSeconds: null };
  const look = () => {
    used = {
      peakBytes: mostHeld(pid) ?? used.peakBytes,
      processorSeconds: processorSeconds(pid) ?? used.processorSeconds,
    };
  };
  const timer = setInterval(look, LOOK_EVERY_MS);
  return {
    end: () => {
      clearInterval(timer);
      return used;
    },
  };
}

/** @param {number | undefined} pid @returns {number | null} */
function mostHeld(pid) {
  const found = /^VmHWM:\s+(\d+) kB$/m.exec(told(pid, 'status'));
  return found ? Number(found[1]) * 1024 : null;
}

const TICKS_A_SECOND = 100;

/** Its own time and the kernel’s: fields 14 and 15, of which the second is a name that may hold anything.
 * @param {number | undefined} pid @returns {number | null} */
export function processorSeconds(pid) {
  const fields = told(pid, 'stat')
    .replace(/^.*\) /s, '')
    .split(' ');
  const ticks = Number(fields[11]) + Number(fields[12]);
  return ticks > 0 ? ticks / TICKS_A_SECOND : null;
}

/** @param {number | undefined} pid @param {string} name */
function told(pid, name) {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    return '';
  }
}
