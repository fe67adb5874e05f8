import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { dfeFiles } from '../../data-samples/open-data/dfe-files.ts';
import type { Series } from '../../indicators/series.ts';
import type { RunReport } from '../../pipeline/runs.ts';
import { buildApp } from '../../server/app.ts';
import { readSettings } from '../../server/settings.ts';
import { openTestHome, projectRoot, type TestHome } from '../support/home.ts';
import { readTable, type Table } from './folder.ts';

/** The sample files of the Department's open data. Its own are not in the repository: where they are at hand, the samples
 *  are held beside them. */

const REAL = join(projectRoot, '..', 'shared', 'data', 'dfe');

const files = new Map(dfeFiles().map(({ name, text }) => [name, text]));

type Row = Record<string, string>;

function rowsOf(name: string): Row[] {
  const text = files.get(name)?.replace(/^\uFEFF/, '') ?? '';
  return Papa.parse<Row>(text, { header: true, skipEmptyLines: true }).data;
}

function councilsIn(name: string, year: number): Row[] {
  return rowsOf(name).filter(
    (row) => row.geographic_level === 'Local authority' && row.time_period === String(year),
  );
}

describe('the sample files of open data have every council', () => {
  it.each([
    ['dfe_timeliness_2025.csv', 2019, 151],
    ['dfe_timeliness_2025.csv', 2022, 152],
    ['dfe_timeliness_2025.csv', 2024, 153],
    ['dfe_requests_2025.csv', 2024, 153],
    ['dfe_annual_reviews_2025.csv', 2024, 153],
  ])('%s of %i: %i', (name, year, councils) => {
    const names = councilsIn(name, year).map((row) => row.la_name);
    expect(names).toHaveLength(councils);
    expect(new Set(names).size).toBe(councils);
  });

  it('as they were at the time: Cumbria until 2022, Cumberland since', () => {
    const among = (year: number) => councilsIn('dfe_requests_2025.csv', year).map((row) => row.la_name);
    expect([among(2022).includes('Cumbria'), among(2022).includes('Cumberland')]).toEqual([true, false]);
    expect([among(2023).includes('Cumbria'), among(2023).includes('Cumberland')]).toEqual([false, true]);
  });

  it.each([
    [2022, 111, 147],
    [2023, 102, 150],
    [2024, 68, 150],
  ])('in %i Hertfordshire issued plans on time as the %i. of %i', (year, place, councils) => {
    const shares = councilsIn('dfe_timeliness_2025.csv', year).flatMap((row) => {
      const share = Number(row.plans_issued_20_weeks_ex) / Number(row.plans_issued_den_ex);
      return Number.isNaN(share) ? [] : [{ name: row.la_name, share }];
    });
    const own = shares.find(({ name }) => name === 'Hertfordshire')?.share ?? Number.NaN;
    expect(shares).toHaveLength(councils);
    expect(1 + shares.filter(({ share }) => share > own).length).toBe(place);
  });
});

describe('once delivered', () => {
  let home: TestHome;
  let report: RunReport;
  beforeAll(async () => {
    home = await openTestHome();
    report = await home.deliver(Object.fromEntries(files));
  });
  afterAll(() => home.remove());

  it('they have no findings', () => {
    expect(report.files.map(({ outcome, findings }) => ({ outcome, findings }))).toEqual(
      Array(3).fill({ outcome: 'accepted', findings: [] }),
    );
  });

  it('they make Hertfordshire’s places those of the whole country', async () => {
    expect(await home.figures('ehcp-timeliness-rank', 'county', 'calendar_year')).toMatchObject({
      CY2022: '111/147',
      CY2023: '102/150',
      CY2024: '68/150',
    });
    expect(await home.figures('ehcna-requests-rank', 'county', 'calendar_year')).toMatchObject({
      CY2021: '4/152',
      CY2023: '5/150',
      CY2024: '5/153',
    });
  });

  it('they put the latest of them on the indicator’s page: of the neighbours Bromley alone did better', async () => {
    const app = await buildApp(readSettings({ WAGGLE_HOME: home.home.root }), { log: () => {} });
    onTestFinished(() => app.close());
    const { body } = await app.inject('/indicators/ehcp-issued-20-weeks');
    expect(body).toContain(
      'In 2024 Hertfordshire was 68th of 150 councils, in the second quarter from the top. Of its ten statistical neighbours, one did better.',
    );
    const { councils } = (await app.inject('/api/v1/indicators/ehcp-issued-20-weeks/series')).json<Series>();
    expect(councils).toMatchObject({ period: 'CY2024', place: 68, of: 150, quartile: 2, isBest: true });
    const better = councils?.neighbours.filter(({ place }) => place !== null && place < 68);
    expect(better?.map(({ council }) => council)).toEqual(['Bromley']);
  });
});

describe.runIf(existsSync(REAL))('beside the Department’s own files', () => {
  it.each([
    ['dfe_timeliness_2025.csv', 'timeliness_20_week.csv', 'All EHC plans issued'],
    ['dfe_requests_2025.csv', 'requests.csv', 'All requests for EHC needs assessments'],
    ['dfe_annual_reviews_2025.csv', 'annual_reviews.csv', 'All annual reviews'],
  ])('%s has the councils and the counts of %s', (sample, name, topic) => {
    const published = new Map(
      records(readTable(join(REAL, name)))
        .filter((row) => row.breakdown_topic === topic && row.geographic_level === 'Local authority')
        .map((row) => [`${row.time_period} ${row.la_name}`, row]),
    );
    const councils = rowsOf(sample).filter((row) => row.geographic_level === 'Local authority');
    expect(new Set(councils.map((row) => `${row.time_period} ${row.la_name}`))).toEqual(
      new Set(published.keys()),
    );
    const others = councils.flatMap((row) => {
      const real = published.get(`${row.time_period} ${row.la_name}`) ?? {};
      return countsOf(row)
        .filter(([column, count]) => count !== 'x' && count !== real[column])
        .map(([column, count]) => `${row.time_period} ${row.la_name} ${column}: ${count}, ${real[column]}`);
    });
    expect(others).toEqual([]);
  });

  function records({ columns, rows }: Table): Row[] {
    return rows.map((row) => Object.fromEntries(columns.map((column, at) => [column, row[at] ?? ''])));
  }

  /** Percentages are worked out from the counts; the Department's are of other totals here and there. */
  function countsOf(row: Row): [string, string][] {
    const columns = Object.entries(row);
    const first = columns.findIndex(([column]) => column === 'breakdown') + 1;
    return columns.slice(first).filter(([column]) => !/(^|_)pc(_|$)/i.test(column));
  }
});
