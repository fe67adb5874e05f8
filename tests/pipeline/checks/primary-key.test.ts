import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { loadCatalogue } from '../../../indicators/catalogue.ts';
import { projectRoot, shippedPartnership, testHome } from '../../support/home.ts';

const EXAMPLES = join(projectRoot, 'data-samples', 'examples');

it('of every extract whose rows have a key, a row that is sent twice is found, and nothing else in its example', async () => {
  const home = await testHome();
  const names = (await readdir(EXAMPLES)).filter((name) => name.endsWith('.csv'));
  const paths = await Promise.all(
    names.map(async (name) => {
      const lines = (await readFile(join(EXAMPLES, name), 'utf8')).trimEnd().split('\n');
      const path = join(home.home.work, name);
      await writeFile(path, `${[...lines, lines.at(-1)].join('\n')}\n`);
      return path;
    }),
  );
  const reports = await home.check(...paths);
  const found = reports.filter(({ counts }) => counts['primary-key'] === 1).map(({ extract }) => extract);
  const { extracts } = await loadCatalogue(shippedPartnership);
  const keyed = extracts.filter(({ primaryKey }) => primaryKey.length > 0).map(({ name }) => name);
  expect(found.sort()).toEqual(keyed.sort());
  const others = reports.filter(({ counts }) => Object.keys(counts).some((code) => code !== 'primary-key'));
  // Nothing in it says of which month it is.
  expect(others.map(({ file }) => file)).toEqual(['sen2_active_plans.csv']);
});
