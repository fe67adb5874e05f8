import type { DuckDBConnection } from '@duckdb/node-api';
import { z } from 'zod';
import type { Catalogue } from '../../indicators/schema.ts';
import { type Figure, type FileState, GRAINS, type Grain } from '../../indicators/series.ts';
import { INDICATOR_TABLES } from '../../indicators/snapshot.ts';
import type { Computed } from '../compute/compute.ts';
import type { Fingerprints } from '../compute/fingerprints.ts';
import type { Home } from '../settings.ts';
import { append, appendRow } from '../warehouse/appending.ts';
import { lookInto } from '../warehouse/look-into.ts';
import { newestSnapshot, snapshotPath } from './snapshot-folder.ts';

/** The newest snapshot beside the figures that are about to be published. */
export interface Earlier {
  catalogue: Catalogue;
  /** The files whose months counted. */
  files: EarlierFile[];
  /** What the code that made it is known by; null of releases that did not say. */
  code: string | null;
  /** Its finished figures that are now others or gone, oldest first. */
  different: Different[];
}

export interface EarlierFile {
  sha256: string;
  state: FileState;
  file: string;
  extract: string | null;
  arrival: number;
  covered: string[];
}

export interface Different {
  indicator: string;
  /** An area, or a comparator whose figure has been restated. */
  area: string;
  /** Null of a comparator's figure: its period says which it is. */
  grain: Grain | null;
  period: string;
  was: Figure;
  is: Figure | null;
}

/** A snapshot, and those of its indicators whose series are as they would come out again. */
export interface Unchanged {
  snapshot: string | null;
  indicators: ReadonlySet<string>;
}

const NOTHING_UNCHANGED: Unchanged = { snapshot: null, indicators: new Set() };

/** Of the newest snapshot; nothing of one that is damaged, for all that might be taken over is read through first. */
export async function unchangedSince(home: Home, fingerprints: Fingerprints): Promise<Unchanged> {
  const snapshot = await newestSnapshot(home);
  const found = await withSnapshot(home, snapshot, async (connection) => {
    for (const table of INDICATOR_TABLES)
      await connection.run(`SELECT count(hash(one)) FROM earlier.${table} AS one`);
    const rows = await connection.runAndReadAll('SELECT indicator, fingerprint FROM earlier.computed_from');
    return rows
      .getRowsJS()
      .map(([indicator, fingerprint]) => ({ indicator: String(indicator), fingerprint }));
  });
  if (!found) return NOTHING_UNCHANGED;
  const same = found.filter(({ indicator, fingerprint }) => fingerprints.get(indicator) === fingerprint);
  return { snapshot, indicators: new Set(same.map(({ indicator }) => indicator)) };
}

/** Null where nothing has been published yet, or where another release’s snapshot cannot be read. */
export async function compareWithEarlier(
  home: Home,
  computed: Computed[],
  unchanged: Unchanged['indicators'],
  log: (line: string) => void,
): Promise<Earlier | null> {
  const id = await newestSnapshot(home);
  return withSnapshot(
    home,
    id,
    (connection) => compare(connection, computed, unchanged),
    () => log(`${id} cannot be read, so the run cannot say which past figures have changed since.`),
  );
}

/** The files whose months the newest snapshot counts. */
export async function publishedFiles(home: Home): Promise<EarlierFile[]> {
  const found = await withSnapshot(home, await newestSnapshot(home), async (connection) => {
    const rows = await connection.runAndReadAll(FILES_THAT_COUNTED);
    return z.array(fileRow).parse(rows.getRowObjectsJS());
  });
  return found ?? [];
}

async function withSnapshot<T>(
  home: Home,
  id: string | null,
  work: (connection: DuckDBConnection) => Promise<T>,
  unreadable = () => {},
): Promise<T | null> {
  if (id === null) return null;
  try {
    return await lookInto(snapshotPath(home, id), work);
  } catch {
    unreadable();
    return null;
  }
}

