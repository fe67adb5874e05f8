import Papa from 'papaparse';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Breakdown, Series } from '../../indicators/series.ts';
import { openTestHome, type TestHome } from '../support/home.ts';
import { COMPLAINTS, openPartnership, SUSPENSIONS, type TestPartnership } from '../support/partnership.ts';
import { complaint, csv, exclusion, headcount } from '../support/rows.ts';
import { build, change, homeWith } from './home.ts';

/** A few rows that can be counted by hand, asked for over HTTP. */

const FILES = {
  'complaints_2024-04.csv': csv(complaint('A1', '2024-04-03', { agency: 'health' })),
  'complaints_2024-05.csv': csv(
    complaint('B1', '2024-05-03', { theme: 'Delay' }),
    complaint('B2', '2024-05-04', { agency: 'social_care', theme: 'A place' }),
    complaint('B3', '2024-05-04', { kind: 'compliment' }),
  ),
  'complaints_2024-06.csv': csv(
    complaint('C1', '2024-06-01', { agency: 'health', dspl_area: '', theme: 'Delay' }),
  ),
  'exclusions_2024-06.csv': csv(
    exclusion('X1', '2024-06-03', { sen_provision: 'E' }),
    exclusion('X2', '2024-06-03', { sen_provision: 'N' }),
    exclusion('X3', '2024-06-04', { sen_provision: 'N' }),
  ),
  'pupils_2024-05.csv': csv(
    headcount('2024-05-16', 'DSPL 1', 10, { sen_provision: 'E' }),
    headcount('2024-05-16', 'DSPL 2', 190, { sen_provision: 'N' }),
    headcount('2024-05-16', 'DSPL 2', 50, { sen_provision: 'K' }),
  ),
};

let testshire: TestPartnership;
let home: TestHome;
beforeAll(async () => {
  testshire = await openPartnership({
    complaints: { ...COMPLAINTS, title: 'Complaints', breakdowns: ['agency', 'theme'] },
    suspensions: { ...SUSPENSIONS, breakdowns: ['sen_provision'] },
  });
  home = await openTestHome({ partnership: testshire.folder });
  await home.deliver(FILES);
});
afterAll(async () => {
  await home.remove();
  await testshire.remove();
});

type Answer = Series & { breakdown: Pick<Breakdown, 'by' | 'label' | 'groups'>; detail: string };

async function get(query: string, indicator = 'complaints') {
  const { app } = await build(home.home.root);
  return app.inject(`/api/v1/indicators/${indicator}/series?${query}`);
}

async function answer(query: string, indicator?: string): Promise<Answer> {
  return (await get(query, indicator)).json<Answer>();
}

const valuesOf = ({ breakdown }: Answer) =>
  Object.fromEntries(
    breakdown.groups.map(({ label, points }) => [label, points.map(({ value }) => value).join(' ')]),
  );

it('a series comes with its groups in the order of their codes, beside the whole', async () => {
  const series = await answer('breakdown=agency&grain=quarter');
  expect(series.points.map(({ period, value }) => [period, value])).toEqual([['FY2024Q1', 4]]);
  const { by, label, groups } = series.breakdown;
  expect({ by, label }).toEqual({ by: 'agency', label: 'Agency' });
  expect(groups.map(({ group, label }) => [group, label])).toEqual([
    ['education', 'Education'],
    ['health', 'Health'],
    ['social_care', 'Social care'],
  ]);
  expect(valuesOf(series)).toEqual({ Education: '1', Health: '2', 'Social care': '1' });
  expect(groups[0]?.points[0]).toMatchObject({
    ...{ period: 'FY2024Q1', start: '2024-04-01', end: '2024-06-30', complete: true, status: 'ok' },
    ...{ numerator: 1, denominator: null, target: null, rag: null, spc: null },
  });
});

it('the grain is the tile’s unless another is asked for, and nothing happened is a nought', async () => {
  const series = await answer('breakdown=agency');
  expect(series.grain).toBe('month');
  expect(valuesOf(series)).toEqual({ Education: '0 1 0', Health: '1 0 1', 'Social care': '0 1 0' });
  expect(valuesOf(await answer('breakdown=agency&from=2024-06'))).toEqual({
    ...{ Education: '0', Health: '1', 'Social care': '0' },
  });
});

