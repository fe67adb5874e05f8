import { once } from 'node:events';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { silent } from '../../pipeline/effects.ts';
import { run } from '../../pipeline/run.ts';
import { BusyError } from '../../pipeline/warehouse/storage-errors.ts';
import { holdOpen } from '../support/hold.ts';
import type { TestHome } from '../support/home.ts';
import { NORTH, SOUTH } from '../support/partnership.ts';
import { attendance, complaint, csv, exclusion, issued, request, windows1252 } from '../support/rows.ts';
import { useTestshire } from '../support/testshire.ts';

const { openHome } = useTestshire();

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
    const home = await openHome();
    await home.deliver(month);
    await home.deliver(again);
    expect(await home.figures('absence', 'county', 'month')).toEqual({ '2024-07': '3/68' });
    expect(await home.figures('absence', SOUTH, 'month')).toEqual({ '2024-07': '1/34' });
    expect(await home.figures('complaints', 'county', 'month')).toEqual({ '2024-07': '2' });
    expect(await home.figures('complaints', SOUTH, 'month')).toEqual({ '2024-07': '1' });
  });

  it('in one run too, with the remark that the second had been delivered before', async () => {
    const home = await openHome();
    const { files } = await home.deliver({
      'complaints_2024-07.csv': csv(...complaints),
      'complaints_2024-07b.csv': csv(...complaints),
    });
    expect(files.map(({ outcome, counts }) => ({ outcome, counts }))).toEqual([
      { outcome: 'accepted', counts: {} },
      { outcome: 'accepted_with_findings', counts: { 'duplicate-file': 1 } },
    ]);
    expect(await home.figures('complaints', 'county', 'month')).toEqual({ '2024-07': '2' });
  });
});

describe('a later file', () => {
  it('replaces its own month whole, and no other', async () => {
    const home = await openHome();
    await home.deliver({
      'exclusions_2024-05.csv': csv(...['X1', 'X2', 'X3'].map((id) => exclusion(id, '2024-05-07'))),
      'exclusions_2024-06.csv': csv(exclusion('X4', '2024-06-03'), exclusion('X5', '2024-06-04')),
    });
    expect(await home.figures('suspended', 'county', 'month')).toEqual({ '2024-05': '3', '2024-06': '2' });

    const corrected = csv(exclusion('X9', '2024-05-20', { dspl_area: '2' }));
    await home.deliver({ 'exclusions_2024-05.csv': corrected });
    expect(await home.figures('suspended', 'county', 'month')).toEqual({ '2024-05': '1', '2024-06': '2' });
    expect(await home.figures('suspended', NORTH, 'month')).toEqual({ '2024-05': '0', '2024-06': '2' });
    expect(await states(home)).toEqual(['accepted', 'accepted', 'superseded']);
  });

  it('of several months replaces each of them', async () => {
    const home = await openHome();
    await home.deliver({
      'exclusions_2024-04.csv': csv(exclusion('X1', '2024-04-16')),
      'exclusions_2024-05.csv': csv(exclusion('X2', '2024-05-07'), exclusion('X3', '2024-05-08')),
      'exclusions_2024-06.csv': csv(
        exclusion('X7', '2024-05-09'),
        exclusion('X8', '2024-06-10'),
        exclusion('X9', '2024-06-11'),
      ),
    });
    const figures = { '2024-04': '1', '2024-05': '1', '2024-06': '2' };
    expect(await home.figures('suspended', 'county', 'month')).toEqual(figures);
  });

  it('brings the newest row of a request: asked for in one file, its plan issued in the next', async () => {
    const home = await openHome();
    await home.deliver({
      'ehc_assessments_2024-03.csv': csv(request('R1', '2024-03-04'), request('R2', '2024-03-05')),
      // 22 July is the 140th day after 4 March; 24 July the 141st after 5 March.
      'ehc_assessments_2024-07.csv': csv(
        issued('R1', '2024-03-04', '2024-07-22'),
        issued('R2', '2024-03-05', '2024-07-24'),
      ),
    });
    expect(await home.figures('requests', 'county', 'month')).toEqual({ '2024-03': '2', '2024-07': '0' });
    expect(await home.figures('on-time', 'county', 'month')).toEqual({ '2024-07': '1/2' });
  });

  it('of an earlier month takes nothing from a newer month’s rows', async () => {
    const home = await openHome();
    await home.deliver({
      'ehc_assessments_2024-03.csv': csv(request('R1', '2024-03-04')),
      'ehc_assessments_2024-07.csv': csv(issued('R1', '2024-03-04', '2024-07-22')),
    });
    const late = csv(request('R1', '2024-03-04'), request('R3', '2024-03-11'));
    await home.deliver({ 'ehc_assessments_2024-03.csv': late });
    expect(await home.figures('requests', 'county', 'month')).toEqual({ '2024-03': '2', '2024-07': '0' });
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
  ])('%s wins though it had come before: A, then B, then A again is A', async (...given) => {
    const [, indicator, name, a, b, figures] = given;
    const home = await openHome();
    for (const content of [a, b, a]) await home.deliver({ [name]: content });
    expect(await home.figures(indicator, 'county', 'month')).toEqual(figures);
    expect(await states(home)).toEqual(['accepted', 'superseded']);
  });
});

