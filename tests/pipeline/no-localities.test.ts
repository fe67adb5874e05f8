import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { testHome } from '../support/home.ts';
import { COMPLAINTS, PLANS, SUSPENSIONS, testPartnership } from '../support/partnership.ts';
import { attendance, type Cells, complaint, csv, exclusion, headcount, plan } from '../support/rows.ts';

/** A partnership whose figures are for the whole area alone: nobody need say in which locality somebody lives. */

const ABSENT = `SELECT a.period, a.dspl_area, a.sessions_authorised AS missed FROM attendance AS a
  JOIN ehc_plans AS p ON p.person_id = a.pupil_id AND date_trunc('month', p.snapshot_on) = a.period`;

async function home() {
  const testshire = await testPartnership(
    {
      complaints: { ...COMPLAINTS, grains: ['month'] },
      plans: { ...PLANS, grains: ['month'], breakdowns: ['phase'] },
      suspensions: { ...SUSPENSIONS, grains: ['month'] },
      absent: {
        measure: { kind: 'sum', extract: 'absent', date: 'period', value: 'missed' },
        grains: ['month'],
      },
    },
    ['complaints', 'ehc_plans', 'exclusions', 'pupils', 'attendance'],
    { views: { absent: ABSENT } },
  );
  const areas = /areas:\n(?: {2}.*\n)+/;
  const path = testshire.path('testshire/partnership.yaml');
  await testshire.write(
    'testshire/partnership.yaml',
    (await readFile(path, 'utf8')).replace(areas, 'areas: []\n'),
  );
  return testHome({ partnership: testshire.folder });
}

function unplaced({ dspl_area: _area, ...cells }: Cells): Cells {
  return cells;
}

const files = (placed: (cells: Cells) => Cells) => ({
  'complaints_2024-07.csv': csv(
    ...[complaint('C1', '2024-07-01'), complaint('C2', '2024-07-02')].map(placed),
  ),
  'ehc_plans_2024-07.csv': csv(...['E1', 'E2', 'E3'].map((id) => placed(plan('2024-07-31', id)))),
  'exclusions_2024-07.csv': csv(placed(exclusion('X1', '2024-07-02'))),
  'pupils_2024-05.csv': csv(
    ...[headcount('2024-05-16', '', 30), headcount('2024-05-16', '', 20, { phase: 'secondary' })].map(placed),
  ),
  'attendance_2024-07.csv': csv(placed(attendance('2024-07', 'P-E1', 40, 4))),
});

const FIGURES = { complaints: '2', plans: '3', suspensions: '1/50', absent: '4' };

it.each<[string, (cells: Cells) => Cells]>([
  ['without a column for it', unplaced],
  ['that leave it blank', (cells) => ({ ...cells, dspl_area: '' })],
  ['that name places of their own', (cells) => ({ ...cells, dspl_area: 'Leominster' })],
])('files %s count for the whole, and nothing is amiss', async (_what, placed) => {
  const opened = await home();
  const { files: reports } = await opened.deliver(files(placed));
  expect(
    reports.flatMap(({ file, findings }) => findings.map(({ message }) => `${file}: ${message}`)),
  ).toEqual([]);
  for (const [indicator, july] of Object.entries(FIGURES))
    expect(await opened.figures(indicator, 'county', 'month')).toEqual({ '2024-07': july });
  expect(await opened.published('SELECT DISTINCT area FROM full_point')).toEqual([{ area: 'county' }]);
  expect(await opened.published('SELECT "group", numerator FROM full_breakdown')).toEqual([
    { group: 'primary', numerator: 3 },
  ]);
});

it('head counts of several places are added up, though nothing of the places is kept', async () => {
  const opened = await home();
  const { files: reports } = await opened.deliver({
    ...files(unplaced),
    'pupils_2024-05.csv': csv(
      headcount('2024-05-16', 'Leominster', 30),
      headcount('2024-05-16', 'Ledbury', 70),
    ),
  });
  expect(reports.flatMap(({ findings }) => findings)).toEqual([]);
  expect(await opened.figures('suspensions', 'county', 'month')).toEqual({ '2024-07': '1/100' });
  expect(await opened.facts('SELECT DISTINCT dspl_area FROM delivered.pupils')).toEqual([
    { dspl_area: null },
  ]);
  expect(await opened.facts(`SELECT * FROM ledger.profile WHERE category ILIKE '%le%r%'`)).toEqual([]);
});

it('a rebuild makes the same figures', async () => {
  const opened = await home();
  await opened.deliver(files(unplaced));
  await opened.rebuild();
  expect(await opened.figures('complaints', 'county', 'month')).toEqual({ '2024-07': '2' });
});
