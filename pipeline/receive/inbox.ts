import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { isLitter } from '../../indicators/inbox.ts';
import type { Unreadable } from './receive.ts';

/** What lies in the inbox. */
interface Inbox {
  paths: string[];
  /** Folders, links and the like, into which nobody looks. */
  notFiles: Unreadable[];
}

/** A file as it was when somebody looked. */
interface Seen {
  bytes: bigint;
  changedNs: bigint;
}

const STILL_FOR_MS = 250;

/** The inbox's files, first the one that was changed first: of two for the same month the newer counts, whatever their names.
 *  A file that is still growing is left for the next run. */
export async function inboxFiles(inbox: string): Promise<Inbox> {
  const { files: before, notFiles } = await lookedOver(inbox);
  if (before.size === 0) return { paths: [], notFiles };
  await delay(STILL_FOR_MS);
  const { files: after } = await lookedOver(inbox);
  const still = [...after].filter(([name, { bytes }]) => bytes === before.get(name)?.bytes);
  return { paths: still.sort(byChange).map(([name]) => join(inbox, name)), notFiles };
}

function byChange([name, { changedNs }]: [string, Seen], [otherName, other]: [string, Seen]): number {
  if (changedNs !== other.changedNs) return changedNs < other.changedNs ? -1 : 1;
  return name < otherName ? -1 : 1;
}

async function lookedOver(inbox: string): Promise<{ files: Map<string, Seen>; notFiles: Unreadable[] }> {
  const all = await readdir(inbox, { withFileTypes: true });
  const entries = all.filter(({ name }) => !isLitter(name));
  const files = new Map<string, Seen>();
  for (const { name } of entries.filter((entry) => entry.isFile())) {
    // It may have gone meanwhile.
    const found = await stat(join(inbox, name), { bigint: true }).catch(() => null);
    if (found) files.set(name, { bytes: found.size, changedNs: found.mtimeNs });
  }
  const others = entries.filter((entry) => !entry.isFile());
  return { files, notFiles: others.map((entry) => ({ file: entry.name, code: kindOf(entry) })) };
}

function kindOf(entry: Dirent): string {
  if (entry.isDirectory()) return 'folder';
  return entry.isSymbolicLink() ? 'link' : 'no file';
}