async function compare(
  connection: DuckDBConnection,
  computed: Computed[],
  unchanged: Unchanged['indicators'],
): Promise<Earlier> {
  const rows = async <S extends z.ZodType>(schema: S, sql: string) =>
    z.array(schema).parse((await connection.runAndReadAll(sql)).getRowObjectsJS());
  await connection.run(
    'CREATE TEMP TABLE figure (indicator VARCHAR, area VARCHAR, grain VARCHAR, period VARCHAR, value DOUBLE, numerator DOUBLE, denominator DOUBLE)',
  );
  await append(connection, 'figure', (appender) => {
    for (const { indicator, area, grain, points } of computed.flatMap(({ series }) => series)) {
      for (const { period, status, value, numerator, denominator } of points) {
        if (status !== 'ok') continue;
        appendRow(appender, [indicator, area, grain, period, value, numerator, denominator]);
      }
    }
    for (const { indicator, benchmarks } of computed) {
      for (const { comparator, points } of benchmarks) {
        for (const { period, value, numerator, denominator } of points)
          appendRow(appender, [indicator.id, comparator, null, period, value, numerator, denominator]);
      }
    }
  });
  await connection.run('CREATE TEMP TABLE unchanged (indicator VARCHAR)');
  await append(connection, 'unchanged', (appender) => {
    for (const indicator of unchanged) appendRow(appender, [indicator]);
  });
  const [document] = await rows(documentRow, 'SELECT document::VARCHAR AS document FROM earlier.catalogue');
  return {
    catalogue: catalogueOf(document?.document ?? ''),
    files: await rows(fileRow, FILES_THAT_COUNTED),
    code: await codeOf(connection),
    different: await rows(differentRow, DIFFERENT),
  };
}

async function codeOf(connection: DuckDBConnection): Promise<string | null> {
  const tables = await connection.runAndReadAll(
    "FROM duckdb_tables() WHERE database_name = 'earlier' AND table_name = 'made_by'",
  );
  if (tables.currentRowCount === 0) return null;
  const found = await connection.runAndReadAll('SELECT code FROM earlier.made_by');
  return String(found.getRows()[0]?.[0]);
}

const FILES_THAT_COUNTED = `
SELECT sha256, state, file, extract, arrival, covered FROM earlier.file WHERE state IN ('accepted', 'superseded')`;

/** Sums of fractions may differ in their last digit with the order in which they are added. */
const differs = (column: keyof Figure) => `
(was.${column} IS NULL) <> (now.${column} IS NULL)
OR abs(was.${column} - now.${column}) > 1e-9 * greatest(abs(was.${column}), abs(now.${column}))`;

const figureOf = (table: string) =>
  `{ value: ${table}.value, numerator: ${table}.numerator, denominator: ${table}.denominator }`;

const DIFFERENT = `
SELECT was.indicator, was.area, was.grain, was.period, ${figureOf('was')} AS was,
  CASE WHEN now.indicator IS NOT NULL THEN ${figureOf('now')} END AS "is"
FROM earlier.full_point AS was ANTI JOIN unchanged USING (indicator)
LEFT JOIN figure AS now USING (indicator, area, grain, period)
WHERE was.complete AND was.status = 'ok'
  AND (${differs('value')} OR ${differs('numerator')} OR ${differs('denominator')})
UNION ALL
SELECT was.indicator, was.comparator AS area, NULL AS grain, was.period, ${figureOf('was')} AS was,
  CASE WHEN now.indicator IS NOT NULL THEN ${figureOf('now')} END AS "is"
FROM earlier.benchmark AS was ANTI JOIN unchanged USING (indicator)
LEFT JOIN figure AS now ON now.indicator = was.indicator AND now.area = was.comparator AND now.period = was.period
  AND now.grain IS NULL
WHERE ${differs('value')} OR ${differs('numerator')} OR ${differs('denominator')}`;

const documentRow = z.object({ document: z.string() });
const fileRow = z.object({
  sha256: z.string(),
  state: z.enum(['accepted', 'superseded']),
  file: z.string(),
  extract: z.string().nullable(),
  arrival: z.number(),
  covered: z.array(z.string()),
});
const number = z.number().nullable();
const figureShape = z.object({ value: number, numerator: number, denominator: number });
const differentRow = z.object({
  indicator: z.string(),
  area: z.string(),
  grain: z.enum(GRAINS).nullable(),
  period: z.string(),
  was: figureShape,
  is: figureShape.nullable(),
});

/** It was checked in full when it was published; here only that it is one that this release can compare with. */
const catalogueShape = z.looseObject({
  partnership: z.looseObject({ county: z.string(), areas: z.array(z.looseObject({ id: z.string() })) }),
  extracts: z.array(z.looseObject({ name: z.string(), fields: z.array(z.looseObject({})) })),
  indicators: z.array(z.looseObject({ id: z.string(), measure: z.looseObject({ kind: z.string() }) })),
});

/** Of snapshots that were published before a catalogue had these. */
const BEFORE_VIEWS = { views: [], terms: [], plan: null };

function catalogueOf(document: string): Catalogue {
  const written: unknown = JSON.parse(document);
  catalogueShape.parse(written);
  return { ...BEFORE_VIEWS, ...(written as Catalogue) };
}
