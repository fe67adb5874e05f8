import { existsSync, linkSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FILE_NAME } from './attendance.js';
import { runChild } from './child.js';

const launcher = fileURLToPath(new URL('../bin/waggle.js', import.meta.url));

/** Waggle's own time, start of the process included: from a file in the inbox of an empty home to published figures.
 * @param {string} csv
 * @param {number} rows
 * @param {string} home a folder of the same file system as the file's; it is made and removed */
export async function ingest(csv, rows, home) {
  mkdirSync(join(home, 'inbox'), { recursive: true });
  linkSync(csv, join(home, 'inbox', FILE_NAME));
  const { seconds, peakBytes, answer } = await runChild([launcher, 'ingest', '--json'], {
    WAGGLE_HOME: home,
    WAGGLE_PARTNERSHIP: 'indicators/hertfordshire',
    WAGGLE_PERSON_KEY: 'a key for measuring that is long enough',
    WAGGLE_NOW: '2025-01-15',
  });
  expectPublished(answer, rows, home);
  rmSync(home, { recursive: true });
  return { seconds, peakBytes };
}

/** A time counts only where the work was done: all rows in, nothing found, the figures out.
 * @param {any} answer @param {number} rows @param {string} home */
function expectPublished({ files, snapshot }, rows, home) {
  const [file] = files;
  const taken = files.length === 1 && file.outcome === 'accepted' && file.rows === rows;
  if (taken && snapshot && existsSync(join(home, 'snapshots', `${snapshot.id}.duckdb`))) return;
  throw new Error(`Waggle did not take all ${rows} rows and publish: ${JSON.stringify({ files, snapshot })}`);
}
