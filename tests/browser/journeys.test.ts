import { readFile } from 'node:fs/promises';
import Papa from 'papaparse';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { AreasCompared, Series } from '../../indicators/series.ts';
import { sampleDashboard } from './browser.ts';

const REVIEWS = 'Annual reviews completed on time';

const dashboard = sampleDashboard();

async function open(address: string, width = 1280): Promise<Page> {
  const context = await dashboard.browser.newContext({
    viewport: { width, height: 900 },
    acceptDownloads: true,
  });
  const page = await context.newPage();
  await page.goto(`${dashboard.url}${address}`);
  return page;
}

async function api<T>(address: string): Promise<T> {
  return (await fetch(`${dashboard.url}/api/v1${address}`)).json() as Promise<T>;
}

describe.each([
  ['on a laptop', 1280],
  ['on a phone', 390],
])('a leader %s', (_, width) => {
  it('goes from what is off track to the areas, to their table, and takes the figures along', async () => {
    const page = await open('/', width);
    const tile = page.locator('.tile').filter({ hasText: REVIEWS });
    expect(await tile.innerText()).toContain('Off track');
    await tile.getByRole('link', { name: REVIEWS }).click();
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(REVIEWS);

    const areas = page.getByRole('region', { name: /^Areas compared/ });
    await areas.getByText('Show the figures as a table').first().click();
    const compared = await api<AreasCompared>('/indicators/annual-review-on-time/areas');
    for (const { name, point } of compared.areas) {
      const row = areas.getByRole('row').filter({ hasText: name }).first();
      // Of what is just short of the target a decimal says so.
      const percent = 100 * (point.value ?? 0);
      expect([`${Math.round(percent)}%`, `${percent.toFixed(1)}%`]).toContain(
        /[\d.]+%/.exec(await row.innerText())?.[0],
      );
    }

    const arriving = page.waitForEvent('download');
    await page.getByRole('link', { name: 'CSV', exact: true }).click();
    const download = await arriving;
    const text = await readFile(await download.path(), 'utf8');
    const rows = Papa.parse<{ period: string; value: string }>(text, {
      header: true,
      skipEmptyLines: true,
    }).data;
    const series = await api<Series>('/indicators/annual-review-on-time/series?grain=month');
    expect(rows.map(({ period }) => period)).toEqual(series.points.map(({ period }) => period));
    expect(rows.map(({ value }) => Number(value))).toEqual(series.points.map(({ value }) => value ?? 0));
    await page.context().close();
  });
});

describe('an area group', () => {
  it('sees its own area beside the county, and is told of no other that it exists', async () => {
    const page = await open('/');
    await page.getByLabel('See the dashboard as').selectOption('area:dspl-2');
    await page.getByRole('button', { name: 'Switch' }).click();
    await page.getByText('You see what the area group of Stevenage would see.').waitFor();
    expect(await page.getByLabel('Area', { exact: true }).locator('option').allInnerTexts()).toEqual([
      'Hertfordshire',
      'DSPL 2: Stevenage',
    ]);

    await page.goto(`${dashboard.url}/areas/dspl-2`);
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('DSPL 2: Stevenage');
    const other = await page.goto(`${dashboard.url}/areas/dspl-3`);
    const nowhere = await page.goto(`${dashboard.url}/areas/dspl-30`);
    expect([other?.status(), nowhere?.status()]).toEqual([404, 404]);

    await page.goto(`${dashboard.url}/indicators/ehcp-issued-20-weeks?area=dspl-2`);
    expect(await page.getByLabel('Period').locator('option').allInnerTexts()).not.toContain('Month');
    expect((await page.goto(`${dashboard.url}/files`))?.status()).toBe(404);
    await page.context().close();
  });
});

describe('from the keyboard alone', () => {
  it('a reader skips to the figures, opens an indicator, and then its table', async () => {
    const page = await open('/');
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Skip to the figures');
    await page.keyboard.press('Enter');
    await tabTo(page, REVIEWS);
    await page.keyboard.press('Enter');
    await page.waitForURL(/annual-review-on-time/);
    await tabTo(page, 'Show the figures as a table');
    await page.keyboard.press('Enter');
    await page.getByRole('table').first().waitFor();
    await page.context().close();
  });
});

/** Presses Tab until what has these words has the focus. */
async function tabTo(page: Page, words: string): Promise<void> {
  for (let presses = 0; presses < 120; presses += 1) {
    await page.keyboard.press('Tab');
    if ((await focused(page)).startsWith(words)) return;
  }
  throw new Error(`“${words}” cannot be reached with the Tab key`);
}

function focused(page: Page): Promise<string> {
  return page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');
}
