import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot, type TestHome, testHome } from '../support/home.ts';
import { attendance, csv, plan, request } from '../support/rows.ts';
import { useShipped } from '../support/shipped.ts';

/** The statutory person-level return as councils' systems export it: one file for each module. */

const openHome = useShipped('ehcna-requests', 'ehcp-issued-20-weeks', 'ehcp-count', 'annual-review-on-time');

const HEADINGS = {
  sen2_person:
    'Person ID,Surname,Forename,Dob (ccyy-mm-dd),Gender,Ethnicity,Postcode,UPN - Unique Pupil Number,ULN - Young Persons Unique Learner Number,UPN and ULN unavailable reason',
  sen2_requests:
    'Person ID,Requests Record ID,Date Request Was Received,Initial Request Whilst In RYA,Request Outcome Date,Request Outcome,Request Mediation,Request Tribunal,Exported - Child Or Young Person Moves Out Of LA Before Assessment Is Completed,New start date',
  sen2_assessment:
    'Person ID,Requests Record ID,Assessment Outcome To Issue EHCP,Assessment Outcome Date,Assessment Mediation,Assessment Tribunal,Other Mediation,Other Tribunal,Twenty Weeks Time Limit Exceptions Apply',
  sen2_named_plan:
    'Person ID,Request Records ID,EHC Plan Start Date,Residential Settings,Worked based learning activity,Personal budget taken up,Personal budget - organised arrangements,Personal budget - direct payments,Date EHC Plan Ceased,Reason EHC Plan Ceased',
  sen2_active_plans:
    'Person ID,Request Records ID,EHC Plan (Transfer),Residential Settings,Worked based learning activity,EHCP review decisions date',
};
type Module = keyof typeof HEADINGS;
const MODULES = Object.keys(HEADINGS) as Module[];

const ROWS: Record<Module, string[]> = {
  sen2_person: ['P1,Example,Ann,2016-02-03,2,WBRI,ZZ1 1AA,Z900000000001,,'],
  sen2_requests: ['P1,R1,04/03/2024,0,10/07/2024,Y,0,0,,'],
  sen2_assessment: ['P1,R1,Y,15/07/2024,0,0,0,0,0'],
  sen2_named_plan: ['P1,R1,30/07/2024,,,0,,,,'],
  sen2_active_plans: ['P1,R1,0,,,'],
};

function module(name: Module, rows: string[] = ROWS[name]): string {
  return [HEADINGS[name], ...rows, ''].join('\n');
}

/** Requests with all that became of them: number, received, decided, how, assessment closed, how, exception, plan. The
 *  plan of R01 is of the 140th day, that of R02 of the day after. */
const REQUESTS = cases(`
R01  2023-10-02  2023-11-10 Y  2024-02-12 Y  0  2024-02-19
R02  2023-10-03  2023-11-10 Y  2024-02-20 Y  0  2024-02-21
R03  2023-12-04  2024-01-12 N  -          -  -  -
R04  2023-12-05  2024-01-15 Y  2024-04-22 Y  1  2024-05-20
R05  2024-01-08  2024-02-16 Y  2024-05-06 Y  0  2024-05-13
R06  2024-01-09  2024-02-19 Y  2024-05-13 N  0  -
R07  2024-02-05  2024-03-15 Y  2024-06-03 Y  0  2024-06-24
R08  2024-03-04  2024-04-12 W  -          -  -  -
R09  2024-03-05  2024-04-15 Y  2024-07-08 Y  -  2024-07-22
R10  2024-06-03  2024-07-10 N  -          -  -  -
R11  2024-07-01  -          A  -          -  -  -
R12  2024-04-02  2024-05-10 Y  2024-07-15 Y  0  2024-07-30
R13  2024-05-07  2024-06-14 Y  -          A  0  -
`);

