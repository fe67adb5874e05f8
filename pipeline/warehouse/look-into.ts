import { dirname } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { literal } from '../../indicators/expressions.ts';
import { close, type Opened, openFenced } from '../../indicators/fence.ts';

interface Onlooker {
  folder: string;
  opened: Opened;
}

/** The one that looked into a file last, for the next of its folder: to open one takes longer than most looks. */
let idle: Onlooker | null = null;

/** Attaches a database file that nobody writes to, read-only and as `earlier`, for as long as the work takes. */
export async function lookInto<T>(
  path: string,
  work: (connection: DuckDBConnection) => Promise<T>,
): Promise<T> {
  const onlooker = await onlookerAt(dirname(path));
  try {
    const result = await lookedInto(onlooker.opened, path, work);
    rest(onlooker);
    return result;
  } catch (error) {
    // A damaged file may have spoilt it for the next.
    close(onlooker.opened);
    throw error;
  }
}

async function onlookerAt(folder: string): Promise<Onlooker> {
  if (idle?.folder !== folder)
    return { folder, opened: await openFenced(':memory:', [folder], { threads: '1' }) };
  const onlooker = idle;
  idle = null;
  return onlooker;
}

function rest(onlooker: Onlooker): void {
  if (idle) close(idle.opened);
  idle = onlooker;
}

async function lookedInto<T>(
  { instance }: Opened,
  path: string,
  work: (connection: DuckDBConnection) => Promise<T>,
): Promise<T> {
  const connection = await instance.connect();
  try {
    await connection.run(`ATTACH ${literal(path)} AS earlier (READ_ONLY)`);
    const result = await work(connection);
    await connection.run('USE memory; DETACH earlier');
    return result;
  } finally {
    connection.closeSync();
  }
}
