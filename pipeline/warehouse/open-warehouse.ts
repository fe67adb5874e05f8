import { mkdir } from 'node:fs/promises';
import { literal, quoted } from '../../indicators/expressions.ts';
import type { Extract } from '../../indicators/extract-schema.ts';
import { close, fence, type Opened, openFenced, openUnfenced } from '../../indicators/fence.ts';
import { keyWithPeriod, mayRepeatKeys } from '../../indicators/keys.ts';
import type { Catalogue } from '../../indicators/schema.ts';
import { closeToOthers, keepNewFilesClosed, OWN_FILE } from '../modes.ts';
import type { Home } from '../settings.ts';
import { beginOpening, endOpening, MOST_OPENINGS, OPENING_MARK } from './opening.ts';
import { DamageError, notOpened, StorageError, withoutValues } from './storage-errors.ts';
import { LAYOUT, layOut, shapeMissingTables, shapeTables } from './tables.ts';

import type { Warehouse } from './warehouse.ts';

/** Opens the warehouse and gives every extract its table. Expressions that run on it can reach no file but the home's. */
export async function openWarehouse(
  home: Home,
  catalogue: Catalogue,
  personKey: string,
  purpose: 'work' | 'look' = 'work',
): Promise<Warehouse> {
  const before = await beginOpening(home.warehouse);
  try {
    if (before >= MOST_OPENINGS) {
      throw new DamageError(`The warehouse was opened ${before} times, and each time the process ended.`);
    }
    return await opened(home, catalogue, personKey, purpose);
  } finally {
    await endOpening(home.warehouse);
  }
}

async function opened(
  home: Home,
  catalogue: Catalogue,
  personKey: string,
  purpose: 'work' | 'look',
): Promise<Warehouse> {
  const warehouse = await openClosedToOthers(home);
  try {
    await layOut(warehouse);
    const shape = purpose === 'look' ? shapeMissingTables : shapeTables;
    await shape(warehouse, catalogue, personKey);
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
 * A warehouse that lasts as long as one dry run, without facts; files are read from these folders alone.
 * @param borrow fills its ledger before the fence is closed
 */
export async function temporaryWarehouse(
  folders: string[],
  catalogue: Catalogue,
  personKey: string,
  borrow: (warehouse: Warehouse) => Promise<void>,
): Promise<Warehouse> {
  const warehouse = wrap(await openUnfenced(':memory:'), () => {});
  await layOut(warehouse);
  await shapeTables(warehouse, catalogue, personKey);
  await borrow(warehouse);
  await fence(warehouse.connection, folders);
  return warehouse;
}

const BORROWED = ['file', 'profile'];

/** Copies what a home's ledger knows of its files, and the keys and periods of rows that others may share. The home's own file is
 *  let go at once: a run may want it. */
export async function borrowLedger(
  warehouse: Warehouse,
  home: Home,
  { extracts }: Pick<Catalogue, 'extracts'>,
): Promise<void> {
  await attachHome(warehouse, home);
  try {
    const layouts = await warehouse.rows('SELECT fingerprint FROM home.ledger.layout');
    if (layouts[0]?.fingerprint !== LAYOUT) throw new DamageError('The warehouse is of another layout.');
    await warehouse.transaction(async () => {
      for (const table of BORROWED)
        await warehouse.run(`INSERT INTO ledger.${table} FROM home.ledger.${table}`);
      await borrowKeys(warehouse, extracts);
    });
  } finally {
    await warehouse.run('DETACH home');
  }
}

async function borrowKeys(warehouse: Warehouse, extracts: Extract[]): Promise<void> {
  const same = await warehouse.rows(
    'SELECT extract FROM home.ledger.shape SEMI JOIN ledger.shape USING (extract, fingerprint)',
  );
  const loadedAlike = new Set(same.map(({ extract }) => extract));
  const compared = extracts.filter(
    (extract) => mayRepeatKeys(extract) || (extract.supersede === 'key' && !keyWithPeriod(extract)),
  );
  for (const { name, primaryKey } of compared.filter(({ name }) => loadedAlike.has(name))) {
    const columns = ['_arrival', '_period', ...primaryKey].map(quoted).join(', ');
    const table = `delivered.${quoted(name)}`;
    await warehouse.run(`INSERT INTO ${table} BY NAME SELECT ${columns} FROM home.${table}`);
  }
}

async function attachHome(warehouse: Warehouse, home: Home): Promise<void> {
  try {
    await warehouse.run(`ATTACH ${literal(home.warehouse)} AS home (READ_ONLY)`);
  } catch (cause) {
    throw notOpened(home, cause);
  }
}

const MEMORY_LIMIT = '1GB';

async function openInstance(home: Home): Promise<Opened> {
  await mkdir(home.root, { recursive: true });
  try {
    return await openFenced(home.warehouse, [home.root], {
      memory_limit: MEMORY_LIMIT,
      checkpoint_threshold: '256MB',
      temp_directory: `${home.work}/spill`,
      preserve_insertion_order: 'true',
    });
  } catch (cause) {
    throw notOpened(home, cause);
  }
}

function wrap(opened: Opened, closed: () => void): Warehouse {
  const { connection } = opened;
  const said = async <T>(answer: Promise<T>): Promise<T> => {
    try {
      return await answer;
    } catch (error) {
      throw withoutValues(error);
    }
  };
  // Without values nothing need be prepared, which takes as long as most statements.
  const run: Warehouse['run'] = async (sql, values) => {
    await said(connection.run(sql, values));
  };
  return {
    connection,
    run,
    rows: async (sql, values) => (await said(connection.runAndReadAll(sql, values))).getRowObjects(),
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
      close(opened);
      closed();
    },
  };
}
