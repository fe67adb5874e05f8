import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openTestHome, PERSON_KEY, projectRoot, query, type TestHome, testHome } from '../support/home.ts';
import { ABSENCE, openPartnership, type TestPartnership } from '../support/partnership.ts';
import { attendance, type Cells, csv, exclusion, windows1252 } from '../support/rows.ts';
import { SUSPENDED } from '../support/testshire.ts';

/** Nothing that says who a person is leaves the archive, whatever is wrong with a file and whoever reads its report. */

const NAME = 'Amelia Zephyrina Hartwell';
const POSTCODE = 'AL99 9ZQ';
const NUMBER = '4829137706';
const UPN = 'H801-UPN-77031';
const SECRETS = [NAME, POSTCODE, NUMBER, UPN, 'Zephyrina', 'UPN-77'];
/** What identifies nobody is there to be found, so the search can find. */
const HARMLESS = 'SCHOOL-AS-IT-CAME';

const pupil = (month: string, index: number, cells: Cells = {}) => ({
  ...attendance(month, `${UPN}-${index}`, 34, 1, { school_urn: HARMLESS }),
  ...{ forename_and_surname: NAME, postcode: POSTCODE, nhs_number: NUMBER },
  ...cells,
});
const good = (month: string, count = 3) => Array.from({ length: count }, (_, index) => pupil(month, index));
/** Five rows that are each wrong in another way, among enough good ones that the file is taken. */
const faulty = (month: string) => [
  ...good(month, 700),
  pupil(month, 701, { dspl_area: POSTCODE }),
  pupil(month, 702, { sen_provision: `${UPN}-0` }),
  pupil(month, 703, { sessions_possible: NUMBER }),
  pupil(month, 704, { sessions_attended: `${UPN}-0` }),
  pupil(month, 0),
];
const lines = (text: string) => text.trimEnd().split('\n');
/** Every cell one place to the right of its own. */
const shifted = (row: string) => [NAME, ...row.split(',').slice(0, -1)].join(',');

type Outcome = 'accepted' | 'accepted_with_findings' | 'rejected' | 'unfinished';
const FILES: Record<string, [outcome: Outcome, content: string | Buffer]> = {
  'attendance_2023-01.csv': ['accepted_with_findings', csv(...good('2023-01'))],
  'attendance_2023-02.csv': [
    'accepted_with_findings',
    Buffer.from(`\uFEFF${csv(...good('2023-02'))}`, 'utf16le'),
  ],
  'attendance_2023-03.csv': [
    'accepted_with_findings',
    windows1252(csv(...good('2023-03'), pupil('2023-03', 9, { phase: '’' }))),
  ],
  'attendance_2023-04.csv': ['accepted_with_findings', csv(...good('2023-04')).replace('\n', '\r\n')],
  'attendance_2023-05.csv': ['accepted_with_findings', `List of ${NAME}\n${csv(...good('2023-05'))}`],
  'attendance_2023-06.csv': ['accepted_with_findings', csv(...faulty('2023-06'))],
  'attendance_2023-07.csv': [
    'accepted_with_findings',
    `${csv(...good('2023-07', 700))}2023-07,${UPN},${NAME}\n2023-07,${UPN}${`,${NAME}`.repeat(15)}\n`,
  ],
  'attendance_2023-09.csv': [
    'accepted_with_findings',
    `${csv(...good('2023-09', 700))}${shifted(lines(csv(pupil('2023-09', 800))).at(-1) ?? '')}\n`,
  ],
  'attendance_2023-10.csv': ['rejected', csv(...faulty('2023-10').slice(-5))],
  'attendance_2023-11.csv': [
    'rejected',
    Buffer.from(`\uFEFF${csv(...faulty('2023-11').slice(-5))}`, 'utf16le'),
  ],
  'attendance_2023-12.csv': [
    'rejected',
    lines(csv(...good('2023-12')))
      .map((row, index) => (index === 0 ? row : shifted(row)))
      .join('\n'),
  ],
  'attendance_2024-01.csv': ['rejected', csv(...good('2024-01')).slice(0, -20)],
  'attendance_2024-02.csv': ['rejected', `${csv(...good('2024-02'))}2024-02,"${UPN}-9,${NAME}\n`],
  'attendance_2024-03.csv': [
    'rejected',
    `${lines(csv(...good('2024-03')))
      .slice(1)
      .join('\n')}\n`,
  ],
  'attendance_2024-04.csv': ['rejected', csv(...good('2024-04')).replaceAll('34', `${NAME}\u0000`)],
  'attendance_2024-05.csv': [
    'rejected',
    Buffer.concat([Buffer.from(csv(...good('2024-05'))), Buffer.from([0xc3, 0xa9, 0x81])]),
  ],
  'children.csv': ['rejected', `Forename,Postcode\n${NAME},${POSTCODE}\n`],
  'who.csv': ['rejected', `${UPN},${NAME},${POSTCODE}\n${UPN},${NAME},${POSTCODE}\n`],
  'exclusions_2024-06.csv': [
    'unfinished',
    csv(
      exclusion('X1', '2024-06-03', { pupil_id: UPN, phase: NAME }),
      exclusion('X2', '2024-06-04', { phase: POSTCODE }),
    ),
  ],
};

