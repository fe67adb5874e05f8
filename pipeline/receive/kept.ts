import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { literal, quoted, sqlType } from '../../indicators/expressions.ts';
import type { Extract, Field } from '../../indicators/extract-schema.ts';
import { thisFile } from '../../indicators/fence.ts';
import type { Finding } from '../../indicators/series.ts';
import { closeToOthers, OWN_FILE } from '../modes.ts';
import type { Home } from '../settings.ts';
import { type PersonKey, pseudonymOf } from '../stage/cells.ts';
import { FileError } from '../stage/text.ts';
import * as ledger from '../warehouse/ledger.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';
import type { Workshop } from '../workshop.ts';
import { type Note, readJson, reportSchema, writeWhole } from './archive.ts';
import { settle, sha256 } from './receive.ts';

/**
 * What stays of a file when its raw copy is deleted: its rows as they lie in the warehouse, typed and with people by
 * their pseudonyms, and what the ledger knows of it. Both lie in the archive beside the file's note.
 */

const keptSchema = z.object({
  /** Whose facts they are: not those of an earlier or later delivery of the same bytes. */
  arrival: z.int(),
  extract: z.string(),
  rows: z.int(),
  /** The digest of the file of rows. */
  sha256: z.string(),
  /** What the key of the pseudonyms is known by; null where there are none. */
  key: z.string().nullable(),
  report: reportSchema,
  periods: z.array(z.string()),
  covered: z.array(z.string()),
  quarantined: z.record(z.string(), z.int()),
  profile: z.array(z.object({ period: z.string(), field: z.string(), category: z.string(), rows: z.int() })),
});
type Kept = z.infer<typeof keptSchema>;

function rowsPath(home: Home, file: string): string {
  return join(home.archive, `${file}.facts.parquet`);
}

function aboutPath(home: Home, file: string): string {
  return join(home.archive, `${file}.facts.json`);
}

/** Writes a file's facts down, whole and on the disk, and reads them back: from here on its raw copy is not needed. */
export async function keepFacts(
  { settings: { home }, warehouse, catalogue, key }: Workshop,
  { sha256: file, arrival }: Note,
): Promise<boolean> {
  const entry = await ledger.entryOf(warehouse, file);
  const extract = catalogue.extracts.find(({ name }) => name === entry?.report.extract);
  if (!entry || !extract || entry.arrival !== arrival || entry.report.outcome === 'rejected') return false;
  const { report, periods, covered, quarantined, profile } = entry;
  const written = await writeRows(warehouse, extract, arrival, rowsPath(home, file));
  const about: Kept = {
    arrival,
    extract: extract.name,
    ...written,
    key: extract.fields.some(({ person }) => person) ? keyMark(key) : null,
    ...{ report, periods, covered, quarantined, profile },
  };
  await writeWhole(aboutPath(home, file), JSON.stringify(about, null, 2));
  await settle(home.archive);
  return true;
}

async function writeRows(
  warehouse: Warehouse,
  { name, fields }: Extract,
  arrival: number,
  path: string,
): Promise<Pick<Kept, 'rows' | 'sha256'>> {
  const columns = ['_row', '_period', ...fields.map((field) => field.name)].map(quoted).join(', ');
  const delivered = `(SELECT ${columns} FROM delivered.${quoted(name)} WHERE _arrival = ${arrival})`;
  const half = `${path}.part`;
  await rm(half, { force: true });
  await warehouse.run(`COPY ${delivered} TO ${literal(half)} (FORMAT parquet)`);
  const written = await summed(warehouse, columns, `read_parquet(${thisFile(half)})`);
  const wanted = await summed(warehouse, columns, delivered);
  if (written.rows !== wanted.rows || written.sum !== wanted.sum)
    throw new Error(`The facts in ${half} are not those of the warehouse; the raw file stays where it is.`);
  await closeToOthers(half, OWN_FILE);
  await settle(half);
  const digest = await sha256(half);
  await rename(half, path);
  return { rows: written.rows, sha256: digest };
}

async function summed(warehouse: Warehouse, columns: string, rows: string) {
  const [row] = await warehouse.rows(
    `SELECT count(*) AS rows, CAST(bit_xor(hash(${columns})) AS VARCHAR) AS sum FROM ${rows}`,
  );
  return { rows: Number(row?.rows), sum: row?.sum ?? null };
}

/** Tells two keys apart and says nothing about either. */
function keyMark(key: PersonKey): string {
  return pseudonymOf('\u0000the key of these pseudonyms', key);
}

/** The facts of a file whose raw copy is gone; null where none of this delivery were kept. */
export async function readKept(home: Home, { sha256: file, arrival }: Note): Promise<Kept | null> {
  const kept = await readJson(aboutPath(home, file), keptSchema).catch((cause: unknown) => {
    if (cause instanceof SyntaxError || cause instanceof z.ZodError) throw damaged(`${file}.facts.json`);
    throw cause;
  });
  return kept?.arrival === arrival ? kept : null;
}

