import { mkdir, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Papa from 'papaparse';
import { z } from 'zod';
import { harmlessRow } from '../../indicators/harmless.ts';
import type { FileReport } from '../../indicators/series.ts';
import { OWN_FILE, OWN_FOLDER } from '../modes.ts';
import type { Home } from '../settings.ts';
import type { Delivery } from './delivery.ts';

/**
 * The files themselves, the only raw ones there are: each lies in the archive under its digest, never changed, with a
 * note of its delivery. The note is what decides: the warehouse can be made anew from files and notes. Where retention
 * has deleted the file, its facts lie in its place (kept.ts). Quarantine holds the reports on files and rows that were
 * set aside.
 */

const noteSchema = z.object({
  file: z.string(),
  names: z.array(z.string()),
  sha256: z.string(),
  arrival: z.int(),
  receivedAt: z.string(),
  state: z.enum(['accepted', 'rejected', 'withdrawn']).default('accepted'),
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
export const reportSchema = z.object({
  file: z.string(),
  sha256: z.string(),
  extract: z.string().nullable(),
  period: z.string().nullable(),
  outcome: z.enum(['accepted', 'accepted_with_findings', 'rejected']),
  rows: z.number(),
  quarantined: z.number(),
  findings: z.array(findingSchema),
  counts: z.record(z.string(), z.number()),
});

export const RAW_ENDING = '.csv';

export function archivedPath(home: Home, sha256: string): string {
  return join(home.archive, `${sha256}${RAW_ENDING}`);
}

function notePath(home: Home, sha256: string): string {
  return join(home.archive, `${sha256}.json`);
}

/** Once its note is there, a file is delivered, whatever happens next. */
export async function writeNote(home: Home, delivery: Delivery, state: Note['state']): Promise<void> {
  const { path: _path, ...known } = delivery;
  await writeWhole(notePath(home, delivery.sha256), JSON.stringify({ ...known, state }, null, 2));
}

export async function readNote(home: Home, sha256: string): Promise<Note | null> {
  return readJson(notePath(home, sha256), noteSchema);
}

/** The digests of all files that have a note. */
export async function noted(home: Home): Promise<string[]> {
  const names = (await readdir(home.archive)).filter((name) => /^[0-9a-f]{64}\.json$/.test(name));
  return names.map((name) => name.slice(0, -'.json'.length));
}

/** Every delivery, in the order of arrival. */
export async function notes(home: Home): Promise<Note[]> {
  const found = await Promise.all((await noted(home)).map((sha256) => readNote(home, sha256)));
  return found.filter((note) => note !== null).sort((one, other) => one.arrival - other.arrival);
}

/** What was half written when a run ended before its time. */
export async function sweep(home: Home): Promise<void> {
  const left = (await readdir(home.archive)).filter((name) => name.endsWith('.part'));
  await Promise.all(left.map((name) => rm(join(home.archive, name), { force: true })));
}

/** Puts the report on a file, or on some of its rows, where the analyst finds it: as JSON, and as a table to send on. */
export async function quarantine(home: Home, report: FileReport): Promise<void> {
  const folder = join(home.quarantine, report.sha256);
  await mkdir(folder, { recursive: true, mode: OWN_FOLDER });
  await writeWhole(join(folder, 'findings.csv'), `\uFEFF${findingsTable(report)}`);
  await writeWhole(join(folder, 'report.json'), JSON.stringify(report, null, 2));
}

/** The report on an accepted file lies there while some of its rows are set aside. */
export async function keepReport(home: Home, report: FileReport): Promise<void> {
  if (report.quarantined > 0) await quarantine(home, report);
  else await rm(join(home.quarantine, report.sha256), { recursive: true, force: true });
}

export async function readReport(home: Home, sha256: string): Promise<FileReport | null> {
  return readJson(join(home.quarantine, sha256, 'report.json'), reportSchema);
}

function findingsTable({ findings }: FileReport): string {
  const rows = findings.map(({ severity, code, row, column, value, message, remedy }) => ({
    row,
    column: inOneLine(column),
    value: inOneLine(value),
    'what is wrong': inOneLine(message),
    'what to do': remedy,
    severity,
    code,
  }));
  return `${Papa.unparse(rows.map(harmlessRow), { newline: '\r\n' })}\r\n`;
}

function inOneLine(text: string | null): string | null {
  return text?.replace(/\s+/g, ' ') ?? null;
}

/** Null where there is no such file; one that cannot be read is an error: a delivery without its note would not count. */
export async function readJson<S extends z.ZodType>(path: string, schema: S): Promise<z.infer<S> | null> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  return text === null ? null : schema.parse(JSON.parse(text));
}

/** Written beside the target, then renamed: the target is whole or not there. */
export async function writeWhole(path: string, text: string): Promise<void> {
  const half = `${path}.part`;
  await writeFile(half, `${text}\n`, { mode: OWN_FILE });
  const handle = await open(half, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(half, path);
}

/** Whether a report says that the archive has lost a file that counted. */
export function isLost({ counts }: FileReport): boolean {
  return 'archive-error' in counts;
}
