import { readdir } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { PERSON_KEY, testHome } from '../support/home.ts';
import { waggleHere } from '../support/in-process.ts';

it('no samples are written for a partnership whose areas are others: it would refuse them', async () => {
  const { home } = await testHome();
  const { exitCode, stdout, stderr } = await waggleHere(['samples'], {
    WAGGLE_HOME: home.root,
    WAGGLE_PARTNERSHIP: 'indicators/herefordshire',
    WAGGLE_PERSON_KEY: PERSON_KEY,
  });
  expect([exitCode, stdout]).toEqual([2, '']);
  expect(stderr).toContain('The sample extracts have the areas of another partnership');
  expect(await readdir(home.inbox)).toEqual([]);
});
