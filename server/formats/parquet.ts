import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { close, openFenced } from '../../indicators/fence.ts';
import type { Series } from '../../indicators/series.ts';
import { COLUMN_NAMES, COLUMNS, flatRows } from './flat.ts';

const TYPES = { text: 'VARCHAR', number: 'DOUBLE', boolean: 'BOOLEAN', day: 'DATE' } as const;
const SHAPE = JSON.stringify([
  Object.fromEntries(COLUMN_NAMES.map((column) => [column, TYPES[COLUMNS[column]]])),
]);

/** A series as a Parquet file. A database of its own writes it, since those that hold snapshots may write nothing: it
 *  holds these rows alone, and is asked one thing, in which no reader's word stands. */
export async function seriesParquet(series: Series): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'waggle-parquet-'));
  const opened = await openFenced(':memory:', [folder], { threads: '1', memory_limit: '256MB' });
  const { connection } = opened;
  try {
    const rows = JSON.stringify(flatRows(series));
    await connection.run(
      `CREATE TABLE points AS SELECT unnest(from_json($rows::JSON, '${SHAPE}'), recursive := true)`,
      { rows },
    );
    const file = join(folder, 'series.parquet');
    await connection.run(`COPY points TO '${file.replaceAll("'", "''")}' (FORMAT parquet, COMPRESSION zstd)`);
    return await readFile(file);
  } finally {
    close(opened);
    await rm(folder, { recursive: true });
  }
}
