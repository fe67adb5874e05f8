import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot, type TestHome, testHome } from '../support/home.ts';
import { attendance, csv, plan, request } from '../support/rows.ts';
import { useShipped } from '../support/shipped.ts';
import { HEADINGS, MODULES, type Module, module } from './sen2.ts';

const { openHome } = useShipped(
  'ehcna-requests',
  'ehcp-issued-20-weeks',
  'ehcp-count',
  'annual-review-on-time',
);

describe('a module as it is exported', () => {
  const NAMES: Record<Module, string[]> = {
    sen2_person: ['sen2_person_2024-07.csv', 'SEN2_1_Person.csv', '1 person.csv', 'Book1.csv'],
    sen2_requests: ['sen2_requests_2024-07.csv', 'sen2_2_requests.csv', '2 requests.csv', 'Book1.csv'],
    sen2_assessment: ['sen2_assessment.csv', 'SEN2 module 3 assessment.csv', '3 assessment.csv', 'Book1.csv'],
    sen2_named_plan: ['sen2_named_plan.csv', 'sen2_4_named_plan.csv', '4 named plan.csv', 'Book1.csv'],
    sen2_active_plans: [
      'sen2_active_plans_2024-07.csv',
      'SEN2 module 5 active plans 2024-07.csv',
      '5 active plans 2024-07.csv',
      'active_plans_2024-07.csv',
      'Book1 2024-07.csv',
    ],
  };

  it.each(MODULES)('is %s, by its name or its header, without a finding', async (name) => {
    const home = await testHome();
    const paths = await Promise.all(NAMES[name].map((file) => home.drop(file, module(name))));
    const reports = await home.check(...paths);
    expect(reports.map(({ file, extract, rows, findings }) => [file, extract, rows, findings])).toEqual(
      NAMES[name].map((file) => [file, name, 1, []]),
    );
  });

  it('is known by its header beside every other: the one extract whose columns it has', async () => {
    const home = await testHome();
    const paths = await Promise.all(
      MODULES.map((name, i) => home.drop(`${'abcde'[i]} 2024-07.csv`, module(name))),
    );
    expect((await home.check(...paths)).map(({ extract }) => extract)).toEqual(MODULES);
  });

  it('is not what another extract with a column missing is taken for', async () => {
    const home = await testHome();
    const { dspl_area: _area, ...incomplete } = request('R1', '2024-07-01');
    const [report] = await home.check(await home.drop('Book1.csv', csv(incomplete)));
    expect([report?.outcome, report?.extract]).toEqual(['rejected', null]);
    expect(report?.findings[0]?.message).toContain('looks like ehc_assessments');
  });

  it.each(MODULES)('%s has a small example that loads without a finding', async (name) => {
    const example = join(projectRoot, 'data-samples', 'examples', `${name}.csv`);
    const content = await readFile(example, 'utf8');
    expect(content.split('\n')[0]).toBe(HEADINGS[name]);
    const home = await testHome();
    const [report] = await home.check(await home.drop(`${name}_2024-07.csv`, content));
    expect([report?.extract, report?.findings]).toEqual([name, []]);
  });

  it('cannot do without a column that other facts are made with', async () => {
    const home = await testHome();
    const content = module('sen2_named_plan').replace('EHC Plan Start Date', 'Start');
    const [report] = await home.check(await home.drop('sen2_named_plan.csv', content));
    expect(report?.findings).toContainEqual(
      expect.objectContaining({ severity: 'error', code: 'missing-label', column: 'started_on' }),
    );
  });

  it('tells of a column that nobody knows, beside those that are left out on purpose', async () => {
    const home = await testHome();
    const content = module('sen2_person')
      .replaceAll(/$/gm, ',x')
      .replace(',x\n', ',Shoe Size\n')
      .slice(0, -2);
    const [report] = await home.check(await home.drop('sen2_person.csv', content));
    expect(report?.findings.map(({ code, column }) => [code, column])).toEqual([
      ['extra-label', 'Shoe Size'],
    ]);
  });
});

