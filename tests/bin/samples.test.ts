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

it('no samples are written where somebody’s own files are: they would take the place of the same months', async () => {
  const { home, drop } = await testHome();
  await drop('complaints_2024-07.csv', 'theirs');
  const { exitCode, stdout, stderr } = await waggleHere(['samples'], {
    WAGGLE_HOME: home.root,
    WAGGLE_PERSON_KEY: PERSON_KEY,
  });
  expect([exitCode, stdout]).toEqual([2, '']);
  expect(stderr).toContain(`${home.root} has files of your own`);
  expect(await readdir(home.inbox)).toEqual(['complaints_2024-07.csv']);
  expect(await readdir(home.root)).not.toContain('sample-data.json');
});
