import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, mkdir, readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { type Home, SettingsError } from './settings.ts';

/** A file at the door: not yet known to be anything. */
export interface Delivery {
  file: string;
  /** Every name under which these very bytes have come: two months in which nothing happened are the same file. */
  names: string[];
  path: string;
  sha256: string;
  /** The order in which files arrived; the later one wins. */
  arrival: number;
  receivedAt: string;
}

const STILL_FOR_MS = 250;

/** The inbox's files, oldest name first. A file that is still growing is left for the next run. */
export async function inboxFiles(inbox: string): Promise<string[]> {
  const before = await sizes(inbox);
  if (before.size === 0) return [];
  await delay(STILL_FOR_MS);
  const after = await sizes(inbox);
  return [...after.keys()]
    .filter((name) => after.get(name) === before.get(name))
    .sort()
    .map((name) => join(inbox, name));
}

async function sizes(folder: string): Promise<Map<string, number>> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => entry.name);
  return new Map(
    await Promise.all(names.map(async (name) => [name, (await stat(join(folder, name))).size] as const)),
  );
}

/** Files named on the command line are copied to where the pipeline may read; the originals stay where they are. */
export async function bringIn(home: Home, named: string[]): Promise<string[]> {
  return Promise.all(
    named.map(async (path, index) => {
      const folder = join(home.work, `named-${index}`);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const copy = join(folder, basename(path));
      await copyFile(path, copy).catch((cause) => {
        throw new SettingsError(`There is no file ${path} that can be read.`, { cause });
      });
      return copy;
    }),
  );
}

/** Takes a file in: its name, its digest and its place in the order of arrival. Null when it has gone meanwhile. */
export async function receive(path: string, arrival: number, now: Date): Promise<Delivery | null> {
  const digest = await sha256(path).catch(ignoreMissing);
  if (digest === null) return null;
  const file = basename(path);
  return { file, names: [file], path, sha256: digest, arrival, receivedAt: now.toISOString() };
}

function ignoreMissing(error: NodeJS.ErrnoException): null {
  if (error.code !== 'ENOENT') throw error;
  return null;
}

async function sha256(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
