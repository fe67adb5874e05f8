import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commands } from '../../bin/commands.ts';
import { environment, launcher, type Said } from '../support/command-line.ts';
import { openTestHome, projectRoot, type TestHome, testHome } from '../support/home.ts';
import { waggleHere } from '../support/in-process.ts';
import { COMPLAINTS, testPartnership } from '../support/partnership.ts';
import { BAD, JULY, useWaggle } from './typed.ts';

const waggle = useWaggle();

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
      unreadable: [],
      repaired: null,
      snapshot: expect.objectContaining({ id: 'snapshot-000001', data_to: '2024-07-31' }),
      changes: [],
      overtaken: [],
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

  it('of files: as check speaks of them, with what became of them', async () => {
    const { stdout } = await waggle(home, ['files', '--json']);
    const { files } = JSON.parse(stdout);
    const told = { file: 'complaints_2024-08.csv', outcome: 'rejected', state: 'rejected' };
    expect(files).toEqual([
      expect.objectContaining({
        ...told,
        findings: [
          expect.objectContaining({ severity: 'error', code: 'foreign-key', row: 3, value: 'Camelot' }),
          expect.objectContaining({ severity: 'warning', code: 'period-mismatch', row: null }),
        ],
      }),
      expect.objectContaining({ file: 'complaints_2024-07.csv', state: 'accepted', findings: [] }),
    ]);
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
      'There is no period “July”; write one as 2024-07, FY2024Q1, AY2024T1, FY2024, AY2024 or CY2024.',
    ],
    [['status', 'please'], {}, 'waggle status takes no “please”.'],
    [['ingest', '--quite'], {}, 'There is no option “--quite”; did you mean "--quiet"?'],
    [['check', 'nowhere.csv'], {}, 'There is no file nowhere.csv that can be read.'],
    [['ingest', 'nowhere.csv'], {}, 'There is no file nowhere.csv that can be read.'],
    [['status'], NOW, 'WAGGLE_NOW must be a day or a time, such as 2025-01-15 or 2025-01-15T09:00:00Z.'],
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

  it.each<[words: string[], message: string]>([
    [['ingest', '--everything'], 'There is no option “--everything”.'],
    [['ingest', '-q'], 'There is no option “-q”.'],
    [['ingest', '--json=yes'], '--json takes no “yes”.'],
    [['status', '--are', 'dspl-1'], 'There is no option “--are”.'],
    [['report', '--are', 'dspl-1'], 'There is no option “--are”; did you mean "--area"?'],
    [['status', '--role', 'leader'], 'waggle status knows no --role.'],
    [['report', '--out='], '--out needs something after it: --out=….'],
    [['report', '--out'], '--out needs something after it: --out=….'],
    [['report', '--area', '--json'], '--area needs something after it: --area=….'],
  ])('%j', async (words, message) => {
    const { exitCode, stdout, stderr } = await waggleHere(words, {});
    const said = words.includes('--json') ? JSON.parse(stdout).error : stderr.split('\n')[0];
    expect({ exitCode, said }).toEqual({ exitCode: 2, said: message });
  });
});

describe('a home without its key', () => {
  const keyOf = ({ home }: TestHome) => join(home.root, 'person.key');
  const status = ({ home }: TestHome) => waggleHere(['status'], { WAGGLE_HOME: home.root });

  it('is given one as long as it has no file', async () => {
    const home = await testHome();
    expect((await status(home)).exitCode).toBe(0);
    expect(await readFile(keyOf(home), 'utf8')).toMatch(/^[0-9a-f]{64}$/);
  });

  it('is given no other once it has files: nobody in them would be known again', async () => {
    const home = await testHome();
    await writeFile(join(home.home.archive, `${'0'.repeat(64)}.csv`), '');
    const { exitCode, stderr } = await status(home);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining(`${keyOf(home)} is missing`)]);
    expect(await readdir(home.home.root)).not.toContain('person.key');
    expect((await waggleHere(['catalogue', 'check'], { WAGGLE_HOME: home.home.root })).exitCode).toBe(0);
  });

  it('is told of in a sentence where this account may not read it', async () => {
    const home = await testHome();
    // Nothing is forbidden to root; a folder nobody can read as a file.
    await mkdir(keyOf(home));
    const { exitCode, stderr } = await status(home);
    expect(exitCode).toBe(2);
    expect(stderr).toBe(
      `${keyOf(home)} cannot be read (EISDIR). It is the pipeline’s alone: run this command as the account that runs the pipeline.\n`,
    );
  });
});

describe('asking for help is not wrong', () => {
  it('and lists the commands', async () => {
    const { exitCode, stdout } = await waggleHere(['--help'], {});
    expect(exitCode).toBe(0);
    for (const name of Object.keys(commands)) expect(stdout).toMatch(new RegExp(`^ {2}${name}\\b`, 'm'));
  });

  it('of one command, which says what it takes and what its exit codes mean, and does nothing', async () => {
    const { exitCode, stdout } = await waggleHere(['trace', '--help'], {});
    expect(exitCode).toBe(0);
    expect(stdout).toBe(`npx waggle trace INDICATOR AREA PERIOD

What a figure is made of: its files, their rows by number, and what they were checked for.
INDICATOR and AREA are ids, as in a page’s address; PERIOD is as 2024-07, FY2024Q1, AY2024T1, FY2024, AY2024 or CY2024.

  --json       the answer as one JSON document
  --quiet      only what is new or wrong

Exit code: 0 all is well; 1 something failed; 2 wrong usage.
`);
  });

  it.each<[words: string[], said: RegExp]>([
    [['report', '--help'], /^ {2}--period {5}a month \(2024-07\) or a quarter/m],
    [['ingest', '--help'], /1 a file or a row was refused, or could not be read, or something failed;/],
    [['user', 'add', '--help'], /^npx waggle user add NAME --role ROLE$/m],
    [['user', 'add', '-h'], /^ {2}--role {7}analyst, leader, area:<id> or public$/m],
    [['audit', '-h'], /^ {2}--user {7}what one person did/m],
    [['user', '--help'], /^ {2}user remove NAME {2}/m],
  ])('%j', async (words, said) => {
    const { exitCode, stdout } = await waggleHere(words, {});
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(said);
    const asJson = await waggleHere([...words, '--json'], {});
    expect(asJson.exitCode).toBe(0);
    expect(JSON.parse(asJson.stdout)).toEqual({ help: stdout.trimEnd() });
  });
});

it('goes on to its end when nobody reads what it prints, as behind head', async () => {
  const home = await testHome();
  const child = spawn(process.execPath, [launcher, '--help'], { env: environment(home, {}) });
  child.stdout.destroy();
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    complaint += text;
  });
  const [exitCode] = await once(child, 'close');
  expect({ exitCode, complaint }).toEqual({ exitCode: 0, complaint: '' });
});
