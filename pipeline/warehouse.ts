import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { type DuckDBConnection, DuckDBInstance, type DuckDBValue } from '@duckdb/node-api';
import { areaNames } from '../indicators/areas.ts';
import { literal, quoted, sqlType } from '../indicators/expressions.ts';
import { feedingColumns } from '../indicators/feeds.ts';
import { neededColumns } from '../indicators/needs.ts';
import type { Catalogue, Extract, Field } from '../indicators/schema.ts';
import { isCoded } from './cells.ts';
import { closeToOthers, keepNewFilesClosed, OWN_FILE } from './modes.ts';
import { beginOpening, endOpening, MOST_OPENINGS, OPENING_MARK } from './opening.ts';
import type { Home } from './settings.ts';

export type Row = Record<string, DuckDBValue>;

/** The row-level store. It belongs to the one pipeline process that has it open; nobody else reads it. */
export interface Warehouse {
  connection: DuckDBConnection;
  run(sql: string, values?: DuckDBValue[]): Promise<void>;
  rows(sql: string, values?: DuckDBValue[]): Promise<Row[]>;
  /** All of the work, or none of it. */
  transaction<T>(work: () => Promise<T>): Promise<T>;
  close(): void;
}

/** Another pipeline process is at work on the same home. */
export class BusyError extends Error {
  override readonly name = 'BusyError';
}

/** The disk is full, or will not be written to. */
export class StorageError extends Error {
  override readonly name = 'StorageError';
}

/** The warehouse's file is damaged; everything in it can be made anew. */
export class DamageError extends Error {
  override readonly name = 'DamageError';
}

function isFull(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const said = error instanceof Error ? error.message : '';
  return (
    ['ENOSPC', 'EFBIG', 'EDQUOT'].includes(code) || /no space left|file too large|disk quota/i.test(said)
  );
}

export function isDamage(error: unknown): boolean {
  return (
    error instanceof DamageError ||
    (error instanceof Error &&
      /corrupt|checksum|not a valid duckdb|replaying wal|serialization error|could not read enough bytes/i.test(
        error.message,
      ))
  );
}

/** An expression fails on a value. What DuckDB says of it quotes the value, which may be a person’s, so it goes no further. */
export class ExpressionError extends Error {
  override readonly name = 'ExpressionError';
}

/** An expression that fails says whose it is. */
export async function owned<T>(owner: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    throw new ExpressionError(`${owner} cannot be worked out. ${error.message}`, { cause: error });
  }
}

const QUOTES_VALUES = /^(?:Conversion|Out of Range|Invalid Input|Constraint|Mismatch Type) Error/;

function withoutValues(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const [kind] = QUOTES_VALUES.exec(error.message) ?? [];
  if (kind) return new ExpressionError(`${kind}: an expression fails on a value, which is not shown here.`);
  // The excerpt of the SQL may hold the key of the pseudonyms.
  return error.message.includes('\nLINE ') ? new Error(error.message.split('\nLINE ')[0]?.trim()) : error;
}

/** What would have happened with any other file too. */
export function isNotTheFilesFault(error: unknown): boolean {
  return isFull(error) || isDamage(error) || (error instanceof Error && /invalidated/i.test(error.message));
}

/** An error of the warehouse's, in the words of those who can do something about it. */
export function explained(home: Home, error: unknown): unknown {
  if (isFull(error)) {
    return new StorageError(
      `The disk that holds ${home.root} is full. Make room and run again; nothing was lost, and the dashboard shows what it showed before.`,
      { cause: error },
    );
  }
  return isDamage(error) && !(error instanceof DamageError)
    ? new DamageError('The warehouse is damaged.', { cause: error })
    : error;
}

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

const LAYOUT = createHash('sha256').update(LEDGER_TABLES).digest('hex');

/** Opens the warehouse and gives every extract its table. Expressions that run on it can reach no file but the home's. */
export async function openWarehouse(home: Home, catalogue: Catalogue, personKey: string): Promise<Warehouse> {
  const before = await beginOpening(home.warehouse);
  try {
    if (before >= MOST_OPENINGS) {
      throw new DamageError(`The warehouse was opened ${before} times, and each time the process ended.`);
    }
    return await opened(home, catalogue, personKey);
  } finally {
    await endOpening(home.warehouse);
  }
}

async function opened(home: Home, catalogue: Catalogue, personKey: string): Promise<Warehouse> {
  const warehouse = await openClosedToOthers(home);
  try {
    await fence(warehouse, [home.root]);
    await layOut(warehouse);
    await shapeTables(warehouse, catalogue, personKey);
    return warehouse;
  } catch (error) {
    // It must let go of its file before that is moved aside.
    warehouse.close();
    throw error;
  }
}

/** The warehouse's file, its log of what is not yet in it, and what DuckDB leaves when it is stopped amid a checkpoint. */
export const WAREHOUSE_PARTS = ['', '.wal', '.wal.checkpoint', '.wal.recovery', OPENING_MARK];

async function openClosedToOthers(home: Home): Promise<Warehouse> {
  const reopen = keepNewFilesClosed();
  try {
    for (const part of WAREHOUSE_PARTS)
      await closeToOthers(`${home.warehouse}${part}`, OWN_FILE).catch(ignoreMissing(home));
    return wrap(await openInstance(home), reopen);
  } catch (error) {
    reopen();
    throw error;
  }
}

function ignoreMissing({ warehouse }: Home) {
  return (cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return;
    throw new StorageError(
      `Others may read ${warehouse}, and Waggle may not change that. Give the file to its user.`,
      { cause },
    );
  };
}

