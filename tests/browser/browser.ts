import axe from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';
import { beforeAll } from 'vitest';
import { chromiumArguments, findChromium } from '../../bin/chromium.js';
import { serve } from '../../server/serve.ts';
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

interface Dashboard {
  url: string;
  browser: Browser;
}

/** One for all files that a worker runs: to begin it takes as long as most of their tests. Both end with their worker. */
let begun: Promise<Dashboard> | null = null;

/** The dashboard of the sample data, and a browser to open it in, while a file's tests run. */
export function sampleDashboard(): Dashboard {
  let dashboard: Dashboard | null = null;
  beforeAll(async () => {
    begun ??= begin();
    dashboard = await begun;
  }, LOADING_MS);
  const started = (): Dashboard => {
    if (dashboard === null) throw new Error('The dashboard is there only while tests run.');
    return dashboard;
  };
  return {
    get url() {
      return started().url;
    },
    get browser() {
      return started().browser;
    },
  };
}

async function begin(): Promise<Dashboard> {
  const env = { WAGGLE_HOME: await sampleHome(), WAGGLE_NOW: '2025-01-15', PORT: '0' };
  const { url } = await serve(readSettings(env), { log: () => {} });
  return { url, browser: await openBrowser() };
}
