import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance } from '@duckdb/node-api';
import { runChild } from './child.js';

/** A home for the dashboard: one published snapshot of the sample data, with the whole catalogue. */

const launcher = fileURLToPath(new URL('../bin/waggle.js', import.meta.url));
export const TODAY = '2025-01-15';

/** Takes the newest snapshot of a home that is there already, which stays as it is, or makes one from the samples.
 * @param {string} folder @param {string | undefined} given
 * @returns {Promise<string>} the home */
export async function sampleHome(folder, given) {
  const home = join(folder, 'home');
  if (given) {
    const newest = snapshotsOf(given).at(-1);
    if (!newest) throw new Error(`${given} has no snapshot: load something first, or leave --home out.`);
    mkdirSync(join(home, 'snapshots'), { recursive: true });
    copyFileSync(join(given, 'snapshots', newest), join(home, 'snapshots', newest));
    return home;
  }
  console.error('Loading the sample data; this takes a minute or two …');
  const settings = {
    WAGGLE_HOME: home,
    WAGGLE_PERSON_KEY: 'a key for measuring that is long enough',
    WAGGLE_NOW: TODAY,
  };
  await runChild([launcher, 'samples', '--json'], settings);
  await runChild([launcher, 'ingest', '--json'], settings);
  return home;
}

/** Snapshots ready to be published in a home, each the newest one under a name of its own.
 * @param {string} home @param {number} count @returns {Promise<() => void>} publishes the next */
export async function nextSnapshots(home, count) {
  const folder = join(home, 'snapshots');
  const newest = snapshotsOf(home).at(-1) ?? '';
  const number = Number(/\d+/.exec(newest)?.[0]);
  const names = Array.from({ length: count }, (_, index) => String(number + index + 1).padStart(6, '0'));
  for (const name of names) await rename(join(folder, newest), join(home, name), `snapshot-${name}`);
  return () => {
    const name = names.shift();
    if (name) renameSync(join(home, name), join(folder, `snapshot-${name}.duckdb`));
  };
}

/** @param {string} from @param {string} to @param {string} id */
async function rename(from, to, id) {
  rmSync(to, { force: true });
  copyFileSync(from, to);
  const instance = await DuckDBInstance.create(to);
  const connection = await instance.connect();
  await connection.run('UPDATE snapshot SET id = $id', { id });
  connection.closeSync();
  instance.closeSync();
}

/** @param {string} home */
function snapshotsOf(home) {
  const folder = join(home, 'snapshots');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.duckdb'))
    .sort();
}
