import { constants } from 'node:fs';
import { access, mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { type Browser, chromium, type Page } from 'playwright-core';
import { SettingsError } from '../pipeline/settings.ts';
import { buildApp } from '../server/app.ts';
import { readSettings, type Settings } from '../server/settings.ts';
import { chromiumArguments, findChromium } from './chromium.js';
import { pagesOfParts } from './pdf-pages.ts';

/** A report that could not be made, in the reader's words. */
export class ReportError extends Error {
  override readonly name = 'ReportError';
}

interface ReportJob {
  /** The report's page: /report?area=north */
  address: string;
  file: string;
  /** The folder of the built style sheet. */
  assets: string;
  log(line: string): void;
}

/** The host that pages think they are on. Nothing listens there: the browser's requests are answered in this process,
 *  so that nobody else on the machine can ask for them. */
const HOST = 'http://localhost';

/** A pack of every indicator, drawn for the first time on a busy machine, takes longer than a browser's usual half minute. */
const PATIENCE_MS = 10 * 60_000;

/** Prints a report to a tagged PDF, and then again with the page numbers of its contents filled in. */
export async function printReport(job: ReportJob): Promise<{ pages: number; title: string }> {
  await mayWrite(job.file);
  const executablePath = findChromium();
  if (executablePath === null) throw noChromium();
  const app = await buildApp(ownSettings(), { log: job.log, assets: job.assets });
  try {
    await canBeShown(app, job.address);
    const browser = await launch(executablePath);
    try {
      return await print(app, browser, job);
    } finally {
      await browser.close();
    }
  } finally {
    await app.close();
  }
}

/** Nothing listens, so who may come in, and from where, is no matter here. */
function ownSettings(): Settings {
  const { WAGGLE_HOME, WAGGLE_NOW } = process.env;
  return readSettings({ WAGGLE_HOME, WAGGLE_NOW });
}

async function print(app: FastifyInstance, browser: Browser, { address, file }: ReportJob) {
  const page = await browser.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  await answerFrom(app, page);
  await page.goto(`${HOST}${address}`, { waitUntil: 'load' });
  const places = pagesOfParts(await pdf(page));
  await page.evaluate(fillIn, Object.fromEntries(places.parts));
  const printed = await pdf(page);
  await write(file, printed);
  return { pages: pagesOfParts(printed).pages, title: await page.title() };
}

function pdf(page: Page): Promise<Buffer> {
  return page.pdf({ tagged: true, outline: true, preferCSSPageSize: true, printBackground: true });
}

/** Runs in the page. The room for a number is there before it is known, so that nothing moves to another page. */
function fillIn(pages: Record<string, number>): void {
  for (const place of document.querySelectorAll<HTMLElement>('[data-page-of]')) {
    const number = pages[place.dataset.pageOf ?? ''];
    if (number !== undefined) place.textContent = String(number);
  }
}

async function answerFrom(app: FastifyInstance, page: Page): Promise<void> {
  await page.route('**/*', async (route) => {
    const url = new URL(route.request().url());
    if (url.origin !== HOST) return route.abort();
    const { accept = '*/*' } = route.request().headers();
    const answer = await app.inject({ url: `${url.pathname}${url.search}`, headers: { accept } });
    const headers = Object.entries(answer.headers).map(([name, value]) => [name, String(value)]);
    return route.fulfill({
      status: answer.statusCode,
      headers: Object.fromEntries(headers),
      body: answer.rawPayload,
    });
  });
}

/** What the page would say is wrong is said here. */
async function canBeShown(app: FastifyInstance, url: string): Promise<void> {
  const { statusCode, body } = await app.inject({ url, headers: { accept: 'application/json' } });
  if (statusCode === 200) return;
  const { detail } = JSON.parse(body) as { detail: string };
  if (statusCode === 400 || statusCode === 404) throw new SettingsError(detail);
  throw new ReportError(statusCode === 503 ? NOTHING : detail);
}

const NOTHING =
  'No figures have been published yet, so there is nothing to report. Load files first: npx waggle ingest';

function noChromium(): ReportError {
  return new ReportError(
    'The report is printed with Chromium, and there is none here. Install Chromium or Chrome ' +
      '(on Debian and Ubuntu: sudo apt-get install chromium), or set CHROMIUM_PATH to it. ' +
      'Or open /report on the dashboard and print it from your own browser.',
  );
}

async function launch(executablePath: string): Promise<Browser> {
  try {
    return await chromium.launch({ executablePath, args: chromiumArguments() });
  } catch (cause) {
    throw new ReportError(
      `Chromium is at ${executablePath} but does not start (${firstLine(cause)}). Set CHROMIUM_PATH to another.`,
      { cause },
    );
  }
}

async function mayWrite(file: string): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true });
    await access(dirname(file), constants.W_OK);
  } catch (cause) {
    throw notWritten(file, cause);
  }
}

async function write(file: string, content: Buffer): Promise<void> {
  await writeFile(file, content).catch((cause) => {
    throw notWritten(file, cause);
  });
}

function notWritten(file: string, cause: unknown): ReportError {
  return new ReportError(
    `The report cannot be written to ${file} (${firstLine(cause)}). Name a file in a folder that you may write to, with --out.`,
    { cause },
  );
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}
