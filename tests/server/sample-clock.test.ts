import { beforeAll, expect, it, onTestFinished } from 'vitest';
import { buildApp } from '../../server/app.ts';
import { readSettings } from '../../server/settings.ts';
import { LOADING_MS, sampleHome } from '../support/sample-home.ts';

let home: string;
beforeAll(async () => {
  home = await sampleHome();
}, LOADING_MS);

it('sample data are never late, whatever day it is', async () => {
  const app = await buildApp(readSettings({ WAGGLE_HOME: home }), { log: () => {} });
  onTestFinished(() => app.close());
  const { all } = (await app.inject('/api/v1/gaps')).json();
  expect(all.late).toBe(0);
  expect(all.arrived).toBeGreaterThan(150);
  const { body } = await app.inject({ url: '/quality', headers: { accept: 'text/html' } });
  expect(body).toContain('regular extracts are up to date');
});
