import { columns, kept, megabytes, memoryHeld, NO_MEMORY, times, whole } from './report.js';

/**
 * @typedef {import('./recompute.js').Run} Run
 *
 * @typedef {object} Measured
 * @property {string} name
 * @property {number} rows of attendance
 * @property {number} indicators
 * @property {number} withFigures the indicators that have any figure
 * @property {number} points
 * @property {Run[]} runs in which all series were worked out
 * @property {{ run: Run, changed: number }} month the run after one month of one extract had changed, and how many
 *   indicators it had to work out
 */

const MOST_SECONDS_SAMPLES = 20;
const MOST_SECONDS = 60;
/** A fixed part beside what grows with the rows; a tenth for the clock. */
const SLACK = 1.1;

const HEADING = [
  'attendance rows',
  '',
  'indicators',
  'with figures',
  'points',
  'seconds',
  'least–most',
  'of processors',
  'peak memory',
  'one month changed',
];

/** The samples’ line first. @param {Measured[]} results */
export function seriesTable(results) {
  const lines = results.map((result) => {
    const seconds = inOrder(result);
    const { run, changed } = result.month;
    return [
      whole(result.rows),
      result.name,
      whole(result.indicators),
      whole(result.withFigures),
      whole(result.points),
      middle(result).seconds.toFixed(1),
      `${seconds[0]?.toFixed(1)}–${seconds.at(-1)?.toFixed(1)}`,
      middle(result).processorSeconds?.toFixed(1) ?? 'n/a',
      peakOf([result]) === null ? 'n/a' : megabytes(peakOf([result]) ?? 0),
      `${run.seconds.toFixed(1)} s, ${whole(changed)} indicators`,
    ];
  });
  return columns([HEADING, ...lines]);
}

/** What was promised, and what was seen. A clock that others share proves nothing, so nothing fails here.
 * @param {Measured[]} results the samples’, then those of ever more rows */
export function seriesPromises([samples, ...larger]) {
  const [first, last] = [larger[0], larger.at(-1)];
  if (!samples || !first || !last) return [];
  const peak = peakOf([samples, ...larger]);
  return [
    inTime(samples, `from the sample data`, MOST_SECONDS_SAMPLES),
    inTime(last, `from ${whole(last.rows)} attendance rows`, MOST_SECONDS),
    growth(first, last),
    peak === null ? NO_MEMORY : memoryHeld(peak),
    onlyWhatDepends(last),
  ];
}

/** @param {Measured} result @param {string} from @param {number} most */
function inTime(result, from, most) {
  const { seconds } = middle(result);
  return kept(
    seconds < most,
    `All series of ${whole(result.indicators)} indicators take ${seconds.toFixed(1)} s ${from} (promised: under ${most} s)`,
  );
}

/** @param {Measured} first @param {Measured} last */
function growth(first, last) {
  const rows = last.rows / first.rows;
  const slower = workOf(last) / workOf(first);
  return kept(
    slower <= rows * SLACK,
    `${times(rows)} the attendance rows take the processors ${times(slower)} the time (promised: linear, at most ${times(rows * SLACK)})`,
  );
}

/** The processors’ time where the system tells it, for others use the same clock. @param {Measured} result */
function workOf(result) {
  const { processorSeconds, seconds } = middle(result);
  return processorSeconds ?? seconds;
}

/** @param {Measured} result */
function onlyWhatDepends(result) {
  const { run, changed } = result.month;
  return kept(
    changed < result.indicators,
    `After one month of one extract has changed, ${whole(changed)} of ${whole(result.indicators)} indicators are worked out anew, the file’s loading and all in ${run.seconds.toFixed(1)} s (promised: only what depends on it)`,
  );
}

/** The run of the middle time. @param {Measured} result @returns {Run} */
function middle({ runs }) {
  const sorted = runs.toSorted((one, other) => one.seconds - other.seconds);
  return (
    sorted[Math.floor(runs.length / 2)] ?? { seconds: Number.NaN, processorSeconds: null, peakBytes: null }
  );
}

/** @param {Measured} result */
function inOrder({ runs }) {
  return runs.map(({ seconds }) => seconds).sort((one, other) => one - other);
}

/** @param {Measured[]} results */
function peakOf(results) {
  const all = results.flatMap(({ runs, month }) => [...runs, month.run]);
  const peaks = all.flatMap(({ peakBytes }) => peakBytes ?? []);
  return peaks.length > 0 ? Math.max(...peaks) : null;
}