it('rows in which the column is blank are a group of their own, the last', async () => {
  const { breakdown } = await answer('breakdown=theme&grain=quarter');
  expect(breakdown.groups.map(({ group, label, points }) => [group, label, points[0]?.value])).toEqual([
    ['A place', 'A place', 1],
    ['Delay', 'Delay', 2],
    [null, 'Not recorded', 1],
  ]);
});

it('where no row of a period says its group, the groups are not known, which is not nought', async () => {
  const { breakdown } = await answer('breakdown=theme');
  const statuses = breakdown.groups.map(({ label, points }) => [
    label,
    ...points.map((one) => one.value ?? one.status),
  ]);
  expect(statuses).toEqual([
    ['A place', 'missing', 1, 0],
    ['Delay', 'missing', 1, 1],
    ['Not recorded', 1, 0, 0],
  ]);
});

it('a rate of a group is held against the heads of that group', async () => {
  const series = await answer('breakdown=sen_provision', 'suspensions');
  expect(series.breakdown.label).toBe('SEN provision');
  const points = series.breakdown.groups.map(({ label, points: [point] }) => [
    label,
    `${point?.numerator}/${point?.denominator} = ${point?.value?.toFixed(2)}`,
  ]);
  expect(points).toEqual([
    ['EHC plan', '1/10 = 10.00'],
    ['SEN support', '0/50 = 0.00'],
    ['No SEN', '2/190 = 1.05'],
  ]);
});

it('a table has the groups’ rows after those of the whole, and a file name of its own', async () => {
  const response = await get('breakdown=theme&grain=quarter&format=csv');
  expect(response.headers['content-disposition']).toContain('complaints-county-quarter-by-theme.csv');
  const { data } = Papa.parse<Record<string, string>>(response.body.trim(), { header: true });
  expect(data.map((row) => [row.breakdown, row.group, row.group_label, row.value])).toEqual([
    ['', '', '', '4'],
    ['theme', 'A place', 'A place', '1'],
    ['theme', 'Delay', 'Delay', '2'],
    ['theme', '', 'Not recorded', '1'],
  ]);
});

it.each([
  [
    'breakdown=agencies',
    '“Complaints” is not broken down by “agencies”; use “agency” or “theme”.',
    ['agency', 'theme'],
  ],
  [
    'breakdown=agency&area=dspl-1',
    'Figures are broken down for the whole only, and not for “dspl-1”. Leave “area” out, or leave “breakdown” out.',
    undefined,
  ],
  [
    'breakdown=agency&grain=week',
    '“Complaints” is not broken down by week; use “month”, “quarter” or “calendar_year”.',
    ['month', 'quarter', 'calendar_year'],
  ],
])('%s is refused with what would do', async (query, detail, valid) => {
  const response = await get(query);
  expect(response.statusCode).toBe(400);
  expect(response.json()).toMatchObject({ detail, ...(valid && { valid }) });
});

it('an indicator that is not broken down says so', async () => {
  const { app } = await build(await homeWith(1));
  const response = await app.inject('/api/v1/indicators/requests/series?breakdown=phase');
  expect(response.statusCode).toBe(400);
  expect(response.json<Answer>().detail).toBe('“Requests for assessment” is not broken down by anything.');
});

it('a snapshot of a release that did not break figures down says so', async () => {
  const older = await homeWith(1);
  const document = `replace(document::VARCHAR, '"breakdowns":[]', '"breakdowns":["phase"]')`;
  await change(older, 1, `DROP TABLE full_breakdown; UPDATE catalogue SET document = ${document}`);
  const { app } = await build(older);
  const response = await app.inject('/api/v1/indicators/requests/series?breakdown=phase');
  expect(response.statusCode).toBe(404);
  expect(response.json<Answer>().detail).toBe(
    'The snapshot snapshot-000001 has no figures that are broken down; newer ones do.',
  );
});