let partnership: TestPartnership;
beforeAll(async () => {
  partnership = await openPartnership({ absence: { ...ABSENCE, grains: ['month'] }, suspended: SUSPENDED });
  const rule = '  - expression: CAST(phase AS INTEGER) > 0\n    message: Wrong.\n    remedy: Right it.\n';
  await partnership.edit('extracts/exclusions.yaml', 'checks:\n', `checks:\n${rule}`);
});
afterAll(() => partnership.remove());

describe('who a person is', () => {
  const outcomes = Object.fromEntries(Object.entries(FILES).map(([file, [outcome]]) => [file, outcome]));
  let home: TestHome;
  let documents: string[];
  beforeAll(async () => {
    home = await openTestHome({ partnership: partnership.folder });
    for (const [name, [, content]] of Object.entries(FILES)) await home.drop(name, content);
    documents = [await waggle(home, 'ingest', '--json')];
  });
  afterAll(() => home.remove());

  it('is in files of every kind that were taken, refused, set aside in part, or broke off the work on them', () => {
    const { files, unfinished } = runSchema.parse(JSON.parse(documents[0]?.split(BETWEEN)[0] ?? ''));
    const found = [
      ...files.map(({ file, outcome }) => [file, outcome]),
      ...unfinished.map(({ file }) => [file, 'unfinished']),
    ];
    expect(Object.fromEntries(found)).toEqual(outcomes);
    expect(unfinished[0]?.reason).toMatch(/^Conversion Error: an expression fails on a value/);
    const kinds = new Set(files.flatMap(({ counts }) => Object.keys(counts)));
    const wanted = [
      'type-error',
      'foreign-key',
      'constraint-error',
      'primary-key',
      'missing-cell',
      'extra-cell',
    ];
    expect([...kinds]).toEqual(
      expect.arrayContaining([...wanted, 'source-error', 'encoding-error', 'unknown-extract']),
    );
  });

  it('is said by no command', async () => {
    documents.push(await waggle(home, 'ingest'), await waggle(home, 'ingest'));
    for (const words of [['status'], ['status', '--json'], ['files'], ['rebuild']])
      documents.push(await waggle(home, ...words));
    const raw = (await readdir(home.home.archive)).filter((name) => name.endsWith('.csv'));
    documents.push(await waggle(home, 'check', ...raw.map((name) => join(home.home.archive, name))));
    expect(documents.join('\n')).toContain('attendance_2023-10.csv');
    for (const document of documents) expect(secretsIn(document)).toEqual([]);
  });

  it('is in no table of the warehouse or of a snapshot', async () => {
    const snapshots = (await home.snapshots()).map((name) => join(home.home.snapshots, name));
    const tables = await Promise.all([home.home.warehouse, ...snapshots].map(textOf));
    expect(tables[0]).toContain(HARMLESS);
    expect(tables[1]).toContain('foreign-key');
    for (const text of tables) expect(secretsIn(text)).toEqual([]);
  });

  it('is in no other file but the archive’s raw ones', async () => {
    expect(await filesWithSecrets(home)).toEqual(Object.keys(FILES).map(() => 'archive/SHA.csv'));
  });
});

