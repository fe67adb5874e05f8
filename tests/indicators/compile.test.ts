import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { loadCatalogue } from '../../indicators/catalogue.ts';
import { compileBenchmark, compileMeasure } from '../../indicators/compile.ts';
import { quoted, sqlType } from '../../indicators/expressions.ts';
import type { RowMeasure } from '../../indicators/measure-schema.ts';
import type { Catalogue, FileBenchmark } from '../../indicators/schema.ts';
import { shippedPartnership } from '../support/home.ts';

/** A measure's SQL, run in a real DuckDB over a few rows that stand here. */

let catalogue: Catalogue;
beforeAll(async () => {
  catalogue = await loadCatalogue(shippedPartnership);
});

type Table = Record<string, string | number | null>[];

/** A DuckDB of its own, with these rows of extracts as facts. */
async function withFacts(facts: Record<string, Table>): Promise<DuckDBConnection> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  onTestFinished(() => connection.closeSync());
  await connection.run('CREATE SCHEMA facts');
  for (const [name, rows] of Object.entries(facts)) {
    const extract = catalogue.extracts.find((one) => one.name === name);
    if (!extract) throw new Error(`There is no extract ${name}.`);
    const columns = extract.fields.map((field) => `${quoted(field.name)} ${sqlType(field)}`);
    await connection.run(`CREATE TABLE "${name} rows" (${columns.join(', ')})`);
    for (const row of rows) {
      const cells = Object.keys(row);
      const values = cells.map((_, index) => `$${index + 1}`);
      const into = `INSERT INTO "${name} rows" (${cells.map(quoted).join(', ')}) VALUES (${values.join(', ')})`;
      await connection.run(into, Object.values(row));
    }
    const derived = Object.entries(extract.derived).map(([column, sql]) => `, (${sql}) AS ${quoted(column)}`);
    await connection.run(
      `CREATE VIEW facts.${quoted(name)} AS SELECT *${derived.join('')} FROM "${name} rows"`,
    );
  }
  return connection;
}

/** What DuckDB counts: `numerator/denominator` (or the numerator alone) by period and area. */
async function counted(
  measure: RowMeasure,
  facts: Record<string, Table>,
  periods: [string, string, string][],
) {
  const connection = await withFacts(facts);
  await connection.run(`CREATE TABLE area AS SELECT unnest(['county', 'dspl-1', 'dspl-2']) AS id`);
  await connection.run('CREATE TABLE period (id VARCHAR, count_from DATE, count_to DATE)');
  for (const period of periods) {
    await connection.run('INSERT INTO period VALUES ($1, $2::DATE, $3::DATE)', period);
  }
  const reader = await connection.runAndReadAll(
    `${compileMeasure(measure, catalogue)} ORDER BY period, area`,
  );
  const found: Record<string, Record<string, string>> = {};
  for (const { period, area, numerator, denominator } of reader.getRowObjects()) {
    const figure = denominator === null ? String(numerator) : `${numerator}/${denominator}`;
    found[String(period)] = { ...found[String(period)], [String(area)]: figure };
  }
  return found;
}

const june: [string, string, string] = ['2024-06', '2024-06-01', '2024-06-30'];
const july: [string, string, string] = ['2024-07', '2024-07-01', '2024-07-31'];
const halfYear: [string, string, string] = ['CY2024', '2024-01-01', '2024-07-31'];

describe('a count', () => {
  const measure: RowMeasure = {
    kind: 'count',
    extract: 'complaints',
    date: 'received_on',
    where: "kind = 'complaint'",
  };

  it('is of the rows whose day is in the period, its first and last day included', async () => {
    const days = ['2024-05-31', '2024-06-01', '2024-06-30', '2024-07-01', '2024-07-31', '2024-08-01'];
    const complaints = days.map((day) => ({ kind: 'complaint', received_on: day, dspl_area: 'dspl-1' }));
    expect(await counted(measure, { complaints }, [june, july, halfYear])).toEqual({
      '2024-06': { county: '2', 'dspl-1': '2', 'dspl-2': '0' },
      '2024-07': { county: '2', 'dspl-1': '2', 'dspl-2': '0' },
      CY2024: { county: '5', 'dspl-1': '5', 'dspl-2': '0' },
    });
  });

  it('takes only the rows for which the condition is true, not those for which it is unknown', async () => {
    const complaints = ['complaint', 'compliment', null].map((kind) => ({ kind, received_on: '2024-07-01' }));
    expect(await counted(measure, { complaints }, [july])).toMatchObject({ '2024-07': { county: '1' } });
  });

  it('leaves out rows without a day', async () => {
    const complaints = [{ kind: 'complaint', received_on: null, dspl_area: 'dspl-1' }];
    expect(await counted(measure, { complaints }, [july])).toMatchObject({ '2024-07': { county: '0' } });
  });

  it('counts a row without an area for the county alone', async () => {
    const complaints = ['dspl-1', 'dspl-2', 'dspl-2', null].map((dspl_area) => ({
      kind: 'complaint',
      received_on: '2024-07-05',
      dspl_area,
    }));
    expect(await counted(measure, { complaints }, [july])).toEqual({
      '2024-07': { county: '4', 'dspl-1': '1', 'dspl-2': '2' },
    });
  });
});

