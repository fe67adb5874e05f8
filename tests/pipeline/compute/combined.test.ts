import { describe, expect, it } from 'vitest';
import type { Term } from '../../../indicators/periods.ts';
import { yearBefore } from '../../../indicators/year-before.ts';
import { type TestHome, testHome } from '../../support/home.ts';
import { COMPLAINTS, PLANS, type PlainIndicator, testPartnership } from '../../support/partnership.ts';
import { type Cells, complaint, csv, exclusion, plan } from '../../support/rows.ts';

const EXTRACTS = ['complaints', 'ehc_plans', 'exclusions', 'published_measures'];

interface Extras {
  terms?: Term[];
  views?: Record<string, string>;
}

async function homeWith(indicators: Record<string, PlainIndicator>, extras: Extras = {}): Promise<TestHome> {
  const { folder } = await testPartnership(indicators, EXTRACTS, extras);
  return testHome({ partnership: folder });
}

/** A month's file of so many complaints, or of so many plans held on its last day. */
const complaintsOf = (month: string, many: number) =>
  csv(...rows(many, (index) => complaint(`${month} ${index}`, `${month}-10`)));
const plansOf = (day: string, many: number) => csv(...rows(many, (index) => plan(day, `E${index}`)));
const rows = (many: number, row: (index: number) => Cells) =>
  Array.from({ length: many }, (_, index) => row(index));

function publishedFile(
  ...figures: [measure: string, period: string, area: string, value: number | string][]
) {
  return csv(
    ...figures.map(([measure, period, area, figure]) => ({
      ...{ measure, period, area, comparator: '', numerator: '', denominator: '' },
      value: typeof figure === 'number' ? figure : '',
      symbol: typeof figure === 'number' ? '' : figure,
      source: 'A report',
    })),
  );
}

async function values(home: TestHome, indicator: string, area: string, grain: string) {
  const points = await home.series(indicator, area, grain);
  return Object.fromEntries(points.map(({ period, status, value }) => [period, value ?? status]));
}

describe('a ratio', () => {
  it('of a year so far counts both sides up to the same month', async () => {
    const measure = { kind: 'ratio', numerator: COMPLAINTS.measure, denominator: PLANS.measure, per: 100 };
    const home = await homeWith({
      each: { measure, grains: ['month', 'calendar_year'] } as PlainIndicator,
      complaints: { ...COMPLAINTS, grains: ['month', 'calendar_year'] },
    });
    await home.deliver({
      'complaints_2024-01.csv': complaintsOf('2024-01', 2),
      'complaints_2024-02.csv': complaintsOf('2024-02', 3),
      'complaints_2024-03.csv': complaintsOf('2024-03', 7),
      'ehc_plans_2024-01.csv': plansOf('2024-01-31', 10),
      'ehc_plans_2024-02.csv': plansOf('2024-02-29', 20),
    });
    // To February: 5 complaints for 20 plans. March has complaints, but nobody knows yet for how many plans.
    expect(await values(home, 'each', 'county', 'calendar_year')).toEqual({ CY2024: 25 });
    expect(await values(home, 'each', 'county', 'month')).toEqual({ '2024-01': 20, '2024-02': 15 });
    expect(await values(home, 'complaints', 'county', 'calendar_year')).toEqual({ CY2024: 12 });
  });
});

describe('the growth of a stock', () => {
  it('is over a year exactly: none for a year so far, whose snapshot a year ago is another month’s', async () => {
    const grains: PlainIndicator['grains'] = ['month', 'calendar_year'];
    const home = await homeWith({
      plans: { ...PLANS, grains },
      growth: { measure: { kind: 'growth', of: 'plans' }, grains },
    });
    await home.deliver({
      'ehc_plans_2022-12.csv': plansOf('2022-12-31', 8),
      'ehc_plans_2023-10.csv': plansOf('2023-10-31', 10),
      'ehc_plans_2023-12.csv': plansOf('2023-12-31', 12),
      'ehc_plans_2024-10.csv': plansOf('2024-10-31', 15),
    });
    expect(await values(home, 'growth', 'county', 'month')).toEqual({ '2023-12': 0.5, '2024-10': 0.5 });
    expect(await values(home, 'growth', 'county', 'calendar_year')).toEqual({ CY2023: 0.5 });
  });
});

