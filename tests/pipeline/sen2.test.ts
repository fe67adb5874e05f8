import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestHome } from '../support/home.ts';
import { csv, request } from '../support/rows.ts';
import { useShipped } from '../support/shipped.ts';
import { cases, module, modules, ON_TIME, OWN, onTime, RECEIVED, REQUESTS, received } from './sen2.ts';

const { openHome, openLastingHome, openCopy } = useShipped('ehcna-requests', 'ehcp-issued-20-weeks');

describe('requests, assessment and named plan together', () => {
  let together: TestHome;
  beforeAll(async () => {
    together = await openLastingHome();
    await together.deliver(modules());
  });
  afterAll(() => together.remove());

  it('give the county the figures that the council’s own extract gives', async () => {
    const own = await openHome();
    await own.deliver({ 'ehc_assessments.csv': OWN });
    expect(await onTime(together)).toEqual(ON_TIME);
    expect(await received(together)).toEqual(RECEIVED);
    for (const indicator of ['ehcp-issued-20-weeks', 'ehcna-requests']) {
      for (const grain of ['month', 'quarter', 'academic_year', 'financial_year', 'calendar_year']) {
        expect([indicator, grain, await together.series(indicator, 'county', grain)]).toEqual([
          indicator,
          grain,
          await own.series(indicator, 'county', grain),
        ]);
      }
    }
    const facts = `SELECT COLUMNS(c -> c NOT LIKE '\\_%' ESCAPE '\\' AND c <> 'dspl_area') FROM facts.ehc_assessments ORDER BY request_id`;
    expect(await together.facts(facts)).toEqual(await own.facts(facts));
  });

  it('are all shown as files that count', async () => {
    const files = await together.published('SELECT file, state FROM file ORDER BY file');
    expect(files.map(({ file, state }) => `${file} ${state}`)).toEqual([
      'sen2_assessment.csv accepted',
      'sen2_named_plan.csv accepted',
      'sen2_requests.csv accepted',
    ]);
    const rows = await together.facts(
      `SELECT request_id, _row, file, _period FROM facts.ehc_assessments JOIN ledger.file ON arrival = _arrival
       WHERE request_id IN ('R01', 'R11') ORDER BY request_id`,
    );
    expect(rows).toEqual([
      { request_id: 'R01', _row: 2, file: 'sen2_requests.csv', _period: '2024-02' },
      { request_id: 'R11', _row: 12, file: 'sen2_requests.csv', _period: '2024-07' },
    ]);
  });

  it('say nothing of localities, which is not nought', async () => {
    const points = await together.series('ehcna-requests', 'dspl-1', 'month');
    expect(points.map(({ period, status, value }) => [period, status, value])).toEqual(
      Object.keys(RECEIVED).map((period) => [period, 'missing', null]),
    );
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
    const home = await openCopy(together);
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
