import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { build, homeWith } from '../server/home.ts';
import { axeFindings, openBrowser, overflow } from './browser.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
});

/** A dashboard of four indicators, in a window of its own. */
async function open(address: string, { javaScriptEnabled = true, within = browser } = {}) {
  const { app } = await build(await homeWith(1));
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  const viewport = { width: 1280, height: 900 };
  const context = await within.newContext({ viewport, javaScriptEnabled });
  const page = await context.newPage();
  await page.goto(`${url}${address}`);
  return page;
}

/** Counts how often the page is loaded anew from here on. */
function countLoads(page: Page): () => number {
  let loads = 0;
  page.on('load', () => {
    loads += 1;
  });
  return () => loads;
}

const query = (page: Page) => new URL(page.url()).search;

describe.each([
  { name: 'with JavaScript', javaScriptEnabled: true },
  { name: 'without JavaScript', javaScriptEnabled: false },
])('a reader $name', ({ javaScriptEnabled }) => {
  it('filters by tier, then searches, and each has its address', async () => {
    const page = await open('/', { javaScriptEnabled });
    await page.getByLabel('Tier').selectOption('core');
    await page.getByRole('button', { name: 'Filter' }).click();
    await page.getByText('2 of 4 indicators').first().waitFor();
    expect(query(page)).toContain('tier=core');

    await page.getByLabel('Search all indicators').fill('children waiting');
    await page.getByRole('button', { name: 'Show' }).click();
    await page.getByText('1 of 4 indicators').first().waitFor();
    expect(query(page)).toContain('q=children+waiting');
    expect(await page.locator('main .compact a').allInnerTexts()).toEqual(['Children waiting']);
    await page.context().close();
  });

  it('goes back and forward through what was asked for', async () => {
    const page = await open('/', { javaScriptEnabled });
    await page.getByRole('link', { name: 'All 4 indicators' }).click();
    await page.getByText('4 of 4 indicators').first().waitFor();
    await page.getByLabel('Status').selectOption('awaiting_data');
    await page.getByRole('button', { name: 'Show' }).click();
    await page.getByText('1 of 4 indicators').first().waitFor();

    await page.goBack();
    await page.getByText('4 of 4 indicators').first().waitFor();
    expect(await page.getByLabel('Status').inputValue()).toBe('');
    await page.goBack();
    await page.getByRole('heading', { name: 'What needs attention' }).waitFor();
    expect(query(page)).toBe('');
    await page.goForward();
    await page.getByText('4 of 4 indicators').first().waitFor();
    await page.context().close();
  });

  it('comes back to a page whose filter says what it shows', async () => {
    const page = await open('/indicators/plans-on-time', { javaScriptEnabled });
    await page.getByLabel('Area', { exact: true }).selectOption('dspl-1');
    await page.getByRole('button', { name: 'Show' }).click();
    await page.waitForURL(/area=dspl-1/);
    await page.goBack();
    await page.locator('.shown').waitFor({ state: 'detached' });
    expect(await page.getByLabel('Area', { exact: true }).inputValue()).toBe('county');
    await page.context().close();
  });
});

describe('with JavaScript', () => {
  it.each([
    ['/indicators/plans-on-time', 'Area', 'dspl-1', 'North'],
    ['/areas', 'Indicators', 'all', 'differs clearly'],
    ['/areas/dspl-1', 'Indicators', 'all', 'that can be compared'],
    ['/bees/be-ambitious', 'Area', 'dspl-1', 'North'],
    ['/quality', 'Months', '24', 'the last 24 months'],
    ['/report', 'Indicators', 'all', 'Board report'],
  ])(
    '%s shows what is chosen, forwards and back, and loads nothing anew',
    async (path, label, value, said) => {
      const page = await open(path);
      const was = await page.title();
      const loads = countLoads(page);
      const chosen = page.getByLabel(label, { exact: true });
      const before = await chosen.inputValue();
      await chosen.selectOption(value);
      await page.locator('main').getByRole('button', { name: /^Show/ }).click();
      await page.locator('#announce').getByText(said).waitFor();
      expect(query(page)).toContain(`=${value}`);
      expect(await chosen.inputValue()).toBe(value);
      expect(await page.locator('[name=return]').inputValue()).toBe(page.url().replace(/^.*:\d+/, ''));
      await page.goBack();
      await expect.poll(() => chosen.inputValue()).toBe(before);
      expect(await page.title()).toBe(was);
      expect(loads()).toBe(0);
      await page.context().close();
    },
  );

  it('what comes without loading can be explored like what came at first', async () => {
    const page = await open('/indicators/plans-on-time');
    await page.getByLabel('Period').selectOption('calendar_year');
    await page.getByRole('button', { name: 'Show' }).click();
    await page.waitForURL(/calendar_year/);
    await page.locator('.chart-trend .explore').click();
    await page.locator('.chart-trend .chart-live svg').waitFor();
    await page.context().close();
  });

  it('a page that the browser kept comes back with a filter that says what it shows', async () => {
    const within = await openBrowser({ keepsPages: true });
    const page = await open('/indicators/plans-on-time', { within });
    const chosen = page.getByLabel('Area', { exact: true });
    await chosen.selectOption('dspl-1');
    await page.getByRole('link', { name: 'Plan', exact: true }).click();
    await page.waitForURL(/plan$/);
    await page.goBack({ waitUntil: 'commit' });
    await page.waitForURL(/plans-on-time$/, { waitUntil: 'commit' });
    await expect.poll(() => chosen.inputValue()).toBe('county');
    await within.close();
  });

  it('a filter loads nothing anew, keeps the focus and says aloud how many there are', async () => {
    const page = await open('/?tier=all');
    const loads = countLoads(page);
    await page.getByLabel('Search all indicators').fill('plans');
    await page.keyboard.press('Enter');
    await page.locator('#announce').getByText('1 of 4 indicators').waitFor();
    expect(loads()).toBe(0);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('filter-q');
    expect(await page.title()).toMatch(/^1 of 4 indicators/);
    expect(await page.getByLabel('Search all indicators').inputValue()).toBe('plans');
    await page.context().close();
  });

  it('shows from its top what was asked for further down', async () => {
    const page = await open('/');
    await page.getByLabel('Status').selectOption('awaiting_data');
    await page.getByRole('button', { name: 'Filter' }).click();
    const result = page.getByText('1 of 4 indicators').first();
    await result.waitFor();
    expect(await result.evaluate((element) => element.getBoundingClientRect().top)).toBeGreaterThan(0);
    await page.context().close();
  });

  it('leaves no blank fields in the address', async () => {
    const page = await open('/');
    await page.getByLabel('Search all indicators').fill('plans');
    await page.keyboard.press('Enter');
    await page.getByText('1 of 4 indicators').first().waitFor();
    expect(query(page)).toBe('?q=plans');
    await page.context().close();
  });
});

describe.each(['/', '/?tier=all', '/?q=nothing+at+all', '/bees/be-ambitious', '/improvement/AI2'])(
  'the page %s',
  (address) => {
    it('is no wider than its screen, however narrow, and axe finds nothing', async () => {
      const page = await open(address);
      for (const width of [1280, 390, 320]) {
        await page.setViewportSize({ width, height: 900 });
        expect(await overflow(page), `at a width of ${width}`).toBeLessThanOrEqual(0);
        expect(await axeFindings(page), `at a width of ${width}`).toEqual([]);
      }
      await page.context().close();
    });
  },
);
