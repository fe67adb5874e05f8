import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
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
  await writeFile(other, rows(7, '2024-06'));
  expect(await home.check(path)).toMatchObject([{ file: name, outcome: 'accepted', rows: 3 }]);
});
