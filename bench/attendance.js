import { appendFileSync, closeSync, openSync } from 'node:fs';

/** A month of attendance as a supplier would send it: all rows good, every pupil once, the same bytes each time. */

export const FILE_NAME = 'attendance_2024-07.csv';

const HEADER = [
  'period',
  'pupil_id',
  'school_urn',
  'dspl_area',
  'sen_provision',
  'phase',
  'sessions_possible',
  'sessions_attended',
  'sessions_authorised',
  'sessions_unauthorised',
  'reduced_timetable',
].join(',');

/** The nine areas as they are written, by number and by name; none needs quotes, which Papa Parse is slow at. */
export const AREAS = [
  ['DSPL 1', 'DSPL1', 'Hitchin and Letchworth'],
  ['DSPL 2', 'Area 2', 'Stevenage'],
  ['DSPL 3', '3', 'Area 3'],
  ['DSPL 4', 'DSPL4', '4'],
  ['DSPL 5', '5', 'WGC and Hatfield'],
  ['DSPL 6', 'DSPL6', '6'],
  ['DSPL 7', '7', 'St Albans and Harpenden'],
  ['DSPL 8', 'Area 8', '8'],
  ['DSPL 9', 'DSPL9', '9'],
];
const AREA_NAMES = AREAS.flat();
const SEN_PROVISIONS = ['E', 'K', 'K', 'N', 'N', 'N'];
const SCHOOLS = 500;
const ROWS_AT_ONCE = 50_000;

/** Writes the file a piece at a time, so that its size is no matter.
 * @param {string} path
 * @param {number} rows at most 90 million
 * @param {string} [month] every month has the same pupils */
export function writeAttendance(path, rows, month = '2024-07') {
  const below = seeded(2024);
  const file = openSync(path, 'w');
  try {
    appendFileSync(file, `${HEADER}\n`);
    for (let first = 0; first < rows; first += ROWS_AT_ONCE) {
      const length = Math.min(ROWS_AT_ONCE, rows - first);
      appendFileSync(file, Array.from({ length }, (_, index) => line(first + index, month, below)).join(''));
    }
  } finally {
    closeSync(file);
  }
}

/** @param {number} index @param {string} month @param {(limit: number) => number} below */
function line(index, month, below) {
  const school = below(SCHOOLS);
  const possible = 24 + below(9);
  const authorised = below(4);
  const unauthorised = below(3);
  const attended = possible - authorised - unauthorised;
  const phase = school % 5 === 0 ? 'secondary' : 'primary';
  const sen = SEN_PROVISIONS[below(SEN_PROVISIONS.length)];
  const about = `${month},${pupil(index)},${117_000 + school},${AREA_NAMES[below(AREA_NAMES.length)]},${sen},${phase}`;
  const reduced = below(50) === 0 ? 'Y' : 'N';
  return `${about},${possible},${attended},${authorised},${unauthorised},${reduced}\n`;
}

const PUPILS = 90_000_000;
// Shares no factor with PUPILS, so that no number comes twice.
const STRIDE = 61_631_873;

/** Numbers of eight digits in no order, as pupils' are. @param {number} index */
function pupil(index) {
  return 10_000_000 + ((index * STRIDE) % PUPILS);
}

/** Mulberry32: random numbers that are the same in every run. @param {number} seed */
function seeded(seed) {
  let state = seed;
  /** A whole number from 0 to less than the limit. @param {number} limit */
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return ((((mixed ^ (mixed >>> 14)) >>> 0) * limit) / 2 ** 32) | 0;
  };
}
