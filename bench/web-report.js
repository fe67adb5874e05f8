import { middle } from './pages.js';
import { columns, kept, times, whole } from './report.js';

/**
 * @typedef {import('./browser.js').Opened} Opened
 *
 * @typedef {object} Opening a turn of each
 * @property {Opened} overview
 * @property {Opened} indicator
 * @property {Opened} plain
 *
 * @typedef {object} Seen
 * @property {Opening[]} openings with no line between browser and server: the work alone
 * @property {Opening[]} overLine over an office’s line
 * @property {import('./browser.js').Explored} explored
 * @property {import('./pages.js').PageTime[]} pageTimes
 * @property {import('./load.js').Load & { processorSeconds: number | null }} overviews
 */

const KILOBYTE = 1000;
/** An office’s line to a server elsewhere. */
export const LINE = { delayMs: 40, megabits: 10 };
const MOST_KB = 100;
const MOST_REQUESTS = 15;
const MOST_VEGA_KB = 190;
const MOST_PAINT_MS = 300;
const LEAST_SMALLER = 3;
const LEAST_SOONER = 3;
const MOST_SERVER_MS = 15;
const LEAST_OVERVIEWS = 500;
/** A chart is visible with the first paint when it comes in the same frame or the next. */
const FRAMES_MS = 34;

const LINE_WORDS = `a line of ${LINE.megabits} Mbit/s and ${LINE.delayMs} ms`;

const OPENED = ['opened for the first time', 'KB', 'requests', 'first paint ms', 'first chart ms'];
/** @type {[name: keyof Opening, words: string][]} */
const OPENED_PAGES = [
  ['overview', 'overview'],
  ['indicator', 'an indicator'],
  ['plain', 'plain page with vega-embed'],
];
const SERVED = ['server', 'addresses', 'first ms', 'again ms'];

/** @param {Seen} seen */
export function webTables({ openings, overLine, explored, pageTimes }) {
  return [
    ...columns([OPENED, ...openedRows(openings), [`over ${LINE_WORDS}`], ...openedRows(overLine)]),
    `A chart made interactive loads ${kilobytes(explored.scriptBytes)} KB of script.`,
    '',
    ...columns([
      SERVED,
      ...pageTimes.map(({ kind, addresses, firstMs, againMs }) => [
        kind,
        whole(addresses),
        firstMs.toFixed(1),
        againMs.toFixed(1),
      ]),
    ]),
  ];
}

/** @param {Opening[]} openings */
function openedRows(openings) {
  return OPENED_PAGES.map(([name, words]) =>
    opened(
      words,
      openings.map((one) => one[name]),
    ),
  );
}

/** @param {string} name @param {Opened[]} seen */
function opened(name, seen) {
  return [
    name,
    kilobytes(middle(seen.map(({ bytes }) => bytes))),
    whole(middle(seen.map(({ requests }) => requests))),
    whole(middle(seen.map(({ paintMs }) => paintMs))),
    whole(middle(seen.map(({ chartMs }) => chartMs))),
  ];
}

/** What was promised, and what was seen. Nothing fails here: a busy machine is late.
 * @param {Seen} seen */
export function webPromises({ openings, overLine, explored, pageTimes, overviews }) {
  return [
    ...wire(openings),
    ...interaction(openings, explored),
    ...sight(openings),
    ...beside(openings, overLine),
    ...server(pageTimes, overviews),
  ];
}

/** @param {Opening[]} openings */
function wire(openings) {
  const bytes = middle(openings.map(({ overview }) => overview.bytes));
  const requests = middle(openings.map(({ overview }) => overview.requests));
  return [
    kept(
      bytes <= MOST_KB * KILOBYTE && requests <= MOST_REQUESTS,
      `The overview takes ${kilobytes(bytes)} KB in ${requests} requests (promised: at most ${MOST_KB} KB in ${MOST_REQUESTS})`,
    ),
  ];
}

/** @param {Opening[]} openings @param {import('./browser.js').Explored} explored */
function interaction(openings, { scriptBytes, scriptText }) {
  const early = openings.flatMap(({ overview, indicator }) => [...overview.scripts, ...indicator.scripts]);
  const vega = early.filter((address) => /interactive|vega/.test(address));
  const compiler = !scriptText.includes('Charts are compiled on the server.');
  return [
    kept(
      vega.length === 0,
      `${vega.length} scripts of Vega load before a chart is made interactive (promised: none)`,
    ),
    kept(
      scriptBytes > 0 && scriptBytes <= MOST_VEGA_KB * KILOBYTE && !compiler,
      `Then ${kilobytes(scriptBytes)} KB of script load, ${compiler ? 'with' : 'without'} vega-lite (promised: at most ${MOST_VEGA_KB} KB, without)`,
    ),
  ];
}

/** @param {Opening[]} openings */
function sight(openings) {
  const paint = middle(openings.map(({ overview }) => overview.paintMs));
  const late = middle(openings.map(({ overview }) => overview.chartMs - overview.paintMs));
  return [
    kept(
      paint < MOST_PAINT_MS,
      `The overview is first to be seen after ${whole(paint)} ms (promised: under ${MOST_PAINT_MS} ms)`,
    ),
    kept(
      late <= FRAMES_MS,
      `Its first chart is there ${late > 0 ? `${whole(late)} ms after that` : 'by then'} (promised: with it, by a frame or two)`,
    ),
  ];
}

/** Bytes cost nothing where there is no line, so it is over one that the first chart has to be sooner.
 * @param {Opening[]} openings @param {Opening[]} overLine */
function beside(openings, overLine) {
  return /** @type {const} */ (['overview', 'indicator']).map((name) => {
    const smaller = middle(openings.map((one) => one.plain.bytes / one[name].bytes));
    /** @param {Opening[]} seen */
    const sooner = (seen) => middle(seen.map((one) => one.plain.chartMs / one[name].chartMs));
    const page = name === 'overview' ? 'The overview' : 'The indicator’s page';
    return kept(
      smaller >= LEAST_SMALLER && sooner(overLine) >= LEAST_SOONER,
      `${page} takes ${(100 / smaller).toFixed(0)}% of the plain page’s bytes, and its first chart is there ${times(sooner(overLine))} sooner over ${LINE_WORDS}, ${times(sooner(openings))} with no line between (promised: at most a third, at least ${LEAST_SOONER} ×)`,
    );
  });
}

/** @param {import('./pages.js').PageTime[]} pageTimes @param {Seen['overviews']} overviews */
function server(pageTimes, { perSecond, requests, failed, processorSeconds }) {
  const slowest = pageTimes.toSorted((one, other) => other.againMs - one.againMs)[0];
  const rate = processorSeconds ? requests / processorSeconds : perSecond;
  return [
    kept(
      slowest !== undefined && slowest.againMs < MOST_SERVER_MS,
      `Of ${pageTimes.length} kinds of page ${slowest?.kind} is the slowest: ${slowest?.againMs.toFixed(1)} ms in the middle once warm (promised: under ${MOST_SERVER_MS} ms)`,
    ),
    kept(
      rate >= LEAST_OVERVIEWS && failed === 0,
      `One processor answers ${whole(rate)} overviews a second, ${whole(perSecond)} in this run (promised: at least ${LEAST_OVERVIEWS})`,
    ),
  ];
}

/** @param {number} bytes */
function kilobytes(bytes) {
  return (bytes / KILOBYTE).toFixed(1);
}