it('of a run that is killed amid a file, nothing is left that says who a person is', async () => {
  const home = await testHome({ partnership: partnership.folder });
  const rows = csv(...good('2024-07', 60_000));
  await home.drop('attendance_2024-07.csv', Buffer.from(`\uFEFF${rows}`, 'utf16le'));
  const child = spawn(process.execPath, [WAGGLE, 'ingest'], { env: environment(home), stdio: 'ignore' });
  const tidied = join(home.home.work, 'tidied.csv');
  while (((await stat(tidied).catch(() => null))?.size ?? 0) < 500_000 && child.exitCode === null)
    await delay(2);
  child.kill('SIGKILL');
  const [, signal] = await once(child, 'exit');
  expect(signal).toBe('SIGKILL');
  expect(await readFile(tidied, 'utf8')).toContain(HARMLESS);
  expect(await filesWithSecrets(home)).toEqual(['archive/SHA.csv', 'inbox/attendance_2024-07.csv']);
});

const WAGGLE = join(projectRoot, 'bin', 'waggle.js');

/** Between what a command says on one output and on the other. */
const BETWEEN = '\f';

const runSchema = z.object({
  files: z.array(
    z.object({ file: z.string(), outcome: z.string(), counts: z.record(z.string(), z.number()) }),
  ),
  unfinished: z.array(z.object({ file: z.string(), reason: z.string() })),
});

function environment(home: TestHome) {
  return {
    PATH: process.env.PATH,
    WAGGLE_HOME: home.home.root,
    WAGGLE_PARTNERSHIP: partnership.folder,
    WAGGLE_PERSON_KEY: PERSON_KEY,
    WAGGLE_NOW: '2025-01-15',
  };
}

/** All that a command says, on either output. */
function waggle(home: TestHome, ...words: string[]): Promise<string> {
  const options = { env: environment(home), maxBuffer: 1 << 28 };
  return new Promise((resolve) => {
    execFile(process.execPath, [WAGGLE, ...words], options, (_error, stdout, stderr) =>
      resolve(stdout + BETWEEN + stderr),
    );
  });
}

/** Also where letters were made small, or spaces left out. */
function secretsIn(text: string): string[] {
  const plain = (one: string) => one.toLowerCase().replace(/\s+/g, '');
  const searched = plain(text);
  return SECRETS.filter((secret) => searched.includes(plain(secret)));
}

/** All that stands in a database: its file may be compressed. */
async function textOf(path: string): Promise<string> {
  const tables = await query(path, 'SELECT schema_name, table_name FROM duckdb_tables() WHERE NOT internal');
  const rows = await Promise.all(
    tables.map(({ schema_name, table_name }) =>
      query(path, `SELECT CAST(t AS VARCHAR) AS row FROM "${schema_name}"."${table_name}" AS t`),
    ),
  );
  return rows
    .flat()
    .map(({ row }) => String(row))
    .join('\n');
}

async function filesWithSecrets({ home }: TestHome): Promise<string[]> {
  const entries = await readdir(home.root, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const found = await Promise.all(
    paths.map(async (path) => {
      const bytes = await readFile(path);
      const texts = [bytes.toString('latin1'), bytes.toString('utf16le')];
      return texts.some((text) => secretsIn(text).length > 0) ? [path.slice(home.root.length + 1)] : [];
    }),
  );
  return found
    .flat()
    .map((path) => path.replace(/[0-9a-f]{64}/, 'SHA'))
    .sort();
}
