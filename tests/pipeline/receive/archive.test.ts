import { createHash } from 'node:crypto';
import { chmod, cp, mkdir, readdir, readFile, rename, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestHome, testHome } from '../../support/home.ts';
import { COMPLAINTS, testPartnership } from '../../support/partnership.ts';
import { complaint, csv } from '../../support/rows.ts';
import { useTestshire } from '../../support/testshire.ts';

/** The archive is what all else is made from, and the one place with raw files. */

const { openHome, openLastingHome, openCopy } = useTestshire('complaints');

const JUNE = csv(complaint('C1', '2024-06-03'));
const JULY = csv(complaint('C2', '2024-07-01'), complaint('C3', '2024-07-02'));
const BOTH = { '2024-06': '1', '2024-07': '2' };

const harms: [what: string, harm: (path: string) => Promise<void>, said: RegExp][] = [
  ['is no longer there', (path) => rm(path), /\.csv is no longer in the archive/],
  ['was changed in one letter', async (path) => spoil(path, 'C2', 'C9'), /\.csv in the archive is damaged/],
  ['was cut to nothing', (path) => truncate(path, 0), /\.csv in the archive is damaged/],
];

let pattern: TestHome;
let july: string;
beforeAll(async () => {
  pattern = await openLastingHome();
  july = (await deliverBoth(pattern)).sha256;
});
afterAll(() => pattern.remove());

/** A home with two months; July’s raw file is the one that comes to harm. */
async function openBoth() {
  const home = await openCopy(pattern);
  return { home, sha256: july, path: join(home.home.archive, `${july}.csv`) };
}

describe('an archive that has been emptied', () => {
  const AUGUST = { 'complaints_2024-08.csv': csv(complaint('C4', '2024-08-01')) };
  const REFUSED =
    /^2 files of which the published figures are made can be found neither in .*archive nor in the warehouse: complaints_2024-07\.csv, complaints_2024-06\.csv\. Nothing was published.* Put the archive back from a backup, or deliver the files again\. To begin anew without them, on purpose, move the snapshots out of .*snapshots first\.$/;

  async function emptied() {
    const { home } = await openBoth();
    await cp(home.home.archive, `${home.home.archive}.backup`, { recursive: true });
    for (const name of await readdir(home.home.archive)) await rm(join(home.home.archive, name));
    return home;
  }

  it('matters nothing to a warehouse that has its rows, and a rebuild leaves that as it is', async () => {
    const home = await emptied();
    await expect(home.rebuild()).rejects.toThrow(REFUSED);
    await home.deliver(AUGUST);
    expect(await home.figures('complaints', 'county', 'month')).toEqual({ ...BOTH, '2024-08': '1' });
  });

  it('and its warehouse lost puts no figures of less over the good ones; put back, it gives all of them', async () => {
    const home = await emptied();
    await rm(home.home.warehouse);
    await expect(home.deliver(AUGUST)).rejects.toThrow(REFUSED);
    expect(await home.figures('complaints', 'county', 'month')).toEqual(BOTH);
    await cp(`${home.home.archive}.backup`, home.home.archive, { recursive: true });
    expect(await home.ingest()).toMatchObject({ files: [{ file: 'complaints_2024-08.csv' }] });
    expect(await home.figures('complaints', 'county', 'month')).toEqual({ ...BOTH, '2024-08': '1' });
  });

  it('of its raw files alone gives no figures either, until they are put back', async () => {
    const { home } = await openBoth();
    const raw = (await readdir(home.home.archive)).filter((name) => name.endsWith('.csv'));
    for (const name of raw) await rename(join(home.home.archive, name), join(home.home.root, name));
    await rm(home.home.warehouse);
    await expect(home.ingest()).rejects.toThrow(REFUSED);
    expect(await home.figures('complaints', 'county', 'month')).toEqual(BOTH);
    for (const name of raw) await rename(join(home.home.root, name), join(home.home.archive, name));
    expect(await home.ingest()).toMatchObject({ files: [] });
    await home.deliver(AUGUST);
    expect(await home.figures('complaints', 'county', 'month')).toEqual({ ...BOTH, '2024-08': '1' });
  });

  it('is not made good by one of two files that both count for a month', async () => {
    const { home } = await openBoth();
    await home.deliver({ 'complaints_health_2024-07.csv': csv(complaint('C9', '2024-07-09')) });
    for (const name of await readdir(home.home.archive)) await rm(join(home.home.archive, name));
    await rm(home.home.warehouse);
    await expect(home.deliver({ 'complaints_2024-06.csv': `${JUNE}\n` })).rejects.toThrow(
      /^2 files of which/,
    );
    await expect(home.deliver({ 'complaints_2024-07.csv': `${JULY}\n` })).rejects.toThrow(
      /^1 file of which .*: complaints_health_2024-07\.csv\./,
    );
    expect(await home.figures('complaints', 'county', 'month')).toEqual({ '2024-06': '1', '2024-07': '3' });
  });

  it('lets no file be withdrawn that would then count all the same', async () => {
    const home = await emptied();
    await rm(home.home.warehouse);
    const august = createHash('sha256').update(AUGUST['complaints_2024-08.csv']).digest('hex');
    await expect(home.deliver(AUGUST)).rejects.toThrow(REFUSED);
    await expect(home.withdraw(august)).rejects.toThrow(REFUSED);
    await cp(`${home.home.archive}.backup`, home.home.archive, { recursive: true });
    await home.ingest();
    expect(await home.figures('complaints', 'county', 'month')).toEqual({ ...BOTH, '2024-08': '1' });
  });

  it('is made good by the same files with other rows, and forgotten with the snapshots', async () => {
    const home = await emptied();
    await rm(home.home.warehouse);
    const others = csv(complaint('C1', '2024-06-04'));
    await expect(home.deliver({ 'complaints_2024-06.csv': others })).rejects.toThrow(/^1 file of which/);
    await home.deliver({ 'complaints_2024-07.csv': JULY });
    expect(await home.figures('complaints', 'county', 'month')).toEqual(BOTH);
    for (const folder of [home.home.archive, home.home.snapshots])
      for (const name of await readdir(folder)) await rm(join(folder, name));
    await rm(home.home.warehouse);
    expect(await home.deliver(AUGUST)).toMatchObject({ snapshot: { id: 'snapshot-000001' } });
  });
});

