import { copyFile, mkdir, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { FileReport } from '../indicators/series.ts';
import type { Delivery } from './receive.ts';
import type { Home } from './settings.ts';

/**
 * The files themselves. An accepted file lies in the archive under its digest with a note of its delivery, and is
 * never changed; a rejected one lies in quarantine with its findings. The warehouse can be made anew from the two.
 */

const noteSchema = z.object({
  file: z.string(),
  names: z.array(z.string()),
  sha256: z.string(),
  arrival: z.int(),
  receivedAt: z.string(),
});
export type Note = z.infer<typeof noteSchema>;

const findingSchema = z.object({
  severity: z.enum(['error', 'warning']),
  code: z.string(),
  row: z.number().nullable(),
  column: z.string().nullable(),
  value: z.string().nullable(),
  message: z.string(),
  remedy: z.string(),
});
const rejectionSchema = noteSchema.extend({
  report: z.object({
    file: z.string(),
    sha256: z.string(),
    extract: z.string().nullable(),
    period: z.string().nullable(),
    outcome: z.enum(['accepted', 'accepted_with_findings', 'rejected']),
    rows: z.number(),
    quarantined: z.number(),
    findings: z.array(findingSchema),
    counts: z.record(z.string(), z.number()),
  }),
});
export type Rejection = z.infer<typeof rejectionSchema>;

export function archivedPath(home: Home, sha256: string): string {
  return join(home.archive, `${sha256}.csv`);
}

/** Puts a file into the archive; once its note is there, it is delivered, whatever happens next. */
export async function archive(home: Home, delivery: Delivery): Promise<void> {
  await settle(delivery.path, archivedPath(home, delivery.sha256));
  await writeNote(home, delivery);
}

/** Writes (or, for a file that comes a second time, renews) the note of a delivery. */
export async function writeNote(home: Home, { path: _path, ...note }: Delivery): Promise<void> {
  await writeWhole(notePath(home, note.sha256), note);
}

/** A delivery as it is known with those before it that had the same bytes. */
export async function withEarlierNames(home: Home, delivery: Delivery): Promise<Delivery> {
  const earlier = await readJson(notePath(home, delivery.sha256), noteSchema);
  return { ...delivery, names: [...new Set([...(earlier?.names ?? []), ...delivery.names])] };
}

function notePath(home: Home, sha256: string): string {
  return join(home.archive, `${sha256}.json`);
}

/** Puts a file into quarantine, under its digest and with its report. */
export async function quarantine(home: Home, delivery: Delivery, report: FileReport): Promise<void> {
  const folder = join(home.quarantine, delivery.sha256);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await settle(delivery.path, join(folder, delivery.file));
  const { path: _path, ...note } = delivery;
  await writeWhole(join(folder, 'report.json'), { ...note, report });
}

/** Every delivery in the archive, in the order of arrival. */
export async function archived(home: Home): Promise<Note[]> {
  const names = (await readdir(home.archive)).filter((name) => name.endsWith('.json'));
  const notes = await Promise.all(names.map((name) => readJson(join(home.archive, name), noteSchema)));
  return notes.filter((note) => note !== null).sort((one, other) => one.arrival - other.arrival);
}

/** Every rejected delivery, in the order of arrival. */
export async function rejections(home: Home): Promise<Rejection[]> {
  const folders = await readdir(home.quarantine);
  const found = await Promise.all(
    folders.map((name) => readJson(join(home.quarantine, name, 'report.json'), rejectionSchema)),
  );
  return found.filter((one) => one !== null).sort((one, other) => one.arrival - other.arrival);
}

async function readJson<S extends z.ZodType>(path: string, schema: S): Promise<z.infer<S> | null> {
  const text = await readFile(path, 'utf8').catch(() => null);
  return text === null ? null : schema.parse(JSON.parse(text));
}

/** Copies beside the target, then renames: the target is whole or not there. */
async function settle(from: string, to: string): Promise<void> {
  const half = `${to}.part`;
  await copyFile(from, half);
  await rename(half, to);
}

async function writeWhole(path: string, value: unknown): Promise<void> {
  const half = `${path}.part`;
  await writeFile(half, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
  const handle = await open(half, 'r');
  await handle.sync();
  await handle.close();
  await rename(half, path);
}

/** Takes a dealt-with file out of the inbox. */
export async function clear(path: string): Promise<void> {
  await rm(path, { force: true });
}
