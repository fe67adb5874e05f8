import { mkdir, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type TestHome, testHome } from '../support/home.ts';
import { attendance, complaint, csv } from '../support/rows.ts';
import { BAD, JULY, useWaggle } from './typed.ts';

const waggle = useWaggle();

/** Every file of a home, with its size and the moment it was written. */
async function filesOf({ home }: TestHome): Promise<string[]> {
  const entries = await readdir(home.root, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const found = await Promise.all(
    files.map(async (path) => [path, (await stat(path)).size, (await stat(path)).mtimeMs].join(' ')),
  );
  return found.sort();
}

describe('waggle ingest', () => {
  it('of a bad file exits 1, and its first lines say which file, which row and column, and why', async () => {
    const home = await testHome();
    await home.drop('complaints_2024-07.csv', BAD);
    const { exitCode, lines } = await waggle(home, ['ingest']);
    expect(exitCode).toBe(1);
    expect(lines.slice(0, 2)).toEqual([
      'complaints_2024-07.csv: not loaded; the published figures have not changed because of it (complaints).',
      '  row 3, dspl_area: “Camelot” in dspl_area is no area of the partnership. Write the area’s number or name; or have the name added to the partnership’s aliases.',
    ]);
    expect(lines[2]).toContain(`The findings are kept in ${home.home.quarantine}`);
  });

  it('says what refuses a file before what it merely remarks on, and refused files before the others', async () => {
    const home = await testHome();
    await home.drop('attendance_2024-07.csv', csv(attendance('2024-07', 'P1', 34, 0)));
    const headed = BAD.replaceAll(/^(.*)$/gm, (line) => (line ? `${line},a,b,c` : line));
    await home.drop('complaints_2024-07.csv', headed);
    const { exitCode, lines } = await waggle(home, ['ingest']);
    expect(exitCode).toBe(1);
    expect(lines[0]).toMatch(/^complaints_2024-07\.csv: not loaded/);
    expect(lines[1]).toMatch(/^ {2}row 3, dspl_area: “Camelot”/);
    expect(lines).toContain('1 file loaded, 1 row.');
  });

  it('of a good file exits 0 and says what was published; nothing new is said once, or not at all', async () => {
    const home = await testHome();
    await home.drop('complaints_2024-07.csv', JULY);
    const first = await waggle(home, ['ingest']);
    expect(first).toMatchObject({ exitCode: 0 });
    expect(first.lines).toEqual([
      '1 file loaded, 2 rows.',
      'Figures published: snapshot-000001, data to 31 July 2024.',
    ]);
    expect((await waggle(home, ['ingest'])).lines).toEqual([
      'There was nothing new in the inbox.',
      'The figures are as they were; nothing was published.',
    ]);
    expect(await waggle(home, ['ingest', '--quiet'])).toMatchObject({ exitCode: 0, stdout: '', stderr: '' });
    await mkdir(join(home.home.inbox, 'July'));
    // As an error, for of those the schedule says each but once.
    expect(await waggle(home, ['ingest', '--quiet'])).toMatchObject({
      ...{ exitCode: 0, stdout: '' },
      stderr: expect.stringMatching(/^July is a folder/),
    });
  });
});

describe('waggle ingest of a past month', () => {
  const complaints = (ids: string[], cells = {}) =>
    csv(...ids.map((id) => complaint(id, '2024-07-01', cells)));

  it('says which published figures are now others, and because of which file', async () => {
    const home = await testHome();
    await home.drop('complaints_2024-07.csv', complaints(['C1', 'C2', 'C3'], { dspl_area: '' }));
    await waggle(home, ['ingest']);
    await home.drop('complaints_2024-08.csv', complaints(['C3', 'C4', 'C5'], { dspl_area: '' }));
    const { lines } = await waggle(home, ['ingest']);
    expect(lines.slice(-2)).toEqual([
      'A past figure changed:',
      '  A figure, Testshire, July 2024: was 3, is 5, because of complaints_2024-08.csv.',
    ]);
  });

  it('names ten of many, and how many more there are', async () => {
    const home = await testHome();
    const months = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12'];
    for (const month of months) {
      await home.drop(`complaints_2023-${month}.csv`, csv(complaint(`C${month}`, `2023-${month}-01`)));
    }
    await waggle(home, ['ingest']);
    const late = months.map((month) => complaint(`D${month}`, `2023-${month}-02`));
    await home.drop('complaints_2024-01.csv', csv(...late, complaint('C13', '2024-01-02')));
    const { lines } = await waggle(home, ['ingest']);
    // 12 months, 4 quarters and the year, each for the county and for the North.
    const [heading, ...named] = lines.slice(lines.findIndex((line) => line.includes('past figures')));
    expect(heading).toBe('34 past figures changed, 17 of them for Testshire:');
    expect(named).toHaveLength(11);
    expect(named.at(-1)).toBe('  … and 24 more.');
  });
});

describe('waggle check', () => {
  it('says of each file what ingest would, and changes nothing', async () => {
    const home = await testHome();
    const good = await home.drop('complaints_2024-06.csv', JULY.replaceAll('2024-07', '2024-06'));
    const bad = await home.drop('complaints_2024-07.csv', BAD);
    const before = await filesOf(home);
    const { exitCode, lines } = await waggle(home, ['check', good, bad]);
    expect(exitCode).toBe(1);
    expect(lines).toEqual([
      'complaints_2024-07.csv: would not be loaded (complaints).',
      expect.stringMatching(/^ {2}row 3, dspl_area: “Camelot” in dspl_area is no area/),
      '1 file can be loaded, 2 rows.',
    ]);
    expect(await filesOf(home)).toEqual(before);
    expect((await waggle(home, ['check', good])).exitCode).toBe(0);
  });

  it('of more faults than fit says how many more there are, and of what kind', async () => {
    const home = await testHome();
    const many = Array.from({ length: 12 }, (_, index) => complaint(`C${index}`, 'some day'));
    const path = await home.drop('complaints_2024-07.csv', csv(...many));
    const { lines } = await waggle(home, ['check', path]);
    expect(lines).toHaveLength(10);
    expect(lines.at(-1)).toBe('  … and 4 more of the kind: 12 × type-error.');
  });
});
