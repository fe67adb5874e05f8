import { describe, expect, it } from 'vitest';
import { auditDisclosure } from '../../../pipeline/disclosure/audit.ts';
import { testHome } from '../../support/home.ts';
import { type PlainIndicator, testPartnership } from '../../support/partnership.ts';
import { type Cells, csv } from '../../support/rows.ts';
import { inFirstSnapshot } from './snapshots.ts';

describe('figures that come as figures', () => {
  const cells = (numerator: number | '', denominator: number | '', value: number | '' = '') => ({
    ...{ numerator, denominator, value },
    ...{ measure: 'moved', comparator: '', symbol: '', source: 'The transport service' },
  });

  async function hidden(one: PlainIndicator, few: Cells, others: Cells, county = others) {
    const moved: PlainIndicator = { ...one, grains: ['quarter', 'financial_year'], tile_grain: 'quarter' };
    const { folder } = await testPartnership({ moved }, ['published_measures']);
    const home = await testHome({ partnership: folder });
    const rows = ['FY2023Q1', 'FY2023Q2', 'FY2023'].flatMap((period) => [
      { ...(period === 'FY2023Q1' ? county : others), period, area: 'county' },
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
    ['few by itself, of many', 'count', cells('', 500, 3), cells('', 500, 60)],
    ['a share that tells how few of its denominator', 'percent', cells('', 40, 0.05), cells(60, 100)],
    ['a share that tells of how few it is', 'percent', cells(98, '', 0.98), cells(60, 100)],
    ['hidden by its publisher', 'percent', { ...cells('', ''), symbol: 'c' }, cells(60, 100)],
  ] as const)('are hidden with others of the same days where one of a locality is %s', async (...told) => {
    const [, unit, few, others] = told;
    expect(await hidden({ unit, measure: { kind: 'published' } }, few, others)).toEqual([
      { place: 'dspl-1 FY2023', told: null },
      { place: 'dspl-1 FY2023Q1', told: null },
      { place: 'dspl-2 FY2023', told: null },
      { place: 'dspl-2 FY2023Q1', told: null },
    ]);
  });

  it('are hidden of a locality where a share does not say of how many it is', async () => {
    const alone = cells('', '', 0.142857);
    expect(await hidden({ unit: 'percent', measure: { kind: 'published' } }, alone, cells(60, 100))).toEqual([
      { place: 'dspl-1 FY2023Q1', told: null },
    ]);
  });

  it('are hidden of a locality where a rate does not say its number, which its denominator would tell', async () => {
    const alone = cells('', 1000, 0.2);
    expect(await hidden({ unit: 'rate', measure: { kind: 'published' } }, alone, cells(60, 100, 60))).toEqual(
      [{ place: 'dspl-1 FY2023Q1', told: null }],
    );
  });

  it.each([
    ['a few', 'count', cells('', '', 3)],
    ['a few of many', 'count', cells('', 500, 4)],
    ['a share of few', 'percent', cells(3, 100)],
  ] as const)(
    'are hidden of the county where they are %s, with the year that it is of and what adds up to them',
    async (...told) => {
      const [, unit, county] = told;
      const others = cells(
        unit === 'count' ? '' : 60,
        unit === 'count' ? '' : 100,
        unit === 'count' ? 60 : '',
      );
      expect(await hidden({ unit, measure: { kind: 'published' } }, others, others, county)).toEqual([
        ...['county FY2023', 'county FY2023Q1'].map((place) => ({ place, told: null })),
        ...['dspl-1', 'dspl-2'].flatMap((area) => [
          { place: `${area} FY2023`, told: null },
          { place: `${area} FY2023Q1`, told: null },
        ]),
      ]);
    },
  );
});

describe('figures that come as figures, of which the others tell one', () => {
  const row = (area: string, period: string, value: number | '', symbol = '') => ({
    ...{ measure: 'moved', period, area, comparator: '', numerator: '', denominator: '', value },
    ...{ symbol, source: 'The transport service' },
  });
  const all = (period: string, county: number, north: number | null, south: number) => [
    row('county', period, county),
    ...(north === null ? [] : [row('dspl-1', period, north)]),
    row('dspl-2', period, south),
  ];

  async function shown(...deliveries: Cells[][]): Promise<unknown[][]> {
    const moved: PlainIndicator = {
      ...{ unit: 'count', measure: { kind: 'published' } },
      ...{ grains: ['quarter', 'financial_year'], tile_grain: 'quarter' },
    };
    const { folder } = await testPartnership({ moved }, ['published_measures']);
    const home = await testHome({ partnership: folder });
    const told: unknown[][] = [];
    for (const [index, rows] of deliveries.entries()) {
      await home.deliver({ [`published_measures_2024-0${5 + index}.csv`]: csv(...rows) });
      const found = await home.published(
        `SELECT concat_ws(' ', area, period, value) AS told FROM protected_point WHERE status = 'ok' ORDER BY told`,
      );
      told.push(found.map((one) => one.told));
    }
    return told;
  }

  it('hide the other localities where a single one lacks and few are left for it', async () => {
    expect(await shown(all('FY2023', 43, null, 40))).toEqual([['county FY2023 43.0']]);
    const many = ['county FY2023 70.0', 'dspl-2 FY2023 40.0'];
    expect(await shown(all('FY2023', 70, null, 40))).toEqual([many]);
  });

  it('hide the localities where the county’s publisher hid the whole', async () => {
    const rows = [row('county', 'FY2023', '', 'c'), row('dspl-1', 'FY2023', 12), row('dspl-2', 'FY2023', 40)];
    expect(await shown(rows)).toEqual([[]]);
  });

  it('hide the localities’ year where a quarter of the county’s is of few', async () => {
    const quarters = [3, 20, 20, 20].map((value, index) => row('county', `FY2023Q${index + 1}`, value));
    const told = ['county FY2023Q2 20.0', 'county FY2023Q3 20.0', 'county FY2023Q4 20.0'];
    expect(await shown([...quarters, ...all('FY2023', 63, 30, 33)])).toEqual([told]);
  });

  it('hide a year’s other quarters where the year was shown before', async () => {
    const year = all('FY2023', 63, 30, 33);
    const quarters = [3, 9, 9, 9].flatMap((north, index) =>
      all(`FY2023Q${index + 1}`, north + 10, north, 10),
    );
    const [first, second] = await shown(year, [...year, ...quarters]);
    expect(first).toEqual(['county FY2023 63.0', 'dspl-1 FY2023 30.0', 'dspl-2 FY2023 33.0']);
    expect(second?.filter((one) => !String(one).startsWith('county'))).toEqual([]);
  });
});

describe('figures that come as figures and are corrected', () => {
  const before = ['county 64.0', 'dspl-1 24.0', 'dspl-2 40.0'];
  const row = (area: string, period: string, value: number) => ({
    ...{ measure: 'moved', period, area, comparator: '', numerator: '', denominator: '', value },
    ...{ symbol: '', source: 'The transport service' },
  });

  /** @param north what it has in FY2023, in one delivery after the other */
  async function delivered(...north: number[]) {
    const moved: PlainIndicator = {
      ...{ unit: 'count', measure: { kind: 'published' } },
      ...{ grains: ['financial_year'], tile_grain: 'financial_year' },
    };
    const { folder } = await testPartnership({ moved }, ['published_measures']);
    const home = await testHome({ partnership: folder });
    const told: unknown[][] = [];
    for (const [index, one] of north.entries()) {
      const areas = [
        ...[row('county', 'FY2022', 64), row('dspl-1', 'FY2022', 24), row('dspl-2', 'FY2022', 40)],
        ...[row('county', 'FY2023', 40 + one), row('dspl-1', 'FY2023', one), row('dspl-2', 'FY2023', 40)],
      ];
      await home.deliver({ [`published_measures_2024-0${5 + index}.csv`]: csv(...areas) });
      const rows = await home.published(
        `SELECT area || ' ' || value AS told FROM protected_point WHERE status = 'ok' ORDER BY period, area`,
      );
      told.push(rows.map((one) => one.told));
    }
    return { home, told };
  }

  it('stay hidden when one that was few is so no longer', async () => {
    const { home, told } = await delivered(3, 12, 13);
    expect(told).toEqual([
      [...before, 'county 43.0'],
      [...before, 'county 52.0'],
      [...before, 'county 53.0'],
    ]);
    expect((await auditDisclosure(home.home))?.revealed).toEqual([]);
  });

  it('are hidden of the county too where the others’ were shown before one became few', async () => {
    const { told } = await delivered(12, 3, 4);
    expect(told).toEqual([[...before, 'county 52.0', 'dspl-1 12.0', 'dspl-2 40.0'], before, before]);
  });

  it('are looked at by the audit, which sees through one that is told', async () => {
    const { home } = await delivered(3);
    expect(await auditDisclosure(home.home)).toMatchObject({ hidden: 2, primary: 1, revealed: [] });
    await inFirstSnapshot(
      home,
      `UPDATE protected_point SET status = 'ok', value = 40 WHERE area = 'dspl-2' AND period = 'FY2023'`,
    );
    expect((await auditDisclosure(home.home))?.revealed).toEqual([
      expect.objectContaining({ indicators: ['moved'], place: 'dspl-1', least: 3, greatest: 3 }),
    ]);
  });
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
