import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { OWN_FILE } from '../modes.ts';
import type { Home } from '../settings.ts';

/**
 * How often a file has been begun and not brought to an end: a mark beside it in the archive, made before its first
 * byte is read and taken away when all is said about it. A file that ends the process leaves its mark behind.
 */

export const MOST_TRIES = 3;

const ENDING = '.tries';

export interface Tries {
  count: number;
  /** The place in the order of arrival of the file that waits in the inbox; 0 where none does. */
  arrival: number;
}

const NONE: Tries = { count: 0, arrival: 0 };

export async function triesOf(home: Home, sha256: string): Promise<Tries> {
  const text = await readFile(markPath(home, sha256), 'utf8').catch(() => '');
  const [count = 0, arrival = 0] = text.split(' ').map((word) => Number.parseInt(word, 10) || 0);
  return count > 0 ? { count, arrival } : NONE;
}

/** The files that have a mark. */
export async function tried(home: Home): Promise<string[]> {
  const names = await readdir(home.archive);
  return names.filter((name) => name.endsWith(ENDING)).map((name) => name.slice(0, -ENDING.length));
}

/** The places that files in the inbox have, on which the work has broken off. */
export async function waitingArrivals(home: Home): Promise<number[]> {
  const marks = await Promise.all((await tried(home)).map((sha256) => triesOf(home, sha256)));
  return marks.map(({ arrival }) => arrival);
}

/** Counts one more try and gives how many there had been before. */
export async function beginTry(home: Home, sha256: string, arrival: number): Promise<number> {
  const before = await triesOf(home, sha256);
  const path = markPath(home, sha256);
  await writeFile(`${path}.part`, `${before.count + 1} ${arrival}\n`, { mode: OWN_FILE });
  await rename(`${path}.part`, path);
  return before.count;
}

export async function endTry(home: Home, sha256: string): Promise<void> {
  await rm(markPath(home, sha256), { force: true });
}

/** Every file may be tried as often again. */
export async function forgetTries(home: Home): Promise<void> {
  for (const sha256 of await tried(home)) await endTry(home, sha256);
}

function markPath(home: Home, sha256: string): string {
  return join(home.archive, `${sha256}${ENDING}`);
}
