import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import Papa from 'papaparse';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleHome } from '../support/sample-home.ts';
import { axeFindings, overflow, sampleDashboard } from './browser.ts';

const dashboard = sampleDashboard();

/** Plans of DSPL 2 issued in 2024, counted straight from the delivered files. */
async function plansOfDspl2(): Promise<{ issued: number; onTime: number }> {
  const archive = join(await sampleHome(), 'archive');
  const plans = new Map<string, number>();
  for (const name of (await readdir(archive)).filter((file) => file.endsWith('.csv'))) {
    const text = await readFile(join(archive, name), 'utf8');
    if (!text.startsWith('request_id')) continue;
    for (const row of Papa.parse<Record<string, string>>(text, { header: true }).data) {
      const { request_id: request = '', plan_issued_on: issued = '', requested_on: requested = '' } = row;
      const counts = row.dspl_area === 'dspl-2' && row.exception === 'N' && issued.startsWith('2024');
      if (counts) plans.set(request, (Date.parse(issued) - Date.parse(requested)) / 86_400_000);
    }
  }
  return { issued: plans.size, onTime: [...plans.values()].filter((days) => days <= 140).length };
}

async function open(address: string, { javaScriptEnabled = true } = {}) {
  const viewport = { width: 1280, height: 900 };
  const context = await dashboard.browser.newContext({ viewport, javaScriptEnabled });
  const page = await context.newPage();
  await page.goto(`${dashboard.url}${address}`);
  return page;
}

async function chooseStevenage(page: Page): Promise<void> {
  await page.getByLabel('Area', { exact: true }).selectOption('dspl-2');
  await page.getByRole('button', { name: 'Show' }).click();
}

describe.each([
  { name: 'with JavaScript', javaScriptEnabled: true },
  { name: 'without JavaScript', javaScriptEnabled: false },
])('a reader $name', ({ javaScriptEnabled }) => {
  it('filters to DSPL 2 and finds its figure in the chart’s table', async () => {
    const { issued, onTime } = await plansOfDspl2();
    const page = await open('/', { javaScriptEnabled });
    await chooseStevenage(page);
    await page.waitForURL(/area=dspl-2/);

    await page.getByRole('link', { name: 'New EHC plans issued within 20 weeks' }).last().click();
    await page.getByLabel('Period').selectOption('calendar_year');
    await page.getByRole('button', { name: 'Show' }).click();
    await page.waitForURL(/calendar_year/);
    await page.getByText('Show the figures as a table').first().click();

    const row = page.locator('.chart-trend table').getByRole('row').filter({ hasText: /^2024/ });
    const cells = await row.locator('th, td').allInnerTexts();
    expect(cells.slice(0, 3)).toEqual([
      '2024',
      `${Math.round((100 * onTime) / issued)}%`,
      `${onTime} of ${issued}`,
    ]);
    await page.context().close();
  });
});

it('on paper tells in the head which figures it shows, so that no sheet holds a foot alone', async () => {
  const page = await open('/bees/be-ambitious');
  const shown = () => page.getByText(/Figures published .* \(snapshot-\d+\)\.$/).filter({ visible: true });
  const inHead = () => shown().evaluateAll((found) => found.map((one) => one.closest('header') !== null));
  expect(await inHead()).toEqual([false]);
  await page.emulateMedia({ media: 'print' });
  expect(await inHead()).toEqual([true]);
  await page.context().close();
});

it('the report’s contents lead nowhere with dots when a browser prints them, which knows no page numbers', async () => {
  const page = await open('/report?framework=outcomes');
  await page.emulateMedia({ media: 'print' });
  const dotted = () =>
    page
      .locator('.pack-contents a')
      .first()
      .evaluate((line) => getComputedStyle(line, '::after').content !== 'none');
  expect(await dotted()).toBe(false);
  const number = page.locator('.pack-contents .pack-page').first();
  await number.evaluate((place) => {
    place.textContent = '3';
  });
  expect(await dotted()).toBe(true);
  await page.context().close();
});