describe('active plans', () => {
  const plans = (count: number) =>
    module(
      'sen2_active_plans',
      Array.from({ length: count }, (_, i) => `P${i},R${i},0,,,05/01/2024`),
    );
  const maintained = (home: TestHome, area = 'county') => home.figures('ehcp-count', area, 'month');

  it('are plans maintained on the last day of the month in the name', async () => {
    const home = await openHome();
    await home.deliver({
      'sen2_active_plans_2024-01.csv': plans(3),
      'SEN2 module 5 active plans 202402.csv': plans(5),
    });
    expect(await maintained(home)).toEqual({ '2024-01': '3', '2024-02': '5' });
    expect(await maintained(home, 'dspl-1')).toEqual({});
    const [row] = await home.facts(
      `SELECT snapshot_on::VARCHAR AS day, plan_id, review_completed_on::VARCHAR AS review, placement
       FROM facts.ehc_plans WHERE _period = '2024-02' ORDER BY plan_id LIMIT 1`,
    );
    expect(row).toEqual({ day: '2024-02-29', plan_id: 'R0', review: '2024-01-05', placement: null });
  });

  it('show nothing that they do not know: when reviews were due', async () => {
    const home = await openHome();
    await home.deliver({ 'sen2_active_plans_2024-01.csv': plans(3) });
    expect(await home.series('annual-review-on-time', 'county', 'month')).toEqual([]);
  });

  it('yield to a month that the council’s own extract has, whatever the numbers of its plans', async () => {
    const home = await openHome();
    await home.deliver({
      'sen2_active_plans_2024-01.csv': plans(3),
      'sen2_active_plans_2024-02.csv': plans(4),
      'ehc_plans_2024-01.csv': csv(plan('2024-01-31', 'EHCP-1'), plan('2024-01-31', 'EHCP-2')),
    });
    expect(await maintained(home)).toEqual({ '2024-01': '2', '2024-02': '4' });
    expect(await maintained(home, 'dspl-1')).toEqual({ '2024-01': '2' });
  });

  it.each([
    ['without a month', 'sen2_active_plans.csv', 'period-unknown'],
    ['of a month that has not begun', 'sen2_active_plans_2025-02.csv', 'date-out-of-range'],
  ])('in a file %s are refused, with the name that it should have', async (_what, name, code) => {
    const home = await openHome();
    const { files } = await home.deliver({ [name]: plans(3) });
    expect(files[0]).toMatchObject({ outcome: 'rejected', extract: 'sen2_active_plans' });
    expect(files[0]?.findings.map((finding) => finding.code)).toEqual([code]);
    expect(files[0]?.findings[0]?.remedy).toContain('sen2_active_plans_2024-01.csv');
  });

  it('stay in their month when the same file comes under the name of another', async () => {
    const home = await openHome();
    await home.deliver({ 'sen2_active_plans_2024-01.csv': plans(3) });
    const { files } = await home.deliver({ 'sen2_active_plans_2024-02.csv': plans(3) });
    expect(files).toMatchObject([{ outcome: 'rejected', counts: { 'duplicate-file': 1 } }]);
    expect(files[0]?.findings[0]?.message).toBe(
      'This is the very file that came as sen2_active_plans_2024-01.csv and counts as January 2024; as February 2024 it would leave January 2024 with none.',
    );
    expect(await maintained(home)).toEqual({ '2024-01': '3' });
    await home.rebuild();
    expect(await maintained(home)).toEqual({ '2024-01': '3' });
  });

  it('move with the name when the file under the wrong one has been withdrawn', async () => {
    const home = await openHome();
    const { files } = await home.deliver({ 'sen2_active_plans_2024-01.csv': plans(3) });
    await home.withdraw(String(files[0]?.sha256));
    await home.deliver({ 'sen2_active_plans_2024-02.csv': plans(3) });
    expect(await maintained(home)).toEqual({ '2024-02': '3' });
    await home.rebuild();
    expect(await maintained(home)).toEqual({ '2024-02': '3' });
  });
});

