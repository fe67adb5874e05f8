import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { program } from '../bin/built.js';
import { writeAttendance } from './attendance.js';
import { writeCatalogue } from './catalogue.js';
import { figuresIn, oneMonthChanged, openHome, recomputed, withAttendance } from './recompute.js';
import { whole } from './report.js';
import { seriesPromises, seriesTable } from './series-report.js';

/** `npm run bench:series`: how long Waggle takes to work out all series of the whole catalogue, from the sample data and
 *  from one, two and four times as many attendance rows; and how long after one month of one extract has changed. It
 *  prints what it saw; it fails only where something breaks. With `--small` it takes a minute and shows little. */

const { values } = parseArgs({
  options: { small: { type: 'boolean', default: false }, times: { type: 'string', default: '3' } },
});
const SIZES = values.small ? [50_000, 100_000, 200_000] : [1_750_000, 3_500_000, 7_000_000];
const times = Number(values.times);
if (!Number.isInteger(times) || times < 1) throw new Error('--times must be a whole number such as 3.');

const folder = mkdtempSync(join(tmpdir(), 'waggle-bench-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

await program();
say(`Node ${process.version}, ${availableParallelism()} × ${cpus()[0]?.model ?? 'processor'}`);
const { partnership, indicators } = writeCatalogue(join(folder, 'catalogue'));
const bench = { partnership, now: values.small ? '2022-07-15' : '2025-01-15' };
const pattern = join(folder, 'pattern');
const samples = join(folder, 'samples');
console.error('Loading the sample data …');
await openHome(bench, pattern, samples);
const months = readdirSync(samples);

const results = [await measure('sample data', samples)];
for (const rows of SIZES) results.push(await measure('made for this', writeMonths(rows)));
for (const line of ['', ...seriesTable(results), '', ...seriesPromises(results)]) say(line);

/** @param {string} name @param {string} attendance a folder of files; it is removed
 * @returns {Promise<import('./series-report.js').Measured>} */
async function measure(name, attendance) {
  const home = join(folder, 'home');
  console.error(`Loading the attendance files (${name}) …`);
  await withAttendance(bench, pattern, home, attendance);
  rmSync(attendance, { recursive: true });
  const runs = [];
  for (let turn = 1; turn <= times; turn += 1) {
    const run = await recomputed(bench, home);
    console.error(`  all series, ${turn} of ${times}: ${run.seconds.toFixed(1)} s`);
    runs.push(run);
  }
  const figures = await figuresIn(home);
  const month = await oneMonthChanged(bench, home);
  rmSync(home, { recursive: true });
  return { name, indicators, ...figures, runs, month };
}

/** As many rows in all, in months as the sample data have them.
 * @param {number} rows */
function writeMonths(rows) {
  const made = join(folder, `attendance-${rows}`);
  mkdirSync(made);
  console.error(`Writing ${whole(rows)} attendance rows …`);
  for (const name of months) {
    const month = name.slice('attendance_'.length, -'.csv'.length);
    writeAttendance(join(made, name), Math.round(rows / months.length), month);
  }
  return made;
}

/** @param {string} line */
function say(line) {
  console.log(line);
}
