import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { SNAPSHOT_ENDING, snapshotId, snapshotNumber } from '../../indicators/snapshot.ts';
import type { Home } from '../settings.ts';

/** The newest snapshot's id; null before the first. */
export async function newestSnapshot(home: Home): Promise<string | null> {
  const numbers = await publishedNumbers(home);
  return numbers.length > 0 ? snapshotId(Math.max(...numbers)) : null;
}

export function snapshotPath(home: Home, id: string): string {
  return join(home.snapshots, `${id}${SNAPSHOT_ENDING}`);
}

/** The numbers of all published snapshots, in no order. */
export async function publishedNumbers(home: Home): Promise<number[]> {
  return (await readdir(home.snapshots)).map(snapshotNumber).filter((number) => number !== null);
}