describe('people of the return', () => {
  it('leave no name, birthday, postcode or pupil number in warehouse, snapshot or report', async () => {
    const home = await openHome();
    const secret =
      'SECRETID,SECRETSURNAME,SECRETFORENAME,1999-12-31,2,FOUND-AS-IT-CAME,SECRETPOSTCODE,SECRETUPN,SECRETULN,SECRETREASON';
    const bad = secret.replace('SECRETID', '');
    const { files } = await home.deliver({
      'sen2_person.csv': module('sen2_person', [secret]),
      'sen2_person_2024-06.csv': module('sen2_person', [bad, secret]),
      'sen2_requests.csv': module('sen2_requests', ['SECRETID,R1,01/07/2024,0,,A,0,0,,']),
      'sen2_active_plans_2024-07.csv': module('sen2_active_plans', ['SECRETID,R1,0,,,']),
    });
    expect(files.map(({ outcome }) => outcome)).toEqual(['accepted', 'rejected', 'accepted', 'accepted']);
    const kept = await ownFiles(home);
    for (const { path, bytes } of kept) {
      expect([path, bytes.includes('SECRET'), bytes.includes('1999-12-31')]).toEqual([path, false, false]);
    }
    const warehouse = kept.find(({ path }) => path === 'warehouse.duckdb');
    expect(warehouse?.bytes.includes('FOUND-AS-IT-CAME')).toBe(true);
    const columns = await home.facts(`SELECT column_name AS name FROM (DESCRIBE facts.sen2_person)`);
    expect(columns.map(({ name }) => name)).toEqual([
      '_arrival',
      '_row',
      '_period',
      'person_id',
      'gender',
      'ethnicity',
      'known_on',
    ]);
  });

  it('have the pseudonym that they have in every other extract', async () => {
    const home = await openHome();
    await home.deliver({
      'attendance_2024-07.csv': csv(attendance('2024-07', 'P1', 34, 1)),
      'sen2_active_plans_2024-07.csv': module('sen2_active_plans'),
      ...Object.fromEntries(MODULES.slice(0, 4).map((name) => [`${name}.csv`, module(name)])),
    });
    const [pseudonyms] = await home.facts(
      `SELECT (SELECT any_value(pupil_id) FROM facts.attendance)::VARCHAR AS pupil,
         (SELECT any_value(person_id) FROM facts.sen2_person)::VARCHAR AS person,
         (SELECT any_value(person_id) FROM facts.ehc_assessments)::VARCHAR AS request,
         (SELECT any_value(person_id) FROM facts.ehc_plans)::VARCHAR AS plan`,
    );
    expect(new Set(Object.values(pseudonyms ?? {})).size).toBe(1);
    expect(pseudonyms?.pupil).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('are known by their newest row, by the month in the file’s name', async () => {
    const home = await openHome();
    const person = (ethnicity: string) => module('sen2_person', [`P1,A,B,2016-02-03,2,${ethnicity},,,,`]);
    await home.deliver({ 'sen2_person_2024-07.csv': person('WBRI') });
    await home.deliver({ 'sen2_person_2024-06.csv': person('NOBT') });
    expect(await home.facts('SELECT ethnicity FROM facts.sen2_person')).toEqual([{ ethnicity: 'WBRI' }]);
  });
});

/** All that the pipeline has written of its own: not the files themselves, which are kept as they came. */
async function ownFiles({ home }: TestHome) {
  const entries = await readdir(home.root, { recursive: true, withFileTypes: true });
  const own = entries.filter((entry) => entry.isFile() && !entry.name.endsWith('.csv'));
  return Promise.all(
    own.map(async (entry) => {
      const path = join(entry.parentPath, entry.name);
      return { path: path.slice(home.root.length + 1), bytes: await readFile(path) };
    }),
  );
}
