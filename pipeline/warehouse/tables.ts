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
  const changed = await changedShapes(warehouse, catalogue, personKey);
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

/** Who only looks does not empty a table: with another key than the pipeline's all would be. */
export async function refuseReshaping(
  warehouse: Warehouse,
  catalogue: Catalogue,
  personKey: string,
): Promise<void> {
  const changed = await changedShapes(warehouse, catalogue, personKey);
  if (changed.every(({ before }) => before === undefined)) return;
  throw new SettingsError(
    'The warehouse’s rows were loaded with another WAGGLE_PERSON_KEY, or by another catalogue. Give this command the settings that the pipeline has. If they were changed on purpose, run npx waggle ingest first: it loads the files anew.',
  );
}

async function changedShapes(warehouse: Warehouse, catalogue: Catalogue, personKey: string) {
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

/** A digest of all that decides whether a file is accepted and how its cells become facts. */
function shapeOf(extract: Extract, catalogue: Catalogue, personKey: string): string {
  const { fields, period, missingValues, primaryKey, checks, thresholds } = extract;
  const places = fields.map((field) => placesOf(field, catalogue.partnership));
  const key = fields.some((field) => field.person) ? personKey : '';
  const needed = [
    ...new Set([...neededColumns(extract, catalogue).keys(), ...feedingColumns(extract)]),
  ].sort();
  const rules = [
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