describe('charts', () => {
  it('come as pictures that load, and turn interactive when explored', async () => {
    const page = await open('/indicators/ehcp-issued-20-weeks');
    const faults: string[] = [];
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
    const picture = page.locator('.chart-trend img');
    expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(300);
    expect(await picture.getAttribute('alt')).toMatch(/\d+%/);

    await page
      .getByRole('button', { name: /explore/i })
      .first()
      .click();
    await page.locator('.chart-trend svg, .chart-trend canvas').first().waitFor();
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('load no chart library before one is explored', async () => {
    const page = await dashboard.browser.newPage();
    const scripts: string[] = [];
    page.on('request', (request) => request.resourceType() === 'script' && scripts.push(request.url()));
    await page.goto(`${dashboard.url}/indicators/ehcp-issued-20-weeks`, { waitUntil: 'load' });
    expect(scripts).toHaveLength(1);
    await page.close();
  });
});

describe.each([
  ...['/', '/indicators/ehcp-issued-20-weeks', '/bees/be-ambitious', '/areas', '/areas/dspl-2', '/files'],
  ...['/plan', '/quality', '/definitions?q=weeks', '/accessibility', '/reading', '/upload'],
  '/report?framework=outcomes',
])('the page %s', (address) => {
  let page: Page;
  beforeAll(async () => {
    page = await open(address);
  });
  afterAll(() => page?.context().close());

  it.each([320, 390, 1280])('is never wider than a screen of %d', async (width) => {
    await page.setViewportSize({ width, height: 900 });
    expect(await overflow(page)).toBeLessThanOrEqual(0);
  });

  it('has nothing that axe objects to', async () => {
    expect(await axeFindings(page)).toEqual([]);
  });

  it('has letters twice as large for a reader whose browser has, and fits a screen as large', async () => {
    await page.setViewportSize({ width: 2560, height: 1800 });
    const before = await letterSizes(page);
    await page.evaluate(() => {
      document.documentElement.style.fontSize = '200%';
    });
    const after = await letterSizes(page);
    expect(after.filter(({ size }, at) => size < 2 * (before[at]?.size ?? 0) - 0.1)).toEqual([]);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
  });
});

/** What has words of its own, and how large they are, in pixels. */
function letterSizes(page: Page): Promise<{ words: string; size: number }[]> {
  return page.evaluate(() =>
    [...document.body.querySelectorAll('*:not(svg *, option, optgroup)')]
      .filter(({ childNodes }) =>
        [...childNodes].some((one) => one.nodeType === 3 && one.textContent?.trim()),
      )
      .map((one) => ({
        words: one.textContent?.slice(0, 40) ?? '',
        size: Number.parseFloat(getComputedStyle(one).fontSize),
      })),
  );
}

describe('on a phone', () => {
  it('what needs attention begins on the first screen, below the area and the search in a row each', async () => {
    const page = await open('/');
    await page.setViewportSize({ width: 390, height: 844 });
    const first = await page.locator('.matters li').first().boundingBox();
    expect(first?.y).toBeLessThan(844 * 0.65);
    const area = await page.getByLabel('Area', { exact: true }).boundingBox();
    const search = await page.getByLabel('Search all indicators').boundingBox();
    expect(search?.y).toBeGreaterThan(area?.y ?? 844);
    expect(area?.width).toBeGreaterThan(320);
    const bee = page.locator('.comb .hex').first();
    expect((await bee.boundingBox())?.height).toBeLessThan(60);
    expect((await bee.locator('.hex-all').boundingBox())?.width).toBeLessThanOrEqual(1);
    await page.goto(`${dashboard.url}/?q=plans`);
    const found = await page.locator('.result').boundingBox();
    expect(found?.y).toBeLessThan(844 * 0.8);
    await page.context().close();
  });

  it('the heads of the quality page are whole words, and what was found stands on the screen', async () => {
    const page = await open('/quality');
    await page.setViewportSize({ width: 390, height: 900 });
    const lines = await page.locator('.gaps thead th.figure').evaluateAll((heads) =>
      heads.map((head) => {
        const words = document.createRange();
        words.selectNodeContents(head);
        return new Set([...words.getClientRects()].map(({ bottom }) => Math.round(bottom))).size;
      }),
    );
    expect(new Set(lines)).toEqual(new Set([1]));
    const left = await page.locator('.found').first().boundingBox();
    expect(left?.x).toBeLessThan(200);
    await page.context().close();
  });

  it('the report’s tick boxes stand beside their words, and its comb beside the partnership’s name', async () => {
    const page = await open('/report?framework=outcomes');
    await page.setViewportSize({ width: 320, height: 900 });
    const apart = await page
      .locator('.pack-items .govuk-checkboxes__item')
      .evaluateAll((items) =>
        items.map(({ children: [box, words] }) =>
          Math.abs((box?.getBoundingClientRect().top ?? 0) - (words?.getBoundingClientRect().top ?? 99)),
        ),
      );
    expect(Math.max(...apart)).toBeLessThan(20);
    const name = await page.locator('.pack-whose').boundingBox();
    const comb = await page.locator('.pack-comb').boundingBox();
    expect((name?.x ?? 999) + (name?.width ?? 0)).toBeLessThanOrEqual(comb?.x ?? 0);
    await page.context().close();
  });
});
