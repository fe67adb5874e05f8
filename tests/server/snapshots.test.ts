import { once } from 'node:events';
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { Pool } from '../../server/snapshots/pool.ts';
import { watchFolder } from '../../server/snapshots/watch.ts';
import { build, emptyHome, homeWith, publish, snapshotPath } from './home.ts';

const ONE_OF_EACH = [
  '/api/v1/catalogue',
  '/api/v1/overview',
  '/api/v1/indicators/plans-on-time/series',
  '/api/v1/indicators/plans-on-time/areas',
  '/api/v1/files',
  '/api/v1/snapshots',
];

describe('a newer snapshot', () => {
  it('takes over by itself, with the file system’s notice', async () => {
    const home = await homeWith(1);
    const { app } = await build(home, watchFolder);
    const swapped = once(app.snapshots.events, 'swap');
    await publish(home, 2);
    expect(await swapped).toEqual(['snapshot-000002']);
    expect((await app.inject('/readyz')).json().snapshot).toBe('snapshot-000002');
  });

  it('is noticed when told, in a folder that was not there before', async () => {
    const home = await emptyHome();
    const { app, changed } = await build(home);
    expect((await app.inject('/api/v1/overview')).statusCode).toBe(503);
    const swapped = once(app.snapshots.events, 'swap');
    await publish(home, 1);
    changed();
    await swapped;
    expect((await app.inject('/api/v1/overview')).statusCode).toBe(200);
  });

  it('fails no request and mixes with none', async () => {
    const home = await emptyHome();
    await publish(home, 1, { mark: 1 });
    const { app, changed } = await build(home);
    const seen = new Set<string>();
    const ask = async () => {
      const response = await app.inject('/api/v1/indicators/requests/series?grain=calendar_year');
      expect(response.statusCode, response.body).toBe(200);
      const { snapshot, points } = response.json();
      const values = points.map((point: { value: number }) => point.value);
      expect(values).toEqual([1, 1, 1].map(() => Number(snapshot.slice(-6))));
      seen.add(snapshot);
    };
    for (const number of [2, 3, 4]) {
      await publish(home, number, { mark: number });
      const swapped = once(app.snapshots.events, 'swap');
      const during = Array.from({ length: 30 }, ask);
      changed();
      during.push(...Array.from({ length: 30 }, ask));
      await Promise.all([swapped, ...during]);
    }
    await ask();
    expect([...seen]).toEqual([1, 2, 3, 4].map((number) => `snapshot-00000${number}`));
  });

  it('waits for those who still read the one before, and a little longer', async () => {
    const home = await homeWith(1);
    const { app } = await build(home);
    const lease = await app.snapshots.lease();
    await publish(home, 2);
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    await app.snapshots.refresh();
    await rm(snapshotPath(home, 1));
    vi.advanceTimersByTime(60_000);
    expect(await lease.snapshot.rows('SELECT id FROM snapshot')).toEqual([{ id: 'snapshot-000001' }]);
    lease.release();
    await expect(lease.snapshot.rows('SELECT id FROM snapshot')).rejects.toThrow();
  });

  it('closes the one before with the server, if not earlier', async () => {
    const home = await homeWith(1);
    const { app } = await build(home);
    const { snapshot, release } = await app.snapshots.lease();
    release();
    await publish(home, 2);
    await app.snapshots.refresh();
    expect(await snapshot.rows('SELECT id FROM snapshot')).toHaveLength(1);
    await app.close();
    await expect(snapshot.rows('SELECT id FROM snapshot')).rejects.toThrow();
  });

  it('has at hand what was asked of the one before, with its own figures', async () => {
    const home = await emptyHome();
    await publish(home, 1, { mark: 10 });
    const { app } = await build(home);
    const asked = '/api/v1/indicators/requests/series?grain=calendar_year';
    await app.inject(asked);
    await publish(home, 2, { mark: 20 });
    await app.snapshots.refresh();
    const queries = vi.spyOn(Pool.prototype, 'rows');
    onTestFinished(() => queries.mockRestore());
    const series = (await app.inject(asked)).json();
    expect(series).toMatchObject({ snapshot: 'snapshot-000002', points: [{ value: 20 }, {}, {}] });
    expect(queries).not.toHaveBeenCalled();
    await app.inject(`${asked}&area=dspl-1`);
    expect(queries).toHaveBeenCalled();
  });

  it('has worked out what leaders open before they do, soon after it was published', async () => {
    const home = await homeWith(1);
    const { app } = await build(home);
    await app.ready();
    await publish(home, 2);
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    await app.snapshots.refresh();
    const queries = vi.spyOn(Pool.prototype, 'rows');
    onTestFinished(() => queries.mockRestore());
    const askedFor = (name: string) => queries.mock.calls.filter(([, values]) => values && name in values);
    vi.advanceTimersByTime(60_000);
    vi.useRealTimers();
    await vi.waitFor(() => expect(askedFor('periods'), 'for analysts and for leaders').toHaveLength(2));
    const before = queries.mock.calls.length;
    expect((await app.inject('/api/v1/overview?area=dspl-2')).statusCode).toBe(200);
    expect((await app.inject('/areas/dspl-1')).statusCode).toBe(200);
    expect(queries.mock.calls.length).toBe(before);
  });

  it('shows its own overview, not one remembered from before', async () => {
    const home = await emptyHome();
    await publish(home, 1, { mark: 10 });
    const { app } = await build(home);
    const latest = async () => (await app.inject('/api/v1/overview')).json().rows[1].latest.value;
    expect(await latest()).toBe(10);
    await publish(home, 2, { mark: 20 });
    await app.snapshots.refresh();
    expect(await latest()).toBe(20);
  });
});

