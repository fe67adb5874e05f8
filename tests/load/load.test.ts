import { DuckDBInstance } from '@duckdb/node-api';
import { expect, it, onTestFinished, vi } from 'vitest';
import { dashboard, PROTECTED_ONLY, protectedHome, TRUE_ONLY } from '../server/access/people.ts';
import { publish } from '../server/home.ts';
import { attack } from './attack.js';
import { questionsFor } from './questions.js';
import { breakOff, Reader } from './reader.js';

/** `npm run test:load` in small: counted in requests, not in seconds. */

const READERS = 20;
const TURNS = 60;

async function listening(): Promise<string> {
  const app = await dashboard(await protectedHome(), { auth: 'open' });
  return app.listen({ host: '127.0.0.1', port: 0 });
}

const SERIES = '/api/v1/indicators/requests/series?grain=calendar_year';
const SWAPS = 6;

it('many readers at once, some of whom send rubbish or hang up, are each given their own right answer', async () => {
  const complaints = vi.spyOn(console, 'error');
  const { wrong, ...seen } = await attack(await listening(), {
    connections: READERS,
    more: (turn) => turn < TURNS,
  });
  expect(wrong).toEqual([]);
  expect(complaints).not.toHaveBeenCalled();
  expect(seen).toMatchObject({ wrongs: 0, faults: 0, lost: 0 });
  expect(seen.answered).toBeGreaterThan(READERS * TURNS);
  expect(seen.refused).toBeGreaterThan(200);
  expect(seen.brokenOff).toBeGreaterThan(20);
});

it('what they are held against are the figures that each may see', async () => {
  const questions = await questionsFor(await listening());
  const figures = questions.filter(({ asked, right }) => {
    const isPlain = asked.method === undefined && asked.headers?.['accept-encoding'] === undefined;
    return isPlain && right.status === 200 && asked.path.startsWith('/api/v1/overview');
  });
  expect(new Set(figures.map(({ role }) => role)).size).toBe(3);
  for (const { role, right } of figures)
    expect(String(right.body), role).toMatch(role === 'analyst' ? TRUE_ONLY : PROTECTED_ONLY);
});

it('while snapshots are swapped each answer is of one of them, and each is let go though readers hang up', async () => {
  const home = await protectedHome();
  const app = await dashboard(home, { auth: 'open' });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  const open = opened();
  const reader = new Reader(url);
  onTestFinished(() => reader.close());
  for (let number = 2; number < 2 + SWAPS; number += 1) {
    await publish(home, number, { mark: number });
    const swapped = app.snapshots.refresh();
    const gone = Array.from({ length: READERS }, (_, index) =>
      breakOff(url, { path: SERIES, headers: { accept: `x/${index}, */*` } }, index % 2 === 0),
    );
    const { snapshot, points } = JSON.parse(String((await reader.ask({ path: SERIES })).body));
    expect(points[0].value).toBe(snapshot === 'snapshot-000001' ? 2695 : Number(snapshot.slice(-6)));
    await Promise.all([swapped, ...gone]);
  }
  // The newest alone is open, once those that hung up have been worked out.
  await vi.waitFor(() => expect(open.size).toBe(1), { timeout: 10_000 });
  expect((await reader.ask({ path: SERIES })).status).toBe(200);
});

/** The databases that are open, of those that are opened from now on. */
function opened(): Set<DuckDBInstance> {
  const open = new Set<DuckDBInstance>();
  const create = DuckDBInstance.create.bind(DuckDBInstance);
  const spy = vi.spyOn(DuckDBInstance, 'create').mockImplementation(async (path, options) => {
    const instance = await create(path, options);
    const close = instance.closeSync.bind(instance);
    instance.closeSync = () => {
      open.delete(instance);
      close();
    };
    open.add(instance);
    return instance;
  });
  onTestFinished(() => spy.mockRestore());
  return open;
}
