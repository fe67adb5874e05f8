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

/** The overview of four indicators, in a window of its own. */
async function open(address: string, { javaScriptEnabled = true } = {}) {
  const { app } = await build(await homeWith(1));
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  const viewport = { width: 1280, height: 900 };
  const context = await browser.newContext({ viewport, javaScriptEnabled });
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
});

describe('with JavaScript', () => {
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