it('a note of the archive’s that cannot be read stops the run: its delivery is not left out in silence', async () => {
  const { home, sha256 } = await openBoth();
  const note = join(home.home.archive, `${sha256}.json`);
  await rm(note);
  await mkdir(note);
  await expect(home.rebuild()).rejects.toThrow();
  expect(await home.figures('complaints', 'county', 'month')).toEqual(BOTH);
});

describe('a rebuild that was killed when the archive had lost a file', () => {
  /** The next run finds the warehouse that the rebuild had moved aside, and was itself ended before it could say so. */
  async function killed() {
    const both = await openBoth();
    const { home, path } = both;
    await rename(home.home.warehouse, `${home.home.warehouse}.before-rebuild`);
    await rename(path, join(home.home.root, 'july.csv'));
    home.breakOffAt('computed');
    await expect(home.ingest()).rejects.toThrow('broken off');
    return both;
  }

  it('leaves the old warehouse, which may have the last rows there are', async () => {
    const { home } = await killed();
    expect(await home.ingest()).toMatchObject({ files: [{ counts: { 'archive-error': 1 } }] });
    expect(await readdir(home.home.root)).toContainEqual(
      expect.stringMatching(/^warehouse\.duckdb\.before-rebuild-\d+$/),
    );
  });

  it('tells of no loss that has been made good since', async () => {
    const { home, path } = await killed();
    await rename(join(home.home.root, 'july.csv'), path);
    expect(await home.ingest()).toMatchObject({ files: [] });
    expect(await home.figures('complaints', 'county', 'month')).toEqual(BOTH);
  });
});

