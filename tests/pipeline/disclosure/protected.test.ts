import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { auditDisclosure } from '../../../pipeline/disclosure/audit.ts';
import { exportFigures } from '../../../pipeline/publish/export.ts';
import { type TestHome, testHome } from '../../support/home.ts';
import { COMPLAINTS, type PlainIndicator, testPartnership } from '../../support/partnership.ts';
import { complaint, csv } from '../../support/rows.ts';
import { inFirstSnapshot } from './snapshots.ts';

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
    const home = await writtenAnew((one) => inFirstSnapshot(one, 'DELETE FROM disclosure_cell'));
    const { revealed = [] } = (await auditDisclosure(home.home)) ?? {};
    const days = '2023-04-01/2023-06-30';
    expect(revealed).toContainEqual(
      expect.objectContaining({ place: 'dspl-1', days, least: 3, greatest: 3 }),
    );
  });

  it('is not taken for safe where what is shown contradicts itself', async () => {
    const home = await homeWith({ complaints: { ...COMPLAINTS, grains } });
    await home.deliver(months(12));
    await inFirstSnapshot(
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
