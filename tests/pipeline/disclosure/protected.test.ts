import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it, onTestFinished } from 'vitest';
import { auditDisclosure } from '../../../pipeline/disclosure/audit.ts';
import { exportFigures } from '../../../pipeline/publish/export.ts';
import { type TestHome, testHome } from '../../support/home.ts';
import { COMPLAINTS, type PlainIndicator, testPartnership } from '../../support/partnership.ts';
import { type Cells, complaint, csv } from '../../support/rows.ts';

/** How many complaints of each area in each month: North's are few in the spring. */
const NORTH = [9, 8, 7, 2, 1, 0, 12, 9, 9, 10, 10, 10];
const SOUTH = [20, 21, 22, 15, 14, 13, 12, 11, 15, 16, 17, 18];

const grains: PlainIndicator['grains'] = ['month', 'quarter', 'calendar_year'];
const LATE: PlainIndicator = {
  unit: 'percent',
  polarity: 'lower_is_better',
  measure: {
    kind: 'proportion',
    extract: 'complaints',
    date: 'received_on',
    where: "kind = 'complaint'",
    numerator: "outcome = 'upheld'",
  },
};

async function homeWith(indicators: Record<string, PlainIndicator>): Promise<TestHome> {
  const { folder } = await testPartnership(indicators, ['complaints']);
  return testHome({ partnership: folder });
}

function months(count: number, north: number[] = NORTH): Record<string, string> {
  const rows = Array.from({ length: count }, (_, index) => {
    const month = `2023-${String(index + 1).padStart(2, '0')}`;
    const of = (area: string, many: number) =>
      Array.from({ length: many }, (_, each) =>
        complaint(`${area} ${month} ${each}`, `${month}-10`, {
          ...{ dspl_area: area, outcome: each % 2 === 0 ? 'upheld' : 'not_upheld' },
        }),
      );
    return [...of('DSPL 1', north[index] ?? 0), ...of('DSPL 2', SOUTH[index] ?? 0)];
  });
  return { 'complaints_2023.csv': csv(...rows.flat()) };
}

async function shown(home: TestHome, indicator: string, area: string, grain = 'quarter') {
  const rows = await home.published(
    `SELECT period, status, numerator, denominator, value FROM protected_point
     WHERE indicator = $1 AND area = $2 AND grain = $3 ORDER BY start`,
    [indicator, area, grain],
  );
  return Object.fromEntries(rows.map((row) => [row.period, row.status === 'ok' ? row.value : row.status]));
}