describe('a raw file of the archive’s that', () => {
  it.each(harms)(
    '%s is refused with a finding when it is needed, and the others go on',
    async (_what, harm, said) => {
      const { home, sha256, path } = await openBoth();
      await harm(path);
      const { files, snapshot } = await home.rebuild();
      expect(files).toMatchObject([
        {
          ...{ file: 'complaints_2024-07.csv', sha256, outcome: 'rejected', counts: { 'archive-error': 1 } },
          findings: [
            {
              ...{ severity: 'error', message: expect.stringMatching(said) },
              remedy: expect.stringMatching(/^Deliver the file again/),
            },
          ],
        },
      ]);
      expect(files[0]?.findings[0]?.message).toContain(sha256);
      expect(snapshot).not.toBeNull();
      expect(await home.figures('complaints', 'county', 'month')).toEqual({ '2024-06': '1' });
      expect(await readdir(join(home.home.quarantine, sha256))).toContain('report.json');
      expect(await home.ingest()).toMatchObject({ files: [], snapshot: null });
    },
  );

  it.each(harms)('%s matters nothing to a warehouse that has its rows', async (_what, harm) => {
    const { home, path } = await openBoth();
    await harm(path);
    const { files } = await home.deliver({ 'complaints_2024-08.csv': csv(complaint('C4', '2024-08-01')) });
    expect(files).toMatchObject([{ file: 'complaints_2024-08.csv', outcome: 'accepted' }]);
    expect(await home.figures('complaints', 'county', 'month')).toEqual({ ...BOTH, '2024-08': '1' });
  });

  it.each(harms)('%s counts again once the file is delivered again', async (_what, harm) => {
    const { home, path } = await openBoth();
    await harm(path);
    await home.rebuild();
    await home.deliver({ 'complaints_2024-07.csv': JULY });
    expect(await home.figures('complaints', 'county', 'month')).toEqual(BOTH);
    expect((await home.rebuild()).files).toEqual([]);
    expect(await home.figures('complaints', 'county', 'month')).toEqual(BOTH);
    expect(await readdir(home.home.quarantine)).toEqual([]);
  });

  it('was put back from a backup counts again, and its finding is gone', async () => {
    const { home, path } = await openBoth();
    await rm(path);
    await home.rebuild();
    await writeFile(path, JULY);
    await home.ingest();
    expect(await home.figures('complaints', 'county', 'month')).toEqual(BOTH);
    expect(await readdir(home.home.quarantine)).toEqual([]);
  });

  it('is gone is no fault in the run in which the file comes again', async () => {
    const { home, path } = await openBoth();
    await rm(path);
    await rm(home.home.warehouse);
    const { files } = await home.deliver({ 'complaints_2024-07.csv': JULY });
    expect(files).toMatchObject([{ outcome: 'accepted' }]);
    expect(await home.figures('complaints', 'county', 'month')).toEqual(BOTH);
  });

  it('is gone can be withdrawn, and is then missed by nobody', async () => {
    const { home, sha256, path } = await openBoth();
    await rm(path);
    await home.withdraw(sha256);
    expect((await home.rebuild()).files).toEqual([]);
    expect(await home.figures('complaints', 'county', 'month')).toEqual({ '2024-06': '1' });
  });

  it('is gone is also missed when its extract has changed', async () => {
    const partnership = await testPartnership({ complaints: { ...COMPLAINTS, grains: ['month'] } });
    const home = await testHome({ partnership: partnership.folder });
    const { path } = await deliverBoth(home);
    await rm(path);
    await partnership.edit('extracts/complaints.yaml', '  - name: theme\n', '  - name: topic\n');
    expect((await home.ingest()).files).toMatchObject([{ counts: { 'archive-error': 1 } }]);
  });
});

