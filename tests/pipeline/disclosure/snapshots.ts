import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { TestHome } from '../../support/home.ts';

/** Changes a snapshot by hand, as though an older release had published it. */
export async function inFirstSnapshot({ home }: TestHome, sql: string): Promise<void> {
  const instance = await DuckDBInstance.create(join(home.snapshots, 'snapshot-000001.duckdb'));
  const connection = await instance.connect();
  await connection.run(sql);
  connection.closeSync();
  instance.closeSync();
}