/** Puts kept facts back into the warehouse, column by column by name. They were checked when the file came. */
export async function loadKept(workshop: Workshop, note: Note, kept: Kept): Promise<void> {
  const { settings, warehouse, catalogue, key } = workshop;
  const extract = catalogue.extracts.find(({ name }) => name === kept.extract);
  if (!extract)
    throw new FileError(
      'archive-error',
      `The file’s rows are kept as ${kept.extract}, and there is no such extract any more.`,
      `Put indicators/extracts/${kept.extract}.yaml back; the rows then count again.`,
    );
  refuseOtherKey(kept, key);
  const path = rowsPath(settings.home, note.sha256);
  if ((await sha256(path).catch(() => null)) !== kept.sha256) throw damaged(`${note.sha256}.facts.parquet`);
  const stored = await storedTypes(warehouse, path);
  const fields = extract.fields.filter(({ name }) => stored.has(name));
  await refuseOtherTypes(warehouse, path, fields, stored);
  const columns = fields.map(
    (field) => `CAST(${quoted(field.name)} AS ${sqlType(field)}) AS ${quoted(field.name)}`,
  );
  const table = `delivered.${quoted(extract.name)}`;
  await warehouse.transaction(async () => {
    await warehouse.run(`DELETE FROM ${table} WHERE _arrival = $1`, [note.arrival]);
    await warehouse.run(
      `INSERT INTO ${table} BY NAME
       SELECT ${[`${note.arrival} AS _arrival`, '_row', '_period', ...columns].join(', ')} FROM read_parquet(${thisFile(path)})`,
    );
    await ledger.enter(warehouse, {
      ...kept,
      report: withGaps(
        kept.report,
        extract.fields.filter(({ name }) => !stored.has(name)),
      ),
      delivery: { ...note, path },
      withdrawn: note.state === 'withdrawn',
    });
  });
}

/** Pseudonyms of two keys do not belong together: one person would be two. */
function refuseOtherKey(kept: Kept, key: PersonKey): void {
  if (kept.key === null || kept.key === keyMark(key)) return;
  throw new FileError(
    'archive-error',
    'The raw file was deleted when its time was over, and the pseudonyms in its facts were made with another WAGGLE_PERSON_KEY than the one in use.',
    'Set WAGGLE_PERSON_KEY to what it was before; or deliver the file again, if the supplier still has it.',
  );
}

export function damaged(name: string): FileError {
  return new FileError(
    'archive-error',
    `${name} in the archive is damaged: it is no longer what was put there.`,
    'Deliver the file again, or put the archive’s copy back from a backup.',
  );
}

async function storedTypes(warehouse: Warehouse, path: string): Promise<Map<string, string>> {
  const rows = await warehouse.rows(`DESCRIBE SELECT * FROM read_parquet(${thisFile(path)})`);
  return new Map(rows.map((row) => [String(row.column_name), String(row.column_type)]));
}

/** A column whose type has changed since is loaded where each of its values is the same in the new type. */
async function refuseOtherTypes(
  warehouse: Warehouse,
  path: string,
  fields: Field[],
  stored: Map<string, string>,
): Promise<void> {
  for (const field of fields) {
    const [was = '', is] = [stored.get(field.name), sqlType(field)];
    if (was === is) continue;
    const name = quoted(field.name);
    const back = `TRY_CAST(TRY_CAST(${name} AS ${is}) AS ${was})`;
    const [row] = await warehouse.rows(
      `SELECT count(*) AS lost FROM read_parquet(${thisFile(path)}) WHERE ${back} IS DISTINCT FROM ${name}`,
    );
    if (Number(row?.lost) > 0 || [was, is].includes('UUID'))
      throw new FileError(
        'archive-error',
        `The raw file was deleted when its time was over, and its ${field.name} was kept as ${was}, which cannot be read as ${is}.`,
        `Give ${field.name} the type back that it had, or deliver the file again.`,
      );
  }
}

/** Columns that the extract has gained since are not known in any of the rows. */
function withGaps(report: Kept['report'], gained: Field[]): Kept['report'] {
  if (gained.length === 0) return report;
  const findings = gained.map(
    ({ name }): Finding => ({
      severity: 'warning',
      code: 'missing-label',
      row: null,
      column: name,
      value: null,
      message: `The column ${name} came to the extract after the raw file was deleted; its values count as not known.`,
      remedy: 'Nothing to do, unless the file can be delivered again.',
    }),
  );
  const counts = { ...report.counts };
  counts['missing-label'] = (counts['missing-label'] ?? 0) + findings.length;
  return {
    ...report,
    outcome: 'accepted_with_findings',
    findings: [...report.findings, ...findings],
    counts,
  };
}