/**
 * Gives every extract its table of delivered rows. When its columns (or the key that pseudonyms are made with) change,
 * the table is emptied and its files forgotten; the run then loads them anew from the archive.
 */
async function shapeTables(warehouse: Warehouse, catalogue: Catalogue, personKey: string): Promise<void> {
  const known = await warehouse.rows('SELECT extract, fingerprint FROM ledger.shape');
  const before = new Map(known.map(({ extract, fingerprint }) => [extract, fingerprint]));
  const changed = catalogue.extracts
    .map((extract) => ({ extract, fingerprint: shapeOf(extract, catalogue, personKey) }))
    .filter(({ extract, fingerprint }) => before.get(extract.name) !== fingerprint);
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

/** A ledger that another version of Waggle laid out is put away: all in it is made anew from the archive. */
async function layOut(warehouse: Warehouse): Promise<void> {
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
 * A warehouse that lasts as long as one dry run, without facts; files are read from these folders alone.
 * @param borrow fills its ledger before the fence is closed
 */
export async function temporaryWarehouse(
  folders: string[],
  catalogue: Catalogue,
  personKey: string,
  borrow: (warehouse: Warehouse) => Promise<void>,
): Promise<Warehouse> {
  const instance = await DuckDBInstance.create(':memory:');
  const warehouse = wrap({ instance, connection: await instance.connect() }, () => {});
  await layOut(warehouse);
  await shapeTables(warehouse, catalogue, personKey);
  await borrow(warehouse);
  await fence(warehouse, folders);
  return warehouse;
}

const BORROWED = ['file', 'profile'];

/** Copies what a home's ledger knows of its files. The home's own file is let go at once: a run may want it. */
export async function borrowLedger(warehouse: Warehouse, home: Home): Promise<void> {
  await attachHome(warehouse, home);
  try {
    const layouts = await warehouse.rows('SELECT fingerprint FROM home.ledger.layout');
    if (layouts[0]?.fingerprint !== LAYOUT) throw new DamageError('The warehouse is of another layout.');
    await warehouse.transaction(async () => {
      for (const table of BORROWED)
        await warehouse.run(`INSERT INTO ledger.${table} FROM home.ledger.${table}`);
    });
  } finally {
    await warehouse.run('DETACH home');
  }
}

async function attachHome(warehouse: Warehouse, home: Home): Promise<void> {
  try {
    await warehouse.run(`ATTACH ${literal(home.warehouse)} AS home (READ_ONLY)`);
  } catch (cause) {
    throw notOpened(home, cause);
  }
}

/** From here on, nothing that runs on the connection can reach a file outside these folders. */
async function fence(warehouse: Warehouse, folders: string[]): Promise<void> {
  const allowed = folders.map((folder) => literal(`${folder}/`));
  await warehouse.run(`SET allowed_directories = [${allowed.join(', ')}]`);
  await warehouse.run('SET enable_external_access = false');
  await warehouse.run('SET lock_configuration = true');
}

const MEMORY_LIMIT = '1GB';

async function openInstance(home: Home) {
  await mkdir(home.root, { recursive: true });
  try {
    const instance = await DuckDBInstance.create(home.warehouse, {
      memory_limit: MEMORY_LIMIT,
      checkpoint_threshold: '256MB',
      temp_directory: `${home.work}/spill`,
      preserve_insertion_order: 'true',
    });
    return { instance, connection: await instance.connect() };
  } catch (cause) {
    throw notOpened(home, cause);
  }
}

function notOpened(home: Home, cause: unknown): unknown {
  if (!(cause instanceof Error) || isFull(cause)) return cause;
  if (/conflicting lock|could not set lock/i.test(cause.message)) {
    return new BusyError(
      `Another run of the pipeline is at work in ${home.root}. Wait until it has finished, then try again.`,
      { cause },
    );
  }
  if (/permission denied/i.test(cause.message)) {
    return new StorageError(`Waggle may not write to ${home.warehouse}. Give its user the right to.`, {
      cause,
    });
  }
  return new DamageError('The warehouse cannot be opened.', { cause });
}

function wrap(
  { instance, connection }: { instance: DuckDBInstance; connection: DuckDBConnection },
  closed: () => void,
): Warehouse {
  const said = async <T>(answer: Promise<T>): Promise<T> => {
    try {
      return await answer;
    } catch (error) {
      throw withoutValues(error);
    }
  };
  const run = async (sql: string, values: DuckDBValue[] = []) => {
    await said(connection.run(sql, values));
  };
  return {
    connection,
    run,
    rows: async (sql, values = []) => (await said(connection.runAndReadAll(sql, values))).getRowObjects(),
    transaction: async (work) => {
      await run('BEGIN');
      try {
        const result = await work();
        await run('COMMIT');
        return result;
      } catch (error) {
        await run('ROLLBACK').catch(() => {});
        throw error;
      }
    },
    close: () => {
      connection.closeSync();
      instance.closeSync();
      closed();
    },
  };
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

/** A digest of all that decides whether a file is accepted and how its cells become facts. */
function shapeOf(extract: Extract, catalogue: Catalogue, personKey: string): string {
  const { fields, period, missingValues, primaryKey, checks, thresholds } = extract;
  const areas = fields.some((field) => field.area) ? catalogue.partnership.areas.map(areaNames) : [];
  const key = fields.some((field) => field.person) ? personKey : '';
  const needed = [
    ...new Set([...neededColumns(extract, catalogue).keys(), ...feedingColumns(extract)]),
  ].sort();
  const rules = [fields, period, missingValues, primaryKey, checks, thresholds, areas, needed, key];
  return createHash('sha256').update(JSON.stringify(rules)).digest('hex');
}
