import { cp, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runWaggle, type Said } from '../support/command-line.ts';
import { openTestHome, projectRoot, type TestHome, testHome } from '../support/home.ts';
import {
  COMPLAINTS,
  ON_TIME,
  openPartnership,
  type TestPartnership,
  testPartnership,
} from '../support/partnership.ts';
import { attendance, complaint, csv, issued } from '../support/rows.ts';

/** The command line as it is typed: another process, its exit code and what it prints. */

const JULY = csv(complaint('C1', '2024-07-01'), complaint('C2', '2024-07-02', { dspl_area: 'DSPL 2' }));
const BAD = csv(complaint('C3', '2024-07-03'), complaint('C4', '2024-07-04', { dspl_area: 'Camelot' }));

let testshire: TestPartnership;
beforeAll(async () => {
  testshire = await openPartnership({ complaints: COMPLAINTS }, ['complaints', 'attendance']);
});
afterAll(() => testshire.remove());

const waggle: typeof runWaggle = (home, words, env = {}) =>
  runWaggle(home, words, { WAGGLE_PARTNERSHIP: testshire.folder, ...env });

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

describe('--json is one document', () => {
  let home: TestHome;
  beforeAll(async () => {
    home = await openTestHome();
  });
  afterAll(() => home.remove());

  it('of ingest: the files with their findings, and the snapshot', async () => {
    await home.drop('complaints_2024-07.csv', JULY);
    await home.drop('complaints_2024-08.csv', BAD);
    const { exitCode, stdout } = await waggle(home, ['ingest', '--json']);
    expect(exitCode).toBe(1);
    const found = { severity: 'error', code: 'foreign-key', row: 3, column: 'dspl_area', value: 'Camelot' };
    expect(JSON.parse(stdout)).toEqual({
      files: [
        {
          file: 'complaints_2024-07.csv',
          sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
          extract: 'complaints',
          period: '2024-07',
          outcome: 'accepted',
          rows: 2,
          quarantined: 0,
          findings: [],
          counts: {},
        },
        expect.objectContaining({
          file: 'complaints_2024-08.csv',
          outcome: 'rejected',
          quarantined: 2,
          findings: expect.arrayContaining([
            { ...found, message: expect.any(String), remedy: expect.any(String) },
          ]),
          counts: { 'foreign-key': 1, 'period-mismatch': 1 },
        }),
      ],
      unfinished: [],
      repaired: null,
      snapshot: expect.objectContaining({ id: 'snapshot-000001', data_to: '2024-07-31' }),
      changes: [],
    });
  });

  it('of check', async () => {
    const path = await home.drop('.complaints_2024-07.csv', BAD);
    const { exitCode, stdout } = await waggle(home, ['check', '--json', path]);
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      files: [{ outcome: 'rejected', counts: { 'foreign-key': 1 } }],
    });
  });

  it('of status', async () => {
    const { exitCode, stdout } = await waggle(home, ['status', '--json']);
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      extracts: [
        { extract: 'attendance', state: 'never', files: 0 },
        {
          extract: 'complaints',
          state: 'late',
          latest: '2024-07',
          next: '2024-08',
          due_on: '2024-09-10',
          months: [
            { month: '2024-07', state: 'in' },
            ...['08', '09', '10', '11', '12'].map((month) => ({ month: `2024-${month}`, state: 'late' })),
          ],
        },
      ],
      last_run: { id: 1, outcome: 'published', snapshot: { id: 'snapshot-000001' } },
      files: [{ state: 'rejected' }, { state: 'accepted' }],
    });
  });

  it('of rebuild', async () => {
    const { exitCode, stdout } = await waggle(home, ['rebuild', '--json']);
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ files: [], snapshot: { id: 'snapshot-000002' } });
  });

  it('of catalogue check', async () => {
    const { exitCode, stdout } = await waggle(home, ['catalogue', 'check', '--json']);
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toEqual({ faults: [], indicators: 1, extracts: 2 });
  });
});

