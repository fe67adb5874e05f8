import { copyFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { PERSON_KEY, type TestHome, testHome } from '../support/home.ts';
import { waggleHere } from '../support/in-process.ts';
import { COMPLAINTS, openPartnership, type TestPartnership } from '../support/partnership.ts';
import { complaint, csv } from '../support/rows.ts';

let testshire: TestPartnership;
beforeAll(async () => {
  testshire = await openPartnership({ complaints: COMPLAINTS }, ['complaints']);
});
afterAll(() => testshire.remove());

const JULY = csv(complaint('C1', '2024-07-01'), complaint('C2', '2024-07-02'));

function waggle({ home }: TestHome, ...words: string[]) {
  return waggleHere(words, {
    WAGGLE_HOME: home.root,
    WAGGLE_PARTNERSHIP: testshire.folder,
    WAGGLE_PERSON_KEY: PERSON_KEY,
    WAGGLE_NOW: '2025-01-15',
  });
}

async function published(): Promise<TestHome> {
  const home = await testHome({ partnership: testshire.folder });
  await home.deliver({ 'complaints_2024-07.csv': JULY });
  return home;
}

/** The snapshots of a home by number. */
async function numbers({ home }: TestHome): Promise<number[]> {
  const names = (await readdir(home.snapshots)).filter((name) => name.endsWith('.duckdb'));
  return names.map((name) => Number(/\d+/.exec(name)?.[0])).sort((one, other) => one - other);
}

describe('waggle freeze', () => {
  it('labels the newest figures as what a board was shown', async () => {
    const home = await published();
    const { exitCode, stdout } = await waggle(home, 'freeze', 'Board', 'January 2025');
    expect(exitCode).toBe(0);
    expect(stdout).toBe(
      'snapshot-000001, with data to 31 July 2024, is frozen as “Board January 2025”. It is never deleted, and opens at /?snapshot=Board%20January%202025\n',
    );
  });

  it('says it all to programs', async () => {
    const home = await published();
    const { stdout } = await waggle(home, 'freeze', 'Board January 2025', '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      id: 'snapshot-000001',
      name: 'Board January 2025',
      frozen_at: '2025-01-15T00:00:00.000Z',
      data_to: '2024-07-31',
    });
  });

  it('refuses the same name twice, however it is written, and the same figures twice', async () => {
    const home = await published();
    await waggle(home, 'freeze', 'Board January 2025');
    const again = await waggle(home, 'freeze', 'Board February 2025');
    expect(again).toMatchObject({ exitCode: 1, stdout: '' });
    expect(again.stderr).toContain('snapshot-000001 is frozen already, as “Board January 2025”.');
    await waggle(home, 'publish');
    const twice = await waggle(home, 'freeze', 'board  JANUARY 2025');
    expect(twice).toMatchObject({ exitCode: 1, stdout: '' });
    expect(twice.stderr).toContain(
      'snapshot-000001 was frozen as “Board January 2025” on 2025-01-15 already.',
    );
    expect((await waggle(home, 'freeze', 'Board February 2025')).exitCode).toBe(0);
  });

  it.each([
    ['../../etc/passwd', 'is not in plain words'],
    ['Board 20/01/2025', 'is not in plain words'],
    ['2025', 'is not in plain words'],
    ['snapshot-000001', 'is what snapshots are numbered by'],
    ['x'.repeat(61), 'is longer than 60 characters'],
  ])('refuses the name %s', async (name, why) => {
    const { exitCode, stderr } = await waggle(await published(), 'freeze', name);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(`“${name}” ${why}. Write a name of letters, figures and spaces`);
  });

  it('needs a name, and figures to freeze', async () => {
    const home = await testHome({ partnership: testshire.folder });
    expect(await waggle(home, 'freeze')).toMatchObject({ exitCode: 2 });
    const { exitCode, stderr } = await waggle(home, 'freeze', 'Board January 2025');
    expect([exitCode, stderr]).toEqual([
      1,
      'Nothing has been published yet, so there is nothing to freeze.\n',
    ]);
  });

  it('does not freeze figures that cannot be read', async () => {
    const home = await published();
    await writeFile(join(home.home.snapshots, 'snapshot-000002.duckdb'), 'no database');
    const { exitCode, stderr } = await waggle(home, 'freeze', 'Board January 2025');
    expect(exitCode).toBe(1);
    expect(stderr).toContain('snapshot-000002 is damaged and cannot be frozen.');
  });

  it('holds no file of figures open that cannot be frozen', async () => {
    const home = await published();
    const unfinished = await DuckDBInstance.create(join(home.home.snapshots, 'snapshot-000002.duckdb'));
    unfinished.closeSync();
    const opened = vi.spyOn(DuckDBInstance, 'create');
    const closed = vi.spyOn(DuckDBInstance.prototype, 'closeSync');
    onTestFinished(() => void vi.restoreAllMocks());
    const { stderr } = await waggle(home, 'freeze', 'Board January 2025');
    expect(stderr).toContain('snapshot-000002 is damaged and cannot be frozen.');
    expect([opened.mock.calls.length, closed.mock.calls.length]).toEqual([1, 1]);
  });

  it('keeps frozen figures for good, and of the others the last 30', async () => {
    const home = await published();
    const { snapshots } = home.home;
    const first = join(snapshots, 'snapshot-000001.duckdb');
    for (let number = 2; number <= 40; number++)
      await copyFile(first, join(snapshots, `snapshot-${String(number).padStart(6, '0')}.duckdb`));
    await writeFile(join(snapshots, 'snapshot-000003.frozen.json'), 'a label that cannot be read');
    await writeFile(
      join(snapshots, 'snapshot-000001.frozen.json'),
      JSON.stringify({ name: 'Board January 2024', frozen_at: '2024-01-20T09:00:00Z' }),
    );
    await waggle(home, 'publish');
    expect(await numbers(home)).toEqual([1, 3, ...Array.from({ length: 30 }, (_, index) => index + 12)]);
  });
});

describe('waggle publish', () => {
  it('publishes the figures anew though nothing has changed, and leaves the inbox alone', async () => {
    const home = await published();
    const before = await home.figures('complaints', 'county', 'month');
    await home.drop('complaints_2024-08.csv', csv(complaint('C9', '2024-08-01')));
    const { exitCode, stdout } = await waggle(home, 'publish');
    expect([exitCode, stdout]).toEqual([0, 'Figures published: snapshot-000002, data to 31 July 2024.\n']);
    expect(await home.figures('complaints', 'county', 'month')).toEqual(before);
    expect(before['2024-07']).toBe('2');
    expect(await readdir(home.home.inbox)).toEqual(['complaints_2024-08.csv']);
  });

  it('says that its figures are published to programs', async () => {
    const { stdout } = await waggle(await published(), 'publish', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ files: [], snapshot: { id: 'snapshot-000002' } });
  });
});