function cases(table: string) {
  const lines = table.trim().split('\n');
  return lines.map((line) => {
    const cells = line.split(/ +/).map((cell) => (cell === '-' ? '' : cell));
    const [
      id = '',
      received = '',
      decided = '',
      request = '',
      closed = '',
      outcome = '',
      exception = '',
      issued = '',
    ] = cells;
    return { id, received, decided, request, closed, outcome, exception, issued };
  });
}

/** The same requests, written out by hand as the council's own extract has them. */
const OWN =
  `request_id,person_id,dspl_area,requested_on,request_source,decision_on,decision,outcome_on,outcome,plan_issued_on,exception,primary_need,phase,team
R01,P-R01,,2023-10-02,,2023-11-10,assess,2024-02-12,issue,2024-02-19,N,,,
R02,P-R02,,2023-10-03,,2023-11-10,assess,2024-02-20,issue,2024-02-21,N,,,
R03,P-R03,,2023-12-04,,2024-01-12,do_not_assess,,,,,,,
R04,P-R04,,2023-12-05,,2024-01-15,assess,2024-04-22,issue,2024-05-20,Y,,,
R05,P-R05,,2024-01-08,,2024-02-16,assess,2024-05-06,issue,2024-05-13,N,,,
R06,P-R06,,2024-01-09,,2024-02-19,assess,2024-05-13,do_not_issue,,N,,,
R07,P-R07,,2024-02-05,,2024-03-15,assess,2024-06-03,issue,2024-06-24,N,,,
R08,P-R08,,2024-03-04,,2024-04-12,withdrawn,,,,,,,
R09,P-R09,,2024-03-05,,2024-04-15,assess,2024-07-08,issue,2024-07-22,,,,
R10,P-R10,,2024-06-03,,2024-07-10,do_not_assess,,,,,,,
R11,P-R11,,2024-07-01,,,,,,,,,,
R12,P-R12,,2024-04-02,,2024-05-10,assess,2024-07-15,issue,2024-07-30,N,,,
R13,P-R13,,2024-05-07,,2024-06-14,assess,,,,N,,,
`.replaceAll(/^(R\d+,P-R\d+,)/gm, '$11');

type Case = (typeof REQUESTS)[number];
const requestRow = ({ id, received, decided, request }: Case) =>
  `P-${id},${id},${received},0,${decided},${request},0,0,,`;
const assessmentRow = ({ id, outcome, closed, exception }: Case) =>
  `P-${id},${id},${outcome},${closed},0,0,0,0,${exception}`;
const planRow = ({ id, issued }: Case) => `P-${id},${id},${issued},,,0,,,,`;

function modules(given: Case[] = REQUESTS, name = (module: Module) => `${module}.csv`) {
  return {
    [name('sen2_requests')]: module('sen2_requests', given.map(requestRow)),
    [name('sen2_assessment')]: module(
      'sen2_assessment',
      given.filter(({ outcome }) => outcome).map(assessmentRow),
    ),
    [name('sen2_named_plan')]: module('sen2_named_plan', given.filter(({ issued }) => issued).map(planRow)),
  };
}

const RECEIVED = {
  '2024-01': '2',
  '2024-02': '1',
  '2024-03': '2',
  '2024-04': '1',
  '2024-05': '1',
  '2024-06': '1',
  '2024-07': '1',
};
const ON_TIME = { '2024-02': '1/2', '2024-05': '1/1', '2024-06': '1/1', '2024-07': '1/1' };

const received = (home: TestHome, area = 'county') => home.figures('ehcna-requests', area, 'month');
const onTime = (home: TestHome, area = 'county') => home.figures('ehcp-issued-20-weeks', area, 'month');

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

