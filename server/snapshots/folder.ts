import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { SNAPSHOT_ENDING, snapshotId, snapshotNumber } from '../../indicators/snapshot.ts';

export interface SnapshotFile {
  id: string;
  path: string;
  /** Tells a file from another that later took its name. */
  identity: string;
}

/** The snapshots in a folder, newest first. A folder that is not there yet has none. */
export async function snapshotFiles(folder: string): Promise<SnapshotFile[]> {
  const names = await readdir(folder).catch(ignoring('ENOENT', [] as string[]));
  const numbers = names
    .filter((name) => name.endsWith(SNAPSHOT_ENDING))
    .map(snapshotNumber)
    .filter((number) => number !== null)
    .sort((a, b) => b - a);
  const files = await Promise.all(numbers.map((number) => snapshotFile(folder, number)));
  return files.filter((file) => file !== null);
}

export async function snapshotFile(folder: string, number: number): Promise<SnapshotFile | null> {
  const id = snapshotId(number);
  const path = join(folder, `${id}${SNAPSHOT_ENDING}`);
  const found = await stat(path).catch(ignoring('ENOENT', null));
  return found && { id, path, identity: `${id} ${found.ino} ${found.mtimeMs} ${found.size}` };
}

function ignoring<T>(code: string, instead: T): (error: NodeJS.ErrnoException) => T {
  return (error) => {
    if (error.code === code) return instead;
    throw error;
  };
}
