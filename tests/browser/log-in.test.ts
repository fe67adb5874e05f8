import { createServer } from 'node:http';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { Users } from '../../server/access/users.ts';
import { serve } from '../../server/serve.ts';
import { readSettings } from '../../server/settings.ts';
import { PASSWORD, protectedHome } from '../server/access/people.ts';
import { listen } from '../server/access/provider.ts';
import { axeFindings, openBrowser, overflow } from './browser.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

/** The address of a dashboard that asks who comes; Ann, a leader, may come in. */
async function dashboard(access: Record<string, string>): Promise<string> {
  const home = await protectedHome();
  await new Users(home).add('ann', 'leader', PASSWORD, new Date());
  const env = { WAGGLE_HOME: home, WAGGLE_NOW: '2025-01-15', PORT: '0', ...access };
  const server = await serve(readSettings(env), { log: () => {} });
  onTestFinished(() => server.close());
  return server.url;
}

async function open(address: string, width = 1280): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 900 } });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  await page.goto(address);
  return page;
}

async function logIn(page: Page, password: string): Promise<void> {
  await page.getByLabel('Name').fill('ann');
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Log in' }).click();
}

async function expectFit(page: Page): Promise<void> {
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  expect(await axeFindings(page)).toEqual([]);
}

describe.each([1280, 390])('on a screen %d wide, everybody can use', (width) => {
  it('the log-in by password, in all of its states', async () => {
    const page = await open(`${await dashboard({ WAGGLE_AUTH: 'local' })}/areas`, width);
    await page.getByRole('heading', { name: 'Log in', level: 1 }).waitFor();
    await expectFit(page);

    await logIn(page, 'a wrong password');
    expect(await page.title()).toMatch(/^Error: /);
    await page.getByRole('link', { name: 'The name or the password is wrong' }).click();
    expect(await page.getByLabel('Name').evaluate((field) => field === document.activeElement)).toBe(true);
    await expectFit(page);

    await logIn(page, PASSWORD);
    expect(new URL(page.url()).pathname).toBe('/areas');
    await page.getByText('You are logged in as ann, a leader.').waitFor();
    await expectFit(page);

    await page.getByRole('button', { name: 'Log out', exact: true }).click();
    await page.getByRole('heading', { name: 'You have logged out', level: 1 }).waitFor();
    await expectFit(page);
  });

  it('the log-in with an organisation’s account, and what it says when that cannot be reached', async () => {
    const away = createServer((_request, response) => response.writeHead(500).end());
    const page = await open(`${await dashboard(oidcOf((await listen(away)).origin))}/log-in?out=1`, width);
    await page.getByRole('heading', { name: 'You have logged out', level: 1 }).waitFor();
    await expectFit(page);

    await page.getByRole('link', { name: 'Log in' }).click();
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/log-in');
    await expectFit(page);
  });
});

function oidcOf(issuer: string): Record<string, string> {
  return {
    ...{ WAGGLE_AUTH: 'oidc', WAGGLE_OIDC_ISSUER: issuer, WAGGLE_URL: 'http://localhost:8080' },
    ...{ WAGGLE_OIDC_CLIENT_ID: 'waggle', WAGGLE_OIDC_CLIENT_SECRET: 'a-client-secret' },
  };
}
