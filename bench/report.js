import { DUCKDB, PAPA, PAPA_LOADING, WAGGLE } from './contestants.js';
import { median } from './turns.js';

/** @typedef {import('./turns.js').Result} Result */

const BYTES_PER_MB = 1_048_576;
const MOST_MB = 2048;

const HEADING = ['', 'seconds', 'least–most', '× DuckDB', 'rows a second', 'peak memory'];

/** @param {Result[]} results @param {number} rows */
export function table(results, rows) {
  const cells = results.map((result) => [
    result.name,
    median(result).toFixed(2),
    result.seconds.length > 1
      ? `${result.seconds[0]?.toFixed(2)}–${result.seconds.at(-1)?.toFixed(2)}`
      : 'once',
    (median(result) / secondsOf(results, DUCKDB)).toFixed(1),
    whole(rows / median(result)),
    result.peakBytes === null ? 'n/a' : megabytes(result.peakBytes),
  ]);
  return columns([HEADING, ...cells]);
}

/** Lines of cells, each column as wide as its widest cell.
 * @param {string[][]} lines */
export function columns(lines) {
  const [heading = []] = lines;
  const widths = heading.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines.map((line) => line.map((cell, column) => aligned(cell, column, widths)).join('   '));
}

/** @param {string} cell @param {number} column @param {number[]} widths */
function aligned(cell, column, widths) {
  const width = widths[column] ?? 0;
  return column === 0 ? cell.padEnd(width) : cell.padStart(width);
}

/** What was promised of Waggle, and what was seen. A clock that others share proves nothing, so nothing fails here.
 * @param {Result[]} results
 * @param {number} rows
 * @param {Result[] | null} large
 * @param {number} largeRows */
export function promises(results, rows, large, largeRows) {
  const waggle = secondsOf(results, WAGGLE);
  const slower = waggle / secondsOf(results, DUCKDB);
  const faster = secondsOf(results, PAPA) / waggle;
  const fasterLoading = secondsOf(results, PAPA_LOADING) / waggle;
  return [
    kept(
      slower <= 4,
      `Waggle takes ${times(slower)} the time that DuckDB alone takes (promised: at most 4 ×)`,
    ),
    kept(
      fasterLoading >= 3,
      `Waggle is ${times(fasterLoading)} as fast as Papa Parse with zod doing the same work: a copy kept, keys and areas looked up, pseudonyms, loading (promised: at least 3 ×)`,
    ),
    `It is ${times(faster)} as fast as Papa Parse with zod that only read and check.`,
    ...(large ? [growth(secondsOf(large, WAGGLE) / waggle, rows, largeRows)] : []),
    ...memory([...results, ...(large ?? [])]),
  ];
}

/** @param {number} ratio @param {number} rows @param {number} largeRows */
function growth(ratio, rows, largeRows) {
  const seen = `${whole(largeRows)} rows take Waggle ${times(ratio)} the time of ${whole(rows)}`;
  return kept(ratio <= 11, `${seen} (promised: at most 11 ×)`);
}

export const NO_MEMORY = 'This system does not tell the peak memory of a process.';

/** @param {Result[]} results */
function memory(results) {
  const peaks = results.flatMap(({ name, peakBytes }) => (name === WAGGLE && peakBytes ? [peakBytes] : []));
  if (peaks.length === 0) return [NO_MEMORY];
  return [memoryHeld(Math.max(...peaks))];
}

/** @param {number} peak in bytes */
export function memoryHeld(peak) {
  const seen = `Waggle’s peak memory is ${megabytes(peak)} (promised: under ${whole(MOST_MB)} MB)`;
  return kept(peak < MOST_MB * BYTES_PER_MB, seen);
}

/** @param {boolean} held @param {string} seen */
export function kept(held, seen) {
  return `${seen}${held ? '' : ': not kept in this run'}.`;
}

/** @param {Result[]} results @param {string} wanted */
function secondsOf(results, wanted) {
  const result = results.find(({ name }) => name === wanted);
  return result ? median(result) : Number.NaN;
}

/** @param {number} ratio */
export function times(ratio) {
  return `${ratio.toFixed(1)} ×`;
}

/** @param {number} bytes */
export function megabytes(bytes) {
  return `${whole(bytes / BYTES_PER_MB)} MB`;
}

/** @param {number} value */
export function whole(value) {
  return Math.round(value).toLocaleString('en-GB');
}
