import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import { complaint, csv, exclusion } from '../support/rows.ts';
import { useTestshire } from '../support/testshire.ts';

const { openHome } = useTestshire();

const july = { 'complaints_2024-07.csv': csv(complaint('C1', '2024-07-01'), complaint('C2', '2024-07-02')) };

describe('the ledger keeps of a run', () => {
  it('what it received and published, what it changed, and how long each stage took', async () => {
    const home = await openHome({ today: '2024-09-03' });
    await home.deliver({ 'exclusions_2024-05.csv': csv(exclusion('X1', '2024-05-07')) });
    const unreadable = csv(complaint('C1', 'some day'));
    const two = csv(exclusion('X1', '2024-05-07'), exclusion('X2', '2024-05-08'));
    await home.deliver({ 'exclusions_2024-05b.csv': two, 'complaints_2024-07.csv': unreadable });

    const { last_run } = await home.status();
    const second = expect.any(Number);
    expect(last_run).toEqual({
      id: 2,
      started_at: '2024-09-03T09:00:00.000Z',
      finished_at: '2024-09-03T09:00:00.000Z',
      outcome: 'published',
      files: [
        {
          file: 'exclusions_2024-05b.csv',
          sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
          extract: 'exclusions',
          period: '2024-05',
          outcome: 'accepted',
          rows: 2,
          quarantined: 0,
          counts: {},
        },
        expect.objectContaining({
          file: 'complaints_2024-07.csv',
          outcome: 'rejected',
          counts: { 'type-error': 1 },
        }),
      ],
      unfinished: [],
      repaired: null,
      snapshot: expect.objectContaining({ id: 'snapshot-000002' }),
      changed: 2,
      changes: [
        expect.objectContaining({ area: 'county', was: figure(1), is: figure(2) }),
        expect.objectContaining({ area: 'dspl-1', was: figure(1), is: figure(2) }),
      ],
      seconds: {
        catch_up: second,
        take_in: second,
        define_facts: second,
        compute: second,
        compare: second,
        publish: second,
      },
    });
    expect(JSON.stringify(last_run)).not.toContain('some day');
  });

  it('nothing, where it found nothing to do', async () => {
    const home = await openHome();
    await home.ingest();
    await home.deliver(july);
    const before = (await home.status()).last_run;
    home.on('2025-01-16');
    await home.ingest();
    expect((await home.status()).last_run).toEqual(before);
  });
});

describe('the reports of earlier runs', () => {
  it('are still there after a rebuild, in front of its own', async () => {
    const home = await openHome();
    await home.deliver(july);
    home.on('2025-01-16');
    await home.rebuild();
    expect(await home.facts('SELECT id, started_at FROM ledger.run ORDER BY id')).toEqual([
      { id: 1, started_at: '2025-01-15T09:00:00.000Z' },
      { id: 2, started_at: '2025-01-16T09:00:00.000Z' },
    ]);
    expect((await home.status()).last_run).toMatchObject({ id: 2, files: [], outcome: 'published' });
  });

  it('are kept to the last 500', async () => {
    const home = await openHome();
    await home.ingest();
    const instance = await DuckDBInstance.create(home.home.warehouse);
    const connection = await instance.connect();
    await connection.run(`INSERT INTO ledger.run SELECT range, 'then', 'then', '{}' FROM range(2, 501)`);
    connection.closeSync();
    instance.closeSync();
    await home.deliver(july);
    const kept = await home.facts(
      'SELECT count(*)::INTEGER AS runs, min(id) AS first, max(id) AS last FROM ledger.run',
    );
    expect(kept).toEqual([{ runs: 500, first: 2, last: 501 }]);
  });
});

function figure(count: number) {
  return { value: count, numerator: count, denominator: null };
}
