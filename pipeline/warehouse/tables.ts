import { createHash } from 'node:crypto';
import { placesOf } from '../../indicators/areas.ts';
import { literal, quoted, sqlType } from '../../indicators/expressions.ts';
import type { Extract, Field } from '../../indicators/extract-schema.ts';
import { feedingColumns } from '../../indicators/feeds.ts';
import { neededColumns } from '../../indicators/needs.ts';
import type { Catalogue } from '../../indicators/schema.ts';
import { SettingsError } from '../settings.ts';
import { isCoded } from '../stage/cells.ts';
import type { Warehouse } from './warehouse.ts';

const LEDGER_TABLES = `
CREATE SCHEMA ledger;
CREATE SCHEMA delivered;
CREATE SCHEMA facts;
CREATE TABLE ledger.file (
  sha256 VARCHAR PRIMARY KEY,
  arrival INTEGER NOT NULL,
  file VARCHAR NOT NULL,
  extract VARCHAR,
  period VARCHAR,
  periods VARCHAR[] NOT NULL,
  covered VARCHAR[] NOT NULL,
  outcome VARCHAR NOT NULL,
  received_at VARCHAR NOT NULL,
  rows BIGINT NOT NULL,
  quarantined BIGINT NOT NULL,
  counts JSON NOT NULL,
  quarantined_by_period JSON NOT NULL,
  withdrawn BOOLEAN NOT NULL,
  loading UUID NOT NULL
);
CREATE TABLE ledger.finding (
  sha256 VARCHAR NOT NULL,
  severity VARCHAR NOT NULL,
  code VARCHAR NOT NULL,
  row BIGINT,
  "column" VARCHAR,
  value VARCHAR,
  message VARCHAR NOT NULL,
  remedy VARCHAR NOT NULL
);
CREATE TABLE ledger.profile (
  sha256 VARCHAR NOT NULL,
  period VARCHAR NOT NULL,
  field VARCHAR NOT NULL,
  category VARCHAR NOT NULL,
  rows BIGINT NOT NULL
);
CREATE TABLE ledger.shape (
  extract VARCHAR PRIMARY KEY,
  fingerprint VARCHAR NOT NULL
);
CREATE TABLE ledger.published (
  fingerprint VARCHAR NOT NULL,
  snapshot VARCHAR NOT NULL
);
CREATE TABLE ledger.layout (
  fingerprint VARCHAR NOT NULL,
  warehouse UUID NOT NULL
);
CREATE TABLE IF NOT EXISTS ledger.run (
  id INTEGER NOT NULL,
  started_at VARCHAR NOT NULL,
  finished_at VARCHAR NOT NULL,
  report JSON NOT NULL
);
`;

export const LAYOUT = createHash('sha256').update(LEDGER_TABLES).digest('hex');

/** A ledger that another version of Waggle laid out is put away: all in it is made anew from the archive. */
export async function layOut(warehouse: Warehouse): Promise<void> {
  const tables = await warehouse.rows(`SELECT table_name FROM duckdb_tables() WHERE schema_name = 'ledger'`);
  const known = tables.some((table) => table.table_name === 'layout')
    ? await warehouse.rows('SELECT fingerprint FROM ledger.layout')
    : [];
  if (known[0]?.fingerprint === LAYOUT) return;
  await warehouse.transaction(async () => {
    for (const schema of ['facts', 'ledger', 'delivered'])
      await warehouse.run(`DROP SCHEMA IF EXISTS ${schema} CASCADE`);
    await warehouse.run(LEDGER_TABLES);
    await warehouse.run('INSERT INTO ledger.layout VALUES ($1, uuid())', [LAYOUT]);
  });
}

/**
 * Gives every extract its table of delivered rows. When its columns (or the key that pseudonyms are made with) change,
 * the table is emptied and its files forgotten; the run then loads them anew from the archive.
 */
export async function shapeTables(
  warehouse: Warehouse,
  catalogue: Catalogue,
  personKey: string,
): Promise<void> {
  await reshape(warehouse, await changedShapes(warehouse, catalogue, personKey));
}

async function reshape(warehouse: Warehouse, changed: ChangedShape[]): Promise<void> {
  if (changed.length === 0) return;
  const names = changed.map(({ extract }) => literal(extract.name)).join(', ');
  const shapes = changed.map(
    ({ extract, fingerprint }) => `(${literal(extract.name)}, ${literal(fingerprint)})`,
  );
  await warehouse.transaction(async () => {
    await warehouse.run(changed.map(({ extract }) => newTable(extract)).join('\n'));
    await warehouse.run(`DELETE FROM ledger.file WHERE extract IN (${names})`);
    await warehouse.run('DELETE FROM ledger.profile WHERE sha256 NOT IN (SELECT sha256 FROM ledger.file)');
    await warehouse.run(`INSERT OR REPLACE INTO ledger.shape VALUES ${shapes.join(', ')}`);
  });
}

