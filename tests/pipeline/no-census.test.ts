import { expect, it } from 'vitest';
import { testHome } from '../support/home.ts';
import { type PlainIndicator, SUSPENSIONS, testPartnership } from '../support/partnership.ts';
import { csv, exclusion, headcount } from '../support/rows.ts';

/** A rate is awaited as long as nobody has said how many children there are; that is not that there were none. */

it('a rate has no figure before the first census, and a missing one of months before it', async () => {
  const suspensions: PlainIndicator = { ...SUSPENSIONS, grains: ['month'], tile_grain: 'month' };
  const { folder } = await testPartnership({ suspensions }, ['exclusions', 'pupils']);
  const home = await testHome({ partnership: folder });
  await home.deliver({
    'exclusions_2024-09.csv': csv(exclusion('X1', '2024-09-10')),
    'exclusions_2024-10.csv': csv(exclusion('X2', '2024-10-10')),
  });
  expect(await home.series('suspensions', 'county', 'month')).toEqual([]);
  const sentences = await home.published(`SELECT sentence FROM full_summary WHERE area = 'county'`);
  expect(sentences).toEqual([
    { sentence: 'No figures yet: the extract that this indicator is counted from has not arrived.' },
  ]);
  await home.deliver({ 'pupils_2024-10.csv': csv(headcount('2024-10-03', 'DSPL 1', 100)) });
  const points = await home.series('suspensions', 'county', 'month');
  expect(points.map(({ period, status, value }) => [period, status, value])).toEqual([
    ['2024-09', 'missing', null],
    ['2024-10', 'ok', 1],
  ]);
});
