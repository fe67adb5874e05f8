import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { INDICATOR_TABLES } from '../../indicators/snapshot.ts';
import { figures } from '../support/everything.ts';
import { copyOf, type TestHome, testHome } from '../support/home.ts';
import { NORTH } from '../support/partnership.ts';
import { attendance, complaint, csv, headcount } from '../support/rows.ts';
import { august, firstFiles, ownTestshire, SEN2 } from './unchanged.ts';

describe('a snapshot that was made piece by piece', () => {
  it('is the same, row for row, as one that is worked out whole', { timeout: 180_000 }, async () => {
    const { partnership, home } = await lasting();
    const sen2 = `${SEN2}\nP9,R9,04/03/2024,0,10/07/2024,Y,0,0,,\n`;
    const steps: [day: string, () => Promise<unknown>][] = [
      ['2024-08-20', async () => home.deliver(await firstFiles())],
      ['2024-08-20', () => home.deliver(august)],
      ['2024-08-21', () => home.deliver({ 'sen2_requests_2024.csv': sen2 })],
      [
        '2024-08-26',
        () => home.deliver({ 'pupils_2024-06.csv': csv(headcount('2024-06-16', 'DSPL 2', 50)) }),
      ],
      [
        '2024-08-26',
        () => partnership.edit('testshire/indicators/complaints.yaml', 'value: 1\n', 'value: 2\n'),
      ],
      ['2024-09-04', () => home.deliver({ 'attendance_2024-07b.csv': missedByAnother })],
      ['2024-09-10', () => home.deliver({ 'complaints_2024-06.csv': restated })],
      [
        '2024-09-30',
        () => partnership.edit('testshire/partnership.yaml', 'short: North', 'short: The North'),
      ],
    ];
    for (const [day, step] of steps) {
      home.on(day);
      await step();
      await home.ingest();
      const copy = await copyOf(home, { partnership: partnership.folder, today: day });
      expect(await figures(home)).toEqual(await workedOutWhole(copy));
      await copy.remove();
    }
    const pieces = await figures(home);
    await home.rebuild();
    expect(await figures(home)).toEqual(pieces);
    expect(await home.figures('complaints', NORTH, 'month')).toEqual({
      '2024-06': '1',
      '2024-07': '0',
      '2024-08': '1',
    });
  });

  /** What a home publishes that has lost its snapshots, from which alone anything is taken over. */
  async function workedOutWhole(home: TestHome) {
    for (const name of await home.snapshots()) await rm(join(home.home.snapshots, name));
    await home.ingest();
    return figures(home);
  }

  it('has its changed past figures listed like any other', async () => {
    const { home } = await lasting();
    await home.deliver(await firstFiles());
    await home.deliver({ 'attendance_2024-07b.csv': missedByAnother });
    const { changes } = await home.deliver({ 'complaints_2024-06.csv': restated });
    const told = changes.filter(({ area, grain }) => area === 'county' && grain === 'month');
    expect(told.map(({ indicator, period, was, is }) => [indicator, period, was.value, is?.value])).toEqual([
      ['complaints', '2024-06', 2, 1],
      ['compliments', '2024-06', 0, 1],
    ]);
  });

  const missedByAnother = csv(attendance('2024-07', 'P2', 40, 4));
  const restated = csv(complaint('C1', '2024-06-03', { kind: 'compliment' }));

  async function lasting() {
    const partnership = await ownTestshire();
    return { partnership, home: await testHome({ partnership: partnership.folder }) };
  }
});

it('all tables of a snapshot that have rows of indicators are known as such', async () => {
  const { folder } = await ownTestshire();
  const home = await testHome({ partnership: folder });
  await home.ingest();
  const tables = await home.published(
    `SELECT table_name FROM duckdb_columns() WHERE column_name = 'indicator' ORDER BY ALL`,
  );
  const others = ['commentary', 'computed_from', 'decision', 'full_change'];
  // Protected figures hang together across indicators, so they are worked out anew each time.
  const own = tables
    .map((table) => String(table.table_name))
    .filter((name) => !name.startsWith('protected_'));
  expect(own).toEqual([...INDICATOR_TABLES, ...others].sort());
});
