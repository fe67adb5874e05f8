import type { Locator } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { sampleDashboard } from './browser.ts';

const dashboard = sampleDashboard();

/** Two areas, the first of which lies so to the second, on any map of Hertfordshire. */
const NORTH_OF = [
  ['Hitchin', 'Stevenage'],
  ['Stevenage', 'Welwyn GC'],
  ['St Albans', 'Watford'],
];
const WEST_OF = [
  ['Hemel', 'St Albans'],
  ['St Albans', 'Welwyn GC'],
  ['Stevenage', 'Hertford'],
];

describe.each([
  ['of all areas', '/areas', '.area-map > li'],
  ['of an indicator', '/indicators/ehcp-issued-20-weeks', '.place-map > li'],
])('the map %s', (_, address, tiles) => {
  it('has a tile for each area about where it lies, and one under the other on a phone', async () => {
    const page = await dashboard.browser.newPage({ viewport: { width: 1280, height: 900 } });
    await page.goto(`${dashboard.url}${address}`);
    const tile = (name = '') => placeOf(page.locator(tiles).filter({ hasText: name }));
    for (const [north, south] of NORTH_OF)
      expect((await tile(north)).bottom, `${north} and ${south}`).toBeLessThan((await tile(south)).top);
    for (const [west, east] of WEST_OF)
      expect((await tile(west)).right, `${west} and ${east}`).toBeLessThan((await tile(east)).left);

    await page.setViewportSize({ width: 390, height: 844 });
    const all = await Promise.all((await page.locator(tiles).all()).map(placeOf));
    expect(all).toHaveLength(9);
    expect(new Set(all.map(({ left }) => left)).size).toBe(1);
    await page.close();
  });
});

function placeOf(tile: Locator): Promise<Record<'top' | 'bottom' | 'left' | 'right', number>> {
  return tile.evaluate((element) => {
    const { top, bottom, left, right } = element.getBoundingClientRect();
    return { top, bottom, left, right };
  });
}
