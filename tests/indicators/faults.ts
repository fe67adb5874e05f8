import { readFile, rm } from 'node:fs/promises';
import { relative } from 'node:path';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import { CatalogueError, loadCatalogue } from '../../indicators/catalogue.ts';
import { openPartnership, type TestPartnership } from '../support/partnership.ts';

export const COMPLAINTS = `title: Complaints
definition: The number of complaints.
why_it_matters: Families wait.
phrase: complaints were received
tier: headline
unit: count
polarity: lower_is_better
measure:
  kind: count
  extract: complaints
  date: received_on
  where: kind = 'complaint'
grains: [month, calendar_year]
tile_grain: month
bees: [be-happy]
baseline: { period: FY2022, value: 530, source: A plan }
targets:
  - by: 2025-04
    change: -0.2
    source: A plan
owner: Head of Service
sources: [A plan]
review_by: 2027-03-31
`;

const SUSPENSIONS = `${COMPLAINTS.slice(0, COMPLAINTS.indexOf('unit:'))}unit: rate
polarity: lower_is_better
measure:
  kind: rate
  extract: exclusions
  date: started_on
  per: 100
  denominator:
    extract: pupils
    date: snapshot_on
    sum: headcount
${COMPLAINTS.slice(COMPLAINTS.indexOf('grains:'))}`;

export const INDICATOR = 'testshire/indicators/complaints.yaml';
export const RATE = 'testshire/indicators/suspensions.yaml';
export const PARTNERSHIP = 'testshire/partnership.yaml';
export const EXTRACT = 'extracts/complaints.yaml';

/** A small catalogue without a fault, for the tests of one file to put faults in. */
export function useCatalogue() {
  let testshire: TestPartnership;
  let texts: Map<string, string>;

  beforeAll(async () => {
    testshire = await openPartnership({}, ['complaints', 'exclusions', 'pupils']);
    await testshire.write(INDICATOR, COMPLAINTS);
    await testshire.write(RATE, SUSPENSIONS);
    const files = [INDICATOR, RATE, PARTNERSHIP, EXTRACT];
    texts = new Map(
      await Promise.all(
        files.map(async (file) => [file, await readFile(testshire.path(file), 'utf8')] as const),
      ),
    );
  });
  afterAll(() => testshire.remove());

  /** Writes a text for another into a file of the catalogue, until the test ends. `▸` marks where the fault is to be. */
  async function change(file: string, from: string, to: string): Promise<string> {
    const text = texts.get(file) ?? '';
    if (!text.includes(from)) throw new Error(`${file} has no “${from}”.`);
    const changed = text.replace(from, () => to);
    await testshire.write(file, changed.replaceAll('▸', ''));
    onTestFinished(() => testshire.write(file, text));
    const [before = ''] = changed.split('▸');
    const lines = before.split('\n');
    return `${file}:${lines.length}:${(lines.at(-1) ?? '').length + 1}`;
  }

  /** Every fault as a person sees it, without the folder that the test happens to use. */
  async function faults(): Promise<string[]> {
    const error = await loadCatalogue(testshire.folder).then(
      () => null,
      (reason: unknown) => reason,
    );
    if (error === null) return [];
    if (!(error instanceof CatalogueError)) throw error;
    const root = testshire.path('');
    return error.faults.map(
      ({ file, line, column, message }) => `${relative(root, file)}:${line}:${column} ${message}`,
    );
  }

  return {
    change,
    faults,
    load: () => loadCatalogue(testshire.folder),
    write: (file: string, text: string) => testshire.write(file, text),
    remove: (file: string) => rm(testshire.path(file)),
    textOf: (file: string) => texts.get(file) ?? '',
  };
}