describe('a damaged snapshot', () => {
  it('is reported once, and the one before stays', async () => {
    const home = await homeWith(1);
    const { app, log } = await build(home);
    await writeFile(snapshotPath(home, 2), 'no database');
    await app.snapshots.refresh();
    await app.snapshots.refresh();
    expect(log.filter((line) => line.includes('snapshot-000002'))).toEqual([
      expect.stringContaining('cannot be read'),
    ]);
    const ready = (await app.inject('/readyz')).json();
    expect(ready).toEqual({ status: 'ready', snapshot: 'snapshot-000001', damaged: ['snapshot-000002'] });
    const { snapshots } = (await app.inject('/api/v1/snapshots')).json();
    expect(snapshots).toHaveLength(1);
  });

  it('is passed over at start, and a good one of its name is taken', async () => {
    const home = await homeWith(1);
    await writeFile(snapshotPath(home, 2), '');
    const { app } = await build(home);
    expect((await app.inject('/readyz')).json().snapshot).toBe('snapshot-000001');
    await publish(home, 2);
    await app.snapshots.refresh();
    expect((await app.inject('/readyz')).json()).toMatchObject({ snapshot: 'snapshot-000002', damaged: [] });
  });

  it('asked for by its id is a problem in words', async () => {
    const home = await homeWith(2);
    await writeFile(snapshotPath(home, 1), 'no database');
    const { app } = await build(home);
    const response = await app.inject('/api/v1/overview?snapshot=snapshot-000001');
    expect(response.statusCode).toBe(404);
    expect(response.json().detail).toContain('“snapshot-000001” is damaged');
  });
});

describe('older snapshots', () => {
  it('are opened by id, more of them than are kept open, all at once', async () => {
    const numbers = [1, 2, 3, 4, 5, 6];
    const { app } = await build(await homeWith(...numbers));
    const ids = numbers.flatMap((number) => Array.from({ length: 5 }, () => `snapshot-00000${number}`));
    const answers = await Promise.all(ids.map((id) => app.inject(`/api/v1/overview?snapshot=${id}`)));
    expect(answers.map((answer) => answer.json().snapshot)).toEqual(ids);
  });
});

describe('the warehouse', () => {
  it('may be unreadable or absent: the server never asks for it', async () => {
    const home = await homeWith(1);
    const warehouse = join(home, 'warehouse.duckdb');
    await writeFile(warehouse, 'not to be opened');
    await chmod(warehouse, 0o000);
    await mkdir(join(home, 'inbox'));
    const { app, log } = await build(home);
    for (const url of ONE_OF_EACH) expect((await app.inject(url)).statusCode, url).toBe(200);
    expect(log.filter((line) => line.includes('warehouse'))).toEqual([]);
  });

  it('cannot be reached through a snapshot, nor anything else on the disk', async () => {
    const { app } = await build(await homeWith(1));
    const { snapshot, release } = await app.snapshots.lease();
    for (const sql of [
      "SELECT * FROM read_text('/etc/hostname')",
      "ATTACH 'other.duckdb'",
      'SET enable_external_access = true',
      'DELETE FROM full_point',
    ]) {
      await expect(snapshot.rows(sql), sql).rejects.toThrow();
    }
    release();
  });
});
