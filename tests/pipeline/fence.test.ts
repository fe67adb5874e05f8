import { readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect, it, onTestFinished, vi } from 'vitest';
import { openChecker } from '../../indicators/checker.ts';
import type { Series } from '../../indicators/series.ts';
import { auditDisclosure } from '../../pipeline/disclosure/audit.ts';
import { silent } from '../../pipeline/effects.ts';
import { exportFigures } from '../../pipeline/publish/export.ts';
import { freeze } from '../../pipeline/publish/freeze.ts';
import { seriesTable } from '../../server/formats/flat.ts';
import { parquet } from '../../server/formats/parquet.ts';
import { openSnapshot } from '../../server/snapshots/snapshot.ts';
import { emptyHome } from '../server/home.ts';
import { projectRoot, type TestHome } from '../support/home.ts';
import { csv, exclusion } from '../support/rows.ts';
import { useTestshire } from '../support/testshire.ts';

/** Every DuckDB reaches its own file and folders and nothing else, and no query can change that. */

const { openHome } = useTestshire();

const may = { 'exclusions_2024-05.csv': csv(exclusion('X1', '2024-05-07')) };
const june = { 'exclusions_2024-06.csv': csv(exclusion('X2', '2024-06-07')) };

const SERIES: Series = {
  ...{ indicator: 'x', area: 'county', grain: 'month', level: 'full', snapshot: 's' },
  ...{ points: [], benchmarks: [], councils: null },
  summary: { variation: null, assurance: null, trend: null, sentence: '' },
};

/** What each piece of work opens. */
const WORK: [string, string[], (home: TestHome) => Promise<unknown>][] = [
  ['a run', [':memory:', 'snapshot-000002.duckdb', 'warehouse.duckdb'], (home) => home.deliver(june)],
  ['a check', [':memory:'], async (home) => home.check(await home.drop('exclusions_2024-06.csv', 'x\n'))],
  [
    'an export',
    ['snapshot-000001.duckdb'],
    ({ home }) => exportFigures(home, 'full', join(home.root, 'out')),
  ],
  ['freezing', ['snapshot-000001.duckdb'], async (home) => freeze(await home.settings(), silent, 'Board')],
  ['the audit of disclosure', [':memory:'], ({ home }) => auditDisclosure(home)],
  [
    'the server',
    ['snapshot-000001.duckdb'],
    async ({ home }) => (await openSnapshot(join(home.snapshots, 'snapshot-000001.duckdb'))).retire(),
  ],
  ['a Parquet file', [':memory:'], () => parquet(seriesTable(SERIES))],
  ['the check of expressions', [':memory:'], async () => (await openChecker()).close()],
];

it.each(WORK)('what %s opens cannot read or write a file elsewhere', async (_what, names, work) => {
  const home = await openHome();
  await home.deliver(may);
  const elsewhere = join(await emptyHome(), 'secret.csv');
  await writeFile(elsewhere, 'a\n1\n');
  const opened = keepOpen();
  await work(home);
  expect([...new Set(opened.map(({ path }) => basename(path)))].sort()).toEqual(names);
  for (const { instance, path } of opened) {
    const connection = await instance.connect();
    for (const sql of [
      `FROM read_text('${elsewhere}')`,
      `COPY (SELECT 1) TO '${elsewhere}.out'`,
      `ATTACH '${elsewhere}.duckdb' AS other`,
      'SET enable_external_access = true',
      `SET allowed_directories = ['/']`,
    ])
      await expect(connection.run(sql), `${path}: ${sql}`).rejects.toThrow(/disabled|locked|running/);
    connection.closeSync();
  }
});

/** What is opened from now on stays open until the test ends, to be looked at once its work is done. */
function keepOpen() {
  const opened: { path: string; instance: DuckDBInstance }[] = [];
  const create = DuckDBInstance.create.bind(DuckDBInstance);
  const spy = vi
    .spyOn(DuckDBInstance, 'create')
    .mockImplementation(async (path = ':memory:', options = {}) => {
      const instance = await create(path, options);
      const close = instance.closeSync.bind(instance);
      instance.closeSync = () => {};
      onTestFinished(close);
      opened.push({ path, instance });
      return instance;
    });
  onTestFinished(() => spy.mockRestore());
  return opened;
}

it('no other file than the fence opens one', async () => {
  const opening: string[] = [];
  for (const layer of ['indicators', 'pipeline', 'server', 'web', 'bin']) {
    const folder = join(projectRoot, layer);
    for (const name of await readdir(folder, { recursive: true })) {
      if (!/\.tsx?$/.test(name)) continue;
      if ((await readFile(join(folder, name), 'utf8')).includes('DuckDBInstance.'))
        opening.push(join(layer, name));
    }
  }
  expect(opening).toEqual([join('indicators', 'fence.ts')]);
});
