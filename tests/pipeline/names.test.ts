import { utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { silent } from '../../pipeline/effects.ts';
import { run } from '../../pipeline/run.ts';
import { readSettings } from '../../pipeline/settings.ts';
import { PERSON_KEY, projectRoot } from '../support/home.ts';
import { csv, exclusion } from '../support/rows.ts';
import { useTestshire } from '../support/testshire.ts';

/** What a file is called is never taken for a pattern, a path or a command. */

const { openHome } = useTestshire();

const rows = (count: number, month: string) =>
  csv(...Array.from({ length: count }, (_, index) => exclusion(`${month}-${index}`, `${month}-07`)));

const NAMES = [
  'exclusions_2024-05[1].csv',
  'exclusions*.csv',
  '?xclusions.csv',
  'exclu\nsions.csv',
  "ex'clusions$(x).csv",
];

it.each(NAMES)('%j in the inbox is that file and no other', async (name) => {
  const home = await openHome();
  await home.drop(name, rows(3, '2024-05'));
  // What the name would stand for, were it a pattern.
  await home.drop('exclusions_2024-051.csv', rows(7, '2024-06'));
  const { files } = await home.ingest();
  expect(files.find(({ file }) => file === name)).toMatchObject({ outcome: 'accepted', rows: 3 });
});

it.each(NAMES)('%j is checked where it lies', async (name) => {
  const home = await openHome();
  const [path, other] = [join(home.home.root, name), join(home.home.root, 'exclusions_2024-051.csv')];
  await writeFile(path, rows(3, '2024-05'));
  // As many rows, so that only what is in them tells which was read.
  await writeFile(other, rows(3, '2024-06').replaceAll('suspension', 'holiday'));
  expect(await home.check(path)).toMatchObject([
    { file: name, outcome: 'accepted', rows: 3, period: '2024-05' },
  ]);
});

it('a home’s folder may be called anything', async () => {
  const home = await openHome();
  const root = join(home.home.root, 'send [2024] *');
  const { home: odd } = await readSettings({ WAGGLE_HOME: root, WAGGLE_PERSON_KEY: PERSON_KEY }, projectRoot);
  const path = join(odd.inbox, 'exclusions_2024-05.csv');
  await writeFile(path, rows(3, '2024-05'));
  await utimes(path, 0, 0);
  const settings = { ...(await home.settings()), home: odd };
  const { files } = await run(settings, silent);
  expect(files).toMatchObject([{ outcome: 'accepted', rows: 3 }]);
});