describe('waggle status', () => {
  const month = (name: string) => JULY.replaceAll('2024-07', name);

  it('says of each extract which months are here, late or missing, and which files were refused', async () => {
    const home = await testHome();
    for (const name of ['2024-04', '2024-07', '2024-08', '2024-11']) {
      await home.drop(`complaints_${name}.csv`, month(name));
    }
    await home.drop('complaints_2024-12.csv', BAD);
    await waggle(home, ['ingest'], { WAGGLE_NOW: '2024-12-05T14:02:00Z' });
    const { exitCode, lines } = await waggle(home, ['status']);
    expect(exitCode).toBe(0);
    expect(lines).toEqual([
      'Last run: 5 December 2024 14:02, 5 files, 1 refused, figures published.',
      '',
      '                     2024',
      '                     Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec   next',
      'attendance  never arrived',
      'complaints  LATE     ·   ·   ·   ●   ?   ?   ●   ●   ?   ?   ●   !     Dec by 10 Jan 2025',
      '            late: December 2024',
      '            missing: May, June, September and October 2024',
      '',
      '● in   ! late   ? missing   · none expected',
      '',
      'Refused:',
      '  complaints_2024-12.csv, 2 findings',
    ]);
  });

  it('marks a month that came after its due date, and one that is due', async () => {
    const home = await testHome();
    for (const [name, today] of [
      ['2024-10', '2024-11-02'],
      ['2024-11', '2024-12-11'],
    ] as const) {
      await home.drop(`complaints_${name}.csv`, month(name));
      await waggle(home, ['ingest'], { WAGGLE_NOW: today });
    }
    const { lines } = await waggle(home, ['status'], { WAGGLE_NOW: '2025-01-10' });
    expect(lines.slice(-3)).toEqual([
      'complaints  due      ·   ·   ·   ·   ·   ·   ·   ·   ·   ●   ◐   ○     Dec by 10 Jan 2025',
      '',
      '● in   ◐ in, but after its due date   ○ due   · none expected',
    ]);
  });
});

describe('waggle trace', () => {
  const DAYS = ['2024-01-01', '2024-01-02', '2024-01-03', '2024-06-01'];
  let home: TestHome;
  let partnership: TestPartnership;
  let env: Record<string, string>;
  beforeAll(async () => {
    partnership = await openPartnership({ complaints: COMPLAINTS, 'on-time': ON_TIME });
    env = { WAGGLE_PARTNERSHIP: partnership.folder };
    home = await openTestHome();
    const slow = issued('R9', '2023-01-01', '2024-07-01', { dspl_area: 'DSPL 2' });
    const plans = DAYS.map((day, index) => issued(`R${index}`, day, '2024-07-01', { odd: 'x' }));
    await home.drop('ehc_assessments_2024-07.csv', csv(...plans.slice(0, 3), slow, ...plans.slice(3)));
    await home.drop('complaints_2024-07.csv', csv(complaint('C1', '2024-07-01', { kind: 'compliment' })));
    await waggle(home, ['ingest'], env);
  });
  afterAll(async () => {
    await home.remove();
    await partnership.remove();
  });

  it('says the figure first, then its files with the numbers of the rows, then the checks', async () => {
    const { exitCode, lines } = await waggle(home, ['trace', 'on-time', 'county', '2024-07'], env);
    expect(exitCode).toBe(0);
    expect(lines.slice(0, 9)).toEqual([
      'A figure, Testshire, July 2024: 1 of 5 (20%)',
      'Made of 1 row in the numerator, 5 rows in the denominator; 1 file; 0 rows set aside.',
      '',
      'ehc_assessments_2024-07.csv (ehc_assessments, accepted, received 15 January 2025)',
      expect.stringMatching(/^ {2}SHA-256 {6}[0-9a-f]{64}$/),
      '  numerator    row 6',
      '  denominator  rows 2–6',
      '  set aside    0 of its 5 rows',
      '',
    ]);
    expect(lines).toContain('  1 finding   The file has no unknown column');
    expect(lines).toContain('  passed      No two rows share request_id');
  });

  it('of a nought names the file that has nothing to count', async () => {
    const { lines } = await waggle(home, ['trace', 'complaints', 'dspl-2', '2024-07'], env);
    expect(lines[0]).toBe('A figure, DSPL 2: South, July 2024: 0');
    expect(lines[1]).toBe('Made of 0 rows; 1 file; 0 rows set aside.');
    expect(lines).toContain('  counted      no row');
  });

  it('as JSON has every row’s number', async () => {
    const { stdout } = await waggle(home, ['trace', 'on-time', 'dspl-1', '2024-07', '--json'], env);
    expect(JSON.parse(stdout)).toMatchObject({
      indicator: 'on-time',
      area: 'dspl-1',
      period: '2024-07',
      level: 'full',
      snapshot: 'snapshot-000001',
      files: [{ numerator_row_numbers: [6], denominator_row_numbers: [2, 3, 4, 6] }],
      rows: { numerator: 1, denominator: 4 },
    });
    const { lines } = await waggle(home, ['trace', 'on-time', 'dspl-1', '2024-07'], env);
    expect(lines).toContain('  denominator  rows 2–4, 6');
  });
});

