import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { closeToOthers, OWN_FILE } from '../modes.ts';
import { type Home, SettingsError } from '../settings.ts';
import { StorageError } from '../warehouse/storage-errors.ts';
import { archivedPath } from './archive.ts';
import type { Delivery } from './delivery.ts';

/** What waits and cannot be read: it stays where it is, and the next run tries again. */
export interface Unreadable {
  file: string;
  /** What it is, where it is no file or not yet whole; else what the system says: EACCES where this account may not read it. */
  code: string;
}

/** A file's bytes; 0 when it has gone. */
export async function sizeOf(path: string): Promise<number> {
  const found = await stat(path).catch(ignoreMissing);
  return found?.size ?? 0;
}

/** What tells a file in the inbox from another that is put in its place; null where nobody can tell. */
export async function stampOf(path: string): Promise<string | null> {
  const found = await stat(path, { bigint: true }).catch(() => null);
  return found && `${found.size} ${found.mtimeNs}`;
}

/** Takes away what has been received; what has been put in its place since is left for the next run. */
export async function clearAway(path: string, stamp: string | null): Promise<void> {
  if (stamp === null || stamp !== (await stampOf(path))) return;
  await rm(path, { force: true }).catch((cause: NodeJS.ErrnoException) => {
    throw new StorageError(
      `${basename(path)} has been taken in and cannot be deleted from ${dirname(path)} (${cause.code}), so the run went no further. Give the account that runs the pipeline the right to delete files there; the next run goes on.`,
      { cause },
    );
  });
}

/** The paths of files named on the command line; all of them are there, or nothing is begun. */
export async function existing(named: string[]): Promise<string[]> {
  for (const name of named) {
    const found = await stat(name).catch(() => null);
    if (!found?.isFile()) throw new SettingsError(`There is no file ${name} that can be read.`);
  }
  return named.map((name) => resolve(name));
}

/**
 * Takes a file in: a copy of it is in the archive under the digest of that copy, so that what was checked is what is
 * kept. Null when the file has gone meanwhile.
 */
export async function receive(
  home: Home,
  path: string,
  arrival: number,
  now: Date,
): Promise<Delivery | Unreadable | null> {
  const code = await whyNotOpened(path);
  if (code !== null) return { file: basename(path), code };
  const half = join(home.archive, `${randomUUID()}.part`);
  try {
    if ((await copyFile(path, half).then(() => true, ignoreMissing)) === null) return null;
    await closeToOthers(half, OWN_FILE);
    const [digest] = await Promise.all([sha256(half), settle(half)]);
    await rename(half, archivedPath(home, digest));
    return described(path, archivedPath(home, digest), digest, arrival, now);
  } catch (error) {
    await rm(half, { force: true });
    throw error;
  }
}

/** Null where it can be opened, or has gone. */
async function whyNotOpened(path: string): Promise<string | null> {
  try {
    await (await open(path, 'r')).close();
    return null;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined || OF_THE_PROCESS.includes(code)) throw error;
    return code === 'ENOENT' ? null : code;
  }
}

const OF_THE_PROCESS = ['EMFILE', 'ENFILE', 'ENOMEM'];

const AFTER_ALL_OTHERS = 2 ** 31 - 1;

/** A file where it lies, for a look that keeps nothing. */
export async function look(path: string, now: Date): Promise<Delivery> {
  return described(path, path, await sha256(path), AFTER_ALL_OTHERS, now);
}

function described(from: string, path: string, digest: string, arrival: number, now: Date): Delivery {
  const file = basename(from);
  return { file, names: [file], path, sha256: digest, arrival, receivedAt: now.toISOString() };
}

function ignoreMissing(error: NodeJS.ErrnoException): null {
  if (error.code !== 'ENOENT') throw error;
  return null;
}

/** From here on the bytes survive a power cut. */
export async function settle(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

export async function sha256(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk);
  return hash.digest('hex');
}
