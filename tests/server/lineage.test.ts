import { describe, expect, it } from 'vitest';
import { useTracedHome } from '../support/traced.ts';
import { type Built, build, change, homeWith } from './home.ts';

const home = useTracedHome();

interface Answer {
  files: { file: string; numerator_rows: number | null; denominator_rows: number | null }[];
  rows: { numerator: number | null; denominator: number | null; read: number | null };
  checks: { code: string; title: string; failures: number }[];
}

async function ask(query: string, { app }: Pick<Built, 'app'>) {
  const response = await app.inject(`/api/v1/lineage?${query}`);
  expect(response.statusCode, response.body).toBe(200);
  return response.json<Answer & Record<string, unknown>>();
}

async function lineage(query: string) {
  return ask(query, await build(home().home.root));
}

async function filesBehind(query: string): Promise<string[]> {
  const { files } = await lineage(query);
  return files.map((file) => `${file.file}: ${file.numerator_rows}/${file.denominator_rows}`);
}

/** Amounts, a difference, and what a view has grouped. */
const NO_NUMBER_OF_ROWS = ['absence', 'heads-growth', 'suspended', 'reached'];
const ROWS_BELOW = ['on-time', 'heads-growth', 'heads-secondary'];

describe('the lineage of a figure', () => {
  it('has exactly the fields that the design lists, and no row’s number', async () => {
    const answer = await lineage('indicator=on-time&area=dspl-2&period=2024-07');
    const [file] = await home().published(
      "SELECT sha256, received_at FROM file WHERE file = 'ehc_assessments_2024-07.csv'",
    );
    expect(answer).toEqual({
      indicator: 'on-time',
      area: 'dspl-2',
      period: '2024-07',
      level: 'full',
      snapshot: 'snapshot-000002',
      split: 'fraction',
      files: [
        {
          sha256: file?.sha256,
          file: 'ehc_assessments_2024-07.csv',
          extract: 'ehc_assessments',
          state: 'accepted',
          received_at: file?.received_at,
          numerator_rows: 0,
          denominator_rows: 1,
          read_rows: null,
          rows: 5,
          quarantined: 0,
        },
      ],
      rows: { numerator: 0, denominator: 1, read: null },
      quarantined: 0,
      checks: expect.arrayContaining([
        { code: 'primary-key', title: 'No two rows of the file share request id', failures: 0 },
      ]),
    });
  });

  it('adds up the months of a quarter and of a year', async () => {
    expect(await filesBehind('indicator=on-time&area=county&period=FY2024Q1')).toEqual([
      'ehc_assessments.csv: 1/1',
      'ehc_assessments_2024-07.csv: 1/1',
    ]);
    expect(await lineage('indicator=on-time&period=CY2024')).toMatchObject({
      area: 'county',
      rows: { numerator: 4, denominator: 5 },
    });
  });

  it('of a stock is of the last month that is expected, also where that has none', async () => {
    expect(await filesBehind('indicator=plans&area=county&period=FY2024Q1')).toEqual([
      'ehc_plans_2024-06.csv: 2/null',
    ]);
    expect(await filesBehind('indicator=plans&area=dspl-2&period=CY2024')).toEqual([
      'ehc_plans_2024-07.csv: 0/null',
    ]);
    expect(await filesBehind('indicator=part-time&area=county&period=AY2023')).toEqual([
      'attendance_2024-07.csv: 1/null',
    ]);
  });

  it('of a rate names the head count that was used, and the checks of both extracts', async () => {
    expect(await filesBehind('indicator=suspensions&area=dspl-2&period=2024-07')).toEqual([
      'exclusions_2024-07 corrected.csv: 1/0',
      'pupils_2024-05.csv: 0/2',
    ]);
    const { checks } = await lineage('indicator=suspensions&area=dspl-2&period=2024-07');
    const titles = checks.map(({ title }) => title);
    expect(titles).toContain(
      'Suspensions and permanent exclusions: no two rows of the file share exclusion id',
    );
    expect(titles).toContain(
      'Pupil numbers: no two rows of the file share snapshot on, DSPL area, phase, SEN provision and age band',
    );
  });

  it('says how many findings the files have', async () => {
    const failed = async (query: string) =>
      (await lineage(query)).checks.filter(({ failures }) => failures > 0);
    expect(await failed('indicator=absence&area=county&period=2024-06')).toEqual([]);
    expect(await failed('indicator=absence&area=county&period=2024-07')).toEqual([
      {
        code: 'row-constraint',
        title:
          'Of no row is it true that: sessions attended and missed add up to more than the sessions possible; sessions attended and missed add up to less than the sessions possible',
        failures: 1,
      },
    ]);
  });

  it('counts as many rows as the figure, at every point of every indicator', async () => {
    const built = await build(home().home.root);
    const points = await home().published("SELECT * FROM full_point WHERE status = 'ok'");
    expect(points.length).toBeGreaterThan(60);
    for (const { indicator, area, period, numerator, denominator } of points) {
      const query = `indicator=${indicator}&area=${area}&period=${period}`;
      const { rows } = await ask(query, built);
      if (!NO_NUMBER_OF_ROWS.includes(String(indicator))) expect(rows.numerator, query).toBe(numerator);
      if (ROWS_BELOW.includes(String(indicator))) expect(rows.denominator, query).toBe(denominator);
    }
  });

  it.each([
    ['heads-growth', '2024-05', 'years', { numerator: 3, denominator: 2, read: null }],
    ['heads-secondary', '2024-05', 'fraction', { numerator: 1, denominator: 3, read: null }],
    ['suspended', '2024-07', 'none', { numerator: null, denominator: null, read: 3 }],
    ['complaints-by-term', 'AY2023T3', 'fraction', { numerator: 1, denominator: null, read: null }],
  ])('of %s tells apart what can be told apart', async (indicator, period, split, rows) => {
    expect(await lineage(`indicator=${indicator}&period=${period}`)).toMatchObject({ split, rows });
  });

  it('of growth names the files of the two periods, and none between them', async () => {
    expect(await filesBehind('indicator=heads-growth&area=dspl-2&period=2024-05')).toEqual([
      'pupils_2023-05.csv: 0/1',
      'pupils_2024-05.csv: 2/0',
    ]);
  });

  it('is what trace says, but for the numbers of the rows', async () => {
    const built = await build(home().home.root);
    const points = await home().published(
      "SELECT * FROM full_point WHERE (area = 'county') = (grain = 'month') AND area <> 'dspl-1' AND start >= '2024-05-01'",
    );
    expect(points.length).toBeGreaterThan(20);
    for (const { indicator, area, period } of points) {
      const { lineage: traced } = await home().trace(String(indicator), String(area), String(period));
      const files = traced.files.map(
        ({ numerator_row_numbers, denominator_row_numbers, read_row_numbers, ...file }) => {
          expect(numerator_row_numbers?.length ?? null).toBe(file.numerator_rows);
          expect(denominator_row_numbers?.length ?? null).toBe(file.denominator_rows);
          expect(read_row_numbers?.length ?? null).toBe(file.read_rows);
          return file;
        },
      );
      const query = `indicator=${indicator}&area=${area}&period=${period}`;
      expect(await ask(query, built), query).toEqual({ ...traced, files });
    }
  });

  it('is told afresh only when something has changed', async () => {
    const { app } = await build(home().home.root);
    const url = '/api/v1/lineage?indicator=plans&period=2024-07';
    const { etag } = (await app.inject(url)).headers;
    const again = await app.inject({ url, headers: { 'if-none-match': String(etag) } });
    expect(again.statusCode).toBe(304);
  });

  it.each([
    ['indicator=plan&period=2024-07', 404, 'There is no indicator “plan”. Did you mean “plans”?'],
    ['indicator=plans&area=dspl1&period=2024-07', 404, 'There is no area “dspl1”. Did you mean “dspl-1”?'],
    [
      'indicator=plans&period=July',
      400,
      '“period” is “July”: write a period as 2024-07, FY2024Q1, FY2024, AY2024 or CY2024.',
    ],
    [
      'indicator=plans&period=2019-01',
      404,
      'There are no figures of “A figure” for 2019-01. There are some from 2024-06 to 2024-07.',
    ],
    [
      'indicator=plans&period=AY2023',
      400,
      '“A figure” is not counted by academic_year; use “month”, “quarter” or “calendar_year”.',
    ],
    ['indicator=plans', 400, '“period” is missing.'],
  ])('of %s says what is wrong', async (query, status, detail) => {
    const { app } = await build(home().home.root);
    const response = await app.inject(`/api/v1/lineage?${query}`);
    expect(response.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(response.json()).toMatchObject({ status, detail });
  });
});

describe('the page of an indicator', () => {
  it.each([
    [
      'suspensions',
      'Rows 2 in the numerator, 3 in the denominator; none set aside Files exclusions_2024-07 corrected.csv : 2 in the numerator, none in the denominator pupils_2024-05.csv : none in the numerator, 3 in the denominator',
    ],
    [
      'heads-growth',
      'Rows 3 for May 2024, 2 for May 2023; none set aside Files pupils_2023-05.csv : none for May 2024, 2 for May 2023 pupils_2024-05.csv : 3 for May 2024, none for May 2023',
    ],
    [
      'suspended',
      'Rows 3 rows of the period, joined or grouped; none set aside Files exclusions_2024-07 corrected.csv : 3 rows of the period, joined or grouped',
    ],
  ])('of %s names the files behind its latest figure, and no row’s number', async (indicator, words) => {
    const { app } = await build(home().home.root);
    const { body } = await app.inject(`/indicators/${indicator}`);
    expect(body.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')).toContain(words);
  });
});

describe('a snapshot', () => {
  it('from before this was kept still shows its pages, and says why it has no lineage', async () => {
    const old = await homeWith(1);
    await change(old, 1, 'DROP TABLE full_counted_rows');
    const { app } = await build(old);
    expect((await app.inject('/indicators/plans-on-time')).statusCode).toBe(200);
    const refused = await app.inject('/api/v1/lineage?indicator=plans-on-time&period=2024-07');
    expect(refused.json()).toMatchObject({
      status: 404,
      detail: 'The snapshot snapshot-000001 does not say what is behind its figures; newer ones do.',
    });
  });

  it('counts rows and has the number of none', async () => {
    const columns = await home().published(
      "SELECT column_name FROM duckdb_columns() WHERE table_name = 'full_counted_rows' ORDER BY column_index",
    );
    expect(columns.map((column) => column.column_name)).toEqual([
      'indicator',
      'area',
      'month',
      'day',
      'period',
      'operand',
      'extract',
      'sha256',
      'numerator_rows',
      'denominator_rows',
    ]);
  });
});
