import { mkdirSync, mkdtempSync, rmSync, statfsSync, statSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { program } from '../bin/built.js';
import { FILE_NAME, writeAttendance } from './attendance.js';
import { contestants, largeContestants } from './contestants.js';
import { megabytes, promises, table, whole } from './report.js';
import { takeTurns } from './turns.js';

/** `npm run bench:ingest`: how long Waggle takes over a large file, beside others who read the same file in the same
 *  run. It prints what it saw; it fails only where something breaks. */

const LARGER = 10;
/** The file, its facts, and what DuckDB sets aside on disk while it works. */
const DISK_BYTES_PER_ROW = 600;

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000000' },
    'without-large': { type: 'boolean', default: false },
  },
});
const rows = Number(values.rows);
if (!Number.isInteger(rows) || rows < 1) throw new Error('--rows must be a whole number such as 100000.');

const folder = mkdtempSync(join(tmpdir(), 'waggle-bench-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

await program();
say(`Node ${process.version}, ${availableParallelism()} × ${cpus()[0]?.model ?? 'processor'}`);
say('Waggle is timed from the start of its process to its end, the others without what Node needs to start.');
const results = await measure(rows, contestants);
const large = roomForLarge() ? await measure(rows * LARGER, largeContestants) : null;
for (const line of ['', ...promises(results, rows, large, rows * LARGER)]) say(line);

/** @param {number} count @param {typeof contestants} who */
async function measure(count, who) {
  const path = join(folder, String(count), FILE_NAME);
  mkdirSync(join(folder, String(count)));
  console.error(`Writing ${whole(count)} rows …`);
  writeAttendance(path, count);
  const size = megabytes(statSync(path).size);
  const measured = await takeTurns(who(path, count, folder), console.error);
  rmSync(path);
  for (const line of ['', `${whole(count)} rows, ${size}`, ...table(measured, count)]) say(line);
  return measured;
}

function roomForLarge() {
  if (values['without-large']) return false;
  const { bavail, bsize } = statfsSync(folder);
  const needed = rows * LARGER * DISK_BYTES_PER_ROW;
  if (bavail * bsize >= needed) return true;
  say(`\n${whole(rows * LARGER)} rows are left out: they need ${megabytes(needed)} free in ${tmpdir()}.`);
  return false;
}

/** @param {string} line */
function say(line) {
  console.log(line);
}
