import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { close, openFenced } from '../../indicators/fence.ts';
import { columnsOf, type Table } from './table.ts';

const TYPES = { text: 'VARCHAR', number: 'DOUBLE', boolean: 'BOOLEAN', day: 'DATE' } as const;

/** A table as a Parquet file. A database of its own writes it, since those that hold snapshots may write nothing: it
 *  holds these rows alone, and is asked one thing, in which no reader's word stands. */
export async function parquet(table: Table): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'waggle-parquet-'));
  const opened = await openFenced(':memory:', [folder], { threads: '1', memory_limit: '256MB' });
  const { connection } = opened;
  try {
    const rows = JSON.stringify(table.rows);
    await connection.run(
      `CREATE TABLE written AS SELECT unnest(from_json($rows::JSON, '${shapeOf(table)}'), recursive := true)`,
      { rows },
    );
    const file = join(folder, 'rows.parquet');
    await connection.run(
      `COPY written TO '${file.replaceAll("'", "''")}' (FORMAT parquet, COMPRESSION zstd)`,
    );
    return await readFile(file);
  } finally {
    close(opened);
    await rm(folder, { recursive: true });
  }
}

function shapeOf(table: Table): string {
  return JSON.stringify([Object.fromEntries(columnsOf(table).map(([name, type]) => [name, TYPES[type]]))]);
}
