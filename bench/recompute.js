import {
  cpSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance } from '@duckdb/node-api';
import { runChild } from './child.js';

/** Waggle at work on a home in a folder: what is timed is the whole process, from its start to published figures. */

const launcher = fileURLToPath(new URL('../bin/waggle.js', import.meta.url));

/**
 * @typedef {object} Bench
 * @property {string} partnership
 * @property {string} now the day that it is, for Waggle
 *
 * @typedef {object} Run
 * @property {number} seconds
 * @property {number | null} processorSeconds
 * @property {number | null} peakBytes
 */

/** @param {Bench} bench @param {string} home @param {string[]} words */
async function waggle({ partnership, now }, home, words) {
  const { answer, ...run } = await runChild([launcher, ...words, '--json'], {
    WAGGLE_HOME: home,
    WAGGLE_PARTNERSHIP: partnership,
    WAGGLE_PERSON_KEY: 'a key for measuring that is long enough',
    WAGGLE_NOW: now,
  });
  return { answer, run };
}

/** A home with the sample data but attendance, and the sample attendance files in a folder beside it.
 * @param {Bench} bench @param {string} home @param {string} attendance */
export async function openHome(bench, home, attendance) {
  mkdirSync(home, { recursive: true });
  mkdirSync(attendance);
  await waggle(bench, home, ['samples']);
  const inbox = join(home, 'inbox');
  for (const name of readdirSync(inbox).filter((one) => one.startsWith('attendance_'))) {
    linkSync(join(inbox, name), join(attendance, name));
    rmSync(join(inbox, name));
  }
  await ingest(bench, home);
}

/** A home like another, with the attendance files of a folder besides.
 * @param {Bench} bench @param {string} pattern @param {string} home @param {string} attendance */
export async function withAttendance(bench, pattern, home, attendance) {
  cpSync(pattern, home, { recursive: true });
  cpSync(attendance, join(home, 'inbox'), { recursive: true, preserveTimestamps: true });
  await ingest(bench, home);
}

/** One run; a file that is refused would make its time worth nothing.
 * @param {Bench} bench @param {string} home @returns {Promise<Run>} */
async function ingest(bench, home) {
  const { answer, run } = await waggle(bench, home, ['ingest']);
  const refused = answer.files.filter(
    (/** @type {any} */ file) => file.quarantined > 0 || file.outcome === 'rejected',
  );
  if (refused.length > 0 || !answer.snapshot)
    throw new Error(`Waggle did not take all files and publish: ${JSON.stringify(answer).slice(0, 2000)}`);
  return run;
}

/** All series anew: with no snapshot before there is nothing to take over.
 * @param {Bench} bench @param {string} home */
export async function recomputed(bench, home) {
  for (const name of readdirSync(join(home, 'snapshots'))) rmSync(join(home, 'snapshots', name));
  return ingest(bench, home);
}

/** The newest month of exclusions comes again, without its last row.
 * @param {Bench} bench @param {string} home */
export async function oneMonthChanged(bench, home) {
  const before = await fingerprints(home);
  const name = `exclusions_${monthBefore(bench.now)}.csv`;
  const [path] = archived(home, name);
  const lines = readFileSync(String(path), 'utf8').trimEnd().split('\n');
  const shorter = join(home, 'inbox', name);
  writeFileSync(shorter, `${lines.slice(0, -1).join('\n')}\n`);
  // What was changed just now, a run would wait for.
  utimesSync(shorter, 0, 0);
  const run = await ingest(bench, home);
  const after = await fingerprints(home);
  const changed = [...after].filter(([id, fingerprint]) => before.get(id) !== fingerprint);
  return { run, changed: changed.length };
}

/** @param {string} day */
function monthBefore(day) {
  const date = new Date(`${day.slice(0, 7)}-01`);
  date.setUTCDate(0);
  return date.toISOString().slice(0, 7);
}

/** @param {string} home @param {string} name */
function archived(home, name) {
  const folder = join(home, 'archive');
  return readdirSync(folder)
    .filter((one) => /^[0-9a-f]{64}\.json$/.test(one))
    .filter((one) => JSON.parse(readFileSync(join(folder, one), 'utf8')).file === name)
    .map((one) => join(folder, one.replace('.json', '.csv')));
}

/** @param {string} home @returns {Promise<Map<string, string>>} */
async function fingerprints(home) {
  const rows = await published(home, 'SELECT indicator, fingerprint FROM computed_from');
  return new Map(rows.map(([indicator, fingerprint]) => [String(indicator), String(fingerprint)]));
}

/** What the newest snapshot holds, and from how many attendance rows. @param {string} home */
export async function figuresIn(home) {
  const [row = []] = await published(
    home,
    `SELECT (SELECT count(*)::INTEGER FROM full_point),
       (SELECT count(DISTINCT indicator)::INTEGER FROM full_point WHERE value IS NOT NULL),
       (SELECT sum(rows)::INTEGER FROM file WHERE extract = 'attendance')`,
  );
  const [points, withFigures, rows] = row.map(Number);
  return { points: points ?? 0, withFigures: withFigures ?? 0, rows: rows ?? 0 };
}

/** @param {string} home @param {string} sql */
async function published(home, sql) {
  const newest = readdirSync(join(home, 'snapshots')).sort().at(-1);
  const instance = await DuckDBInstance.create(join(home, 'snapshots', String(newest)), {
    access_mode: 'READ_ONLY',
  });
  const connection = await instance.connect();
  try {
    return (await connection.runAndReadAll(sql)).getRows();
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