describe('protected figures', () => {
  it('hide a count of three, and what would tell it', async () => {
    const home = await homeWith({ complaints: { ...COMPLAINTS, grains } });
    await home.deliver(months(12));
    const north = await shown(home, 'complaints', 'dspl-1');
    expect(north.FY2023Q1).toBe('suppressed');
    expect(north).toMatchObject({ FY2022Q4: 24, FY2023Q3: 30 });
    const south = await shown(home, 'complaints', 'dspl-2');
    expect(south.FY2023Q1).toBe('suppressed');
    expect(await shown(home, 'complaints', 'county')).toMatchObject({ FY2023Q1: 45 });
    // The year less the other quarters would tell it too.
    const hidden = Object.values(north).filter((value) => value === 'suppressed').length;
    const year = await shown(home, 'complaints', 'dspl-1', 'calendar_year');
    expect(hidden > 1 || year.CY2023 === 'suppressed').toBe(true);
    expect((await auditDisclosure(home.home))?.revealed).toEqual([]);
  });

  it('are of finished periods, by quarter and year alone', async () => {
    const home = await homeWith({ complaints: { ...COMPLAINTS, grains } });
    await home.deliver(months(8));
    const rows = await home.published('SELECT DISTINCT grain, complete FROM protected_point');
    expect(rows).toEqual([{ grain: 'quarter', complete: true }]);
    expect(Object.keys(await shown(home, 'complaints', 'county'))).toEqual(['FY2022Q4', 'FY2023Q1']);
  });

  it('hide one count wherever it is shown', async () => {
    const home = await homeWith({
      complaints: { ...COMPLAINTS, grains },
      upheld: { ...LATE, grains },
      'also-complaints': {
        measure: {
          ...COMPLAINTS.measure,
          where: "(kind = 'complaint') AND received_on IS NOT NULL",
        } as never,
        grains,
      },
    });
    await home.deliver(months(12));
    const [one, other] = [
      await shown(home, 'complaints', 'dspl-2'),
      await shown(home, 'also-complaints', 'dspl-2'),
    ];
    expect(one).toEqual(other);
    const share = await home.published(
      `SELECT period FROM protected_point WHERE indicator = 'upheld' AND area = 'dspl-2' AND grain = 'quarter'
         AND denominator IS NULL ORDER BY start`,
    );
    const hidden = Object.entries(one).filter(([, value]) => value === 'suppressed');
    expect(share.map(({ period }) => period)).toEqual(hidden.map(([period]) => period));
    expect((await auditDisclosure(home.home))?.revealed).toEqual([]);
  });

  it('say that they are hidden and nothing of how many there are', async () => {
    const home = await homeWith({
      complaints: { ...COMPLAINTS, grains: ['quarter'], tile_grain: 'quarter' },
    });
    await home.deliver(
      months(
        12,
        NORTH.map(() => 1),
      ),
    );
    const [row] = await home.published(
      `SELECT sentence FROM protected_summary WHERE indicator = 'complaints' AND area = 'dspl-1'`,
    );
    expect(row?.sentence).toBe('Hidden to protect children’s privacy.');
    const points = await home.published(
      `SELECT count(*) AS n FROM protected_point WHERE area = 'dspl-1'
         AND (numerator, value, lower, upper, rag, comparison) IS DISTINCT FROM (NULL, NULL, NULL, NULL, NULL, NULL)`,
    );
    expect(points).toEqual([{ n: 0n }]);
  });

  it('stay hidden in the next snapshot, though the count has grown', async () => {
    const home = await homeWith({ complaints: { ...COMPLAINTS, grains } });
    await home.deliver(months(12));
    const before = await shown(home, 'complaints', 'dspl-1');
    await home.deliver({
      'complaints_2023-13.csv': csv(
        ...Array.from({ length: 6 }, (_, each) =>
          complaint(`late ${each}`, '2023-05-20', { dspl_area: 'DSPL 1' }),
        ),
      ),
    });
    expect(await home.figures('complaints', 'dspl-1', 'quarter')).toMatchObject({ FY2023Q1: '9' });
    expect(await shown(home, 'complaints', 'dspl-1')).toEqual(before);
    const audit = await auditDisclosure(home.home);
    expect(audit?.earlier).toEqual(['snapshot-000001']);
    expect(audit?.revealed).toEqual([]);
  });
});

