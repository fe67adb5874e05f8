import { beforeAll, expect, it, onTestFinished } from 'vitest';
import { buildApp } from '../../server/app.ts';
import { readSettings } from '../../server/settings.ts';
import { LOADING_MS, sampleHome } from '../support/sample-home.ts';
import { textOf } from '../web/text.ts';

let home: string;
beforeAll(async () => {
  home = await sampleHome();
}, LOADING_MS);

async function appOn(day: string): Promise<Awaited<ReturnType<typeof buildApp>>> {
  const app = await buildApp(readSettings({ WAGGLE_HOME: home, WAGGLE_NOW: day }), { log: () => {} });
  onTestFinished(() => app.close());
  return app;
}

it('sample data are never late, whatever day it is', async () => {
  const app = await appOn('');
  const { all } = (await app.inject('/api/v1/gaps')).json();
  expect(all.late).toBe(0);
  expect(all.arrived).toBeGreaterThan(150);
  const { body } = await app.inject({ url: '/quality', headers: { accept: 'text/html' } });
  expect(body).toContain('regular extracts are up to date');
});

it('what is late is counted alike on every page, also what feeds no indicator, and no day gone by comes next', async () => {
  const app = await appOn('2025-02-20');
  const read = async (url: string) => {
    const { body } = await app.inject({ url, headers: { accept: 'text/html' } });
    return textOf(body);
  };
  const [overview, quality] = [await read('/'), await read('/quality')];
  expect(overview).toContain('1 of 13 regular extracts in; 12 are late');
  expect(overview).toContain('10 days late. 11 other extracts are late too.');
  expect(quality).toContain('12 extracts are late:');
  expect(quality).toContain('The next 7 are due by 10 March 2025.');
  const [, waiting = 'nothing'] = /(\d+) indicators wait for them/.exec(overview) ?? [];
  expect(quality).toContain(`${waiting} wait for a late file`);
  expect(await read('/indicators/absence-send')).toContain(
    'School attendance: the file for January 2025 is 10 days late.',
  );
});