describe('a proportion', () => {
  const onTime: RowMeasure = {
    kind: 'proportion',
    extract: 'ehc_assessments',
    date: 'plan_issued_on',
    where: "exception = 'N'",
    numerator: 'days_to_issue <= 140',
  };
  const absence: RowMeasure = {
    kind: 'proportion',
    extract: 'attendance',
    date: 'period',
    numerator: 'sessions_authorised + sessions_unauthorised',
    denominator: 'sessions_possible',
  };

  it('of true and false is how many are true, of all that the condition leaves', async () => {
    const plan = (
      requested_on: string | null,
      plan_issued_on: string | null,
      exception: string | null,
      area = 'dspl-1',
    ) => ({
      requested_on,
      plan_issued_on,
      exception,
      dspl_area: area,
    });
    const ehc_assessments = [
      plan('2024-03-04', '2024-07-22', 'N'), // day 140
      plan('2024-03-04', '2024-07-23', 'N'), // day 141
      plan('2024-03-04', '2024-07-24', 'N', 'dspl-2'),
      plan('2024-07-01', '2024-07-24', 'Y'), // the law allows longer
      plan('2024-07-01', '2024-07-24', null), // nobody knows whether it does
      plan('2024-07-01', null, 'N'), // no plan yet
    ];
    expect(await counted(onTime, { ehc_assessments }, [july, june])).toEqual({
      '2024-07': { county: '1/3', 'dspl-1': '1/2', 'dspl-2': '0/1' },
      '2024-06': { county: '0/0', 'dspl-1': '0/0', 'dspl-2': '0/0' },
    });
  });

  it('counts a row whose truth is unknown among all, but not as true', async () => {
    const ehc_assessments = [
      { requested_on: null, plan_issued_on: '2024-07-22', exception: 'N' },
      { requested_on: '2024-07-01', plan_issued_on: '2024-07-22', exception: 'N' },
    ];
    expect(await counted(onTime, { ehc_assessments }, [july])).toMatchObject({
      '2024-07': { county: '1/2' },
    });
  });

  it('of amounts is a ratio of sums, never a mean of ratios', async () => {
    const month = (dspl_area: string, possible: number, authorised: number, unauthorised: number) => ({
      period: '2024-07-01',
      dspl_area,
      sessions_possible: possible,
      sessions_authorised: authorised,
      sessions_unauthorised: unauthorised,
    });
    const attendance = [month('dspl-1', 10, 5, 4), month('dspl-1', 90, 0, 0), month('dspl-2', 40, 1, 1)];
    expect(await counted(absence, { attendance }, [july])).toEqual({
      '2024-07': { county: '11/140', 'dspl-1': '9/100', 'dspl-2': '2/40' },
    });
  });
});

it('a proportion leaves a row without a denominator out on both sides of the line', async () => {
  const measure: RowMeasure = {
    kind: 'proportion',
    extract: 'exclusions',
    date: 'started_on',
    numerator: "kind = 'suspension'",
    denominator: 'sessions_lost',
  };
  const exclusions = [4, null, 6].map((sessions_lost) => ({
    ...{ kind: 'suspension', started_on: '2024-07-01', dspl_area: 'dspl-1' },
    sessions_lost,
  }));
  expect(await counted(measure, { exclusions }, [july])).toMatchObject({ '2024-07': { county: '2/10' } });
});

