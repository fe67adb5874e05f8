import { expect, it } from 'vitest';
import { testHome } from '../../support/home.ts';
import { type PlainIndicator, testPartnership } from '../../support/partnership.ts';
import { type Cells, csv } from '../../support/rows.ts';

const RANK: PlainIndicator = {
  unit: 'score',
  measure: {
    kind: 'rank',
    extract: 'dfe_timeliness',
    numerator: 'plans_issued_20_weeks_ex',
    denominator: 'plans_issued_den_ex',
    where: "breakdown_topic = 'All EHC plans issued'",
    best: 'highest',
  },
  grains: ['calendar_year'],
  tile_grain: 'calendar_year',
};

function council(year: number, name: string, onTime: number | string, issued: number | string = 1000): Cells {
  return {
    time_period: year,
    time_identifier: 'Calendar year',
    geographic_level: 'Local authority',
    la_name: name,
    breakdown_topic: 'All EHC plans issued',
    breakdown: 'All EHC plans issued',
    plans_issued_20_weeks_ex: onTime,
    plans_issued_den_ex: issued,
  };
}

/** So many other councils, with 1, 2, 3 … of 1,000 plans on time. */
function others(year: number, count: number): Cells[] {
  return Array.from({ length: count }, (_, index) => council(year, `Council ${index + 1}`, index + 1));
}

it('a rank needs a hundred councils with a figure in its year; those that share a value share a place', async () => {
  const { folder } = await testPartnership({ rank: RANK });
  const home = await testHome({ partnership: folder });
  await home.deliver({
    'dfe_timeliness_2025.csv': csv(
      // 2021: 98 others have a figure; a symbol, or no plan at all, is none.
      ...[...others(2021, 98), council(2021, 'Testshire', 5)],
      ...[council(2021, 'Silent', 'c', 'c'), council(2021, 'Tiny', 0, 0)],
      // 2022: with Testshire a hundred. 95 to 99 come before it, and Council 94 is beside it.
      ...[...others(2022, 99), council(2022, 'Testshire', 94)],
      // 2023: none but Testshire, as if the file had been cut.
      council(2023, 'Testshire', 1000),
    ),
  });
  expect(await home.figures('rank', 'county', 'calendar_year')).toEqual({ CY2022: '6/100' });
});
