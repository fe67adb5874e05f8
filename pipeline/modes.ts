import { chmod, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Who may read what: raw files, reports and the warehouse are their owner's alone; snapshots are for the server's user too. */

export const OWN_FOLDER = 0o700;
export const OWN_FILE = 0o600;
/** For the server’s user, as a member of the group, and for no other account of the machine. */
export const GROUPS_FOLDER = 0o770;

/** Takes from others what they may do with a file or folder. */
export async function closeToOthers(path: string, mode: number): Promise<void> {
  const found = await stat(path);
  if ((found.mode & 0o777) !== mode) await chmod(path, mode);
}

/** The same for every file below a folder: those of an earlier release, or of a copy that was put back. */
export async function closeFilesIn(folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    if (entry.isFile()) await closeToOthers(join(entry.parentPath, entry.name), OWN_FILE);
  }
}

let closings = 0;
let asStarted = 0o022;

/** Until the answer is called, all that this process makes is its own alone: DuckDB makes files whenever it needs them. */
export function keepNewFilesClosed(): () => void {
  if (closings === 0) asStarted = process.umask(0o077);
  closings += 1;
  return () => {
    closings -= 1;
    if (closings === 0) process.umask(asStarted);
  };
}

/** Gives a file the rights that it would have had without `keepNewFilesClosed`. */
export async function openToOthers(path: string): Promise<void> {
  if (closings > 0) await chmod(path, 0o666 & ~asStarted);
}
