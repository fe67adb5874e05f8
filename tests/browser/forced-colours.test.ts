import { expect, it } from 'vitest';
import { sampleDashboard } from './browser.ts';

const dashboard = sampleDashboard();

it.each([
  ['the profile of an area', '/areas/dspl-3', '.profile td.profile-picture', 'rgb(255, 255, 255)'],
  ['a trend', '/indicators/ehcp-issued-20-weeks', '.chart-trend picture', 'rgb(255, 255, 255)'],
  ['a count of the honeycomb', '/', '.count.tag-met', 'rgb(0, 112, 60)'],
  ['a small trend', '/', '.spark', 'rgba(0, 0, 0, 0)'],
  ['the bar of the data that have arrived', '/quality', '.gap-bar', 'rgb(255, 255, 255)'],
])('%s keeps the ground that its colours were chosen for', async (_what, address, selector, ground) => {
  const page = await dashboard.browser.newPage({ forcedColors: 'active', colorScheme: 'dark' });
  await page.goto(`${dashboard.url}${address}`);
  const found = await page
    .locator(selector)
    .first()
    .evaluate((element) => getComputedStyle(element).backgroundColor);
  expect(found).toBe(ground);
  await page.close();
});

it('signs keep their box, and a small trend is drawn in the colour of words', async () => {
  const page = await dashboard.browser.newPage({ forcedColors: 'active', colorScheme: 'dark' });
  await page.goto(`${dashboard.url}/`);
  const found = await page.evaluate(() => {
    const style = (selector: string) => {
      const element = document.querySelector(selector);
      return element && getComputedStyle(element);
    };
    return [
      style('.tile .tag-off_track')?.borderTopWidth,
      style('.spark-line')?.stroke,
      style('body')?.color,
    ];
  });
  expect(found).toEqual(['1px', 'rgb(255, 255, 255)', 'rgb(255, 255, 255)']);
  await page.close();
});
