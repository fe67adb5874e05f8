import { columns, kept, whole } from './report.js';

/**
 * @typedef {import('./load.js').Load & { processorSeconds: number | null }} Seen
 *
 * @typedef {object} Turn
 * @property {Seen} bare
 * @property {Seen} waggle
 * @property {import('./paced.js').Paced} paced
 */

const LEAST_SHARE = 0.6;
const MOST_P99_MS = 10;
const HEADING = ['', 'requests a second', 'least–most', 'p99 ms', 'a second of processor', 'failed'];

/** @param {Turn[]} turns @param {number} bytes of an answer */
export function apiTable(turns, bytes) {
  return [
    `${whole(bytes)} bytes an answer, 100 connections`,
    ...columns([
      HEADING,
      line(
        'bare Fastify route',
        turns.map(({ bare }) => bare),
      ),
      line(
        'Waggle, a snapshot swapped each second',
        turns.map(({ waggle }) => waggle),
      ),
    ]),
  ];
}

/** @param {string} name @param {Seen[]} seen */
function line(name, seen) {
  const rates = seen.map(({ perSecond }) => perSecond).sort((one, other) => one - other);
  return [
    name,
    whole(middle(rates)),
    `${whole(rates[0] ?? 0)}–${whole(rates.at(-1) ?? 0)}`,
    middle(seen.map(({ p99 }) => p99)).toFixed(0),
    workRate(seen),
    whole(seen.reduce((sum, { failed }) => sum + failed, 0)),
  ];
}

/** How many requests a second of the processor's work answers: what others do at the same time matters less to it.
 * @param {Seen[]} seen */
function workRate(seen) {
  const rates = seen.flatMap(({ requests, processorSeconds }) =>
    processorSeconds ? [requests / processorSeconds] : [],
  );
  return rates.length > 0 ? whole(middle(rates)) : 'n/a';
}

/** What was promised, and what was seen. Shares are taken within a turn, where a busy machine slows both.
 * @param {Turn[]} turns @param {number} swaps */
export function apiPromises(turns, swaps) {
  const share = middle(turns.map(({ bare, waggle }) => waggle.perSecond / bare.perSecond));
  const p99 = middle(turns.map(({ waggle }) => waggle.p99));
  const bareP99 = middle(turns.map(({ bare }) => bare.p99));
  const evenly = middle(turns.map(({ paced }) => paced.p99));
  const failed = turns.reduce((sum, { waggle, paced }) => sum + waggle.failed + paced.failed, 0);
  return [
    kept(
      share >= LEAST_SHARE,
      `The series route gives ${percent(share)} of the answers of a bare Fastify route (promised: at least ${percent(LEAST_SHARE)})`,
    ),
    kept(
      evenly < MOST_P99_MS,
      `99 of 100 answers take at most ${evenly.toFixed(1)} ms at 100 connections that ask ${whole(turns[0]?.paced.perSecond ?? 0)} times a second (promised: under ${MOST_P99_MS} ms)`,
    ),
    kept(
      p99 < MOST_P99_MS,
      `99 of 100 answers take at most ${p99.toFixed(0)} ms at 100 connections that ask without a pause, those of the bare route ${bareP99.toFixed(0)} ms (promised: under ${MOST_P99_MS} ms)`,
    ),
    kept(
      failed === 0,
      `${whole(failed)} requests failed while ${whole(swaps)} snapshots were swapped in (promised: none)`,
    ),
  ];
}

/** @param {number[]} numbers */
function middle(numbers) {
  return numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

/** @param {number} share */
function percent(share) {
  return `${Math.round(share * 100)}%`;
}