describe('requests, assessment and named plan together', () => {
  it('give the county the figures that the council’s own extract gives', async () => {
    const [own, sen2] = [await testHome(), await testHome()];
    await own.deliver({ 'ehc_assessments.csv': OWN });
    await sen2.deliver(modules());
    expect(await onTime(sen2)).toEqual(ON_TIME);
    expect(await received(sen2)).toEqual(RECEIVED);
    for (const indicator of ['ehcp-issued-20-weeks', 'ehcna-requests']) {
      for (const grain of ['month', 'quarter', 'academic_year', 'financial_year', 'calendar_year']) {
        expect([indicator, grain, await sen2.series(indicator, 'county', grain)]).toEqual([
          indicator,
          grain,
          await own.series(indicator, 'county', grain),
        ]);
      }
    }
    const facts = `SELECT COLUMNS(c -> c NOT LIKE '\\_%' ESCAPE '\\' AND c <> 'dspl_area') FROM facts.ehc_assessments ORDER BY request_id`;
    expect(await sen2.facts(facts)).toEqual(await own.facts(facts));
  });

  it('come in any order, and again, and out of the archive', async () => {
    const home = await openHome();
    const [requests, assessment, plans] = Object.entries(modules());
    for (const file of [plans, assessment, requests, plans]) {
      if (file) await home.deliver(Object.fromEntries([file]));
    }
    expect(await onTime(home)).toEqual(ON_TIME);
    await home.rebuild();
    expect(await onTime(home)).toEqual(ON_TIME);
    expect(await received(home)).toEqual(RECEIVED);
  });

  it('are all shown as files that count', async () => {
    const home = await openHome();
    await home.deliver(modules());
    const files = await home.published('SELECT file, state FROM file ORDER BY file');
    expect(files.map(({ file, state }) => `${file} ${state}`)).toEqual([
      'sen2_assessment.csv accepted',
      'sen2_named_plan.csv accepted',
      'sen2_requests.csv accepted',
    ]);
    const rows = await home.facts(
      `SELECT request_id, _row, file, _period FROM facts.ehc_assessments JOIN ledger.file ON arrival = _arrival
       WHERE request_id IN ('R01', 'R11') ORDER BY request_id`,
    );
    expect(rows).toEqual([
      { request_id: 'R01', _row: 2, file: 'sen2_requests.csv', _period: '2024-02' },
      { request_id: 'R11', _row: 12, file: 'sen2_requests.csv', _period: '2024-07' },
    ]);
  });

  it('say nothing of localities, which is not nought', async () => {
    const home = await openHome();
    await home.deliver(modules());
    const points = await home.series('ehcna-requests', 'dspl-1', 'month');
    expect(points.map(({ period, status, value }) => [period, status, value])).toEqual(
      Object.keys(RECEIVED).map((period) => [period, 'missing', null]),
    );
  });

  it('count month by month when they are named for months', async () => {
    const home = await openHome();
    const until = (day: string) =>
      REQUESTS.filter((one) => one.received <= day).map((one) => ({
        ...one,
        ...(one.decided > day && { decided: '', request: 'A' }),
        ...(one.closed > day && { closed: '', outcome: 'A' }),
        ...(one.issued > day && { issued: '' }),
      }));
    await home.deliver(modules(until('2024-06-30'), (name) => `${name}_2024-06.csv`));
    expect(await received(home)).toEqual({ '2024-06': '1' });
    expect(await onTime(home)).toEqual({ '2024-06': '1/1' });
    await home.deliver(modules(until('2024-07-31'), (name) => `${name}_2024-07.csv`));
    expect(await received(home)).toEqual({ '2024-06': '1', '2024-07': '1' });
    expect(await onTime(home)).toEqual({ '2024-06': '1/1', '2024-07': '1/1' });
  });

  it('do not open the years of older cases that are sent along', async () => {
    const home = await openHome();
    const older = cases(`
R00  2015-03-02  -           H  2015-07-06 H  0  2015-07-20
R0   2022-12-01  -           A  -          -  -  -
R    -           -           H  -          -  -  2012-01-09`);
    await home.deliver(modules([...older, ...REQUESTS]));
    expect(await received(home)).toEqual(RECEIVED);
    expect(await onTime(home)).toEqual(ON_TIME);
    expect(await home.facts('SELECT count(*)::INTEGER AS n FROM facts.ehc_assessments')).toEqual([{ n: 15 }]);
    expect(home.said).toContain(
      '1 row of sen2_requests is not counted in ehc_assessments. Nothing says their requested_on.',
    );
  });

  it('show no figure that needs a module which has not come', async () => {
    const home = await openHome();
    const { 'sen2_named_plan.csv': plans = '', ...others } = modules();
    await home.deliver(others);
    expect(await received(home)).toEqual(RECEIVED);
    expect(await home.series('ehcp-issued-20-weeks', 'county', 'month')).toEqual([]);
    await home.deliver({ 'sen2_named_plan.csv': plans });
    expect(await onTime(home)).toEqual(ON_TIME);
  });

  it('count no outcome without a request, and no plan before its request, and say so', async () => {
    const home = await openHome();
    const early = cases('R05 2024-05-14 2024-05-15 Y 2024-05-06 Y 0 2024-05-13');
    const files = modules([...REQUESTS.filter(({ id }) => id !== 'R05' && id !== 'R07'), ...early]);
    await home.deliver({
      ...files,
      'sen2_named_plan.csv': `${files['sen2_named_plan.csv']}P-R07,R07,2024-06-24,,,0,,,,\n`,
    });
    expect(await onTime(home)).toEqual({ '2024-02': '1/2', '2024-07': '1/1' });
    expect(home.said).toEqual([
      '1 row of sen2_requests is not counted in ehc_assessments. The decision whether to issue a plan is dated before the request.',
      '1 row of sen2_requests is not counted in ehc_assessments. The plan was issued before it was requested.',
      '1 row of sen2_named_plan is not counted in ehc_assessments: sen2_requests has nothing of the same request_id.',
    ]);
  });

  it('yield whole to a request that the council’s own extract has', async () => {
    const home = await openHome();
    await home.deliver(modules());
    const own = request('R02', '2023-10-03', {
      decision: 'assess',
      outcome: 'issue',
      plan_issued_on: '2024-02-19',
      exception: 'N',
    });
    await home.deliver({ 'ehc_assessments_2024-02.csv': csv(own) });
    expect(await onTime(home)).toEqual({ ...ON_TIME, '2024-02': '2/2' });
    expect(await onTime(home, 'dspl-1')).toEqual({ '2024-02': '1/1' });
    const [row] = await home.facts(
      `SELECT decision_on, outcome_on, request_source FROM facts.ehc_assessments WHERE request_id = 'R02'`,
    );
    expect(row).toEqual({ decision_on: null, outcome_on: null, request_source: 'parent' });
  });

  it('are read with words for codes, and take what has no code of ours for not known', async () => {
    const home = await openHome();
    const outcomes = ['y', 'No', 'withdrawn', 'H', 'P', ''];
    const rows = outcomes.map((outcome, i) => `P${i},R${i},01/07/2024,0,,${outcome},0,0,,`);
    const exceptions = ['1', 'no', 'TRUE', '0', 'Y', ''];
    const assessed = exceptions.map((code, i) => `P${i},R${i},${outcomes[i]},15/07/2024,0,0,0,0,${code}`);
    await home.deliver({
      'sen2_requests.csv': module('sen2_requests', rows),
      'sen2_assessment.csv': module('sen2_assessment', assessed),
    });
    const facts = await home.facts(
      'SELECT decision, outcome, exception FROM facts.ehc_assessments ORDER BY request_id',
    );
    expect(facts.map(({ decision, outcome, exception }) => [decision, outcome, exception])).toEqual([
      ['assess', 'issue', 'Y'],
      ['do_not_assess', 'do_not_issue', 'N'],
      ['withdrawn', 'withdrawn', 'Y'],
      [null, null, 'N'],
      [null, null, 'Y'],
      [null, null, null],
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

  it('move with the name when the same file comes again under the right one', async () => {
    const home = await openHome();
    await home.deliver({ 'sen2_active_plans_2024-01.csv': plans(3) });
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
