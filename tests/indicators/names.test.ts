import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { loadCatalogue } from '../../indicators/catalogue.ts';
import { readSettings } from '../../pipeline/settings.ts';
import { projectRoot, shippedPartnership, testHome } from '../support/home.ts';

/** A council is a folder of data: what is its own stands in no code. */

const FOLDERS = ['bin', 'indicators', 'pipeline', 'server', 'web'];
const CODE = /\.(tsx?|js|css)$/;

async function codeIn(folder: string): Promise<string[]> {
  const names = await readdir(join(projectRoot, folder), { recursive: true });
  return names.filter((name) => CODE.test(name)).map((name) => join(folder, name));
}

/** What each shipped partnership calls itself and its localities. */
async function ownNames(): Promise<string[]> {
  const indicators = join(projectRoot, 'indicators');
  const folders = (await readdir(indicators, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  const others = ['extracts', 'json-schema', 'references'];
  const names = folders.map(({ name }) => name).filter((name) => !others.includes(name));
  const found = await Promise.all(
    names.map(async (name) => {
      const { partnership } = await loadCatalogue(join(indicators, name));
      const areas = partnership.areas.flatMap((area) => [area.name, area.short]);
      return [name, partnership.county, partnership.dfe_name, ...areas];
    }),
  );
  return found.flat();
}

it('no county and no locality stands in the code', async () => {
  const names = [...(await ownNames()), 'Herts', 'DSPL'].map((name) => name.toLowerCase());
  expect(names).toEqual(expect.arrayContaining(['hertfordshire', 'herefordshire', 'stevenage']));
  const files = (await Promise.all(FOLDERS.map(codeIn))).flat();
  expect(files.length).toBeGreaterThan(100);
  const found = await Promise.all(
    files.map(async (file) => {
      const text = (await readFile(join(projectRoot, file), 'utf8')).toLowerCase();
      return names.filter((name) => text.includes(name)).map((name) => `${file}: ${name}`);
    }),
  );
  expect(found.flat()).toEqual([]);
});

it('the partnership that is used unless another is named is data too', async () => {
  const { home } = await testHome();
  const settings = await readSettings({ WAGGLE_HOME: home.root }, projectRoot);
  expect(settings.partnership).toBe(shippedPartnership);
  const other = await readSettings(
    { WAGGLE_HOME: home.root, WAGGLE_PARTNERSHIP: 'indicators/herefordshire' },
    projectRoot,
  );
  expect(other.partnership).toBe(join(projectRoot, 'indicators', 'herefordshire'));
});