/** Who only looks empties no table: with another key than the pipeline's all would be. Rows that were loaded by other
 *  rules, as before an indicator came that needs one more of their columns, can be looked at as they are. */
export async function shapeMissingTables(
  warehouse: Warehouse,
  catalogue: Catalogue,
  personKey: string,
): Promise<void> {
  const changed = await changedShapes(warehouse, catalogue, personKey);
  const loaded = changed.filter(({ before }) => before !== undefined).map(({ extract }) => extract);
  if (mayHaveAnotherKey(loaded, catalogue)) throw new SettingsError(ANOTHER_KEY);
  const unlike = await withOtherColumns(warehouse, loaded);
  if (unlike.length > 0) throw new SettingsError(otherColumns(unlike));
  await reshape(
    warehouse,
    changed.filter(({ before }) => before === undefined),
  );
}

const ANOTHER_KEY =
  'The warehouse’s rows were loaded by another catalogue, or with another WAGGLE_PERSON_KEY. If the catalogue has been changed, run npx waggle ingest first: it loads the files anew. Else give this command the settings that the pipeline has.';

function otherColumns(extracts: Extract[]): string {
  const names = extracts.map(({ name }) => name).join(', ');
  return `The catalogue has been changed since files were loaded: these have other columns now: ${names}. Run npx waggle ingest first: it loads the files anew.`;
}

/** The key is the one of the pipeline where a single extract with people has the shape that it had. */
function mayHaveAnotherKey(changed: Extract[], { extracts }: Catalogue): boolean {
  return changed.some(hasPeople) && extracts.filter(hasPeople).every((extract) => changed.includes(extract));
}

async function withOtherColumns(warehouse: Warehouse, extracts: Extract[]): Promise<Extract[]> {
  const rows = await warehouse.rows(
    `SELECT table_name, column_name, data_type FROM duckdb_columns()
     WHERE schema_name = 'delivered' AND NOT starts_with(column_name, '_')`,
  );
  return extracts.filter(({ name, fields }) => {
    const found = rows.filter((row) => row.table_name === name);
    const columns = found.map((row) => `${row.column_name} ${row.data_type}`).sort();
    const wanted = fields.map((field) => `${field.name} ${sqlType(field)}`).sort();
    return columns.join() !== wanted.join();
  });
}

function hasPeople({ fields }: Extract): boolean {
  return fields.some(({ person }) => person);
}

interface ChangedShape {
  extract: Extract;
  fingerprint: string;
  /** The fingerprint that its rows were loaded by; of an extract without a table undefined. */
  before: unknown;
}

async function changedShapes(
  warehouse: Warehouse,
  catalogue: Catalogue,
  personKey: string,
): Promise<ChangedShape[]> {
  const known = await warehouse.rows('SELECT extract, fingerprint FROM ledger.shape');
  const before = new Map(known.map(({ extract, fingerprint }) => [extract, fingerprint]));
  return catalogue.extracts
    .map((extract) => ({
      ...{ extract, fingerprint: shapeOf(extract, catalogue, personKey) },
      before: before.get(extract.name),
    }))
    .filter(({ fingerprint, before }) => before !== fingerprint);
}

function newTable(extract: Extract): string {
  const table = `delivered.${quoted(extract.name)}`;
  const columns = extract.fields.map((field) => `${quoted(field.name)} ${sqlType(field)}${storage(field)}`);
  return `DROP TABLE IF EXISTS ${table};
CREATE TABLE ${table} (_arrival INTEGER, _row INTEGER, _period VARCHAR${FEW_TEXTS}, ${columns.join(', ')});`;
}

/** What DuckDB finds out by trying each way on every row, unless it is told. */
const FEW_TEXTS = ' USING COMPRESSION dictionary';

function storage(field: Field): string {
  return isCoded(field) && sqlType(field) === 'VARCHAR' ? FEW_TEXTS : '';
}

/** What a column and its values are called decides nothing. */
function withoutWords({ title: _title, description: _description, labels: _labels, ...field }: Field) {
  return field;
}

/** Raised whenever Waggle reads files in another way, or takes them as delivering other months: then all are loaded anew
 *  from the archive at the next run, and no figure waits for a rebuild to change. */
const RULES_OF_LOADING = 2;

/** A digest of all that decides whether a file is accepted and how its cells become facts. */
function shapeOf(extract: Extract, catalogue: Catalogue, personKey: string): string {
  const { fields, period, missingValues, primaryKey, checks, thresholds } = extract;
  const places = fields.map((field) => placesOf(field, catalogue.partnership));
  const key = hasPeople(extract) ? personKey : '';
  const needed = [
    ...new Set([...neededColumns(extract, catalogue).keys(), ...feedingColumns(extract)]),
  ].sort();
  const rules = [
    RULES_OF_LOADING,
    fields.map(withoutWords),
    period,
    missingValues,
    primaryKey,
    checks,
    thresholds,
    places,
    needed,
    key,
  ];
  return createHash('sha256').update(JSON.stringify(rules)).digest('hex');
}
