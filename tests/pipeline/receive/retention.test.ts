import { copyFile, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { everything } from '../../support/everything.ts';
import { copyOf, openTestHome, type TestHome, testHome } from '../../support/home.ts';
import {
  ABSENCE,
  COMPLAINTS,
  openPartnership,
  type TestPartnership,
  testPartnership,
} from '../../support/partnership.ts';
import { attendance, complaint, csv } from '../../support/rows.ts';
import { SUSPENDED } from '../../support/testshire.ts';

/** Raw files go when their time is over; the facts stay, whatever happens to the warehouse afterwards. */

const NAME = 'attendance_2024-07.csv';
/** Two hundred pupils, one of whom has an area that nobody knows: 1 row set aside, 199 count. */
const PUPILS = Array.from({ length: 200 }, (_, index) =>
  attendance('2024-07', `UPN-SECRET-${index}`, 40, index % 7, index === 3 ? { dspl_area: 'Q' } : {}),
);
const missed = PUPILS.filter((_, index) => index !== 3).reduce(
  (sum, row) => sum + Number(row.sessions_authorised),
  0,
);
const FIGURES = { '2024-07': `${missed}/${199 * 40}` };

const LATER = '2026-01-15';

/** What every test begins with that is about facts whose raw file is gone. */
let aged: {
  home: TestHome;
  partnership: TestPartnership;
  before: Awaited<ReturnType<typeof everything>>;
  sha256: string;
};
beforeAll(async () => {
  const partnership = await keepingForSixMonths();
  const home = await openTestHome({ partnership: partnership.folder });
  const { files } = await home.deliver({ [NAME]: csv(...PUPILS) });
  home.on(LATER);
  await home.ingest();
  expect(await raw(home)).toEqual([]);
  aged = { home, partnership, before: await everything(home), sha256: files[0]?.sha256 ?? '' };
});
afterAll(async () => {
  await aged.home.remove();
  await aged.partnership.remove();
});

describe('a raw file', () => {
  it('that is older than the partnership keeps them goes at the end of a run, and every figure stays', async () => {
    const { home } = await openHome();
    await home.deliver({ [NAME]: csv(...PUPILS) });
    const before = await everything(home);
    expect(await raw(home)).toHaveLength(1);

    home.on('2025-07-15');
    await home.ingest();
    expect(await raw(home)).toHaveLength(1);
    expect(home.said).toEqual([]);
    home.on('2025-07-16');
    await home.ingest();
    expect(await raw(home)).toEqual([]);
    expect(home.said).toEqual([
      'Deleted 1 raw file received more than 6 months ago, as the partnership’s retention says; the facts stay.',
    ]);
    expect(await home.figures('absence', 'county', 'month')).toEqual(FIGURES);
    expect(await everything(home)).toEqual(before);
  });

  it('stays for good where the partnership says nothing about it', async () => {
    const partnership = await testPartnership({ absence: { ...ABSENCE, grains: ['month'] } });
    const home = await testHome({ partnership: partnership.folder });
    await home.deliver({ [NAME]: csv(...PUPILS) });
    home.on('2045-01-15');
    await home.ingest();
    expect(await raw(home)).toHaveLength(1);
  });

  it('leaves facts beside it that hold no identifier and are their owner’s alone', async () => {
    const { home } = await openAged();
    const kept = (await readdir(home.home.archive)).filter((name) => name.includes('.facts.'));
    expect(kept.map((name) => name.slice(64)).sort()).toEqual(['.facts.json', '.facts.parquet']);
    for (const name of kept) {
      const path = join(home.home.archive, name);
      expect((await readFile(path)).includes('SECRET')).toBe(false);
      expect((await stat(path)).mode & 0o777).toBe(0o600);
    }
  });

  it('that was refused goes too, and its report stays', async () => {
    const { home } = await openHome();
    const { files } = await home.deliver({ [NAME]: csv(attendance('2024-07', 'P1', 34, 50)) });
    expect(files).toMatchObject([{ outcome: 'rejected' }]);
    home.on('2026-01-15');
    await home.ingest();
    const { sha256 } = files[0] ?? { sha256: '' };
    expect(await readdir(home.home.archive)).toEqual([`${sha256}.json`]);
    expect(await readdir(join(home.home.quarantine, sha256))).toEqual(['findings.csv', 'report.json']);
    await home.rebuild();
    expect((await home.published('SELECT state FROM file')).map(({ state }) => state)).toEqual(['rejected']);
  });

  it('that was withdrawn goes too; delivered again it counts', async () => {
    const { home } = await openHome();
    const { files } = await home.deliver({ [NAME]: csv(...PUPILS) });
    await home.withdraw(files[0]?.sha256 ?? '');
    home.on('2026-01-15');
    await home.ingest();
    expect(await raw(home)).toEqual([]);
    await home.rebuild();
    expect(await home.published('SELECT state, rows FROM file')).toEqual([
      { state: 'withdrawn', rows: 200n },
    ]);
    expect(await home.figures('absence', 'county', 'month')).toEqual({});
    await home.deliver({ [NAME]: csv(...PUPILS) });
    expect(await home.figures('absence', 'county', 'month')).toEqual(FIGURES);
  });

  it('of which no note was ever made goes when it has lain as long', async () => {
    const { home } = await openHome();
    const strays = ['a', 'b'].map((letter) => join(home.home.archive, `${letter.repeat(64)}.csv`));
    for (const path of strays) await writeFile(path, csv(...PUPILS));
    const old = new Date('2023-01-15');
    await utimes(strays[0] ?? '', old, old);
    home.on('2025-01-15');
    await home.ingest();
    expect(await raw(home)).toEqual([`${'b'.repeat(64)}.csv`]);
  });

  it('that counts for nothing because its extract no longer fits is kept: there are no facts of it', async () => {
    const { home, partnership } = await openHome();
    await home.deliver({ [NAME]: csv(...PUPILS) });
    const [all, fewer] = ['enum: [E, K, "N"]', 'enum: [K, "N"]'];
    await partnership.edit('extracts/attendance.yaml', 'labels: { E: EHC plan, K', 'labels: { K');
    await partnership.edit('extracts/attendance.yaml', all, fewer);
    home.on('2026-01-15');
    await home.ingest();
    expect(await raw(home)).toHaveLength(1);
    expect(home.said.at(-1)).toMatch(/is older than raw files are kept, but is not deleted/);
    await partnership.edit('extracts/attendance.yaml', fewer, all);
    await home.ingest();
    expect(await home.figures('absence', 'county', 'month')).toEqual(FIGURES);
    expect(await raw(home)).toEqual([]);
  });
});

describe('facts whose raw file is gone are the same as ever', () => {
  const harms: [what: string, harm: (home: TestHome) => Promise<unknown>][] = [
    ['after a rebuild', (home) => home.rebuild()],
    ['when the warehouse is deleted', (home) => rm(home.home.warehouse)],
    ['when the warehouse is damaged', (home) => writeFile(home.home.warehouse, 'not a database')],
    ['when another release lays the ledger out anew', (home) => write(home, 'DROP TABLE ledger.layout')],
  ];
  it.each(harms)('%s', async (_what, harm) => {
    const { home, before } = await openAged();
    const compared = 'SELECT * FROM ledger.profile ORDER BY ALL';
    const profile = await home.facts(compared);
    await harm(home);
    const { files } = await home.ingest();
    expect(files).toEqual([]);
    expect(await everything(home)).toEqual(before);
    expect(profile).not.toEqual([]);
    expect(await home.facts(compared)).toEqual(profile);
  });

  it('when the file is delivered again, which then has its raw copy once more', async () => {
    const { home } = await openAged();
    const other = PUPILS.map((row) => ({ ...row, sessions_attended: 40, sessions_authorised: 0 }));
    await home.deliver({ [NAME]: csv(...other) });
    expect(await home.figures('absence', 'county', 'month')).toEqual({ '2024-07': `0/${199 * 40}` });
    const { files } = await home.deliver({ [NAME]: csv(...PUPILS) });
    expect(files).toMatchObject([{ counts: { 'duplicate-file': 1 } }]);
    expect(await home.figures('absence', 'county', 'month')).toEqual(FIGURES);
    expect(await raw(home)).toHaveLength(2);
    await home.rebuild();
    expect(await home.figures('absence', 'county', 'month')).toEqual(FIGURES);
  });

  it('wherever the run that kept them was ended', async () => {
    const { home, before, sha256 } = await openAged();
    const path = (ending: string) => join(home.home.archive, `${sha256}${ending}`);
    const stages: [there: string[], half: string[]][] = [
      [[], ['.facts.parquet.part']],
      [['.facts.parquet'], []],
      [['.facts.parquet'], ['.facts.json.part']],
      [['.facts.parquet', '.facts.json'], []],
    ];
    for (const [there, half] of stages) {
      await writeFile(path('.csv'), csv(...PUPILS));
      for (const ending of ['.facts.parquet', '.facts.json'])
        if (!there.includes(ending)) await rm(path(ending), { force: true });
      for (const ending of half) await writeFile(path(ending), 'half');
      await rm(home.home.warehouse);
      await home.ingest();
      expect(await everything(home)).toEqual(before);
      expect((await readdir(home.home.archive)).map((name) => name.slice(64)).sort()).toEqual([
        '.facts.json',
        '.facts.parquet',
        '.json',
      ]);
    }
  });

  it('of a month in which nothing happened too', async () => {
    const { home } = await openHome();
    const none = csv(complaint('C1', '2024-05-01')).replace(/\n.*\n$/, '\n');
    await home.deliver({ 'complaints_2024-05.csv': none });
    home.on('2026-01-15');
    await home.ingest();
    expect(await raw(home)).toEqual([]);
    await home.rebuild();
    expect(await home.figures('complaints', 'county', 'month')).toMatchObject({ '2024-05': '0' });
  });
});

describe('facts whose raw file is gone, when their extract changes', () => {
  const extract = 'extracts/attendance.yaml';

  it('are not known in a column that it has gained, which is said, and lose one that it has lost', async () => {
    const { home, partnership } = await openAged();
    await partnership.edit(extract, '  - name: phase\n', '  - name: key_stage\n');
    await home.ingest();
    expect(await home.figures('absence', 'county', 'month')).toEqual(FIGURES);
    const facts = await home.facts('SELECT DISTINCT key_stage, school_urn FROM facts.attendance');
    expect(facts).toEqual([{ key_stage: null, school_urn: '900101' }]);
    const findings = await home.published(
      `SELECT severity, "column" FROM finding WHERE code = 'missing-label'`,
    );
    expect(findings).toEqual([{ severity: 'warning', column: 'key_stage' }]);

    await partnership.edit(extract, '  - name: key_stage\n', '  - name: phase\n');
    await home.ingest();
    expect(await home.facts('SELECT DISTINCT phase FROM facts.attendance')).toEqual([{ phase: 'primary' }]);
  });

  it('are read in a column’s new type where each value is the same in it', async () => {
    const { home, partnership } = await openAged();
    await partnership.edit(
      extract,
      'sessions_attended\n    type: integer',
      'sessions_attended\n    type: number',
    );
    expect(await home.ingest()).toMatchObject({ files: [] });
    expect(await home.figures('absence', 'county', 'month')).toEqual(FIGURES);
  });

  it('are kept out where they are not, rather than loaded with holes', async () => {
    const { home, partnership } = await openAged();
    const [text, number] = ['name: phase\n    type: string', 'name: phase\n    type: integer'];
    await partnership.edit(extract, text, number);
    const { files } = await home.ingest();
    expect(files).toMatchObject([{ file: NAME, outcome: 'rejected', counts: { 'archive-error': 1 } }]);
    expect(files[0]?.findings[0]?.message).toMatch(
      /its phase was kept as VARCHAR, which cannot be read as BIGINT/,
    );
    expect(await home.figures('absence', 'county', 'month')).toEqual({});
    await partnership.edit(extract, number, text);
    await home.ingest();
    expect(await home.figures('absence', 'county', 'month')).toEqual(FIGURES);
  });

  it('never give a person’s column what was not a pseudonym', async () => {
    const { home, partnership } = await openAged();
    await partnership.edit(extract, 'name: school_urn\n', 'name: school_urn\n    person: true\n');
    const { files } = await home.ingest();
    expect(files).toMatchObject([{ outcome: 'rejected', counts: { 'archive-error': 1 } }]);
  });
});

it('pseudonyms of two keys are never mixed: facts made with another key are kept out, and said so', async () => {
  const { home } = await openAged();
  const key = (await home.settings()).personKey;
  home.keyed('another key that is long enough');
  const { files } = await home.ingest();
  expect(files).toMatchObject([{ file: NAME, outcome: 'rejected', counts: { 'archive-error': 1 } }]);
  expect(files[0]?.findings[0]?.remedy).toMatch(/^Set WAGGLE_PERSON_KEY to what it was before/);
  expect(home.said.at(-1)).toMatch(/cannot be loaded from the archive .* another WAGGLE_PERSON_KEY/);
  expect(await home.figures('absence', 'county', 'month')).toEqual({});
  expect((await home.ingest()).files).toEqual([]);

  home.keyed(key);
  expect((await home.ingest()).files).toEqual([]);
  expect(await home.figures('absence', 'county', 'month')).toEqual(FIGURES);
});

describe('kept facts that are damaged are kept out, and the others go on', () => {
  it.each([
    ['their rows', '.facts.parquet', 'PAR1 and nothing more PAR1'],
    ['what is known of them', '.facts.json', '{ "half'],
  ])('in %s', async (_what, ending, spoiled) => {
    const { home, sha256 } = await openAged();
    await home.deliver({ 'complaints_2024-07.csv': csv(complaint('C1', '2024-07-01')) });
    const path = join(home.home.archive, `${sha256}${ending}`);
    await copyFile(path, `${path}.whole`);
    await writeFile(path, spoiled);
    const { files } = await home.rebuild();
    expect(files).toMatchObject([{ file: NAME, outcome: 'rejected', counts: { 'archive-error': 1 } }]);
    expect(await home.figures('complaints', 'county', 'month')).toEqual({ '2024-07': '1' });
    await copyFile(`${path}.whole`, path);
    await home.ingest();
    expect(await home.figures('absence', 'county', 'month')).toEqual(FIGURES);
  });
});

/** A home whose partnership keeps raw files for six months. */
async function openHome(): Promise<{ home: TestHome; partnership: TestPartnership }> {
  const partnership = await keepingForSixMonths();
  onTestFinished(() => partnership.remove());
  return { home: await testHome({ partnership: partnership.folder }), partnership };
}

async function keepingForSixMonths(): Promise<TestPartnership> {
  const partnership = await openPartnership({
    absence: { ...ABSENCE, grains: ['month'] },
    complaints: { ...COMPLAINTS, grains: ['month'] },
    suspended: SUSPENDED,
  });
  const calendar = 'calendar: Europe/London';
  await partnership.edit(
    'testshire/partnership.yaml',
    calendar,
    `${calendar}\nretention: { raw_files_months: 6 }`,
  );
  return partnership;
}

/** One with a file that was received a year ago, on a later day of the same figures. */
async function openAged() {
  const partnership = await keepingForSixMonths();
  onTestFinished(() => partnership.remove());
  const home = await copyOf(aged.home, { partnership: partnership.folder, today: LATER });
  return { home, partnership, before: aged.before, sha256: aged.sha256 };
}

async function raw({ home }: TestHome): Promise<string[]> {
  return (await readdir(home.archive)).filter((name) => name.endsWith('.csv'));
}

/** Changes a home’s warehouse behind its back. */
async function write({ home }: TestHome, sql: string): Promise<void> {
  const instance = await DuckDBInstance.create(home.warehouse);
  const connection = await instance.connect();
  await connection.run(sql);
  connection.closeSync();
  instance.closeSync();
}
