import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { onNewest, projectRoot, type TestHome } from '../support/home.ts';
import {
  COMPLAINTS,
  ON_TIME,
  openPartnership,
  type PlainIndicator,
  REQUESTS,
  SUSPENSIONS,
  type TestPartnership,
} from '../support/partnership.ts';
import { attendance, complaint, csv, exclusion, headcount, issued, request } from '../support/rows.ts';

/** A snapshot takes over what nothing has changed for. Every sentence of the first snapshot is given a mark: what the next
 *  one takes over still has it, and what was worked out anew has not. */

const MARK = 'This was taken over.';

const MISSED =
  'SELECT exclusions.started_on, exclusions.dspl_area FROM exclusions JOIN attendance ON attendance.pupil_id = exclusions.pupil_id';

const INDICATORS: Record<string, PlainIndicator> = {
  complaints: {
    ...COMPLAINTS,
    baseline: { period: 'CY2023', value: 9, source: 'A plan' },
    targets: [{ by: '2024-12', value: 1, source: 'A plan' }],
  },
  compliments: {
    ...COMPLAINTS,
    measure: { kind: 'count', extract: 'complaints', date: 'received_on', where: "kind = 'compliment'" },
    breakdowns: ['agency'],
  },
  growth: { unit: 'percent', measure: { kind: 'growth', of: 'complaints' }, grains: ['month'] },
  weekly: { ...COMPLAINTS, grains: ['week'], tile_grain: 'week' },
  termly: { ...COMPLAINTS, grains: ['term'], tile_grain: 'term' },
  requests: REQUESTS,
  'on-time': {
    ...ON_TIME,
    benchmarks: [
      {
        extract: 'dfe_timeliness',
        numerator: 'plans_issued_20_weeks_ex',
        denominator: 'plans_issued_den_ex',
        where: "breakdown_topic = 'All EHC plans issued'",
        comparators: ['england'],
      },
    ],
  },
  suspensions: SUSPENSIONS,
  missed: { measure: { kind: 'count', extract: 'missed', date: 'started_on' } },
  published: { measure: { kind: 'published' }, grains: ['calendar_year'], tile_grain: 'calendar_year' },
};
export const ALL = Object.keys(INDICATORS).sort();
export const OF_COMPLAINTS = ['complaints', 'compliments', 'growth', 'termly', 'weekly'];

const EXTRACTS = [
  ...['complaints', 'ehc_assessments', 'sen2_requests', 'exclusions', 'pupils', 'attendance'],
  ...['dfe_timeliness', 'published_measures'],
];

export const SEN2 =
  'Person ID,Requests Record ID,Date Request Was Received,Initial Request Whilst In RYA,Request Outcome Date,Request Outcome,Request Mediation,Request Tribunal,Exported - Child Or Young Person Moves Out Of LA Before Assessment Is Completed,New start date';

const TERMS = [
  { id: 'AY2023T3', start: '2024-04-15', end: '2024-07-23' },
  { id: 'AY2024T1', start: '2024-09-03', end: '2024-12-20' },
];

export function testshire(): Promise<TestPartnership> {
  return openPartnership(INDICATORS, EXTRACTS, { terms: TERMS, views: { missed: MISSED } });
}

/** What is enough for rows in every table of a snapshot that has rows of indicators. */
export const ALL_OF_FEW = ['complaints', 'compliments', 'on-time'];

export function fewInTestshire(): Promise<TestPartnership> {
  const few = Object.entries(INDICATORS).filter(([id]) => ALL_OF_FEW.includes(id));
  return openPartnership(Object.fromEntries(few), ['complaints', 'ehc_assessments', 'dfe_timeliness']);
}

/** One that may be changed. */
export async function ownTestshire(): Promise<TestPartnership> {
  const partnership = await testshire();
  onTestFinished(() => partnership.remove());
  return partnership;
}

export async function firstFiles(): Promise<Record<string, string | Buffer>> {
  const dfe = await readFile(join(projectRoot, 'data-samples', 'examples', 'dfe_timeliness.csv'));
  return {
    'complaints_2024-06.csv': csv(complaint('C1', '2024-06-03'), complaint('C2', '2024-06-12')),
    'complaints_2024-07.csv': csv(complaint('C3', '2024-07-02', { kind: 'compliment' })),
    'ehc_assessments_2024-07.csv': csv(request('R1', '2024-07-03'), issued('R2', '2024-03-04', '2024-07-22')),
    'exclusions_2024-07.csv': csv(exclusion('X1', '2024-07-05', { pupil_id: 'P1' })),
    'pupils_2024-05.csv': csv(headcount('2024-05-16', 'DSPL 1', 80)),
    'attendance_2024-07.csv': csv(attendance('2024-07', 'P1', 40, 4)),
    'dfe_timeliness.csv': dfe,
    'published_measures_2024-07.csv': published('0.4'),
  };
}

export function published(value: string): string {
  return `measure,period,area,comparator,numerator,denominator,value,symbol,source\npublished,CY2023,county,,,,${value},,A report\n`;
}

export const august = { 'complaints_2024-08.csv': csv(complaint('C4', '2024-08-01')) };

/** All words that the newest snapshot has about indicators, replaced. */
export async function mark(home: TestHome): Promise<void> {
  await onNewest(home, `UPDATE full_summary SET sentence = '${MARK}'`);
}

export async function newestPath(home: TestHome): Promise<string> {
  return join(home.home.snapshots, String((await home.snapshots()).at(-1)));
}

/** The indicators of which no word in the newest snapshot was taken over; one is taken over whole or not at all. */
export async function workedOut(home: TestHome, all = ALL): Promise<string[]> {
  const rows = await home.published(
    `SELECT indicator, bool_or(sentence = '${MARK}') AS some, bool_and(sentence = '${MARK}') AS every
     FROM full_summary GROUP BY indicator ORDER BY indicator`,
  );
  expect(rows.map(({ indicator }) => indicator)).toEqual(all);
  for (const row of rows) expect(row.some).toBe(row.every);
  return rows.filter(({ some }) => some === false).map(({ indicator }) => String(indicator));
}
