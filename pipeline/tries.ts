import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { OWN_FILE } from './modes.ts';
import type { Home } from './settings.ts';

/**
 * How often a file has been begun and not brought to an end: a mark beside it in the archive, made before its first
 * byte is read and taken away when all is said about it. A file that ends the process leaves its mark behind.
 */

export const MOST_TRIES = 3;

export async function triesOf(home: Home, sha256: string): Promise<number> {
  const text = await readFile(markPath(home, sha256), 'utf8').catch(() => '0');
  return Number.parseInt(text, 10) || 0;
}

/** Counts one more try and gives how many there had been before. */
export async function beginTry(home: Home, sha256: string): Promise<number> {
  const before = await triesOf(home, sha256);
  await writeFile(markPath(home, sha256), `${before + 1}\n`, { mode: OWN_FILE });
  return before;
}

export async function endTry(home: Home, sha256: string): Promise<void> {
  await rm(markPath(home, sha256), { force: true });
}

function markPath(home: Home, sha256: string): string {
  return join(home.archive, `${sha256}.tries`);
}