describe('a refused file', () => {
  const good = csv(complaint('C1', '2024-07-01'), complaint('C2', '2024-07-02'));
  const bad = csv(complaint('C3', '2024-07-03'), complaint('C4', 'yesterday'));

  it('changes no published figure, and is kept with its report', async () => {
    const home = await openHome();
    await home.deliver({ 'complaints_2024-07.csv': good });
    const before = await home.published('SELECT * FROM full_point ORDER BY ALL');
    await home.drop('complaints_2024-07.csv', bad);
    const { files } = await home.ingest();
    expect(files).toMatchObject([{ file: 'complaints_2024-07.csv', outcome: 'rejected', quarantined: 2 }]);
    expect(await home.published('SELECT * FROM full_point ORDER BY ALL')).toEqual(before);
    expect(await home.figures('complaints', 'county', 'month')).toEqual({ '2024-07': '2' });
    expect(await readdir(home.home.inbox)).toEqual([]);

    const sha256 = String(files[0]?.sha256);
    expect(await readFile(join(home.home.archive, `${sha256}.csv`), 'utf8')).toBe(bad);
    const kept = join(home.home.quarantine, sha256);
    const report = JSON.parse(await readFile(join(kept, 'report.json'), 'utf8'));
    expect(report).toEqual(files[0]);
    expect(await readFile(join(kept, 'findings.csv'), 'utf8')).toContain(
      '3,received_on,yesterday,“yesterday” in received_on is not a date.,Write dates as',
    );
    expect(report.findings).toMatchObject([
      { severity: 'error', code: 'type-error', row: 3, column: 'received_on', value: 'yesterday' },
    ]);
    const published = await home.published(
      `SELECT "column", value FROM finding JOIN file USING (sha256) WHERE state = 'rejected'`,
    );
    expect(published).toEqual([{ column: 'received_on', value: 'yesterday' }]);
  });

  it('brings no formula into the table of its findings, from a heading of several lines either', async () => {
    const home = await openHome();
    const [header, ...rows] = bad.trim().split('\n');
    const heading = '"=HYPERLINK(""x"")\nsecond line"';
    const text = [`${header},${heading}`, ...rows.map((row) => `${row},`), ''].join('\n');
    await home.drop('complaints_2024-07.csv', text);
    const { files } = await home.ingest();
    const kept = join(home.home.quarantine, String(files[0]?.sha256), 'findings.csv');
    const table = await readFile(kept, 'utf8');
    expect(table).toContain(`,"'=HYPERLINK(""x"") second line",`);
    expect(table).not.toMatch(/(^|,)"?=/m);
  });

  it('is taken once it has been put right and sent again', async () => {
    const home = await openHome();
    const refused = await home.deliver({ 'complaints_2024-07.csv': bad });
    expect(refused.files).toMatchObject([{ outcome: 'rejected' }]);
    expect(await home.series('complaints', 'county', 'month')).toEqual([]);
    const taken = await home.deliver({ 'complaints_2024-07.csv': bad.replace('yesterday', '04/07/2024') });
    expect(taken.files).toMatchObject([{ outcome: 'accepted' }]);
    expect(await home.figures('complaints', 'county', 'month')).toEqual({ '2024-07': '2' });
  });

  it('does not stop the good files beside it', async () => {
    const home = await openHome();
    const nothing = 'nothing,that,fits\n1,2,3\n';
    const { files } = await home.deliver({
      'attendance_2024-07.csv': nothing,
      'complaints_2024-07.csv': good,
    });
    expect(files.map(({ outcome }) => outcome)).toEqual(['rejected', 'accepted']);
    expect(await home.figures('complaints', 'county', 'month')).toEqual({ '2024-07': '2' });
  });
});

describe('a run', () => {
  const july = { 'complaints_2024-07.csv': csv(complaint('C1', '2024-07-01')) };

  it('empties the inbox of what it has dealt with', async () => {
    const home = await openHome();
    for (const [name, content] of Object.entries(july)) await home.drop(name, content);
    await home.ingest();
    expect(await home.figures('complaints', 'county', 'month')).toEqual({ '2024-07': '1' });
    expect(await readdir(home.home.inbox)).toEqual([]);
  });

  it('keeps its hands off hidden files and folders in the inbox', async () => {
    const home = await openHome();
    await home.drop('.complaints_2024-07.csv', csv(complaint('C1', '2024-07-01')));
    await mkdir(join(home.home.inbox, 'complaints_2024-06.csv'));
    expect((await home.ingest()).files).toEqual([]);
    const left = ['.complaints_2024-07.csv', 'complaints_2024-06.csv'];
    expect((await readdir(home.home.inbox)).sort()).toEqual(left);
  });

  it('takes named files from where they lie and leaves them there', async () => {
    const home = await openHome();
    const path = join(home.home.root, 'complaints_2024-07.csv');
    await writeFile(path, july['complaints_2024-07.csv']);
    await home.ingest(path);
    expect(await home.figures('complaints', 'county', 'month')).toEqual({ '2024-07': '1' });
    expect((await stat(path)).isFile()).toBe(true);
  });

  it('takes two named files that share a name, each for itself', async () => {
    const home = await openHome();
    const paths = ['one', 'two'].map((folder) => join(home.home.root, folder, 'complaints.csv'));
    for (const [index, path] of paths.entries()) {
      await mkdir(join(path, '..'));
      await writeFile(path, csv(complaint(`C${index}`, '2024-07-01')));
    }
    await home.ingest(...paths);
    expect(await home.figures('complaints', 'county', 'month')).toEqual({ '2024-07': '2' });
  });

  it('can follow another in the same process', async () => {
    const home = await openHome();
    const settings = await home.settings();
    for (const [index, month] of ['2024-06', '2024-07'].entries()) {
      const row = complaint(`C${index}`, `${month}-01`, { theme: '£' });
      await home.drop(`complaints_${month}.csv`, windows1252(csv(row)));
      await run(settings, { ...silent, now: () => new Date('2025-01-15') });
    }
    expect(await home.figures('complaints', 'county', 'month')).toEqual({ '2024-06': '1', '2024-07': '1' });
  });

  it('is told to wait while another has the warehouse', async () => {
    const home = await openHome();
    await home.deliver(july);
    const holder = await holdOpen(home.home.warehouse);
    await expect(home.ingest()).rejects.toThrow(BusyError);
    const wait = /Another run of the pipeline is at work .* Wait until it has finished/;
    await expect(home.rebuild()).rejects.toThrow(wait);
    expect((await stat(home.home.warehouse)).isFile()).toBe(true);
    holder.kill();
    await once(holder, 'exit');
    expect((await home.ingest()).snapshot).toBeNull();
  });
});

async function states(home: TestHome): Promise<string[]> {
  const rows = await home.published('SELECT state FROM file ORDER BY state');
  return rows.map((row) => String(row.state));
}