describe('published figures', () => {
  const yearly: Pick<PlainIndicator, 'grains' | 'tile_grain'> = {
    grains: ['calendar_year'],
    tile_grain: 'calendar_year',
  };
  const indicators: Record<string, PlainIndicator> = {
    satisfied: { measure: { kind: 'published' }, ...yearly },
    others: { measure: { kind: 'published' }, ...yearly },
    gap: { measure: { kind: 'gap', of: 'satisfied', less: 'others' }, ...yearly },
  };

  it('that are hidden or missing make a gap that is so too, and not one of nobody', async () => {
    const home = await homeWith(indicators);
    await home.deliver({
      'published_measures.csv': publishedFile(
        ...(['satisfied', 'others'] as const).flatMap(
          (measure): Parameters<typeof publishedFile> => [
            [measure, 'CY2020', 'county', measure === 'others' ? 0.25 : 0.5],
            [measure, 'CY2021', 'county', measure === 'others' ? 'c' : 0.5],
            [measure, 'CY2022', 'county', measure === 'others' ? 'x' : 'c'],
            [measure, 'CY2023', 'county', measure === 'others' ? 'z' : 0.5],
          ],
        ),
      ),
    });
    expect(await values(home, 'gap', 'county', 'calendar_year')).toEqual({
      CY2020: 0.25,
      CY2021: 'suppressed',
      CY2022: 'suppressed',
      CY2023: 'not_applicable',
    });
    expect(await values(home, 'gap', 'dspl-1', 'calendar_year')).toMatchObject({ CY2020: 'missing' });
  });

  it('of an older year are corrected by what comes later, whatever else was in the file before', async () => {
    const home = await homeWith(indicators);
    await home.deliver({
      'published_measures_first.csv': publishedFile(
        ['satisfied', 'CY2022', 'county', 0.4],
        ['others', 'FY2023', 'county', 0.9],
      ),
      'published_measures_again.csv': publishedFile(['satisfied', 'CY2022', 'county', 0.45]),
    });
    expect(await values(home, 'satisfied', 'county', 'calendar_year')).toEqual({ CY2022: 0.45 });
  });

  it('of one locality alone are shown for it', async () => {
    const home = await homeWith(indicators);
    await home.deliver({ 'published_measures.csv': publishedFile(['satisfied', 'CY2022', 'dspl-1', 0.4]) });
    expect(await values(home, 'satisfied', 'dspl-1', 'calendar_year')).toEqual({ CY2022: 0.4 });
    expect(await values(home, 'satisfied', 'county', 'calendar_year')).toEqual({ CY2022: 'missing' });
  });
});

describe('a view over complaints and exclusions, which nobody sends in August', () => {
  const contacts = {
    measure: { kind: 'count', extract: 'contacts', date: 'day' },
    grains: ['month', 'quarter'],
  } satisfies PlainIndicator;
  const all = `SELECT received_on AS day, dspl_area FROM complaints
    UNION ALL SELECT started_on, dspl_area FROM exclusions`;
  const summer = {
    'complaints_2024-07.csv': complaintsOf('2024-07', 2),
    'complaints_2024-09.csv': complaintsOf('2024-09', 3),
    'exclusions_2024-07.csv': csv(exclusion('X1', '2024-07-01')),
    'exclusions_2024-09.csv': csv(exclusion('X2', '2024-09-02')),
  };

  it('has no figure for August, and none for a quarter in which August’s complaints are missing', async () => {
    const home = await homeWith({ contacts }, { views: { contacts: all } });
    await home.deliver(summer);
    expect(await values(home, 'contacts', 'county', 'month')).toEqual({ '2024-07': 3, '2024-09': 4 });
    expect(await values(home, 'contacts', 'county', 'quarter')).toEqual({ FY2024Q2: 'missing' });
    await home.deliver({ 'complaints_2024-08.csv': complaintsOf('2024-08', 5) });
    expect(await values(home, 'contacts', 'county', 'month')).toEqual({ '2024-07': 3, '2024-09': 4 });
    expect(await values(home, 'contacts', 'county', 'quarter')).toEqual({ FY2024Q2: 12 });
  });

  it('has a figure for the county alone where it does not say who lives where', async () => {
    const nowhere = 'SELECT received_on AS day FROM complaints UNION ALL SELECT started_on FROM exclusions';
    const home = await homeWith({ contacts }, { views: { contacts: nowhere } });
    await home.deliver(summer);
    expect(await values(home, 'contacts', 'county', 'month')).toEqual({ '2024-07': 3, '2024-09': 4 });
    expect(await values(home, 'contacts', 'dspl-1', 'month')).toEqual({
      '2024-07': 'missing',
      '2024-09': 'missing',
    });
  });
});

it.each([
  ['2024-02', '2023-02'],
  ['2024-01', '2023-01'],
  ['FY2024Q1', 'FY2023Q1'],
  ['FY2024Q4', 'FY2023Q4'],
  ['FY2024', 'FY2023'],
  ['AY2024', 'AY2023'],
  ['CY2024', 'CY2023'],
  ['AY2024T1', 'AY2023T1'],
  ['AY2024T3', 'AY2023T3'],
  ['R2024-02', 'R2023-02'],
  ['R2024-12', 'R2023-12'],
  ['2024-W01', null],
  ['no period', null],
])('a year before %s is %s', (id, before) => {
  expect(yearBefore(id)).toBe(before);
});
