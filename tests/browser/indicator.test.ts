import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Series } from '../../indicators/series.ts';
import { sampleDashboard } from './browser.ts';

/** An indicator's page in a real browser: by keyboard, by scrolling, on a phone, on paper, and with style sheets off. */

const ADDRESS = '/indicators/ehcp-issued-20-weeks';

const dashboard = sampleDashboard();

async function open(address = ADDRESS, options: { width?: number; height?: number } = {}): Promise<Page> {
  const { width = 1280, height = 900 } = options;
  const page = await dashboard.browser.newPage({ viewport: { width, height } });
  await page.goto(`${dashboard.url}${address}`, { waitUntil: 'load' });
  return page;
}

describe('charts', () => {
  it('stay pictures until the reader scrolls, and answer when scrolled to', async () => {
    const page = await open();
    const scripts: string[] = [];
    page.on('request', (request) => request.resourceType() === 'script' && scripts.push(request.url()));
    await page.waitForLoadState('networkidle');
    expect(scripts).toEqual([]);
    await page.mouse.wheel(0, 200);
    await page.locator('.chart-trend .chart-live svg').waitFor();
    expect(scripts.length).toBeGreaterThan(0);
    await page.close();
  });

  it('keep their name and description when they answer', async () => {
    const page = await open();
    const headline = await page.locator('#trend-headline').innerText();
    const alt = await page.locator('.chart-trend img').getAttribute('alt');
    await page
      .getByRole('button', { name: /explore/i })
      .first()
      .click();
    const live = page.locator('.chart-trend .chart-live').getByRole('img', { name: headline });
    await live.waitFor();
    expect(await live.getAttribute('aria-labelledby')).toBe('trend-live-title trend-live-desc');
    expect(await page.locator('#trend-live-desc').textContent()).toBe(alt);
    await page.close();
  });

  it('answer a finger with the figures of the period that it touches', async () => {
    const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
    const page = await dashboard.browser.newPage(phone);
    await page.goto(`${dashboard.url}${ADDRESS}`);
    const trend = page.locator('.chart-trend');
    await trend.getByRole('button', { name: /explore/i }).tap();
    await trend.getByText('Touch the chart to read the figure of a period.').waitFor();
    await trend.locator('.points_marks path').last().tap({ force: true });
    const { points }: Series = await (await fetch(`${dashboard.url}/api/v1${ADDRESS}/series`)).json();
    const { numerator, denominator } = points.at(-1) ?? {};
    await trend.getByText(`December 2024: 56% (${numerator} of ${denominator})`).waitFor();
    await page.close();
  });

  it('have letters no smaller than 14 px on a large screen and on a phone', async () => {
    for (const width of [1280, 390]) {
      const page = await open(ADDRESS, { width });
      const smallest = await page.locator('figure img').evaluateAll((images) =>
        Math.min(
          ...images.map((image) => {
            const { naturalWidth, clientWidth } = image as HTMLImageElement;
            return naturalWidth === 0 ? 14 : (14 * clientWidth) / naturalWidth;
          }),
        ),
      );
      expect(smallest).toBeGreaterThanOrEqual(13.9);
      await page.close();
    }
  });
});

describe('from the keyboard', () => {
  it('a chart that begins to answer takes the focus over from the button that offered it', async () => {
    const page = await open();
    await page.locator('.chart-trend .explore').focus();
    await page.mouse.wheel(0, 200);
    await page.locator('.chart-trend .explore').waitFor({ state: 'detached' });
    await page.keyboard.press('ArrowLeft');
    await page
      .locator('.readout')
      .getByText(/^December 2024: 56%/)
      .waitFor();
    const [ring, dot] = await Promise.all(
      ['.chart-ring', '.points_marks path'].map((one) =>
        page.locator(`.chart-trend ${one}`).last().boundingBox(),
      ),
    );
    const middle = (box: typeof ring) =>
      box && [box.x + box.width / 2, box.y + box.height / 2].map(Math.round);
    expect(middle(ring)).toEqual(middle(dot));
    await page.close();
  });

  it('the table of a chart is one key away from it', async () => {
    const page = await open();
    await page.locator('.chart-trend .explore').focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    const table = page.locator('.chart-trend table');
    await table.waitFor();
    expect(await table.getByRole('row').count()).toBeGreaterThan(30);
    await page.close();
  });

  it('everything that can be pressed is reached in the order in which it is seen', async () => {
    const page = await open(ADDRESS, { width: 390 });
    const tops = await page
      .locator('main')
      .evaluate((main) =>
        [...main.querySelectorAll<HTMLElement>('a, button, select, summary')]
          .filter((one) => one.checkVisibility() && one.tabIndex >= 0)
          .map((one) => one.getBoundingClientRect().top),
      );
    expect(tops.length).toBeGreaterThan(20);
    // What stands side by side in one row is of about the same height.
    expect(tops.filter((top, index) => top < (tops[index - 1] ?? 0) - 20)).toEqual([]);
    await page.close();
  });
});

describe('a breakdown', () => {
  it('is switched by a link, without JavaScript as well', async () => {
    const context = await dashboard.browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${dashboard.url}${ADDRESS}`);
    await page.getByRole('link', { name: 'By phase' }).click();
    expect(page.url()).toContain('breakdown=phase');
    await page.getByRole('heading', { name: /^By phase/ }).waitFor();
    await context.close();
  });
});

describe('the page', () => {
  it('with style sheets off reads in order and loses nothing', async () => {
    const page = await open();
    const words = () => page.locator('main h2').allTextContents();
    const styled = await words();
    await page.evaluate(() => {
      for (const sheet of document.querySelectorAll('link[rel=stylesheet], style')) sheet.remove();
    });
    const tops = await page
      .locator('main h2')
      .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().top));
    expect(await words()).toEqual(styled);
    expect(tops).toEqual(tops.toSorted((a, b) => a - b));
    await page.close();
  });

  it.each([
    ['/', /^Be Happy: \d+ indicators, /m],
    [ADDRESS, /Excel CSV JSON Arrow Parquet[\s\S]*60% by April 2025\s+SEND Improvement Plan/],
    ['/improvement', /\d+ indicators? with a target due: \d/],
    ['/areas', /\d+ better/],
  ])('%s with style sheets off has small pictures, and spaces between its words', async (address, words) => {
    const page = await open(address);
    await page.locator('style').evaluateAll((sheets) => {
      for (const sheet of sheets) sheet.remove();
    });
    const sizes = await page.locator('svg').evaluateAll((all) =>
      all.map((one) => {
        const { width, height } = one.getBoundingClientRect();
        return Math.max(width, 2 * height);
      }),
    );
    expect(Math.max(...sizes)).toBeLessThanOrEqual(260);
    expect(await page.locator('main').innerText()).toMatch(words);
    await page.close();
  });

  it.each([320, 390, 1280])(
    'is never wider than a screen of %d, also with every table open',
    async (width) => {
      const page = await open(ADDRESS, { width });
      await page.evaluate(() => {
        for (const details of document.querySelectorAll('details')) details.open = true;
      });
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow).toBeLessThanOrEqual(0);
      await page.close();
    },
  );

  it('moves nothing for a reader who wants less motion', async () => {
    const page = await open();
    await page.emulateMedia({ reducedMotion: 'reduce' });
    const moving = await page.evaluate(
      () =>
        [...document.querySelectorAll('*')].filter((one) => {
          const { transitionDuration, animationName } = getComputedStyle(one);
          return animationName !== 'none' || transitionDuration.split(', ').some((time) => time !== '0s');
        }).length,
    );
    expect(moving).toBe(0);
    await page.close();
  });
});
