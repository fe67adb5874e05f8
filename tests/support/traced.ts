import { afterAll, beforeAll } from 'vitest';
import { openTestHome, type TestHome } from './home.ts';
import {
  ABSENCE,
  COMPLAINTS,
  ON_TIME,
  openPartnership,
  PLANS,
  type PlainIndicator,
  SUSPENSIONS,
  type TestPartnership,
} from './partnership.ts';
import { attendance, complaint, csv, exclusion, headcount, issued, plan, request } from './rows.ts';

/** A home whose every figure can be traced by hand: each row's number stands beside it. */

const PART_TIME: PlainIndicator = {
  measure: { kind: 'stock', extract: 'attendance', date: 'period', where: "reduced_timetable = 'Y'" },
  grains: ['month', 'academic_year'],
};

const HEADS = { kind: 'stock', extract: 'pupils', date: 'snapshot_on' } as const;

/** How rows are counted that are not simply those of the numerator and of the denominator. */
const others: Record<string, PlainIndicator> = {
  'heads-growth': { measure: { kind: 'growth', of: HEADS }, grains: ['month'] },
  'heads-secondary': {
    measure: {
      kind: 'ratio',
      numerator: { ...HEADS, where: "phase = 'secondary'" },
      denominator: HEADS,
      per: 1,
    },
    grains: ['month'],
  },
  suspended: {
    measure: { kind: 'count', extract: 'pupils_suspended', date: 'started_on' },
    grains: ['month'],
  },
  reached: {
    unit: 'percent',
    measure: { kind: 'published' },
    grains: ['month', 'term', 'calendar_year'],
  },
  'complaints-by-term': { ...COMPLAINTS, grains: ['term'], tile_grain: 'term' },
};

const views = {
  pupils_suspended: `SELECT pupil_id, dspl_area, min(started_on) AS started_on FROM exclusions
    WHERE kind = 'suspension' GROUP BY pupil_id, dspl_area`,
};

/** A term begins between two complaints. */
const terms = [
  { id: 'AY2023T2', start: '2024-01-08', end: '2024-05-02' },
  { id: 'AY2023T3', start: '2024-05-03', end: '2024-07-23' },
];

const indicators = {
  complaints: COMPLAINTS,
  'on-time': ON_TIME,
  absence: ABSENCE,
  plans: PLANS,
  suspensions: SUSPENSIONS,
  'part-time': PART_TIME,
  ...others,
};

const IN_SOUTH = { dspl_area: 'DSPL 2' };

