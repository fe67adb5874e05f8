import { setTimeout } from 'node:timers/promises';
import { chromium } from 'playwright-core';
import { findChromium } from '../bin/chromium.js';

/**
 * What a page costs somebody who opens it for the first time.
 *
 * @typedef {object} Opened
 * @property {number} bytes over the wire, headers and all
 * @property {number} requests
 * @property {string[]} scripts their addresses
 * @property {number} paintMs when something was first to be seen, from the start of the navigation
 * @property {number} chartMs when the first chart was to be seen
 *
 * @typedef {object} Explored
 * @property {number} scriptBytes that making a chart interactive has loaded
 * @property {string} scriptText
 */

/** The browser is at rest when it works so little between two looks. */
const REST_SECONDS = 0.02;
const LOOK_MS = 100;

export async function openBrowser() {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('There is no Chromium; set CHROMIUM_PATH to one.');
  const quiet = ['--disable-gpu', '--disable-background-networking', '--disable-component-update'];
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({ executablePath, args: [...quiet, ...asRoot] });
}

/** A line between the browser and the server: how long a request takes to get an answer's first byte, and how much
 *  comes through.
 *
 * @typedef {{ delayMs: number, megabits: number }} Line
 */

/** Follows a link from somewhere else, as from a message or the intranet.
 * @param {import('playwright-core').Browser} browser
 * @param {{ url: string, chart: string, from: string, line: Line | null }} what chart: a selector
 * @returns {Promise<Opened>} */
export async function openCold(browser, { url, chart, from, line }) {
  return inNewContext(browser, async (page) => {
    await page.goto(from);
    const wire = await listen(page, line);
    await page.addInitScript(watchFor, chart);
    await atRest(browser);
    await page.goto(url, { waitUntil: 'networkidle' });
    await page.waitForFunction(() => 'chartMs' in window);
    const times = await page.evaluate(() => ({
      paintMs: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
      chartMs: Number(Reflect.get(window, 'chartMs')),
    }));
    const { bytes, requests, scripts } = wire.seen();
    return { bytes, requests, scripts, ...times };
  });
}

/** Opens a page and makes its first chart interactive.
 * @param {import('playwright-core').Browser} browser @param {string} url @returns {Promise<Explored>} */
export async function explore(browser, url) {
  return inNewContext(browser, async (page) => {
    await page.goto(url, { waitUntil: 'networkidle' });
    const wire = await listen(page);
    /** @type {Promise<string>[]} */
    const texts = [];
    page.on('response', (response) => {
      if (response.request().resourceType() === 'script') texts.push(response.text());
    });
    await page.locator('figure[data-chart] button').first().click();
    await page.locator('.chart-live svg').first().waitFor();
    return { scriptBytes: wire.seen().scriptBytes, scriptText: (await Promise.all(texts)).join('\n') };
  });
}

/** @template T @param {import('playwright-core').Browser} browser
 * @param {(page: import('playwright-core').Page) => Promise<T>} work */
async function inNewContext(browser, work) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  try {
    return await work(await context.newPage());
  } finally {
    await context.close();
  }
}

/** Waits until the browser has opened its own window: the pages of its address bar take the processor from ours.
 * @param {import('playwright-core').Browser} browser */
async function atRest(browser) {
  const session = await browser.newBrowserCDPSession();
  const worked = async () => {
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    return processInfo.reduce((seconds, { cpuTime }) => seconds + cpuTime, 0);
  };
  for (let before = -1, now = await worked(); now - before > REST_SECONDS; ) {
    await setTimeout(LOOK_MS);
    [before, now] = [now, await worked()];
  }
  await session.detach();
}

/** Counts what goes over the wire, as the browser’s own network panel does.
 * @param {import('playwright-core').Page} page @param {Line | null} line */
async function listen(page, line = null) {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  if (line) {
    const throughput = (line.megabits * 1e6) / 8;
    const conditions = { offline: false, latency: line.delayMs };
    await session.send('Network.emulateNetworkConditions', {
      ...{ ...conditions, downloadThroughput: throughput, uploadThroughput: throughput },
    });
  }
  /** @type {Map<string, { url: string, type: string | undefined, bytes: number }>} */
  const loads = new Map();
  session.on('Network.requestWillBeSent', ({ requestId, request, type }) => {
    if (!request.url.startsWith('data:')) loads.set(requestId, { url: request.url, type, bytes: 0 });
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const load = loads.get(requestId);
    if (load) load.bytes = encodedDataLength;
  });
  return {
    seen: () => {
      const all = [...loads.values()];
      const scripts = all.filter(({ type }) => type === 'Script');
      return {
        bytes: sum(all),
        requests: all.length,
        scripts: scripts.map(({ url }) => url),
        scriptBytes: sum(scripts),
      };
    },
  };
}

/** @param {{ bytes: number }[]} loads */
function sum(loads) {
  return loads.reduce((total, { bytes }) => total + bytes, 0);
}

/** Runs in the page: notes when the first chart has been painted. @param {string} chart */
function watchFor(chart) {
  const look = () => {
    const found = document.querySelector(chart);
    const drawn = !(found instanceof HTMLImageElement) || (found.complete && found.naturalWidth > 0);
    if (!found || !drawn || found.getBoundingClientRect().width === 0) return requestAnimationFrame(look);
    // The frame after the one in which it was there has it on the screen.
    return requestAnimationFrame(() => Reflect.set(window, 'chartMs', performance.now()));
  };
  requestAnimationFrame(look);
}
