import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';

const LOOK_EVERY_MS = 50;

/**
 * @typedef {object} Ended
 * @property {number} seconds from its start to its exit
 * @property {number | null} peakBytes the most memory it held; null where the system does not tell
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
  const memory = watchMemory(child.pid);
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
  const peakBytes = memory.end();
  if (code !== 0) throw new Error(`${command.join(' ')} failed:\n${said}${complaint}`);
  return { seconds, peakBytes, answer: JSON.parse(said) };
}

/** Linux keeps the most that a process has held, but only while it lives; elsewhere nothing is known.
 * @param {number | undefined} pid */
function watchMemory(pid) {
  /** @type {number | null} */
  let peakBytes = null;
  const look = () => {
    peakBytes = mostHeld(pid) ?? peakBytes;
  };
  const timer = setInterval(look, LOOK_EVERY_MS);
  return {
    end: () => {
      clearInterval(timer);
      return peakBytes;
    },
  };
}

/** @param {number | undefined} pid @returns {number | null} */
function mostHeld(pid) {
  try {
    const found = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return found ? Number(found[1]) * 1024 : null;
  } catch {
    return null;
  }
}
