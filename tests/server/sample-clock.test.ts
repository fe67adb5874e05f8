import { expect, inject, it, onTestFinished } from 'vitest';
import { buildApp } from '../../server/app.ts';
import { readSettings } from '../../server/settings.ts';

it('sample data are never late, whatever day it is', async () => {
  const app = await buildApp(readSettings({ WAGGLE_HOME: inject('sampleHome') }), { log: () => {} });
  onTestFinished(() => app.close());
  const { all } = (await app.inject('/api/v1/gaps')).json();
  expect(all.late).toBe(0);
  expect(all.arrived).toBeGreaterThan(150);
  const { body } = await app.inject({ url: '/quality', headers: { accept: 'text/html' } });
  expect(body).toContain('regular extracts are up to date');
});