describe('a rate', () => {
  const measure: RowMeasure = {
    kind: 'rate',
    extract: 'exclusions',
    date: 'started_on',
    where: "kind = 'suspension'",
    per: 100,
    denominator: { extract: 'pupils', date: 'snapshot_on', sum: 'headcount', where: "sen_provision <> 'N'" },
  };
  const suspension = (started_on: string, dspl_area: string) => ({
    kind: 'suspension',
    started_on,
    dspl_area,
  });
  const census = (snapshot_on: string, dspl_area: string, headcount: number, sen_provision = 'K') => ({
    snapshot_on,
    dspl_area,
    headcount,
    sen_provision,
  });
  const exclusions = [
    suspension('2024-06-03', 'dspl-1'),
    suspension('2024-07-01', 'dspl-1'),
    suspension('2024-07-02', 'dspl-1'),
    suspension('2024-07-02', 'dspl-2'),
    { ...suspension('2024-07-02', 'dspl-2'), kind: 'permanent' },
  ];

  it('is over the head count of the newest census up to the period’s end, groups added up', async () => {
    const pupils = [
      census('2024-01-18', 'dspl-1', 100),
      census('2024-01-18', 'dspl-1', 20),
      census('2024-01-18', 'dspl-1', 7000, 'N'),
      census('2024-01-18', 'dspl-2', 50),
      census('2024-07-31', 'dspl-1', 130),
      census('2024-07-31', 'dspl-2', 60),
      census('2024-08-01', 'dspl-1', 9999),
      census('2024-08-01', 'dspl-2', 9999),
    ];
    expect(await counted(measure, { exclusions, pupils }, [june, july, halfYear])).toEqual({
      '2024-06': { county: '1/170', 'dspl-1': '1/120', 'dspl-2': '0/50' },
      '2024-07': { county: '3/190', 'dspl-1': '2/130', 'dspl-2': '1/60' },
      CY2024: { county: '4/190', 'dspl-1': '3/130', 'dspl-2': '1/60' },
    });
  });

  it('is over the newest census also where nobody of the group was found in it', async () => {
    const pupils = [
      census('2024-01-18', 'dspl-1', 100),
      census('2024-01-18', 'dspl-2', 50),
      census('2024-05-16', 'dspl-1', 110),
      census('2024-05-16', 'dspl-2', 400, 'N'),
      census('2024-07-10', 'dspl-2', 400, 'N'),
    ];
    expect(await counted(measure, { exclusions, pupils }, [june, july])).toEqual({
      '2024-06': { county: '1/110', 'dspl-1': '1/110', 'dspl-2': '0' },
      '2024-07': { county: '3', 'dspl-1': '2', 'dspl-2': '1' },
    });
  });

  it('has no denominator before the first census, or where there was none', async () => {
    const pupils = [census('2024-07-10', 'dspl-1', 100)];
    expect(await counted(measure, { exclusions, pupils }, [june, july])).toEqual({
      '2024-06': { county: '1', 'dspl-1': '1', 'dspl-2': '0' },
      '2024-07': { county: '3/100', 'dspl-1': '2/100', 'dspl-2': '1' },
    });
  });
});

describe('a stock', () => {
  it('is of the rows of its days alone: last month’s list is not this month’s', async () => {
    const measure: RowMeasure = {
      kind: 'stock',
      extract: 'waiting_lists',
      date: 'snapshot_on',
      where: "status = 'waiting'",
    };
    const waiting = (snapshot_on: string, dspl_area: string, status = 'waiting') => ({
      snapshot_on,
      dspl_area,
      status,
    });
    const waiting_lists = [
      waiting('2024-06-30', 'dspl-1'),
      waiting('2024-06-30', 'dspl-2'),
      waiting('2024-07-31', 'dspl-2'),
      waiting('2024-07-31', 'dspl-2', 'seen'),
    ];
    // The last month of a year so far: the days that coverage gives for CY2024.
    const yearSoFar: [string, string, string] = ['CY2024', '2024-07-01', '2024-07-31'];
    expect(await counted(measure, { waiting_lists }, [june, yearSoFar])).toEqual({
      '2024-06': { county: '2', 'dspl-1': '1', 'dspl-2': '1' },
      CY2024: { county: '1', 'dspl-1': '0', 'dspl-2': '1' },
    });
  });
});

describe('a condition', () => {
  it('may end in a comment, which swallows nothing', async () => {
    const measure: RowMeasure = {
      kind: 'count',
      extract: 'complaints',
      date: 'received_on',
      where: "kind = 'complaint' OR kind = 'compliment' -- both",
    };
    const complaints = ['complaint', 'compliment', 'other'].map((kind) => ({
      kind,
      received_on: '2024-07-02',
    }));
    expect(await counted(measure, { complaints }, [july])).toMatchObject({ '2024-07': { county: '2' } });
  });

  it('of a benchmark holds beside whose rows they are, though it is an “or”', async () => {
    const either: FileBenchmark = {
      extract: 'dfe_timeliness',
      numerator: 'plans_issued_20_weeks_ex',
      denominator: 'plans_issued_den_ex',
      where: "breakdown = 'boys' OR breakdown = 'girls'",
      comparators: ['england', 'region'],
    };
    const row = (geographic_level: string, breakdown: string, onTime: number) => ({
      time_period: '2023',
      time_identifier: 'Calendar year',
      geographic_level,
      region_name: geographic_level === 'Regional' ? 'East of England' : null,
      breakdown,
      plans_issued_20_weeks_ex: onTime,
      plans_issued_den_ex: 100,
    });
    const connection = await withFacts({
      dfe_timeliness: [
        row('National', 'boys', 10),
        row('National', 'girls', 20),
        row('National', 'all', 99),
        row('Regional', 'girls', 5),
      ],
    });
    const sql = compileBenchmark(either, catalogue.partnership);
    const rows = (await connection.runAndReadAll(sql)).getRowObjects();
    expect(rows).toMatchObject([
      { comparator: 'england', numerator: 30, denominator: 200, councils_with_data: 2n },
      { comparator: 'region', numerator: 5, denominator: 100, councils_with_data: 1n },
    ]);
  });
});
