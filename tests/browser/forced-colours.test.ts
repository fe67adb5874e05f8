import { expect, it } from 'vitest';
import { sampleDashboard } from './browser.ts';

const dashboard = sampleDashboard();

it.each([
  ['the profile of an area', '/areas/dspl-3', '.profile td.profile-picture', 'rgb(255, 255, 255)'],
  ['a trend', '/indicators/ehcp-issued-20-weeks', '.chart-trend picture', 'rgb(255, 255, 255)'],
  ['a count of the honeycomb', '/', '.count.tag-met', 'rgb(0, 112, 60)'],
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
