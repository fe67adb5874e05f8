import { describe, expect, it } from 'vitest';
import { publishedPeriod } from '../../../pipeline/compute/benchmarks.ts';
import { type Cells, csv } from '../../support/rows.ts';
import { useShipped } from '../../support/shipped.ts';

const { openHome } = useShipped(
  ...['ehcp-issued-20-weeks', 'ehcp-audited-good', 'ehcp-growth-since-2015', 'schools-good-outstanding'],
);

/** Rows of the Department's timeliness file: who, how many of how many; symbols as they are published. */
function published(
  level: string,
  name: string,
  numerator: number | string,
  denominator: number | string,
): Cells {
  return {
    time_period: 2023,
    time_identifier: 'Calendar year',
    geographic_level: level,
    region_name: level === 'Regional' ? name : '',
    la_name: level === 'Local authority' ? name : '',
    breakdown_topic: 'All EHC plans issued',
    breakdown: 'All EHC plans issued',
    plans_issued_20_weeks_ex: numerator,
    plans_issued_den_ex: denominator,
  };
}

const council = (name: string, numerator: number | string, denominator: number | string) =>
  published('Local authority', name, numerator, denominator);

describe('benchmarks from the Department’s files', () => {
  it('are ratios of sums; a symbol is no nought, and who has no data is told', async () => {
    const home = await openHome();
    await home.deliver({
      'timeliness_20_week.csv': csv(
        published('National', '', 38471, 76506),
        published('Regional', 'East of England', 'low', 900),
        published('Regional', 'London', 100, 200),
        council('Oxfordshire', 90, 100),
        council('Buckinghamshire', 1, 10),
        council('Cambridgeshire', 1, 10),
        council('Bracknell Forest', 1, 10),
        council('West Sussex', 1, 10),
        council('Bromley', 1, 10),
        council('Hampshire', 1, 10),
        council('Trafford', 1, 10),
        council('Gloucestershire', 0, 10),
        // The tenth neighbour: no denominator, so its 5 must not be added either.
        council('West Berkshire', 5, 'c'),
        council('Kent', 1000, 1000),
        { ...council('Oxfordshire', 50, 50), breakdown_topic: 'Age' },
      ),
    });
    const found = await home.published(
      `SELECT comparator, label, period, numerator, denominator, round(value, 4) AS value, councils_with_data, councils
       FROM benchmark WHERE indicator = 'ehcp-issued-20-weeks' ORDER BY comparator`,
    );
    const counts = { councils_with_data: null, councils: null };
    expect(found).toEqual([
      {
        comparator: 'england',
        label: 'England',
        period: 'CY2023',
        numerator: 38471,
        denominator: 76506,
        value: 0.5028,
        ...counts,
      },
      {
        comparator: 'statistical_neighbours',
        label: 'Statistical neighbours',
        period: 'CY2023',
        numerator: 97,
        denominator: 180,
        value: 0.5389,
        councils_with_data: 9,
        councils: 10,
      },
    ]);
  });

  it('give way to the file that corrects their year', async () => {
    const home = await openHome();
    await home.deliver({ 'timeliness_20_week.csv': csv(published('National', '', 1, 2)) });
    const corrected = await home.deliver({
      'timeliness_20_week.csv': csv(published('National', '', 38471, 76506)),
    });
    const found = await home.published(
      "SELECT numerator, denominator FROM benchmark WHERE comparator = 'england' AND indicator = 'ehcp-issued-20-weeks'",
    );
    expect(found).toEqual([{ numerator: 38471, denominator: 76506 }]);
    expect(corrected.changes).toMatchObject([
      {
        indicator: 'ehcp-issued-20-weeks',
        area_name: 'England',
        period: 'CY2023',
        was: { numerator: 1, denominator: 2 },
        is: { numerator: 38471, denominator: 76506 },
        because: { files: ['timeliness_20_week.csv'], definition: false, updated: false },
      },
    ]);
  });
});

it('a benchmark that a document states is shown as it states it', async () => {
  const home = await openHome();
  await home.ingest();
  const found = await home.published("SELECT * FROM benchmark WHERE indicator = 'ehcp-audited-good'");
  expect(found).toMatchObject([
    {
      comparator: 'Invision 360 national',
      period: 'FY2024Q1',
      value: 0.4,
      numerator: null,
      denominator: null,
    },
  ]);
  const names = await home.published(
    "SELECT label FROM benchmark WHERE indicator = 'ehcp-growth-since-2015' ORDER BY label",
  );
  expect(names).toEqual([{ label: 'England' }, { label: 'Statistical neighbours' }]);
});

it('a year that a document states and a file has too is told once', async () => {
  const home = await openHome();
  const england = {
    measure: 'schools-good-outstanding',
    area: 'county',
    comparator: 'england',
    numerator: '',
  };
  const cells = { ...england, denominator: '', symbol: '', source: 'A slide' };
  await home.deliver({
    'published_measures_2022-12.csv': csv({ ...cells, period: 'CY2022', value: 0.89 }),
  });
  const found = await home.published(
    `SELECT label, period, value, source FROM benchmark
     WHERE indicator = 'schools-good-outstanding' ORDER BY period`,
  );
  expect(found).toMatchObject([
    { label: 'England', period: 'CY2021', value: 0.863 },
    { label: 'England', period: 'CY2022', value: 0.89, source: 'A slide; SEND Strategy 2022–25, Foreword' },
  ]);
});

it.each([
  ['2023', 'Calendar year', 'CY2023'],
  ['202324', 'Academic year', 'AY2023'],
  ['202324', 'Financial year', 'FY2023'],
  ['2024', 'July', '2024-07'],
  ['2024', 'December', '2024-12'],
  ['202324', 'Autumn term', 'AY2023T1'],
  ['202324', 'Autumn and spring term', ''],
])('the Department’s %s, %s, is our %s', (timePeriod, identifier, period) => {
  expect(publishedPeriod(timePeriod, identifier)).toBe(period);
});
