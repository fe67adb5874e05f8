import { spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { copyFile, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { silent } from '../../pipeline/effects.ts';
import { run } from '../../pipeline/run.ts';
import { BusyError } from '../../pipeline/warehouse.ts';
import { PERSON_KEY, projectRoot, type TestHome, testHome } from '../support/home.ts';
import {
  ABSENCE,
  COMPLAINTS,
  NORTH,
  ON_TIME,
  openPartnership,
  type PlainIndicator,
  REQUESTS,
  SOUTH,
  type TestPartnership,
  testPartnership,
} from '../support/partnership.ts';
import { attendance, complaint, csv, exclusion, issued, request } from '../support/rows.ts';

const SUSPENDED: PlainIndicator = {
  measure: { kind: 'count', extract: 'exclusions', date: 'started_on', where: "kind = 'suspension'" },
};

let testshire: TestPartnership;

beforeAll(async () => {
  testshire = await openPartnership({
    complaints: COMPLAINTS,
    requests: REQUESTS,
    'on-time': ON_TIME,
    absence: ABSENCE,
    suspended: SUSPENDED,
  });
});
afterAll(() => testshire.remove());

const open = () => testHome({ partnership: testshire.folder });

describe('a month delivered twice counts once', () => {
  const pupils = [
    attendance('2024-07', 'P1', 34, 2),
    attendance('2024-07', 'P2', 34, 1, { dspl_area: 'DSPL 2' }),
  ];
  const complaints = [complaint('C1', '2024-07-01'), complaint('C2', '2024-07-02', { dspl_area: '2' })];
  const month = { 'attendance_2024-07.csv': csv(...pupils), 'complaints_2024-07.csv': csv(...complaints) };

  it.each([
    ['as the very same files', month],
    [
      'as the same bytes under other names',
      {
        'attendance_2024-07 (1).csv': month['attendance_2024-07.csv'],
        'complaints_2024-07 copy.csv': month['complaints_2024-07.csv'],
      },
    ],
    [
      'with the rows in another order',
      {
        'attendance_2024-07.csv': csv(...pupils.toReversed()),
        'complaints_2024-07.csv': csv(...complaints.toReversed()),
      },
    ],
  ])('%s', async (_how, again) => {
    const home = await open();
    await home.deliver(month);
    await home.deliver(again);
    expect(await home.figures('absence', 'county', 'month')).toEqual({ '2024-07': '3/68' });
    expect(await home.figures('absence', SOUTH, 'month')).toEqual({ '2024-07': '1/34' });
    expect(await home.figures('complaints', 'county', 'month')).toEqual({ '2024-07': '2' });
    expect(await home.figures('complaints', SOUTH, 'month')).toEqual({ '2024-07': '1' });
  });

  it('and twice in one run too, the second with the remark that it had been delivered', async () => {
    const home = await open();
    await home.drop('complaints_2024-07.csv', csv(...complaints));
    await home.drop('complaints_2024-07b.csv', csv(...complaints));
    const { files } = await home.ingest();
    expect(files.map(({ outcome, counts }) => ({ outcome, counts }))).toEqual([
      { outcome: 'accepted', counts: {} },
      { outcome: 'accepted_with_findings', counts: { 'duplicate-file': 1 } },
    ]);
    expect(await home.figures('complaints', 'county', 'month')).toEqual({ '2024-07': '2' });
  });
});

describe('a later file', () => {
  it('replaces its own month whole, and no other', async () => {
    const home = await open();
    const may = ['X1', 'X2', 'X3'].map((id) => exclusion(id, '2024-05-07'));
    await home.drop('exclusions_2024-05.csv', csv(...may));
    await home.drop('exclusions_2024-06.csv', csv(exclusion('X4', '2024-06-03'), exclusion('X5', '2024-06-04')));
    await home.ingest();
    expect(await home.figures('suspended', 'county', 'month')).toEqual({ '2024-05': '3', '2024-06': '2' });

    await home.drop('exclusions_2024-05.csv', csv(exclusion('X9', '2024-05-20', { dspl_area: '2' })));
    await home.ingest();
    expect(await home.figures('suspended', 'county', 'month')).toEqual({ '2024-05': '1', '2024-06': '2' });
    expect(await home.figures('suspended', NORTH, 'month')).toEqual({ '2024-05': '0', '2024-06': '2' });
    expect(await states(home)).toEqual(['accepted', 'accepted', 'superseded']);
  });

  it('of several months replaces each of them', async () => {
    const home = await open();
    await home.drop('exclusions_2024-04.csv', csv(exclusion('X1', '2024-04-16')));
    await home.drop('exclusions_2024-05.csv', csv(exclusion('X2', '2024-05-07'), exclusion('X3', '2024-05-08')));
    await home.ingest();
    await home.drop(
      'exclusions_2024-06.csv',
      csv(exclusion('X7', '2024-05-09'), exclusion('X8', '2024-06-10'), exclusion('X9', '2024-06-11')),
    );
    await home.ingest();
    expect(await home.figures('suspended', 'county', 'month')).toEqual({
      '2024-04': '1',
      '2024-05': '1',
      '2024-06': '2',
    });
  });

  it('brings the newest row of a request: asked for in one file, its plan issued in the next', async () => {
    const home = await open();
    await home.drop('ehc_assessments_2024-03.csv', csv(request('R1', '2024-03-04'), request('R2', '2024-03-05')));
    // 22 July is the 140th day after 4 March; 24 July the 141st after 5 March.
    await home.drop(
      'ehc_assessments_2024-07.csv',
      csv(issued('R1', '2024-03-04', '2024-07-22'), issued('R2', '2024-03-05', '2024-07-24')),
    );
    await home.ingest();
    expect(await home.figures('requests', 'county', 'month')).toMatchObject({ '2024-03': '2' });
    expect(await home.figures('on-time', 'county', 'month')).toEqual({ '2024-07': '1/2' });
  });

  it('of an earlier month takes nothing from a newer month’s rows', async () => {
    const home = await open();
    await home.drop('ehc_assessments_2024-03.csv', csv(request('R1', '2024-03-04')));
    await home.drop('ehc_assessments_2024-07.csv', csv(issued('R1', '2024-03-04', '2024-07-22')));
    await home.ingest();
    await home.drop('ehc_assessments_2024-03.csv', csv(request('R1', '2024-03-04'), request('R3', '2024-03-11')));
    await home.ingest();
    expect(await home.figures('requests', 'county', 'month')).toMatchObject({ '2024-03': '2' });
    expect(await home.figures('on-time', 'county', 'month')).toEqual({ '2024-07': '1/1' });
  });

  it.each([
    [
      'of a period',
      'suspended',
      'exclusions_2024-05.csv',
      csv(exclusion('X1', '2024-05-07'), exclusion('X2', '2024-05-08')),
      csv(exclusion('X1', '2024-05-07')),
      { '2024-05': '2' },
    ],
    [
      'of a key',
      'complaints',
      'complaints_2024-05.csv',
      csv(complaint('C1', '2024-05-07')),
      csv(complaint('C1', '2024-05-07', { kind: 'compliment' })),
      { '2024-05': '1' },
    ],
  ])('%s wins though it is an older one sent again: A, B, A is A', async (_of, indicator, name, a, b, figures) => {
    const home = await open();
    for (const content of [a, b, a]) {
      await home.drop(name, content);
      await home.ingest();
    }
    expect(await home.figures(indicator, 'county', 'month')).toEqual(figures);
    expect(await states(home)).toEqual(['accepted', 'superseded']);
  });
});

describe('a refused file', () => {
  const good = csv(complaint('C1', '2024-07-01'), complaint('C2', '2024-07-02'));
  const bad = csv(complaint('C3', '2024-07-03'), complaint('C4', 'yesterday'));

  it('changes no published figure, and is kept with its report', async () => {
    const home = await open();
    await home.drop('complaints_2024-07.csv', good);
    await home.ingest();
    const before = await home.published('SELECT * FROM full_point ORDER BY ALL');
    await home.drop('complaints_2024-07.csv', bad);
    const { files } = await home.ingest();
    expect(files).toMatchObject([{ file: 'complaints_2024-07.csv', outcome: 'rejected', quarantined: 2 }]);
    expect(await home.published('SELECT * FROM full_point ORDER BY ALL')).toEqual(before);
    expect(await home.figures('complaints', 'county', 'month')).toEqual({ '2024-07': '2' });
    expect(await readdir(home.home.inbox)).toEqual([]);

    const kept = join(home.home.quarantine, String(files[0]?.sha256));
    expect(await readFile(join(kept, 'complaints_2024-07.csv'), 'utf8')).toBe(bad);
    const { report } = JSON.parse(await readFile(join(kept, 'report.json'), 'utf8'));
    expect(report).toEqual(files[0]);
    expect(report.findings).toMatchObject([
      { severity: 'error', code: 'type-error', row: 3, column: 'received_on', value: 'yesterday' },
    ]);
    const published = await home.published(
      `SELECT "column", value FROM finding JOIN file USING (sha256) WHERE state = 'rejected'`,
    );
    expect(published).toEqual([{ column: 'received_on', value: 'yesterday' }]);
  });

  it('is taken once it has been put right and sent again', async () => {
    const home = await open();
    await home.drop('complaints_2024-07.csv', bad);
    expect((await home.ingest()).files).toMatchObject([{ outcome: 'rejected' }]);
    expect(await home.series('complaints', 'county', 'month')).toEqual([]);
    await home.drop('complaints_2024-07.csv', bad.replace('yesterday', '04/07/2024'));
    expect((await home.ingest()).files).toMatchObject([{ outcome: 'accepted' }]);
    expect(await home.figures('complaints', 'county', 'month')).toEqual({ '2024-07': '2' });
  });

  it('does not stop the good files beside it', async () => {
    const home = await open();
    await home.drop('attendance_2024-07.csv', 'nothing,that,fits\n1,2,3\n');
    await home.drop('complaints_2024-07.csv', good);
    const { files } = await home.ingest();
    expect(files.map(({ outcome }) => outcome)).toEqual(['rejected', 'accepted']);
    expect(await home.figures('complaints', 'county', 'month')).toEqual({ '2024-07': '2' });
  });

  it('counts after the extract has learnt its words, also after a rebuild', async () => {
    const partnership = await testPartnership({ complaints: COMPLAINTS });
    const home = await testHome({ partnership: partnership.folder });
    const file = csv(complaint('C1', '2024-07-01', { dspl_area: 'Upper North' }));
    await home.drop('complaints_2024-07.csv', file);
    expect((await home.ingest()).files).toMatchObject([{ outcome: 'rejected' }]);

    await partnership.edit('testshire/partnership.yaml', '- DSPL 1', '- DSPL 1\n      - Upper North');
    await home.drop('complaints_2024-07.csv', file);
    expect((await home.ingest()).files).toMatchObject([{ outcome: 'accepted' }]);
    expect(await home.figures('complaints', NORTH, 'month')).toEqual({ '2024-07': '1' });
    await home.rebuild();
    expect(await home.figures('complaints', NORTH, 'month')).toEqual({ '2024-07': '1' });
  });
});

describe('the warehouse can be lost', () => {
  /** A home with everything that decides which rows count: months, corrections, a file sent again, a refused one. */
  async function lived(): Promise<TestHome> {
    const home = await open();
    const may = csv(exclusion('X1', '2024-05-07'), exclusion('X2', '2024-05-08'));
    await dropAll(home, {
      'exclusions_2024-05.csv': may,
      'complaints_2024-05.csv': csv(complaint('C1', '2024-05-01'), complaint('C2', '2024-05-02')),
      'ehc_assessments_2024-05.csv': csv(request('R1', '2024-05-07'), request('R2', '2024-05-08')),
    });
    await home.ingest();
    await dropAll(home, {
      'exclusions_2024-05.csv': csv(exclusion('X1', '2024-05-07')),
      'complaints_2024-06.csv': csv(complaint('C2', '2024-05-02', { kind: 'compliment' }), complaint('C3', '2024-06-02')),
      'ehc_assessments_2024-06.csv': csv(issued('R1', '2024-05-07', '2024-06-28')),
      'attendance_2024-06.csv': csv(attendance('2024-06', 'P1', 40, 50)),
    });
    await home.ingest();
    await home.drop('exclusions_2024-05.csv', may);
    await home.ingest();
    return home;
  }

  const everything = async (home: TestHome) => ({
    points: await home.published('SELECT * FROM full_point ORDER BY ALL'),
    summaries: await home.published('SELECT * FROM full_summary ORDER BY ALL'),
    files: await home.published('SELECT * FROM file ORDER BY ALL'),
    findings: await home.published('SELECT * FROM finding WHERE code <> $1 ORDER BY ALL', ['duplicate-file']),
  });

  it('and a rebuild gives the very same series, files and findings', async () => {
    const home = await lived();
    const before = await everything(home);
    expect(await home.figures('complaints', 'county', 'month')).toEqual({ '2024-05': '1', '2024-06': '1' });
    expect(await home.figures('suspended', 'county', 'month')).toEqual({ '2024-05': '2' });
    await rm(home.home.warehouse);
    const { snapshot } = await home.rebuild();
    expect(snapshot?.id).toBe('snapshot-000004');
    expect(await everything(home)).toEqual(before);
  });

  it('and so does the next run, of itself', async () => {
    const home = await lived();
    const before = await everything(home);
    await rm(home.home.warehouse);
    await home.ingest();
    expect(await everything(home)).toEqual(before);
  });

  it('and a rebuild that fails leaves the old one in its place', async () => {
    const home = await lived();
    const notes = (await readdir(home.home.archive)).filter((name) => name.endsWith('.json'));
    const note = join(home.home.archive, String(notes[0]));
    const text = await readFile(note);
    await writeFile(note, '{ "half a no');
    await expect(home.rebuild()).rejects.toThrow();
    await writeFile(note, text);
    expect(await home.facts('SELECT count(*)::INTEGER AS files FROM ledger.file')).toEqual([{ files: 8 }]);
    expect((await readdir(home.home.root)).filter((name) => name.includes('before-rebuild'))).toEqual([]);
  });
});

describe('a run that was killed', () => {
  /** What a run leaves when it dies after archiving: the file in the archive, no rows, the file still in the inbox. */
  it('after archiving and before loading is caught up by the next run, and its file counts once', async () => {
    const done = await open();
    const content = csv(complaint('C1', '2024-07-01'), complaint('C2', '2024-07-02'));
    await done.drop('complaints_2024-07.csv', content);
    await done.ingest();
    const killed = await open();
    for (const name of await readdir(done.home.archive)) {
      await copyFile(join(done.home.archive, name), join(killed.home.archive, name));
    }
    await killed.drop('complaints_2024-07.csv', content);
    await killed.ingest();
    expect(await killed.figures('complaints', 'county', 'month')).toEqual({ '2024-07': '2' });
    expect(await readdir(killed.home.inbox)).toEqual([]);
  });

  it('before its file’s note was written leaves nothing that counts', async () => {
    const home = await open();
    await writeFile(join(home.home.archive, `${'a'.repeat(64)}.csv`), csv(complaint('C1', '2024-07-01')));
    await home.ingest();
    expect(await home.series('complaints', 'county', 'month')).toEqual([]);
  });

  it('while publishing leaves no half snapshot where the server looks', async () => {
    const home = await open();
    await writeFile(join(home.home.work, 'snapshot-000001.duckdb'), 'half');
    await home.drop('complaints_2024-07.csv', csv(complaint('C1', '2024-07-01')));
    await home.ingest();
    expect(await home.snapshots()).toEqual(['snapshot-000001.duckdb']);
    expect(await home.figures('complaints', 'county', 'month')).toEqual({ '2024-07': '1' });
  });
});

describe('snapshots', () => {
  it('are published only when something has changed', async () => {
    const home = await open();
    await home.drop('complaints_2024-07.csv', csv(complaint('C1', '2024-07-01')));
    expect((await home.ingest()).snapshot?.id).toBe('snapshot-000001');
    expect((await home.ingest()).snapshot).toBeNull();
    expect(await home.snapshots()).toEqual(['snapshot-000001.duckdb']);
  });

  it('are published anew when a month is over, for then a period may be complete', async () => {
    const home = await open();
    home.on('2024-07-31');
    await home.drop('complaints_2024-07.csv', csv(complaint('C1', '2024-07-01')));
    await home.ingest();
    expect(await home.series('complaints', 'county', 'month')).toMatchObject([{ complete: false }]);
    home.on('2024-08-01');
    expect((await home.ingest()).snapshot?.id).toBe('snapshot-000002');
    expect(await home.series('complaints', 'county', 'month')).toMatchObject([{ complete: true }]);
  });

  it('are kept to the last 30', async () => {
    const home = await open();
    for (let number = 1; number <= 35; number += 1) {
      await writeFile(join(home.home.snapshots, `snapshot-${String(number).padStart(6, '0')}.duckdb`), '');
    }
    const { snapshot } = await home.ingest();
    expect(snapshot?.id).toBe('snapshot-000036');
    const kept = await home.snapshots();
    expect(kept).toHaveLength(30);
    expect(kept[0]).toBe('snapshot-000007.duckdb');
  });

  it('say what data they hold and how far they go', async () => {
    const home = await open();
    await home.drop('complaints_2024-06.csv', csv(complaint('C1', '2024-06-01')));
    await home.ingest();
    expect(await home.published('SELECT id, data_to::VARCHAR AS data_to, sample_data FROM snapshot')).toEqual([
      { id: 'snapshot-000001', data_to: '2024-06-30', sample_data: false },
    ]);
  });
});

describe('people', () => {
  const ids = ['UPN-H801-SECRET-1', 'Ünïcode SECRET 2', 'SECRET-3-' + 'x'.repeat(80)];

  it('are known by a pseudonym alone: their identifiers are in no warehouse, snapshot or report', async () => {
    const home = await open();
    const pupils = ids.map((id) => attendance('2024-07', id, 34, 1, { school_urn: 'URN-FOUND-IN-BYTES' }));
    await home.drop('attendance_2024-07.csv', csv(...pupils));
    const bad = ids.map((id) => attendance('2024-06', id, 34, 1, { dspl_area: 'Camelot', sen_provision: '' }));
    await home.drop('attendance_2024-06.csv', csv(...bad, ...bad));
    const cut = csv(...ids.map((id) => attendance('2024-05', id, 34, 1)));
    await home.drop('attendance_2024-05.csv', cut.slice(0, -12));
    await home.drop('attendance_2024-04.csv', `${cut.slice(0, -12)}"`);
    const { files } = await home.ingest();
    expect(files.map(({ outcome }) => outcome)).toEqual(['rejected', 'rejected', 'rejected', 'accepted']);

    const kept = await bytesOf(home, ['archive', 'quarantine', 'snapshots', '.']);
    const derived = kept.filter(({ path }) => !path.endsWith('.csv'));
    expect(derived.map(({ path }) => path).sort()).toEqual([
      expect.stringMatching(/^archive\/.*json$/),
      ...[0, 1, 2].map(() => expect.stringMatching(/^quarantine\/.*report.json$/)),
      'snapshots/snapshot-000001.duckdb',
      'warehouse.duckdb',
    ]);
    for (const { path, bytes } of derived) expect({ path, found: bytes.includes('SECRET') }).toEqual({ path, found: false });
    // The search would find them: what is no identifier stands in the warehouse as it came.
    expect(derived.at(-1)?.bytes.includes('URN-FOUND-IN-BYTES')).toBe(true);
  });

  it.each([
    ['a short key', PERSON_KEY],
    ['a key longer than a block of the digest', 'k€y '.repeat(30)],
  ])('have HMAC-SHA-256’s first 16 bytes for a pseudonym, with %s', async (_with, personKey) => {
    const home = await testHome({ partnership: testshire.folder, personKey });
    await home.drop(
      'attendance_2024-07.csv',
      csv(...ids.map((id, index) => attendance('2024-07', ` ${id} `, 34, index))),
    );
    await home.ingest();
    const rows = await home.facts(
      'SELECT pupil_id::VARCHAR AS pupil FROM facts.attendance ORDER BY sessions_authorised',
    );
    expect(rows.map(({ pupil }) => String(pupil).replaceAll('-', ''))).toEqual(
      ids.map((id) => createHmac('sha256', personKey).update(id).digest('hex').slice(0, 32)),
    );
  });

  it('get new pseudonyms, the same in all months, when the key changes', async () => {
    const home = await open();
    await home.drop('attendance_2024-06.csv', csv(attendance('2024-06', 'P1', 34, 1)));
    await home.ingest();
    const settings = { ...(await home.settings()), personKey: 'another key that is long enough' };
    await home.drop('attendance_2024-07.csv', csv(attendance('2024-07', 'P1', 34, 1)));
    await run(settings, { ...silent, now: () => new Date('2025-01-15') });
    const rows = await home.facts('SELECT DISTINCT pupil_id::VARCHAR AS pupil FROM facts.attendance');
    const expected = createHmac('sha256', settings.personKey).update('P1').digest('hex').slice(0, 32);
    expect(rows.map(({ pupil }) => String(pupil).replaceAll('-', ''))).toEqual([expected]);
  });
});

describe('the texts of a file', () => {
  const row = complaint('C1', '2024-07-01', { theme: 'Renée’s £5, "never" paid' });

  it.each([
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${csv(row)}`)],
    ['UTF-16', Buffer.from(`\uFEFF${csv(row)}`, 'utf16le')],
    ['Windows-1252', windows1252(csv(row))],
  ])('are read as they were written: %s', async (_encoding, bytes) => {
    const home = await open();
    await home.drop('complaints_2024-07.csv', bytes);
    await home.ingest();
    expect(await home.facts('SELECT theme FROM facts.complaints')).toEqual([{ theme: row.theme }]);
  });
});

describe('an analyst’s change to an extract', () => {
  it('reloads that extract’s files from the archive', async () => {
    const partnership = await testPartnership({ complaints: COMPLAINTS });
    const home = await testHome({ partnership: partnership.folder });
    const file = csv(complaint('C1', '2024-07-01', { theme: 'delay' })).replace('theme', 'Grumble');
    await home.drop('complaints_2024-07.csv', file);
    expect((await home.ingest()).files).toMatchObject([{ counts: { 'extra-label': 1, 'missing-label': 1 } }]);
    expect(await home.facts('SELECT theme FROM facts.complaints')).toEqual([{ theme: null }]);

    await partnership.edit('extracts/complaints.yaml', 'Nature of Complaint', 'Grumble');
    const { files, snapshot } = await home.ingest();
    expect(files).toEqual([]);
    expect(snapshot?.id).toBe('snapshot-000002');
    expect(await home.facts('SELECT theme FROM facts.complaints')).toEqual([{ theme: 'delay' }]);
    expect(await home.figures('complaints', 'county', 'month')).toEqual({ '2024-07': '1' });
  });

  it('that a file no longer fits sets the file aside, and taking it back brings the figures back', async () => {
    const partnership = await testPartnership({ complaints: COMPLAINTS });
    const home = await testHome({ partnership: partnership.folder });
    await home.drop('complaints_2024-07.csv', csv(complaint('C1', '2024-07-01', { agency: 'health' })));
    await home.ingest();
    await partnership.edit('extracts/complaints.yaml', '[education, health, social_care]', '[education]');
    await home.ingest();
    expect(await home.series('complaints', 'county', 'month')).toEqual([]);
    expect(home.said).toEqual(['complaints_2024-07.csv no longer fits its extract and does not count until it does.']);
    await partnership.edit('extracts/complaints.yaml', '[education]', '[education, health, social_care]');
    await home.ingest();
    expect(await home.figures('complaints', 'county', 'month')).toEqual({ '2024-07': '1' });
  });

  it('that refuses a file sent again, and is taken back, leaves the file counted once', async () => {
    const partnership = await testPartnership({ suspended: SUSPENDED });
    const home = await testHome({ partnership: partnership.folder });
    const file = csv(exclusion('X1', '2024-05-07'), exclusion('X2', '2024-05-08'));
    await home.drop('exclusions_2024-05.csv', file);
    await home.ingest();
    const rule = 'sessions_lost <= 90';
    const strict = 'sessions_lost <= 1\n    severity: error\n    message: Too long.\n    remedy: Shorten it.\n  - expression: true';
    await partnership.edit('extracts/exclusions.yaml', rule, strict);
    await home.drop('exclusions_2024-05.csv', file);
    expect((await home.ingest()).files).toMatchObject([{ outcome: 'rejected' }]);
    await partnership.edit('extracts/exclusions.yaml', strict, rule);
    await home.ingest();
    expect(await home.figures('suspended', 'county', 'month')).toEqual({ '2024-05': '2' });
  });
});

describe('a run', () => {
  it('is told to wait while another has the warehouse', async () => {
    const home = await open();
    await home.drop('complaints_2024-07.csv', csv(complaint('C1', '2024-07-01')));
    await home.ingest();
    const holder = await holdOpen(home.home.warehouse);
    await expect(home.ingest()).rejects.toThrow(BusyError);
    await expect(home.rebuild()).rejects.toThrow(/Another run of the pipeline is at work .* Wait until it has finished/);
    expect((await stat(home.home.warehouse)).size).toBeGreaterThan(0);
    holder.kill();
    await once(holder, 'exit');
    expect((await home.ingest()).snapshot).toBeNull();
  });

  it('takes named files from where they lie and leaves them there', async () => {
    const home = await open();
    const path = join(home.home.root, 'complaints_2024-07.csv');
    await writeFile(path, csv(complaint('C1', '2024-07-01')));
    await home.ingest(path);
    expect(await home.figures('complaints', 'county', 'month')).toEqual({ '2024-07': '1' });
    expect((await stat(path)).isFile()).toBe(true);
  });

  it('takes two named files that share a name, each for itself', async () => {
    const home = await open();
    const paths = ['one', 'two'].map((folder) => join(home.home.root, folder, 'complaints.csv'));
    for (const [index, path] of paths.entries()) {
      await mkdir(join(path, '..'));
      await writeFile(path, csv(complaint(`C${index}`, '2024-07-01')));
    }
    await home.ingest(...paths);
    expect(await home.figures('complaints', 'county', 'month')).toEqual({ '2024-07': '2' });
  });

  it('can follow another in the same process', async () => {
    const home = await open();
    const settings = await home.settings();
    for (const [index, month] of ['2024-06', '2024-07'].entries()) {
      await home.drop(`complaints_${month}.csv`, windows1252(csv(complaint(`C${index}`, `${month}-01`, { theme: '£' }))));
      await run(settings, { ...silent, now: () => new Date('2025-01-15') });
    }
    expect(await home.figures('complaints', 'county', 'month')).toEqual({ '2024-06': '1', '2024-07': '1' });
  });

  it('keeps its hands off hidden files and folders in the inbox', async () => {
    const home = await open();
    await home.drop('.complaints_2024-07.csv', csv(complaint('C1', '2024-07-01')));
    await mkdir(join(home.home.inbox, 'complaints_2024-06.csv'));
    expect((await home.ingest()).files).toEqual([]);
    expect((await readdir(home.home.inbox)).sort()).toEqual(['.complaints_2024-07.csv', 'complaints_2024-06.csv']);
  });
});

describe('a file without a month in its name', () => {
  it('delivers the months that its rows are of', async () => {
    const home = await open();
    await home.drop('complaints.csv', csv(complaint('C1', '2024-05-01'), complaint('C2', '2024-07-01')));
    await home.ingest();
    expect(await home.figures('complaints', 'county', 'month')).toEqual({ '2024-05': '1', '2024-06': '0', '2024-07': '1' });
  });
});

async function dropAll(home: TestHome, files: Record<string, string>): Promise<void> {
  for (const [name, content] of Object.entries(files)) await home.drop(name, content);
}

async function states(home: TestHome): Promise<string[]> {
  const rows = await home.published('SELECT state FROM file ORDER BY state');
  return rows.map((row) => String(row.state));
}

async function bytesOf({ home }: TestHome, folders: string[]) {
  const found = [];
  for (const folder of folders) {
    const entries = await readdir(join(home.root, folder), { recursive: folder !== '.', withFileTypes: true });
    for (const entry of entries.filter((one) => one.isFile())) {
      const path = join(entry.parentPath, entry.name);
      found.push({ path: path.slice(home.root.length + 1), bytes: await readFile(path) });
    }
  }
  return found;
}

/** The bytes that Excel on a British Windows writes. */
function windows1252(text: string): Buffer {
  return Buffer.from(text.replaceAll('’', '\u0092'), 'latin1');
}

/** Another process that has a DuckDB file open, as a pipeline at work has. It ends with the test. */
async function holdOpen(path: string) {
  const script = `
    import { DuckDBInstance } from '@duckdb/node-api';
    globalThis.held = await DuckDBInstance.create(process.argv[1]);
    globalThis.open = await held.connect();
    console.log('held');
    process.stdin.resume();`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, path], {
    cwd: projectRoot,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill());
  await once(child.stdout, 'data');
  return child;
}
