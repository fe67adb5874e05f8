import axe from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { chromiumArguments, findChromium } from '../../bin/chromium.js';
import { type Server, serve } from '../../server/serve.ts';
import { readSettings } from '../../server/settings.ts';
import { LOADING_MS, sampleHome } from '../support/sample-home.ts';

/** The system's Chromium, as the board report is printed with.
 * @param keepsPages whole when they are left, as a reader's browser does: going back then loads nothing */
export async function openBrowser({ keepsPages = false } = {}): Promise<Browser> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('There is no Chromium: run npm test, which installs one or says how.');
  const ignoreDefaultArgs = keepsPages ? ['--disable-back-forward-cache'] : [];
  return chromium.launch({ executablePath, args: chromiumArguments(), ignoreDefaultArgs });
}

/** What axe finds wrong with a page: each rule, and the first place that breaks it. */
export async function axeFindings(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() =>
    (window as unknown as { axe: typeof axe }).axe.run(document),
  );
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}

/** By how much a page is wider than its screen, in pixels. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
}

/** The dashboard of the sample data, and a browser to open it in, while a file's tests run. */
export function sampleDashboard(): { url: string; browser: Browser } {
  const held: { server?: Server; browser?: Browser } = {};
  beforeAll(async () => {
    const env = { WAGGLE_HOME: await sampleHome(), WAGGLE_NOW: '2025-01-15', PORT: '0' };
    held.server = await serve(readSettings(env), { log: () => {} });
    held.browser = await openBrowser();
  }, LOADING_MS);
  afterAll(async () => {
    await held.browser?.close();
    await held.server?.close();
  });
  const started = <T>(thing: T | undefined): T => {
    if (thing === undefined) throw new Error('The dashboard is there only while tests run.');
    return thing;
  };
  return {
    get url() {
      return started(held.server).url;
    },
    get browser() {
      return started(held.browser);
    },
  };
}
