import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { FILE_NAME, writeAttendance } from '../../bench/attendance.js';
import { DUCKDB, PAPA, PAPA_LOADING, WAGGLE } from '../../bench/contestants.js';
import { promises, table } from '../../bench/report.js';
import { attendanceRow } from '../../bench/rivals/row.js';
import { testHome } from '../support/home.ts';

const MB = 1_048_576;

async function attendance(rows: number): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'waggle-bench-test-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  writeAttendance(join(folder, FILE_NAME), rows);
  return readFile(join(folder, FILE_NAME), 'utf8');
}

function result(name: string, seconds: number[], peakBytes: number | null = 100 * MB) {
  return { name, seconds, peakBytes };
}

it('the file that is measured has nothing for Waggle to find, and every pupil once', async () => {
  const text = await attendance(3000);
  const home = await testHome();
  const { files, snapshot } = await home.deliver({ [FILE_NAME]: text });
  expect(files).toMatchObject([{ outcome: 'accepted', rows: 3000, counts: {} }]);
  expect(snapshot).not.toBeNull();
  const pupils = text
    .split('\n')
    .slice(1, -1)
    .map((line) => line.split(',')[1]);
  expect(new Set(pupils).size).toBe(3000);
});

it('it is the same file in every run', async () => {
  expect(await attendance(500)).toBe(await attendance(500));
});

const GOOD = {
  period: '2024-07',
  pupil_id: '10000000',
  school_urn: '117405',
  dspl_area: 'DSPL 6',
  sen_provision: 'N',
  phase: 'primary',
  sessions_possible: '30',
  sessions_attended: '26',
  sessions_authorised: '2',
  sessions_unauthorised: '2',
  reduced_timetable: 'N',
};

it.each([
  ['a month that is none', { period: '2024-13' }],
  ['no pupil', { pupil_id: '' }],
  ['a code that is none', { sen_provision: 'X' }],
  ['a blank number', { sessions_unauthorised: '' }],
  ['more sessions than a month has', { sessions_possible: '63', sessions_attended: '59' }],
  ['sessions that do not add up', { sessions_attended: '27' }],
])('the rival in zod refuses %s, as Waggle does', (_, spoilt) => {
  expect(attendanceRow.safeParse(GOOD).success).toBe(true);
  expect(attendanceRow.safeParse({ ...GOOD, ...spoilt }).success).toBe(false);
});

const RESULTS = [
  result(DUCKDB, [0.9, 1, 1.2]),
  result(WAGGLE, [2.9, 3.1, 5], 500 * MB),
  result(PAPA, [10, 10.54, 11]),
  result(PAPA_LOADING, [15.5]),
];

it('the table gives the middle time, the least and the most, and how many times that of DuckDB', () => {
  const waggle = table(RESULTS, 1_000_000).find((line) => line.startsWith(WAGGLE));
  expect(waggle?.split(/ {3,}/)).toEqual([WAGGLE, '3.10', '2.90–5.00', '3.1', '322,581', '500 MB']);
});

it('a promise is said beside what was seen', () => {
  const large = [result(DUCKDB, [10]), result(WAGGLE, [31.62], 1480 * MB)];
  expect(promises(RESULTS, 1_000_000, large, 10_000_000)).toEqual([
    'Waggle takes 3.1 × the time that DuckDB alone takes (promised: at most 4 ×).',
    'Waggle is 5.0 × as fast as Papa Parse with zod doing the same work: a copy kept, keys and areas looked up, pseudonyms, loading (promised: at least 3 ×).',
    'It is 3.4 × as fast as Papa Parse with zod that only read and check.',
    '10,000,000 rows take Waggle 10.2 × the time of 1,000,000 (promised: at most 11 ×).',
    'Waggle’s peak memory is 1,480 MB (promised: under 2,048 MB).',
  ]);
});

it('a promise that was not kept is said to be so', () => {
  const slow = [
    result(DUCKDB, [1]),
    result(WAGGLE, [4.5], 2048 * MB),
    result(PAPA, [5]),
    result(PAPA_LOADING, [9]),
  ];
  expect(
    promises(slow, 1000, null, 10_000).filter((line) => line.endsWith(': not kept in this run.')),
  ).toEqual([
    expect.stringContaining('4.5 ×'),
    expect.stringContaining('2.0 ×'),
    expect.stringContaining('2,048 MB'),
  ]);
});

it('where the system does not tell the memory, nothing is claimed of it', () => {
  const blind = RESULTS.map((each) => ({ ...each, peakBytes: null }));
  expect(table(blind, 1000).at(-1)).toMatch(/n\/a$/);
  expect(promises(blind, 1000, null, 10_000).at(-1)).toBe(
    'This system does not tell the peak memory of a process.',
  );
});