/** Numbered in this order. Extracts of keys without a month in their name deliver all the months of their rows. */
const deliveries: [name: string, content: string][] = [
  [
    'ehc_assessments.csv',
    csv(
      issued('R0', '2023-10-02', '2024-01-15'), // row 2: after 105 days
      issued('R1', '2024-01-02', '2024-05-10'), // row 3: after 129 days
      issued('R2', '2023-10-02', '2024-06-12', IN_SOUTH), // row 4: corrected by the next file
      request('R3', '2024-06-03'), // row 5: not issued yet
    ),
  ],
  [
    'ehc_assessments_2024-07.csv',
    csv(
      issued('R3', '2024-06-03', '2024-07-30'), // row 2: after 57 days
      issued('R4', '2023-11-01', '2024-07-05', IN_SOUTH), // row 3: after 247 days
      issued('R5', '2023-11-01', '2024-07-06', { exception: 'Y' }), // row 4: an exception
      issued('R2', '2024-01-25', '2024-06-12', IN_SOUTH), // row 5: after 139 days
      request('R6', '2024-07-09'), // row 6
    ),
  ],
  [
    'complaints.csv',
    csv(
      complaint('C1', '2024-05-02'), // row 2
      complaint('C2', '2024-05-03', { dspl_area: '' }), // row 3: nobody knows where
      complaint('C3', '2024-07-01', { kind: 'compliment' }), // row 4
    ),
  ],
  // Of May there is no file: there is no figure for it, nor for the quarter.
  ['exclusions_2024-04.csv', csv(exclusion('X0', '2024-04-04'))],
  ['exclusions_2024-06.csv', csv(exclusion('X1', '2024-06-04'), exclusion('X2', '2024-06-05', IN_SOUTH))],
  ['exclusions_2024-07.csv', csv(exclusion('X3', '2024-07-01'), exclusion('X4', '2024-07-02'))],
  [
    'exclusions_2024-07 corrected.csv',
    csv(
      exclusion('X3', '2024-07-01', { kind: 'permanent' }), // row 2: no suspension
      exclusion('X4', '2024-07-02'), // row 3
      exclusion('X5', '2024-07-03', IN_SOUTH), // row 4
    ),
  ],
  ['pupils_2023-05.csv', csv(headcount('2023-05-18', 'DSPL 1', 10), headcount('2023-05-18', 'DSPL 2', 10))],
  ['pupils_2024-01.csv', csv(headcount('2024-01-18', 'DSPL 1', 10), headcount('2024-01-18', 'DSPL 2', 10))],
  [
    'pupils_2024-05.csv',
    csv(
      headcount('2024-05-16', 'DSPL 1', 40), // row 2
      headcount('2024-05-16', 'DSPL 2', 60), // row 3
      headcount('2024-05-16', 'DSPL 2', 20, { phase: 'secondary' }), // row 4
    ),
  ],
  ['pupils_2024-10.csv', csv(headcount('2024-10-03', 'DSPL 1', 99), headcount('2024-10-03', 'DSPL 2', 99))],
  [
    'published_measures_2024-12.csv',
    `measure,period,area,numerator,denominator,value
reached,AY2023T3,county,10,100,0.1
reached,AY2023T3,DSPL 1,4,50,0.08
reached,2024-12,county,20,100,0.2
reached,CY2024,county,30,100,0.3
`,
  ],
  ['ehc_plans_2024-06.csv', csv(plan('2024-06-30', 'P1'), plan('2024-06-30', 'P2', IN_SOUTH))],
  ['ehc_plans_2024-07.csv', csv(plan('2024-07-31', 'P1'), plan('2024-07-31', 'P3'))],
  [
    'attendance_2024-06.csv',
    csv(
      attendance('2024-06', 'A1', 34, 4, { reduced_timetable: 'Y' }), // row 2
      attendance('2024-06', 'A2', 30, 0), // row 3: never absent
    ),
  ],
  [
    'attendance_2024-07.csv',
    csv(
      attendance('2024-07', 'A1', 20, 0), // row 2
      attendance('2024-07', 'A2', 20, 2, { reduced_timetable: 'Y' }), // row 3
      attendance('2024-07', 'A3', 20, 19, { ...IN_SOUTH, sessions_attended: 0 }), // row 4: a session without a mark
    ),
  ],
  ['attendance_2024-08.csv', csv(attendance('2024-08', 'A1', 1, 0)).replace(/\n.*\n$/, '\n')],
];

const EXTRACTS = [
  'ehc_assessments',
  'complaints',
  'exclusions',
  'pupils',
  'ehc_plans',
  'attendance',
  'published_measures',
];

/** What comes in the first of two runs; the corrected month comes in the second. */
const FIRST = 6;

/** Makes the home before the tests of a file, for all of them. */
export function useTracedHome(): () => TestHome {
  let partnership: TestPartnership;
  let home: TestHome;
  beforeAll(async () => {
    partnership = await openPartnership(indicators, EXTRACTS, { terms, views });
    home = await openTestHome({ partnership: partnership.folder });
    await home.deliver(Object.fromEntries(deliveries.slice(0, FIRST)));
    await home.deliver(Object.fromEntries(deliveries.slice(FIRST)));
  });
  afterAll(async () => {
    await home.remove();
    await partnership.remove();
  });
  return () => home;
}