describe('what was hidden', () => {
  const late = csv(
    ...Array.from({ length: 6 }, (_, each) =>
      complaint(`late ${each}`, '2023-05-20', { dspl_area: 'DSPL 1' }),
    ),
  );

  it('is remembered while its indicator counts something else', async () => {
    const partnership = await testPartnership({ complaints: { ...COMPLAINTS, grains } }, ['complaints']);
    const home = await testHome({ partnership: partnership.folder });
    await home.deliver(months(12));
    const before = await shown(home, 'complaints', 'dspl-1');
    const file = 'testshire/indicators/complaints.yaml';
    await partnership.edit(file, "kind = 'complaint'", "kind = 'compliment'");
    await home.rebuild();
    await partnership.edit(file, "kind = 'compliment'", "kind = 'complaint'");
    await home.deliver({ 'complaints_2023-13.csv': late });
    expect(await home.figures('complaints', 'dspl-1', 'quarter')).toMatchObject({ FY2023Q1: '9' });
    expect(await shown(home, 'complaints', 'dspl-1')).toEqual(before);
  });

  /** Three quarters, then the year, which less what two snapshots showed of its other quarters would be the hidden one. */
  const inSnapshot = async ({ home: { snapshots } }: TestHome, sql: string) => {
    const instance = await DuckDBInstance.create(join(snapshots, 'snapshot-000001.duckdb'));
    const connection = await instance.connect();
    await connection.run(sql);
    connection.closeSync();
    instance.closeSync();
  };

  const writtenAnew = async (between: (home: TestHome) => Promise<void> = async () => {}) => {
    const partnership = await testPartnership({ complaints: { ...COMPLAINTS, grains } }, ['complaints']);
    const home = await testHome({ partnership: partnership.folder });
    await home.deliver(months(9));
    await between(home);
    const file = 'testshire/indicators/complaints.yaml';
    await partnership.edit(file, "kind = 'complaint'", "kind IN ('complaint')");
    await home.deliver(months(12));
    return home;
  };

  it('is remembered though the definition is written anew, and so is what was shown', async () => {
    const home = await writtenAnew();
    const north = await shown(home, 'complaints', 'dspl-1');
    expect(north).toMatchObject({ FY2022Q4: 24, FY2023Q1: 'suppressed', FY2023Q2: 30 });
    expect((await auditDisclosure(home.home))?.revealed).toEqual([]);
  });

  it('is given away where what was shown was forgotten, and the audit says so', async () => {
    const home = await writtenAnew((one) => inSnapshot(one, 'DELETE FROM disclosure_cell'));
    const { revealed = [] } = (await auditDisclosure(home.home)) ?? {};
    const days = '2023-04-01/2023-06-30';
    expect(revealed).toContainEqual(
      expect.objectContaining({ place: 'dspl-1', days, least: 3, greatest: 3 }),
    );
  });

  it('is not taken for safe where what is shown contradicts itself', async () => {
    const home = await homeWith({ complaints: { ...COMPLAINTS, grains } });
    await home.deliver(months(12));
    await inSnapshot(
      home,
      `UPDATE protected_point SET numerator = 0, value = 0 WHERE area = 'county' AND period = 'FY2023Q1'`,
    );
    const { revealed, undecided = [] } = (await auditDisclosure(home.home)) ?? {};
    expect(revealed).toEqual([]);
    expect(undecided).toContainEqual(
      expect.objectContaining({ place: 'dspl-1', least: null, greatest: null }),
    );
  });

  it('is remembered though the newest snapshot is damaged, and the run says so', async () => {
    const home = await homeWith({ complaints: { ...COMPLAINTS, grains } });
    await home.deliver(months(12));
    const before = await shown(home, 'complaints', 'dspl-1');
    await home.rebuild();
    await writeFile(join(home.home.snapshots, 'snapshot-000002.duckdb'), 'no snapshot');
    await home.deliver({ 'complaints_2023-13.csv': late });
    expect(await shown(home, 'complaints', 'dspl-1')).toEqual(before);
    expect(home.said).toContain(
      'snapshot-000002 cannot be read: what it hid from area groups and the public is looked up in the snapshot before it.',
    );
  });
});

describe('figures that come as figures', () => {
  const cells = (numerator: number | '', denominator: number | '', value: number | '' = '') => ({
    ...{ numerator, denominator, value },
    ...{ measure: 'moved', comparator: '', symbol: '', source: 'The transport service' },
  });

  async function hidden(one: PlainIndicator, few: Cells, others: Cells) {
    const moved: PlainIndicator = { ...one, grains: ['quarter', 'financial_year'], tile_grain: 'quarter' };
    const { folder } = await testPartnership({ moved }, ['published_measures']);
    const home = await testHome({ partnership: folder });
    const rows = ['FY2023Q1', 'FY2023Q2', 'FY2023'].flatMap((period) => [
      { ...others, period, area: 'county' },
      { ...(period === 'FY2023Q1' ? few : others), period, area: 'dspl-1' },
      { ...others, period, area: 'dspl-2' },
    ]);
    await home.deliver({ 'published_measures_2024-01.csv': csv(...rows) });
    return home.published(
      `SELECT concat_ws(' ', area, period) AS place, coalesce(numerator, denominator, value, lower) AS told
       FROM protected_point WHERE status = 'suppressed' ORDER BY place`,
    );
  }

  it('are shown where they are of schools and not of people', async () => {
    const measure = { kind: 'published', counts_people: false } as const;
    expect(await hidden({ unit: 'percent', measure }, cells(3, 100), cells(60, 100))).toEqual([]);
  });

  it.each([
    ['few', 'percent', cells(3, 100), cells(60, 100)],
    ['nearly all', 'percent', cells(98, 100), cells(60, 100)],
    ['out of few', 'percent', cells(5, 9), cells(60, 100)],
    ['few by itself', 'count', cells('', '', 3), cells('', '', 60)],
    ['a share that tells how few of its denominator', 'percent', cells('', 40, 0.05), cells(60, 100)],
    ['a share that tells of how few it is', 'percent', cells(98, '', 0.98), cells(60, 100)],
  ] as const)('are hidden with others of the same days where one of a locality is %s', async (...told) => {
    const [, unit, few, others] = told;
    expect(await hidden({ unit, measure: { kind: 'published' } }, few, others)).toEqual([
      { place: 'dspl-1 FY2023', told: null },
      { place: 'dspl-1 FY2023Q1', told: null },
      { place: 'dspl-2 FY2023', told: null },
      { place: 'dspl-2 FY2023Q1', told: null },
    ]);
  });
});

