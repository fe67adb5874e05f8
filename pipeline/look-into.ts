import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { literal } from '../indicators/expressions.ts';

/** DuckDBs in memory that look into nothing at present. To open one takes longer than most looks. */
const idle: DuckDBInstance[] = [];

/** Attaches a database file that nobody writes to, read-only and as `earlier`, for as long as the work takes. */
export async function lookInto<T>(
  path: string,
  work: (connection: DuckDBConnection) => Promise<T>,
): Promise<T> {
  const instance = idle.pop() ?? (await DuckDBInstance.create(':memory:', { threads: '1' }));
  try {
    const result = await lookedInto(instance, path, work);
    idle.push(instance);
    return result;
  } catch (error) {
    // A damaged file may have spoilt it for the next.
    instance.closeSync();
    throw error;
  }
}

async function lookedInto<T>(
  instance: DuckDBInstance,
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
