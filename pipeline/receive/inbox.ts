import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { isLitter, QUIET_MS } from '../../indicators/inbox.ts';
import type { Unreadable } from './receive.ts';

/** What lies in the inbox. */
interface Inbox {
  paths: string[];
  /** Folders, links and the like, into which nobody looks, and files that are still being written. */
  left: Unreadable[];
}

/** A file as it was when somebody looked. */
interface Seen {
  bytes: bigint;
  changedNs: bigint;
}

/** The clock by which files are changed, and a rest. */
interface Waiting {
  now(): number;
  pause(ms: number): Promise<unknown>;
}

const MOMENT_MS = 250;

/** The inbox's files, first the one that was changed first: of two for the same month the newer counts, whatever their names.
 *  What was changed just now is looked at again, all of it once; what is still being written is left for the next run. */
export async function inboxFiles(
  inbox: string,
  { now, pause }: Waiting = { now: Date.now, pause: delay },
): Promise<Inbox> {
  const { files: before, notFiles } = await lookedOver(inbox);
  if (before.size === 0) return { paths: [], left: notFiles };
  await pause(untilQuiet([...before.values()], now()));
  const { files: after } = await lookedOver(inbox);
  const isWhole = ([name, { bytes, changedNs }]: [string, Seen]) => {
    const seen = before.get(name);
    return seen?.bytes === bytes && seen.changedNs === changedNs;
  };
  const whole = [...after].filter(isWhole).sort(byChange);
  const growing = [...after.keys()].filter((name) => !whole.some(([one]) => one === name));
  return {
    paths: whole.map(([name]) => join(inbox, name)),
    left: [...notFiles, ...growing.map((file) => ({ file, code: 'growing' }))],
  };
}

/** A moment in any case: some copies give a file its old date before it is whole. */
function untilQuiet(files: Seen[], now: number): number {
  const newest = Math.max(...files.map(({ changedNs }) => Number(changedNs / 1_000_000n)));
  return Math.min(QUIET_MS, Math.max(MOMENT_MS, newest + QUIET_MS - now));
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
