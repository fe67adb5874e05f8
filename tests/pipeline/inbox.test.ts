import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runText } from '../../bin/print.ts';
import { type Step, silent } from '../../pipeline/effects.ts';
import { inboxFiles } from '../../pipeline/receive/inbox.ts';
import { clearAway, stampOf } from '../../pipeline/receive/receive.ts';
import { run } from '../../pipeline/run.ts';
import type { TestHome } from '../support/home.ts';
import { complaint, csv, exclusion } from '../support/rows.ts';
import { useTestshire } from '../support/testshire.ts';

/** What waits in the inbox while a run is at work: nothing of it is lost, and nothing stands in the way of the others. */

const { openHome } = useTestshire();

const may = csv(exclusion('X1', '2024-05-07'));
const july = csv(complaint('C1', '2024-07-01'));

const LITTER = [
  ...['Thumbs.db', 'desktop.ini', '.DS_Store', '~$complaints_2024-07.xlsx'],
  ...['complaints_2024-07.csv.part', 'complaints_2024-07.csv.crdownload', 'complaints_2024-07.tmp'],
];

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
  await runWith(home, 'checked', () => {
    writeFileSync(path, both);
    utimesSync(path, 0, 0);
  });
  expect(await complaints(home)).toEqual({ '2024-07': '1' });
  expect(await home.ingest()).toMatchObject({ files: [{ outcome: 'accepted', rows: 2 }] });
  expect(await complaints(home)).toEqual({ '2024-07': '2' });
  expect(await readdir(home.home.inbox)).toEqual([]);
});

it('a file that was changed just now is looked at again, and left where it goes on to grow; no other waits for it', async () => {
  const { home, drop } = await openHome();
  const copied = await drop('complaints_2024-07.csv', july, new Date('2024-08-01T09:00:01Z'));
  const whole = await drop('exclusions_2024-05.csv', may, new Date('2024-08-01T08:00:00Z'));
  const waits: number[] = [];
  const looking = (meanwhile: () => void) =>
    inboxFiles(home.inbox, {
      now: () => Date.parse('2024-08-01T09:00:02Z'),
      pause: async (ms) => {
        waits.push(ms);
        meanwhile();
      },
    });
  const grow = () => {
    appendFileSync(copied, 'the rest\n');
    utimesSync(copied, 0, 0);
  };
  const growing = { file: 'complaints_2024-07.csv', code: 'growing' };
  expect(await looking(grow)).toEqual({ paths: [whole], left: [growing] });
  expect(await looking(() => {})).toEqual({ paths: [copied, whole], left: [] });
  expect(waits).toEqual([1000, 250]);
});

it('of two files for a month in one run the one that was changed last counts, whatever their names, and that is said', async () => {
  const home = await openHome();
  const corrected = csv(exclusion('X1', '2024-05-07'), exclusion('X2', '2024-05-08'));
  await home.drop('exclusions_2024-05 (corrected).csv', corrected, new Date('2024-06-14'));
  await home.drop('exclusions_2024-05.csv', may, new Date('2024-06-10'));
  for (const day of ['01', '02'])
    await home.drop(`complaints_2024-07_${day}.csv`, csv(complaint(`C${day}`, `2024-07-${day}`)));
  await home.ingest();
  expect(await home.figures('suspended', 'county', 'month')).toEqual({ '2024-05': '2' });
  expect(home.said).toEqual([
    'For May 2024, exclusions_2024-05 (corrected).csv counts instead of exclusions_2024-05.csv: it came last.',
  ]);
  home.said.length = 0;
  const months = (...days: string[]) => csv(...days.map((day) => exclusion(`Y${day}`, `2024-${day}`)));
  await home.drop('exclusions_a.csv', months('06-03', '07-03', '08-05', '09-03'), new Date('2024-10-10'));
  await home.drop('exclusions_b.csv', months('06-04', '07-04', '08-06', '09-04'), new Date('2024-10-11'));
  await home.drop('exclusions_2024-07.csv', months('07-05'), new Date('2024-10-12'));
  const { overtaken } = await home.ingest();
  expect(home.said).toEqual([
    'For June, August and September 2024, exclusions_b.csv counts instead of exclusions_a.csv: it came last.',
    'For July 2024, exclusions_2024-07.csv counts instead of exclusions_a.csv and exclusions_b.csv: it came last.',
  ]);
  expect(overtaken).toEqual(home.said);
});

it('folders, links and pipes are named with what to do and never looked into; what programs leave is passed over', async () => {
  const home = await openHome();
  const inbox = (name: string) => join(home.home.inbox, name);
  const elsewhere = join(home.home.root, 'complaints_2024-08.csv');
  writeFileSync(elsewhere, july.replaceAll('2024-07', '2024-08'));
  symlinkSync(elsewhere, inbox('complaints_2024-08.csv'));
  for (const folder of ['July', '.hidden']) mkdirSync(inbox(folder));
  for (const name of LITTER) writeFileSync(inbox(name), july);
  writeFileSync(join(inbox('July'), 'complaints_2024-07.csv'), july);
  execFileSync('mkfifo', [inbox('pipe')]);
  const { unreadable, ...report } = await home.ingest();
  const inOrder = unreadable.toSorted((one, other) => (one.file < other.file ? -1 : 1));
  expect(runText({ ...report, unreadable: inOrder }, home.home.quarantine)).toEqual([
    'July is a folder, and files in it are not loaded. Move them up into the inbox itself.',
    'complaints_2024-08.csv is a link to another place, and is not followed. Put the file itself into the inbox.',
    'pipe is neither a file nor a folder, and is not loaded. Take it out of the inbox.',
    expect.stringMatching(/^Figures published/),
  ]);
  expect(await complaints(home)).toEqual({});
  const left = ['.hidden', 'July', 'complaints_2024-08.csv', 'pipe', ...LITTER];
  expect((await readdir(home.home.inbox)).sort()).toEqual(left.sort());
});

it('what may not be deleted from the inbox is named, with what to do', async () => {
  const home = await openHome();
  // Whoever runs the tests may delete any file; a folder nobody may delete as one.
  const path = join(home.home.inbox, 'complaints_2024-07.csv');
  mkdirSync(path);
  await expect(clearAway(path, await stampOf(path))).rejects.toThrow(
    `complaints_2024-07.csv has been taken in and cannot be deleted from ${home.home.inbox} (ERR_FS_EISDIR), so the run went no further. Give the account that runs the pipeline the right to delete files there; the next run goes on.`,
  );
});