it('figures that come as figures stay hidden when one that was few is corrected', async () => {
  const moved: PlainIndicator = {
    ...{ unit: 'count', measure: { kind: 'published' } },
    ...{ grains: ['financial_year'], tile_grain: 'financial_year' },
  };
  const { folder } = await testPartnership({ moved }, ['published_measures']);
  const home = await testHome({ partnership: folder });
  const row = (area: string, period: string, value: number) => ({
    ...{ measure: 'moved', period, area, comparator: '', numerator: '', denominator: '', value },
    ...{ symbol: '', source: 'The transport service' },
  });
  const areas = (few: number) => [
    ...[row('county', 'FY2022', 64), row('dspl-1', 'FY2022', 24), row('dspl-2', 'FY2022', 40)],
    ...[row('county', 'FY2023', 40 + few), row('dspl-1', 'FY2023', few), row('dspl-2', 'FY2023', 40)],
  ];
  const shown = async () => {
    const rows = await home.published(
      `SELECT area || ' ' || value AS told FROM protected_point WHERE status = 'ok' ORDER BY period, area`,
    );
    return rows.map(({ told }) => told);
  };
  const before = ['county 64.0', 'dspl-1 24.0', 'dspl-2 40.0'];
  await home.deliver({ 'published_measures_2024-05.csv': csv(...areas(3)) });
  expect(await shown()).toEqual([...before, 'county 43.0']);
  await home.deliver({ 'published_measures_2024-06.csv': csv(...areas(12)) });
  expect(await shown()).toEqual([...before, 'county 52.0']);
  await home.deliver({ 'published_measures_2024-07.csv': csv(...areas(13)) });
  expect(await shown()).toEqual([...before, 'county 53.0']);
});

describe('figures that come as figures, by the month', () => {
  it.each([
    [{}, ['county 2024-11', 'county 2025-01', 'county FY2024Q4', 'dspl-1 FY2024Q3']],
    [
      { counts_people: false as const },
      [
        ...['county 2024-11', 'county 2025-01', 'county FY2024Q4'],
        ...['dspl-1 2024-11', 'dspl-1 FY2024Q3', 'dspl-1 FY2024Q4'],
      ],
    ],
  ])('are shown of localities %j for finished quarters and years alone', async (more, told) => {
    const measure = { kind: 'published', ...more } as const;
    const moved: PlainIndicator = {
      unit: 'count',
      measure,
      grains: ['month', 'quarter'],
      tile_grain: 'quarter',
    };
    const { folder } = await testPartnership({ moved }, ['published_measures']);
    const home = await testHome({ partnership: folder });
    const row = (area: string, period: string) => ({
      ...{ measure: 'moved', period, area, comparator: '', numerator: '', denominator: '', value: 60 },
      ...{ symbol: '', source: 'The transport service' },
    });
    const rows = [
      ...['2024-11', '2025-01', 'FY2024Q4'].map((period) => row('county', period)),
      ...['2024-11', 'FY2024Q3', 'FY2024Q4'].map((period) => row('dspl-1', period)),
    ];
    await home.deliver({ 'published_measures_2024-12.csv': csv(...rows) });
    const shown = await home.published(
      `SELECT concat_ws(' ', area, period) AS place FROM protected_point WHERE status = 'ok' ORDER BY place`,
    );
    expect(shown.map(({ place }) => place)).toEqual(told);
  });
});

describe('the export', () => {
  it('writes shown figures and symbols, and no formula', async () => {
    const title = '=cmd|complaints';
    const home = await homeWith({ complaints: { ...COMPLAINTS, grains, title } });
    await home.deliver(months(12));
    const folder = await mkdtemp(join(tmpdir(), 'waggle-test-export-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    await exportFigures(home.home, 'protected', folder);
    expect((await readdir(folder)).sort()).toEqual([
      'README.txt',
      'figures.csv',
      'groups.csv',
      'indicators.csv',
    ]);
    const lines = (await readFile(join(folder, 'figures.csv'), 'utf8')).split('\r\n');
    const hidden = lines.find((line) => line.includes('dspl-1') && line.includes('FY2023Q1'));
    expect(hidden).toContain('suppressed,c,,,,,');
    expect(lines.every((line) => !line.includes('month') && !line.startsWith('='))).toBe(true);
    expect(lines.some((line) => line.includes(`'${title}`))).toBe(true);
  });
});
