import { copyFile, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { everything } from '../support/everything.ts';
import { type TestHome, testHome } from '../support/home.ts';
import { COMPLAINTS, NORTH, testPartnership } from '../support/partnership.ts';
import { attendance, complaint, csv, exclusion, issued, request } from '../support/rows.ts';
import { SUSPENDED, useTestshire } from '../support/testshire.ts';

/** Files are immutable, state is derived: whatever happens to the warehouse, the archive gives the same figures. */

const { openHome, openLastingHome } = useTestshire();

describe('the warehouse can be lost', () => {
  let home: TestHome;
  let before: Awaited<ReturnType<typeof everything>>;
  beforeAll(async () => {
    home = await livedIn();
    before = await everything(home);
  });
  afterAll(() => home.remove());

  it('being what the files say: corrected, sent again, changed by a newer row', async () => {
    expect(await home.figures('complaints', 'county', 'month')).toEqual({ '2024-05': '1', '2024-06': '1' });
    expect(await home.figures('suspended', 'county', 'month')).toEqual({ '2024-05': '2' });
    expect(await home.figures('on-time', 'county', 'month')).toEqual({ '2024-06': '1/1' });
  });

  it('and a rebuild gives the very same series, files and findings', async () => {
    await rm(home.home.warehouse);
    const { snapshot } = await home.rebuild();
    expect(snapshot?.id).toBe('snapshot-000004');
    expect(await everything(home)).toEqual(before);
  });

  it('and the next run of itself gives the same', async () => {
    await rm(home.home.warehouse);
    const { snapshot } = await home.ingest();
    expect(snapshot?.id).toBe('snapshot-000005');
    expect(await everything(home)).toEqual(before);
  });

  it('but not by a rebuild that fails: the old one is put back', async () => {
    const notes = (await readdir(home.home.archive)).filter((name) => name.endsWith('.json'));
    await writeFile(join(home.home.archive, String(notes[0])), '{ "half a no');
    await expect(home.rebuild()).rejects.toThrow();
    expect(await home.facts('SELECT count(*)::INTEGER AS files FROM ledger.file')).toEqual([{ files: 8 }]);
    const aside = (await readdir(home.home.root)).filter((name) => name.includes('before-rebuild'));
    expect(aside).toEqual([]);
  });

  /** A home with all that decides which rows count: months, a correction, a file sent again, a refused one. */
  async function livedIn(): Promise<TestHome> {
    const home = await openLastingHome();
    const may = csv(exclusion('X1', '2024-05-07'), exclusion('X2', '2024-05-08'));
    await home.deliver({
      'exclusions_2024-05.csv': may,
      'complaints_2024-05.csv': csv(complaint('C1', '2024-05-01'), complaint('C2', '2024-05-02')),
      'ehc_assessments_2024-05.csv': csv(request('R1', '2024-05-07'), request('R2', '2024-05-08')),
    });
    await home.deliver({
      'exclusions_2024-05.csv': csv(exclusion('X1', '2024-05-07')),
      'complaints_2024-06.csv': csv(
        complaint('C2', '2024-05-02', { kind: 'compliment' }),
        complaint('C3', '2024-06-02'),
      ),
      'ehc_assessments_2024-06.csv': csv(issued('R1', '2024-05-07', '2024-06-28')),
      'attendance_2024-06.csv': csv(attendance('2024-06', 'P1', 40, 50)),
      'attendance_2024-05.csv': csv(attendance('2024-05', 'P1', 40, 4)),
    });
    await home.deliver({ 'exclusions_2024-05.csv': may });
    return home;
  }
});

describe('a run that was killed', () => {
  const july = csv(complaint('C1', '2024-07-01'), complaint('C2', '2024-07-02'));

  it('after archiving and before loading is caught up by the next run, and its file counts once', async () => {
    const whole = await openHome();
    await whole.deliver({ 'complaints_2024-07.csv': july });
    const killed = await openHome();
    for (const name of await readdir(whole.home.archive)) {
      await copyFile(join(whole.home.archive, name), join(killed.home.archive, name));
    }
    await killed.drop('complaints_2024-07.csv', july);
    await killed.ingest();
    expect(await killed.figures('complaints', 'county', 'month')).toEqual({ '2024-07': '2' });
    expect(await readdir(killed.home.inbox)).toEqual([]);
  });

  it('before its file’s note was written leaves nothing that counts', async () => {
    const home = await openHome();
    await writeFile(join(home.home.archive, `${'a'.repeat(64)}.csv`), july);
    await home.ingest();
    expect(await home.series('complaints', 'county', 'month')).toEqual([]);
  });

  it('while publishing leaves no half snapshot where the server looks', async () => {
    const home = await openHome();
    await writeFile(join(home.home.work, 'snapshot-000001.duckdb'), 'half');
    expect(await home.snapshots()).toEqual([]);
    await home.deliver({ 'complaints_2024-07.csv': july });
    expect(await home.snapshots()).toEqual(['snapshot-000001.duckdb']);
    expect(await home.figures('complaints', 'county', 'month')).toEqual({ '2024-07': '2' });
    expect(await readdir(home.home.root)).not.toContain('work');
  });
});

describe('an analyst’s change to the catalogue', () => {
  it('of an extract’s columns reloads its files from the archive', async () => {
    const { home, partnership } = await openHomeOf({ complaints: COMPLAINTS });
    const file = csv(complaint('C1', '2024-07-01', { theme: 'delay' })).replace('theme', 'Grumble');
    const { files } = await home.deliver({ 'complaints_2024-07.csv': file });
    expect(files).toMatchObject([{ counts: { 'extra-label': 1, 'missing-label': 1 } }]);
    expect(await home.facts('SELECT theme FROM facts.complaints')).toEqual([{ theme: null }]);

    await partnership.edit('extracts/complaints.yaml', 'Nature of Complaint', 'Grumble');
    const next = await home.ingest();
    expect(next).toMatchObject({ files: [], snapshot: { id: 'snapshot-000002' } });
    expect(await home.facts('SELECT theme FROM facts.complaints')).toEqual([{ theme: 'delay' }]);
    expect(await home.figures('complaints', 'county', 'month')).toEqual({ '2024-07': '1' });
  });

  it('of an indicator is in the next snapshot, though no file has come', async () => {
    const { home, partnership } = await openHomeOf({ complaints: COMPLAINTS });
    await home.deliver({
      'complaints_2024-07.csv': csv(complaint('C1', '2024-07-01', { agency: 'health' })),
    });
    await partnership.edit(
      'testshire/indicators/complaints.yaml',
      "kind = 'complaint'",
      "agency = 'education'",
    );
    await home.ingest();
    expect(await home.figures('complaints', 'county', 'month')).toEqual({ '2024-07': '0' });
  });

  it('that a file no longer fits sets the file aside; taken back, it brings the figures back', async () => {
    const { home, partnership } = await openHomeOf({ complaints: COMPLAINTS });
    await home.deliver({
      'complaints_2024-07.csv': csv(complaint('C1', '2024-07-01', { agency: 'health' })),
    });
    const [all, fewer] = ['[education, health, social_care]', '[education]'];
    await partnership.edit('extracts/complaints.yaml', all, fewer);
    await home.ingest();
    expect(await home.series('complaints', 'county', 'month')).toEqual([]);
    const aside = 'complaints_2024-07.csv no longer fits its extract and does not count until it does.';
    expect(home.said).toEqual([aside]);
    await partnership.edit('extracts/complaints.yaml', fewer, all);
    await home.ingest();
    expect(await home.figures('complaints', 'county', 'month')).toEqual({ '2024-07': '1' });
  });

  it('that refuses a file sent again, taken back, leaves the file counted once', async () => {
    const { home, partnership } = await openHomeOf({ suspended: SUSPENDED });
    const file = csv(exclusion('X1', '2024-05-07'), exclusion('X2', '2024-05-08'));
    await home.deliver({ 'exclusions_2024-05.csv': file });
    const [rule, strict] = [
      "kind <> 'suspension' OR sessions_lost <= 90",
      "kind <> 'suspension' OR sessions_lost <= 1\n    message: Too long.\n    remedy: Shorten it.\n  - expression: kind = kind",
    ];
    await partnership.edit('extracts/exclusions.yaml', rule, strict);
    const again = await home.deliver({ 'exclusions_2024-05.csv': file });
    expect(again.files).toMatchObject([{ outcome: 'rejected' }]);
    await partnership.edit('extracts/exclusions.yaml', strict, rule);
    await home.ingest();
    expect(await home.figures('suspended', 'county', 'month')).toEqual({ '2024-05': '2' });
    await home.rebuild();
    expect(await home.figures('suspended', 'county', 'month')).toEqual({ '2024-05': '2' });
  });

  it('that lets in a file refused before lets it count once it is sent again, also after a rebuild', async () => {
    const { home, partnership } = await openHomeOf({ complaints: COMPLAINTS });
    const file = csv(complaint('C1', '2024-07-01', { dspl_area: 'Upper North' }));
    const refused = await home.deliver({ 'complaints_2024-07.csv': file });
    expect(refused.files).toMatchObject([{ outcome: 'rejected' }]);
    await partnership.edit('testshire/partnership.yaml', '- DSPL 1', '- DSPL 1\n      - Upper North');
    await home.deliver({ 'complaints_2024-07.csv': file });
    expect(await home.figures('complaints', NORTH, 'month')).toEqual({ '2024-07': '1' });
    await home.rebuild();
    expect(await home.figures('complaints', NORTH, 'month')).toEqual({ '2024-07': '1' });
  });

  async function openHomeOf(indicators: Parameters<typeof testPartnership>[0]) {
    const partnership = await testPartnership(indicators);
    return { partnership, home: await testHome({ partnership: partnership.folder }) };
  }
});

it('months in which nothing happened are the same bytes, and each counts, also after a rebuild', async () => {
  const home = await openHome();
  const may = csv(complaint('C1', '2024-05-01'));
  const nothing = may.slice(0, may.indexOf('\n') + 1);
  await home.deliver({
    'complaints_2024-05.csv': may,
    'complaints_2024-06.csv': nothing,
    'complaints_2024-07.csv': nothing,
  });
  const figures = { '2024-05': '1', '2024-06': '0', '2024-07': '0' };
  expect(await home.figures('complaints', 'county', 'month')).toEqual(figures);
  await home.rebuild();
  expect(await home.figures('complaints', 'county', 'month')).toEqual(figures);
});

it('a month that was empty and has been delivered since is not emptied by another empty month', async () => {
  const home = await openHome();
  const june = csv(exclusion('X1', '2024-06-03'));
  const nothing = june.slice(0, june.indexOf('\n') + 1);
  await home.deliver({ 'exclusions_2024-06.csv': nothing });
  await home.deliver({ 'exclusions_2024-06.csv': june });
  await home.deliver({ 'exclusions_2024-07.csv': nothing });
  const figures = { '2024-06': '1', '2024-07': '0' };
  expect(await home.figures('suspended', 'county', 'month')).toEqual(figures);
  await home.rebuild();
  expect(await home.figures('suspended', 'county', 'month')).toEqual(figures);
});

it('an archived file is the very file that was sent', async () => {
  const home = await openHome();
  const july = csv(complaint('C1', '2024-07-01'));
  const { files } = await home.deliver({ 'complaints_2024-07.csv': july });
  const archived = join(home.home.archive, `${files[0]?.sha256}.csv`);
  expect(await readFile(archived, 'utf8')).toBe(july);
});
