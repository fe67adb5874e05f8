import { expect, it, vi } from 'vitest';
import { dashboard, PROTECTED_ONLY, protectedHome, TRUE_ONLY } from '../server/access/people.ts';
import { attack } from './attack.js';
import { questionsFor } from './questions.js';

/** `npm run test:load` in small: counted in requests, not in seconds. */

const READERS = 20;
const TURNS = 60;

async function listening(): Promise<string> {
  const app = await dashboard(await protectedHome(), { auth: 'open' });
  return app.listen({ host: '127.0.0.1', port: 0 });
}

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