describe('waggle catalogue check', () => {
  it('of a broken partnership exits 1 and says file, line and column of every fault', async () => {
    const home = await testHome();
    const broken = await testPartnership({ complaints: COMPLAINTS });
    await cp(join(projectRoot, 'indicators', 'hertfordshire'), broken.path('herts'), { recursive: true });
    await cp(join(projectRoot, 'indicators', 'extracts'), broken.path('extracts'), { recursive: true });
    await broken.edit('herts/indicators/asd-waiting.yaml', "pathway = 'autism'", "pathwey = 'autism'");
    await broken.edit('herts/indicators/ehcp-count.yaml', 'bees: [be-included]', 'bees: [be-incluced]');
    const env = { WAGGLE_PARTNERSHIP: broken.path('herts') };
    const { exitCode, stderr } = await waggle(home, ['catalogue', 'check'], env);
    expect(exitCode).toBe(1);
    const place = async (file: string, text: string) => {
      const lines = (await readFile(broken.path(file), 'utf8')).split('\n');
      const line = lines.findIndex((one) => one.includes(text));
      return `${broken.path(file)}:${line + 1}:${(lines[line] ?? '').indexOf(text) + 1}`;
    };
    expect(stderr.trimEnd().split('\n')).toEqual([
      'The catalogue has 2 faults:',
      `${await place('herts/indicators/asd-waiting.yaml', 'where:')} "where" uses "pathwey", which is no column of the extract; did you mean "pathway"?`,
      `${await place('herts/indicators/ehcp-count.yaml', 'be-incluced')} "be-incluced" is not one of the partnership’s bees; did you mean "be-included"?`,
    ]);

    const asJson = await waggle(home, ['catalogue', 'check', '--json'], env);
    expect(asJson.exitCode).toBe(1);
    expect(JSON.parse(asJson.stdout)).toMatchObject({
      faults: [
        {
          file: broken.path('herts/indicators/asd-waiting.yaml'),
          message: expect.stringContaining('pathwey'),
        },
        { message: expect.stringContaining('be-incluced') },
      ],
    });
  });
});

describe('wrong usage exits 2 and says what is meant', () => {
  const NOW = { WAGGLE_NOW: 'yesterday' };
  const KEY = { WAGGLE_PERSON_KEY: 'short' };
  const cases: [words: string[], env: Record<string, string>, message: string | RegExp][] = [
    [['ingets'], {}, 'There is no command “ingets”; did you mean "ingest"?'],
    [['ingets', 'complaints_2024-07.csv'], {}, 'There is no command “ingets”; did you mean "ingest"?'],
    [['catalogue', 'chek'], {}, 'There is no command “catalogue chek”; did you mean "catalogue check"?'],
    [['constructor'], {}, 'There is no command “constructor”.'],
    [['check'], {}, 'waggle check needs at least one file.'],
    [
      ['trace', 'complaints', 'county'],
      {},
      'waggle trace needs an indicator, an area and a period, as in: waggle trace ehcp-issued-20-weeks county 2024-07',
    ],
    [
      ['trace', 'complaint', 'county', '2024-07'],
      {},
      'There is no indicator “complaint”; did you mean "complaints"?',
    ],
    [['trace', 'complaints', 'dspl1', '2024-07'], {}, 'There is no area “dspl1”; did you mean "dspl-1"?'],
    [
      ['trace', 'complaints', 'county', 'July'],
      {},
      'There is no period “July”; write one as 2024-07, FY2024Q1, FY2024, AY2024 or CY2024.',
    ],
    [['status', 'please'], {}, 'waggle status takes no “please”.'],
    [['ingest', '--loud'], {}, /^Unknown option '--loud'/],
    [['check', 'nowhere.csv'], {}, 'There is no file nowhere.csv that can be read.'],
    [['ingest', 'nowhere.csv'], {}, 'There is no file nowhere.csv that can be read.'],
    [['status'], NOW, 'WAGGLE_NOW must be a date such as 2025-01-15.'],
    [['status'], KEY, /^WAGGLE_PERSON_KEY must have at least 16 characters/],
  ];
  const said = new Map<string[], Said>();
  let home: TestHome;
  beforeAll(async () => {
    home = await openTestHome();
    // One of them opens the warehouse, so that they do not wait for one another.
    await Promise.all(cases.map(async ([words, env]) => said.set(words, await waggle(home, words, env))));
  });
  afterAll(() => home.remove());

  it.each(cases)('%j %j', (words, _env, message) => {
    const { exitCode, stdout, stderr = '' } = said.get(words) ?? {};
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    const [first] = stderr.split('\n');
    expect(first).toEqual(typeof message === 'string' ? message : expect.stringMatching(message));
  });

  it('but asking for help is not wrong', async () => {
    const { exitCode, lines } = await waggle(home, ['--help']);
    expect(exitCode).toBe(0);
    for (const name of [
      'ingest',
      'check',
      'status',
      'trace',
      'samples',
      'serve',
      'schedule',
      'rebuild',
      'catalogue check',
    ]) {
      expect(lines.some((line) => line.startsWith(`  ${name} `))).toBe(true);
    }
  });
});
