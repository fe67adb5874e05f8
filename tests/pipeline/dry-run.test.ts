import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FileReport } from '../../indicators/series.ts';
import { silent } from '../../pipeline/effects.ts';
import { withdraw } from '../../pipeline/withdraw.ts';
import { holdOpen } from '../support/hold.ts';
import type { TestHome } from '../support/home.ts';
import { csv, exclusion } from '../support/rows.ts';
import { useTestshire } from '../support/testshire.ts';

/** `waggle check` compares with what the home has, and keeps nothing. */

const { openHome, openLastingHome, openCopy } = useTestshire('suspended');

const month = (name: string, count: number) =>
  csv(...Array.from({ length: count }, (_, index) => exclusion(`${name}-${index}`, `${name}-05`)));

let pattern: TestHome;
beforeAll(async () => {
  pattern = await openLastingHome();
  const names = ['2024-04', '2024-05', '2024-06'];
  await pattern.deliver(
    Object.fromEntries(names.map((name) => [`exclusions_${name}.csv`, month(name, 100)])),
  );
});
afterAll(() => pattern.remove());

const homeWithThreeMonths = () => openCopy(pattern);

async function check(home: TestHome, name: string, content: string): Promise<FileReport | undefined> {
  const path = join(home.home.root, name);
  await writeFile(path, content);
  return (await home.check(path))[0];
}

const FEW = 'July 2024 has 10 rows; the three months before had 100.';

it('a file far from the last months is told so before it is loaded, and nothing is kept', async () => {
  const home = await homeWithThreeMonths();
  const before = await kept(home);
  const report = await check(home, 'exclusions_2024-07.csv', month('2024-07', 10));
  expect(report?.findings).toMatchObject([{ severity: 'warning', code: 'drift', message: FEW }]);
  expect(await kept(home)).toEqual(before);
  const { files } = await home.deliver({ 'exclusions_2024-07.csv': month('2024-07', 10) });
  expect(files).toEqual([report]);
});

it('a file that would leave a fragment of another month is refused', async () => {
  const home = await homeWithThreeMonths();
  const mistyped = `${month('2024-07', 100)}${month('2024-06', 1).split('\n')[1]}\n`;
  const report = await check(home, 'exclusions_2024-07.csv', mistyped);
  expect(report).toMatchObject({ outcome: 'rejected', counts: { 'period-mismatch': 1 } });
});

describe('the very same file', () => {
  const june = month('2024-06', 100);
  const isTold = async (home: TestHome) => {
    const report = await check(home, 'exclusions_2024-06.csv', june);
    return report?.counts['duplicate-file'] === 1;
  };

  it('as one that counts is told so', async () => {
    expect(await isTold(await homeWithThreeMonths())).toBe(true);
  });

  it('as one that was withdrawn is not', async () => {
    const home = await homeWithThreeMonths();
    await withdraw(await home.settings(), silent, createHash('sha256').update(june).digest('hex'));
    expect(await isTold(home)).toBe(false);
  });

  it('as one that was superseded is not', async () => {
    const home = await homeWithThreeMonths();
    await home.deliver({ 'exclusions_2024-06.csv': month('2024-06', 101) });
    expect(await isTold(home)).toBe(false);
  });
});

describe('a file is checked for what is in itself alone, and this is said,', () => {
  const report = { outcome: 'accepted', rows: 10, counts: {} };

  it('while a run is at work', async () => {
    const home = await homeWithThreeMonths();
    await holdOpen(home.home.warehouse);
    expect(await check(home, 'exclusions_2024-07.csv', month('2024-07', 10))).toMatchObject(report);
    expect(home.said).toEqual(['The files were compared with no earlier ones: a run is at work.']);
  });

  it.each([
    ['when another version has laid out the warehouse', relaid],
    ['when the warehouse is damaged', (home: TestHome) => writeFile(home.home.warehouse, 'damaged')],
  ])('%s', async (_when, spoil) => {
    const home = await homeWithThreeMonths();
    await spoil(home);
    expect(await check(home, 'exclusions_2024-07.csv', month('2024-07', 10))).toMatchObject(report);
    expect(home.said).toEqual([
      'The files were compared with no earlier ones: the warehouse has to be made anew first.',
    ]);
  });

  async function relaid(home: TestHome): Promise<void> {
    const instance = await DuckDBInstance.create(home.home.warehouse);
    const connection = await instance.connect();
    await connection.run("UPDATE ledger.layout SET fingerprint = 'older'");
    connection.closeSync();
    instance.closeSync();
  }
});

it('a home without a warehouse has nothing to compare with', async () => {
  const home = await openHome();
  expect(await check(home, 'exclusions_2024-07.csv', month('2024-07', 10))).toMatchObject({ counts: {} });
  expect(home.said).toEqual([]);
  expect(await readdir(home.home.root)).not.toContain('warehouse.duckdb');
});

async function kept(home: TestHome): Promise<unknown> {
  const { archive, quarantine, snapshots, warehouse } = home.home;
  const lists = await Promise.all([archive, quarantine, snapshots].map((folder) => readdir(folder)));
  return [
    lists,
    createHash('sha256')
      .update(await readFile(warehouse))
      .digest('hex'),
  ];
}
