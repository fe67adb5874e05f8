import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runChild } from './child.js';
import { ingest } from './waggle.js';

/** @typedef {import('./turns.js').Contestant} Contestant */

export const DUCKDB = 'DuckDB alone, into a file';
export const WAGGLE = 'Waggle, drop to snapshot';
export const PAPA = 'Papa Parse and zod';
/** The whole of Waggle's work on a row, done row by row. */
export const PAPA_LOADING = 'Papa Parse, zod, HMAC, load';

/** Who reads the file, and how often. What each makes goes into the folder, and goes when its turn is over.
 * @param {string} csv @param {number} rows @param {string} folder
 * @returns {Contestant[]} */
export function contestants(csv, rows, folder) {
  const database = join(folder, 'rival.duckdb');
  const duckdb = rival('duckdb.js', rows);
  const papa = rival('papa.js', rows);
  return [
    { name: DUCKDB, times: 3, run: () => duckdb(csv, database) },
    { name: 'DuckDB alone, in memory', times: 3, run: () => duckdb(csv, ':memory:') },
    { name: WAGGLE, times: 3, run: () => ingest(csv, rows, join(folder, 'home')) },
    { name: PAPA, times: 3, run: () => papa(csv) },
    { name: PAPA_LOADING, times: 3, run: () => papa(csv, database) },
  ];
}

/** How the time grows with the file is asked of these two, once.
 * @param {string} csv @param {number} rows @param {string} folder
 * @returns {Contestant[]} */
export function largeContestants(csv, rows, folder) {
  return contestants(csv, rows, folder)
    .filter(({ name }) => name === DUCKDB || name === WAGGLE)
    .map((contestant) => ({ ...contestant, times: 1 }));
}

/** A script that times itself and says how many rows it read.
 * @param {string} script @param {number} rows */
function rival(script, rows) {
  const path = fileURLToPath(new URL(`rivals/${script}`, import.meta.url));
  /** @param {string} csv @param {string} [database] */
  return async (csv, database) => {
    const { peakBytes, answer } = await runChild([path, csv, ...(database ? [database] : [])]);
    if (database) rmSync(database, { force: true });
    if (answer.rows !== rows || answer.failures > 0) {
      throw new Error(`${script} did not take all ${rows} rows: ${JSON.stringify(answer)}`);
    }
    return { seconds: Number(answer.seconds), peakBytes };
  };
}
