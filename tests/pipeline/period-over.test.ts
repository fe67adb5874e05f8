import { describe, expect, it } from 'vitest';
import type { Grain } from '../../indicators/series.ts';
import { type TestHome, testHome } from '../support/home.ts';
import { COMPLAINTS, testPartnership } from '../support/partnership.ts';
import { complaint, csv } from '../support/rows.ts';

/** A period that has ended is shown as whole once a file came on its last day or later; the same one will do. */

const TERMS = [{ id: 'AY2024T1', start: '2024-09-03', end: '2024-12-20' }];
const FILES = Object.fromEntries(
  ['2024-09', '2024-10', '2024-11', '2024-12'].map((month, index) => [
    `complaints_${month}.csv`,
    csv(complaint(`C${index}`, `${month}-05`)),
  ]),
);

const openOn = async (grain: Grain, today: string) => {
  const testshire = await testPartnership(
    { complaints: { ...COMPLAINTS, grains: [grain], tile_grain: grain } },
    undefined,
    { terms: TERMS },
  );
  return testHome({ partnership: testshire.folder, today });
};

describe.each([
  ['term', 'AY2024T1', '2024-12-19', '2024-12-20', '2024-12-21'],
  ['week', '2024-W51', '2024-12-21', '2024-12-22', '2024-12-23'],
  ['month', '2024-12', '2024-12-30', '2024-12-31', '2025-01-01'],
] as const)('a %s', (grain, period, before, last, next) => {
  const wholeIn = async (home: TestHome) => {
    const points = await home.series('complaints', 'county', grain);
    return points.find((point) => point.period === period)?.complete;
  };

  it('is whole once it is over and its file came on its last day', async () => {
    const home = await openOn(grain, last);
    await home.deliver(FILES);
    expect(await wholeIn(home)).toBe(false);
    home.on(next);
    await home.ingest();
    expect(await wholeIn(home)).toBe(true);
  });

  it('is unfinished where its file came before that, until one comes again', async () => {
    const home = await openOn(grain, before);
    await home.deliver(FILES);
    home.on(next);
    await home.ingest();
    expect(await wholeIn(home)).toBe(false);
    const { files } = await home.deliver(FILES);
    const said = files.flatMap(({ findings }) => findings.map(({ message }) => message));
    expect(said.filter((words) => words.endsWith('December 2024 counts as whole.'))).toHaveLength(
      grain === 'month' ? 1 : 0,
    );
    expect(await wholeIn(home)).toBe(true);
    await home.rebuild();
    expect(await wholeIn(home)).toBe(true);
  });
});
