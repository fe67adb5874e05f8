import { expect, it } from 'vitest';
import { testHome } from '../support/home.ts';
import { NORTH, testPartnership } from '../support/partnership.ts';
import { attendance, csv, plan } from '../support/rows.ts';

/** Views over extracts whose facts come from the statutory return alone. */

const ACTIVE =
  'Person ID,Request Records ID,EHC Plan (Transfer),Residential Settings,Worked based learning activity,EHCP review decisions date';
const active = (...people: string[]) =>
  [ACTIVE, ...people.map((person) => `${person},R-${person},0,,,`), ''].join('\n');

const EXTRACTS = ['ehc_plans', 'sen2_active_plans', 'attendance'];
const VIEWS = {
  held: 'SELECT snapshot_on, dspl_area, person_id FROM ehc_plans',
  absent: `SELECT a.period, a.dspl_area, a.sessions_authorised AS missed FROM attendance AS a
    JOIN ehc_plans AS p ON p.person_id = a.pupil_id AND date_trunc('month', p.snapshot_on) = a.period`,
  settled: 'SELECT snapshot_on, dspl_area FROM ehc_plans WHERE dspl_area IS NOT NULL',
  reviewed: 'SELECT snapshot_on, dspl_area FROM ehc_plans WHERE review_due_on IS NOT NULL',
};

async function home() {
  const testshire = await testPartnership(
    {
      held: { measure: { kind: 'count', extract: 'held', date: 'snapshot_on' }, grains: ['month'] },
      absent: {
        measure: { kind: 'sum', extract: 'absent', date: 'period', value: 'missed' },
        grains: ['month'],
      },
      settled: { measure: { kind: 'count', extract: 'settled', date: 'snapshot_on' }, grains: ['month'] },
      reviewed: { measure: { kind: 'count', extract: 'reviewed', date: 'snapshot_on' }, grains: ['month'] },
    },
    EXTRACTS,
    { views: VIEWS },
  );
  return testHome({ partnership: testshire.folder });
}

it('a view has the months of the files that feed what it reads, for the county alone', async () => {
  const opened = await home();
  await opened.deliver({
    'sen2_active_plans_2024-06.csv': active('P1', 'P2'),
    'sen2_active_plans_2024-07.csv': active('P1', 'P2', 'P3'),
  });
  expect(await opened.figures('held', 'county', 'month')).toEqual({ '2024-06': '2', '2024-07': '3' });
  const north = await opened.series('held', NORTH, 'month');
  expect(north.map(({ status }) => status)).toEqual(['missing', 'missing']);
});

it('an own month comes first, and says where people live', async () => {
  const opened = await home();
  await opened.deliver({
    'sen2_active_plans_2024-06.csv': active('P1', 'P2'),
    'ehc_plans_2024-07.csv': csv(plan('2024-07-31', 'E1')),
  });
  expect(await opened.figures('held', 'county', 'month')).toEqual({ '2024-06': '2', '2024-07': '1' });
  expect(await opened.figures('held', NORTH, 'month')).toEqual({ '2024-07': '1' });
});

it('a view that joins others has the months that all have, its own or fed', async () => {
  const opened = await home();
  await opened.deliver({
    'sen2_active_plans_2024-06.csv': active('P1'),
    'attendance_2024-05.csv': csv(attendance('2024-05', 'P1', 40, 3)),
    'attendance_2024-06.csv': csv(attendance('2024-06', 'P1', 40, 4), attendance('2024-06', 'P2', 40, 9)),
    'attendance_2024-07.csv': csv(attendance('2024-07', 'P1', 40, 5)),
  });
  expect(await opened.figures('absent', 'county', 'month')).toEqual({ '2024-06': '4' });
});

it('a view that reads what no file feeds, or that leaves out who has no area, has none', async () => {
  const opened = await home();
  await opened.deliver({ 'sen2_active_plans_2024-06.csv': active('P1') });
  expect(await opened.series('settled', 'county', 'month')).toEqual([]);
  expect(await opened.series('reviewed', 'county', 'month')).toEqual([]);
});
