import { readdir, rm, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../pipeline/receive/receive.ts';
import type { TestHome } from '../support/home.ts';
import { complaint, csv, exclusion } from '../support/rows.ts';
import { useTestshire } from '../support/testshire.ts';

/** What `npm run test:crash` found by killing at random, one thing at a time. */

const { openHome } = useTestshire('suspended', 'complaints');

const may = csv(exclusion('X1', '2024-05-07'), exclusion('X2', '2024-05-08'));
const mayCorrected = csv(exclusion('X1', '2024-05-07'));
const june = csv(exclusion('X3', '2024-06-03'));
const july = csv(complaint('C1', '2024-07-01'), complaint('C2', '2024-07-02'));

const suspended = (home: TestHome) => home.figures('suspended', 'county', 'month');

describe('a file whose work broke off after it had been noted', () => {
  it('is loaded and published by the next run', async () => {
    const home = await openHome();
    home.breakOffAt('archived');
    await expect(home.deliver({ 'exclusions_2024-05.csv': may })).rejects.toThrow('broken off');
    const { snapshot } = await home.ingest();
    expect(snapshot).not.toBeNull();
    expect(await suspended(home)).toEqual({ '2024-05': '2' });
  });

  it('keeps its number: no other file gets it, and loses its rows to it', async () => {
    const home = await openHome();
    home.breakOffAt('archived');
    await expect(home.deliver({ 'exclusions_2024-05.csv': may })).rejects.toThrow('broken off');
    await home.deliver({ 'exclusions_2024-06.csv': june });
    expect(await suspended(home)).toEqual({ '2024-05': '2', '2024-06': '1' });
  });

  it('and which had come before is the newest word all the same: A, B, then A again is A', async () => {
    const home = await openHome();
    await home.deliver({ 'exclusions_2024-05.csv': may });
    await home.deliver({ 'exclusions_2024-05.csv': mayCorrected });
    home.breakOffAt('archived');
    await expect(home.deliver({ 'exclusions_2024-05.csv': may })).rejects.toThrow('broken off');
    await home.ingest();
    expect(await suspended(home)).toEqual({ '2024-05': '2' });
    const rows = 'SELECT count(*)::INTEGER AS rows FROM delivered.exclusions';
    expect(await home.facts(rows)).toEqual([{ rows: 3 }]);
  });

  it('is not told to have been delivered before, when the run only goes on with it', async () => {
    const home = await openHome();
    await home.drop('exclusions_2024-05.csv', may);
    home.breakOffAt('loaded');
    await expect(home.ingest()).rejects.toThrow('broken off');
    expect(await home.ingest()).toMatchObject({ files: [{ outcome: 'accepted', counts: {} }] });
    expect(await readdir(home.home.inbox)).toEqual([]);
    expect((await readdir(home.home.archive)).filter((name) => name.endsWith('.tries'))).toEqual([]);
  });
});

describe('what was found in a file whose run was broken off', () => {
  const refused = csv(complaint('C1', 'some day'));

  it.each([
    ['archived', 'as it was refused', refused, { outcome: 'rejected', counts: { 'type-error': 1 } }],
    ['cleared', 'when it had been refused', refused, { outcome: 'rejected', counts: { 'type-error': 1 } }],
    ['cleared', 'when it had been loaded', july, { outcome: 'accepted', rows: 2 }],
  ] as const)('at “%s”, %s, is told by the next run, and once', async (step, _when, content, told) => {
    const home = await openHome();
    home.breakOffAt(step);
    await expect(home.deliver({ 'complaints_2024-07.csv': content })).rejects.toThrow('broken off');
    const next = { files: [{ file: 'complaints_2024-07.csv', ...told }] };
    expect(await home.ingest()).toMatchObject(next);
    expect((await home.status()).last_run).toMatchObject(next);
    expect(await home.ingest()).toMatchObject({ files: [] });
  });
});

describe('a file that has to wait because the work on it broke off', () => {
  it('gives way to the one that came after it, though that was loaded first', async () => {
    const home = await openHome();
    await home.drop('exclusions_2024-05a.csv', may);
    await home.drop('exclusions_2024-05b.csv', mayCorrected);
    home.breakOffAt('read');
    expect(await home.ingest()).toMatchObject({ unfinished: [{ file: 'exclusions_2024-05a.csv' }] });
    expect(await suspended(home)).toEqual({ '2024-05': '1' });
    expect(await home.ingest()).toMatchObject({ unfinished: [] });
    expect(await suspended(home)).toEqual({ '2024-05': '1' });
  });

  it('has its number for itself, also before it has a note', async () => {
    const home = await openHome();
    await home.drop('exclusions_2024-06.csv', june);
    home.breakOffAt('read');
    await home.ingest();
    await home.drop('exclusions_2024-05.csv', may);
    await home.ingest();
    expect(await suspended(home)).toEqual({ '2024-05': '2', '2024-06': '1' });
  });

  it('in the archive is the newest word all the same when it is sent again', async () => {
    const home = await openHome();
    await home.deliver({ 'exclusions_2024-05.csv': may });
    await home.deliver({ 'exclusions_2024-05.csv': mayCorrected });
    await rm(home.home.warehouse);
    home.breakOffAt('read');
    expect(await home.ingest()).toMatchObject({ unfinished: [{ tries: 1 }] });
    await home.drop('exclusions_2024-05.csv', may);
    await home.ingest();
    expect(await suspended(home)).toEqual({ '2024-05': '2' });
  });
});

describe('the months on the dashboard', () => {
  it('stay there while a file is tried again that the warehouse has lost', async () => {
    const home = await openHome();
    await home.deliver({ 'exclusions_2024-05.csv': may, 'exclusions_2024-06.csv': june });
    await rm(home.home.warehouse);
    home.breakOffAt('read');
    expect(await home.ingest()).toMatchObject({ snapshot: null, unfinished: [{ tries: 1 }] });
    expect(await suspended(home)).toEqual({ '2024-05': '2', '2024-06': '1' });
    const { snapshot, unfinished } = await home.ingest();
    expect([snapshot?.id, unfinished]).toEqual(['snapshot-000002', []]);
    expect(await suspended(home)).toEqual({ '2024-05': '2', '2024-06': '1' });
  });

  it('stay there when another file is withdrawn meanwhile', async () => {
    const home = await openHome();
    await home.deliver({ 'exclusions_2024-05.csv': may, 'complaints_2024-07.csv': july });
    const path = await home.drop('complaints_2024-07.csv', july);
    const sha = await sha256(path);
    await rm(path);
    await rm(home.home.warehouse);
    home.breakOffAt('read');
    await home.ingest();
    await home.withdraw(sha);
    expect(await suspended(home)).toEqual({ '2024-05': '2' });
    expect(await home.figures('complaints', 'county', 'month')).toEqual({});
  });

  it('are published once, though the run breaks off as soon as they are', async () => {
    const home = await openHome();
    home.breakOffAt('published');
    await expect(home.deliver({ 'exclusions_2024-05.csv': may })).rejects.toThrow('broken off');
    expect(await home.ingest()).toMatchObject({ snapshot: null });
    expect(await home.snapshots()).toEqual(['snapshot-000001.duckdb']);
  });

  it('are published by the next run, where the run breaks off just before they are', async () => {
    const home = await openHome();
    home.breakOffAt('noted');
    await expect(home.deliver({ 'exclusions_2024-05.csv': may })).rejects.toThrow('broken off');
    expect(await home.ingest()).toMatchObject({ snapshot: { id: 'snapshot-000001' } });
  });
});

describe('a warehouse whose opening has ended the process three times', () => {
  it('is moved aside and made anew, and the report says so', async () => {
    const home = await openHome();
    await home.deliver({ 'exclusions_2024-05.csv': may });
    expect(await home.ingest()).toMatchObject({ repaired: null });
    await writeFile(`${home.home.warehouse}.opening`, '3\n');
    const { repaired } = await home.ingest();
    expect(repaired).toContain('warehouse.duckdb.damaged-');
    expect(await readdir(home.home.root)).toContain(repaired?.split('/').at(-1));
    expect(home.said.join()).toContain(repaired);
    expect(await suspended(home)).toEqual({ '2024-05': '2' });
    expect((await home.status()).last_run).toMatchObject({ repaired });
  });
});
