import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { literal } from './expressions.ts';

/** The one place where a DuckDB is opened: what runs on it reaches its own file and the folders it was opened for, and
 *  no query can change that. */

export interface Opened {
  instance: DuckDBInstance;
  connection: DuckDBConnection;
}

/** Nothing but the file itself can be read through it, on any of its connections. */
export function openAlone(path: string, options: Record<string, string>): Promise<DuckDBInstance> {
  return DuckDBInstance.create(path, { ...options, ...ALONE });
}

const ALONE = {
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
  enable_external_access: 'false',
  lock_configuration: 'true',
};

/** @param path a file, or `:memory:` @param folders whose files may be read and written */
export async function openFenced(
  path: string,
  folders: readonly string[],
  options: Record<string, string> = {},
): Promise<Opened> {
  const opened = await openUnfenced(path, options);
  try {
    await fence(opened.connection, folders);
    return opened;
  } catch (error) {
    close(opened);
    throw error;
  }
}

/** For what must first be fetched from elsewhere: `fence` is to follow. */
export async function openUnfenced(path: string, options: Record<string, string> = {}): Promise<Opened> {
  const instance = await DuckDBInstance.create(path, options);
  return { instance, connection: await instance.connect() };
}

/** From here on, nothing that runs on the database can reach a file outside these folders. */
export async function fence(connection: DuckDBConnection, folders: readonly string[]): Promise<void> {
  const allowed = folders.flatMap((folder) => [literal(`${folder}/`), thisFile(`${folder}/`)]);
  const reachable = allowed.length > 0 ? `SET allowed_directories = [${allowed.join(', ')}];` : '';
  await connection.run(`${reachable} SET enable_external_access = false; SET lock_configuration = true`);
}

/** A path in a query, where DuckDB would take `a[1].csv` for the pattern of a1.csv. */
export function thisFile(path: string): string {
  return literal(path.replaceAll(/[*?[]/g, '[$&]'));
}

export function close({ instance, connection }: Opened): void {
  connection.closeSync();
  instance.closeSync();
}
