import { expect, it } from 'vitest';
import { testHome } from '../support/home.ts';
import { COMPLAINTS, testPartnership } from '../support/partnership.ts';
import { complaint, csv } from '../support/rows.ts';

/** A period that has ended is shown as whole once a file came after its end; the same one will do. */

const TERMS = [{ id: 'AY2024T1', start: '2024-09-03', end: '2024-12-20' }];
const FILES = Object.fromEntries(
  ['2024-09', '2024-10', '2024-11', '2024-12'].map((month, index) => [
    `complaints_${month}.csv`,
    csv(complaint(`C${index}`, `${month}-05`)),
  ]),
);

it.each([
  ['term', 'AY2024T1', '2024-12-20', '2024-12-21'],
  ['week', '2024-W51', '2024-12-22', '2024-12-23'],
  ['month', '2024-12', '2024-12-31', '2025-01-01'],
] as const)(
  'a %s is unfinished until its file comes after its last day',
  async (grain, period, last, next) => {
    const testshire = await testPartnership(
      { complaints: { ...COMPLAINTS, grains: [grain], tile_grain: grain } },
      undefined,
      { terms: TERMS },
    );
    const home = await testHome({ partnership: testshire.folder, today: last });
    await home.deliver(FILES);
    const isWhole = async () => {
      const points = await home.series('complaints', 'county', grain);
      return points.find((point) => point.period === period)?.complete;
    };
    expect(await isWhole()).toBe(false);
    home.on(next);
    await home.ingest();
    expect(await isWhole()).toBe(false);
    await home.deliver(FILES);
    expect(await isWhole()).toBe(true);
    await home.rebuild();
    expect(await isWhole()).toBe(true);
  },
);
