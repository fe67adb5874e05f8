import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { keptYaml, knownYaml } from '../../indicators/yaml.ts';
import { shippedPartnership } from '../support/home.ts';
import { COMPLAINTS, openPartnership, type TestPartnership } from '../support/partnership.ts';

/** What Waggle was built with is not parsed again, and nobody can tell. */

const FILES = [
  'testshire/indicators/complaints.yaml',
  'testshire/partnership.yaml',
  'extracts/complaints.yaml',
];

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

/** The catalogue as Waggle reads it that was built with these texts. */
async function loadedWith(texts: string[], folder: string) {
  vi.resetModules();
  vi.stubGlobal('WAGGLE_YAML', keptYaml(texts));
  const { loadCatalogue } = await import('../../indicators/catalogue.ts');
  return loadCatalogue(folder).catch((error: { faults: unknown }) => error.faults);
}

async function textsOf(partnership: TestPartnership): Promise<string[]> {
  return Promise.all(FILES.map((file) => readFile(partnership.path(file), 'utf8')));
}

async function withPartnership(work: (partnership: TestPartnership) => Promise<void>): Promise<void> {
  const partnership = await openPartnership({ complaints: COMPLAINTS });
  try {
    await work(partnership);
  } finally {
    await partnership.remove();
  }
}

it('the catalogue is the same', () =>
  withPartnership(async (partnership) => {
    const read = await loadedWith([], partnership.folder);
    expect(await loadedWith(await textsOf(partnership), partnership.folder)).toEqual(read);
    expect(read).toHaveProperty('indicators');
  }));

it('an edit counts at once', () =>
  withPartnership(async (partnership) => {
    const texts = await textsOf(partnership);
    await partnership.edit('testshire/partnership.yaml', 'county: Testshire', 'county: Othershire');
    const loaded = await loadedWith(texts, partnership.folder);
    expect(loaded).toHaveProperty('partnership.county', 'Othershire');
  }));

it('faults stand at the same lines', () =>
  withPartnership(async (partnership) => {
    await partnership.edit(
      'testshire/indicators/complaints.yaml',
      "kind = 'complaint'",
      "king = 'complaint'",
    );
    await partnership.edit('testshire/partnership.yaml', 'id: dspl-2', 'id: county');
    const faults = await loadedWith([], partnership.folder);
    expect(faults).toHaveLength(2);
    expect(await loadedWith(await textsOf(partnership), partnership.folder)).toEqual(faults);
  }));

it('a text that is no YAML, or says what JSON cannot, is read as it always was', () => {
  vi.stubGlobal('WAGGLE_YAML', undefined);
  expect(knownYaml('a: 1')).toBeNull();
  expect(keptYaml(['a: [', 'value: .nan'])).toBe('{}');
  expect(Object.values(JSON.parse(keptYaml(['value: 1.5'])))).toEqual([{ value: 1.5 }]);
});

it('every file as shipped can be kept', async () => {
  const text = await readFile(join(shippedPartnership, 'partnership.yaml'), 'utf8');
  expect(keptYaml([text])).not.toBe('{}');
});