describe('what people are in is its owner’s alone', () => {
  const folders = ['archive', 'quarantine', 'work'] as const;
  let mask: number;
  beforeAll(() => {
    mask = process.umask(0);
  });
  afterAll(() => void process.umask(mask));

  it('from the start', async () => {
    const home = await openHome();
    await deliverBoth(home);
    await home.deliver({ 'complaints_2024-08.csv': csv(complaint('C4', 'some day')) });
    await home.settings();
    for (const folder of folders) expect([folder, await modeOf(home.home[folder])]).toEqual([folder, 0o700]);
    const own = await modesIn(home, ['archive', 'quarantine']);
    expect(Object.keys(own).length).toBe(8);
    expect(new Set(Object.values(own))).toEqual(new Set([0o600]));
    expect(await modeOf(home.home.warehouse)).toBe(0o600);
  });

  it('and from other accounts what waits and what is published, too', async () => {
    const home = await openHome();
    const shared = [home.home.inbox, home.home.snapshots];
    for (const folder of shared) await rm(folder, { recursive: true, force: true });
    await home.settings();
    for (const folder of shared) expect([folder, (await modeOf(folder)) & 0o007]).toEqual([folder, 0]);
  });

  it('also where others might look in before, and whatever rights a sent file has', async () => {
    const home = await openHome();
    await deliverBoth(home);
    for (const folder of folders) {
      await mkdir(home.home[folder], { recursive: true });
      await chmod(home.home[folder], 0o755);
    }
    for (const name of await readdir(home.home.archive)) await chmod(join(home.home.archive, name), 0o666);
    await chmod(home.home.warehouse, 0o644);
    await chmod(await home.drop('complaints_2024-08.csv', csv(complaint('C4', '2024-08-01'))), 0o444);
    await home.ingest();
    await home.settings();
    for (const folder of folders) expect([folder, await modeOf(home.home[folder])]).toEqual([folder, 0o700]);
    expect(new Set(Object.values(await modesIn(home, ['archive'])))).toEqual(new Set([0o600]));
    expect(await modeOf(home.home.warehouse)).toBe(0o600);
  });

  it('while a run is at work too, but snapshots are for the server’s user as well', async () => {
    const home = await openHome();
    const settings = await home.settings();
    const seen: Record<string, number> = {};
    const { run } = await import('../../../pipeline/run.ts');
    const { silent } = await import('../../../pipeline/effects.ts');
    const path = await home.drop('complaints_2024-07.csv', JULY);
    const looking = Promise.all([
      run(settings, { ...silent, now: () => new Date('2025-01-15') }, [path]).finally(() => {
        seen.done = 1;
      }),
      (async () => {
        while (!seen.done) {
          for (const part of ['', '.wal']) {
            const mode = await modeOf(`${home.home.warehouse}${part}`).catch(() => null);
            if (mode !== null) seen[`warehouse${part}`] = (seen[`warehouse${part}`] ?? 0) | mode;
          }
          await new Promise((resolve) => setTimeout(resolve, 1));
        }
      })(),
    ]);
    await looking;
    expect(seen).toEqual({ done: 1, warehouse: 0o600, 'warehouse.wal': 0o600 });
    const [snapshot = ''] = await home.snapshots();
    expect(await modeOf(join(home.home.snapshots, snapshot))).toBe(0o666);
  });
});

/** Two months, of which July’s raw file may come to harm. */
async function deliverBoth(home: TestHome): Promise<{ sha256: string; path: string }> {
  const { files } = await home.deliver({ 'complaints_2024-06.csv': JUNE, 'complaints_2024-07.csv': JULY });
  const sha256 = files[1]?.sha256 ?? '';
  return { sha256, path: join(home.home.archive, `${sha256}.csv`) };
}

async function spoil(path: string, from: string, to: string): Promise<void> {
  await writeFile(path, (await readFile(path, 'utf8')).replace(from, to));
}

async function modeOf(path: string): Promise<number> {
  return (await stat(path)).mode & 0o777;
}

async function modesIn({ home }: TestHome, folders: ('archive' | 'quarantine')[]) {
  const modes: Record<string, number> = {};
  for (const folder of folders) {
    const entries = await readdir(home[folder], { recursive: true, withFileTypes: true });
    for (const entry of entries) {
      const path = join(entry.parentPath, entry.name);
      if (entry.isFile()) modes[path] = await modeOf(path);
    }
  }
  return modes;
}
