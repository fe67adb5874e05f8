import { rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { runText } from '../../bin/print.ts';
import { type Step, silent } from '../../pipeline/effects.ts';
import { run } from '../../pipeline/run.ts';
import type { TestHome } from '../support/home.ts';
import { complaint, csv, exclusion } from '../support/rows.ts';
import { useTestshire } from '../support/testshire.ts';

/** What waits in the inbox while a run is at work: nothing of it is lost, and nothing stands in the way of the others. */

const { openHome } = useTestshire();

const may = csv(exclusion('X1', '2024-05-07'));
const july = csv(complaint('C1', '2024-07-01'));

const complaints = (home: TestHome) => home.figures('complaints', 'county', 'month');

/** A run in which something else happens once, as it comes to a step. */
async function runWith(home: TestHome, step: Step, meanwhile: () => void) {
  let isDone = false;
  const reached = (now: Step) => {
    if (now !== step || isDone) return;
    isDone = true;
    meanwhile();
  };
  return run(await home.settings(), { ...silent, reached });
}

it('a file that cannot be read stays there, is named with what to do, and the others are loaded', async () => {
  const home = await openHome();
  await home.drop('complaints_2024-07.csv', july);
  const path = await home.drop('exclusions_2024-05.csv', may);
  // Whoever runs the tests may read every file; a link to itself nobody can.
  const report = await runWith(home, 'received', () => {
    rmSync(path);
    symlinkSync(path, path);
  });
  expect(report).toMatchObject({
    files: [{ file: 'complaints_2024-07.csv', outcome: 'accepted' }],
    unreadable: [{ file: 'exclusions_2024-05.csv', code: 'ELOOP' }],
  });
  expect(runText(report, home.home.quarantine)[0]).toBe(
    'exclusions_2024-05.csv: not loaded, for it cannot be read (ELOOP). It stays where it is. Let the account that runs the pipeline read it, or put it there anew; the next run tries again.',
  );
  expect(await complaints(home)).toEqual({ '2024-07': '1' });
  expect(await readdir(home.home.inbox)).toEqual(['exclusions_2024-05.csv']);
  await rm(path);
  await home.drop('exclusions_2024-05.csv', may);
  expect(await home.ingest()).toMatchObject({
    files: [{ file: 'exclusions_2024-05.csv' }],
    unreadable: [],
  });
});

it('a file that is replaced while it is loaded is left for the next run, which loads the new one', async () => {
  const home = await openHome();
  const path = await home.drop('complaints_2024-07.csv', july);
  const both = csv(complaint('C1', '2024-07-01'), complaint('C2', '2024-07-02'));
  await runWith(home, 'checked', () => writeFileSync(path, both));
  expect(await complaints(home)).toEqual({ '2024-07': '1' });
  expect(await home.ingest()).toMatchObject({ files: [{ outcome: 'accepted', rows: 2 }] });
  expect(await complaints(home)).toEqual({ '2024-07': '2' });
  expect(await readdir(home.home.inbox)).toEqual([]);
});
