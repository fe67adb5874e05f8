import { DuckDBInstance } from '@duckdb/node-api';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { Pool } from '../../server/snapshots/pool.ts';

let instance: DuckDBInstance;
beforeEach(async () => {
  instance = await DuckDBInstance.create(':memory:');
});

function poolOf(begin: string | null, atMost: number): Pool {
  const pool = new Pool(instance, begin, atMost);
  onTestFinished(() => pool.close());
  return pool;
}

describe('a pool of connections', () => {
  it('answers everyone who waits, also when no connection can be opened, and then those who come later', async () => {
    const pool = poolOf(null, 2);
    const connect = vi.spyOn(instance, 'connect').mockRejectedValue(new Error('no memory'));
    const asked = Array.from({ length: 5 }, () => pool.rows('SELECT 1 AS one'));
    for (const { status } of await Promise.allSettled(asked)) expect(status).toBe('rejected');
    connect.mockRestore();
    const later = Array.from({ length: 5 }, () => pool.rows('SELECT 1 AS one'));
    expect(await Promise.all(later)).toEqual(Array.from({ length: 5 }, () => [{ one: 1 }]));
  });

  it('gives who waits the place of a connection that could not be opened', async () => {
    const pool = poolOf(null, 1);
    vi.spyOn(instance, 'connect').mockRejectedValueOnce(new Error('no memory'));
    const asked = await Promise.allSettled([pool.rows('SELECT 1 AS one'), pool.rows('SELECT 1 AS one')]);
    expect(asked.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
  });

  it('closes a connection that cannot begin as it should', async () => {
    const pool = poolOf('USE nowhere', 1);
    const connection = await instance.connect();
    vi.spyOn(instance, 'connect').mockResolvedValue(connection);
    const closed = vi.spyOn(connection, 'closeSync');
    await expect(pool.rows('SELECT 1')).rejects.toThrow('nowhere');
    expect(closed).toHaveBeenCalledOnce();
  });
});
