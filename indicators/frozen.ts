import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { snapshotNumber } from './snapshot.ts';

/** A snapshot is never changed once it is published, so what a board called it lies beside it, in a file of its own:
 *  `snapshot-000012.frozen.json`. */

export interface Frozen {
  name: string;
  /** The moment in which it was frozen. */
  frozen_at: string;
}

const frozenSchema = z.object({ name: z.string(), frozen_at: z.string() });

export const FROZEN_ENDING = '.frozen.json';

export function frozenPath(folder: string, id: string): string {
  return join(folder, `${id}${FROZEN_ENDING}`);
}

/** The frozen snapshots of a folder by their ids. One whose file cannot be read is frozen all the same, as null. */
export async function frozenIn(folder: string): Promise<Map<string, Frozen | null>> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const ids = names
    .filter((name) => name.endsWith(FROZEN_ENDING))
    .map((name) => name.slice(0, -FROZEN_ENDING.length))
    .filter((id) => snapshotNumber(id) !== null);
  const read = await Promise.all(ids.map(async (id) => [id, await readFrozen(folder, id)] as const));
  return new Map(read);
}

async function readFrozen(folder: string, id: string): Promise<Frozen | null> {
  try {
    return frozenSchema.parse(JSON.parse(await readFile(frozenPath(folder, id), 'utf8')));
  } catch {
    return null;
  }
}

const LONGEST_NAME = 60;
const PLAIN_WORDS = /^[\p{L}\p{N}][\p{L}\p{N} ,.'’()&–-]*$/u;

/** What is wrong with a name for a frozen snapshot; null of a good one. */
export function nameFault(name: string): string | null {
  if (name.length > LONGEST_NAME) return `is longer than ${LONGEST_NAME} characters`;
  if (snapshotNumber(name) !== null) return 'is what snapshots are numbered by';
  return PLAIN_WORDS.test(name) && /\p{L}/u.test(name) ? null : 'is not in plain words';
}

/** Board  january 2025 is Board January 2025. */
export function isSameName(one: string, other: string): boolean {
  return plainName(one) === plainName(other);
}

function plainName(name: string): string {
  return name.trim().replaceAll(/\s+/g, ' ').toLocaleLowerCase('en-GB');
}
