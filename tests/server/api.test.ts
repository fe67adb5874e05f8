import { beforeEach, describe, expect, it } from 'vitest';
import { BAD_SHA, type Built, build, change, homeWith, SHA } from './home.ts';

let built: Built;
beforeEach(async () => {
  built = await build(await homeWith(11, 12));
});

async function get(url: string) {
  const response = await built.app.inject(url);
  expect(response.statusCode, response.body).toBe(200);
  return response.json();
}

describe('the catalogue', () => {
  it('gives partnership, frameworks, areas and indicators', async () => {
    const answer = await get('/api/v1/catalogue');
    expect(answer).toMatchObject({ snapshot: 'snapshot-000012', partnership: { name: 'Test Partnership' } });
    expect(Object.keys(answer.frameworks)).toEqual(['bees', 'ambitions', 'improvement']);
    expect(answer.areas.map((area: { id: string }) => area.id)).toEqual(['dspl-1', 'dspl-2']);
    expect(answer.indicators).toHaveLength(4);
  });
});

describe('a series', () => {
  it('has exactly the fields that the design lists', async () => {
    const series = await get('/api/v1/indicators/plans-on-time/series?area=county&grain=month&from=2024-07');
    expect(series).toEqual({
      indicator: 'plans-on-time',
      area: 'county',
      grain: 'month',
      level: 'full',
      snapshot: 'snapshot-000012',
      points: [
        {
          period: '2024-07',
          start: '2024-07-01',
          end: '2024-07-31',
          complete: true,
          quarantined: 0,
          covered_to: '2024-07-31',
          status: 'ok',
          numerator: 58,
          denominator: 100,
          value: 0.58,
          lower: 0.48,
          upper: 0.67,
          target: 0.6,
          trajectory: null,
          rag: 'on_track',
          spc: { mean: 0.5, lower: 0.3, upper: 0.7, flag: 'common_cause' },
        },
      ],
      benchmarks: [],
      councils: {
        period: 'CY2023',
        place: 30,
        of: 150,
        quartile: 1,
        isBest: true,
        neighbours: [{ council: 'Elsewhere', place: 1 }],
      },
      summary: {
        variation: 'improvement_high',
        assurance: 'hit_or_miss',
        trend: null,
        sentence: 'By month: 58%.',
      },
    });
  });

  it('has its benchmarks beside it', async () => {
    const { benchmarks } = await get('/api/v1/indicators/plans-on-time/series?grain=calendar_year');
    expect(benchmarks).toMatchObject([{ comparator: 'england', label: 'England', source: 'DfE' }]);
    expect(benchmarks[0].points).toMatchObject([
      { period: 'CY2022', value: 0.49 },
      { period: 'CY2023', numerator: 38471, denominator: 76506, value: 0.5028, councils_with_data: 152 },
    ]);
  });

  it('has the county’s place among councils, and none of a locality or where no file says it', async () => {
    const councilsOf = async (question: string) =>
      (await get(`/api/v1/indicators/${question}`)).councils as unknown;
    expect(await councilsOf('plans-on-time/series?to=2024-05')).toMatchObject({ place: 30, of: 150 });
    expect(await councilsOf('plans-on-time/series?area=dspl-1')).toBeNull();
    expect(await councilsOf('requests/series')).toBeNull();
  });

  it('of a snapshot that was published before councils were kept has no place among them', async () => {
    const home = await homeWith(10);
    await change(home, 10, 'DROP TABLE council');
    const old = await build(home);
    const response = await old.app.inject('/api/v1/indicators/plans-on-time/series');
    expect(response.json()).toMatchObject({ councils: null, points: [{}, {}, {}] });
  });

  it('is the county’s, by the first grain, unless the address says otherwise', async () => {
    expect(await get('/api/v1/indicators/plans-on-time/series')).toMatchObject({
      area: 'county',
      grain: 'month',
    });
    expect(await get('/api/v1/indicators/plans-on-time/series?area=&grain=')).toMatchObject({
      grain: 'month',
    });
  });

  it.each([
    ['from=2024-06', ['2024-06', '2024-07']],
    ['to=2024-06', ['2024-05', '2024-06']],
    ['from=2024-05-02&to=2024-07-30', ['2024-06']],
    ['from=FY2024Q1&to=FY2024Q1', ['2024-05', '2024-06']],
    ['from=CY2025', []],
  ])('with %s has the points that lie wholly within', async (range, periods) => {
    const { points } = await get(`/api/v1/indicators/plans-on-time/series?grain=month&${range}`);
    expect(points.map((point: { period: string }) => point.period)).toEqual(periods);
  });

  it('without figures says that it awaits data', async () => {
    const series = await get('/api/v1/indicators/waiting/series');
    expect(series.points).toEqual([]);
    expect(series.summary.sentence).toContain('awaiting data');
  });

  it('can be had from an older snapshot', async () => {
    const series = await get('/api/v1/indicators/plans-on-time/series?snapshot=snapshot-000011');
    expect(series.snapshot).toBe('snapshot-000011');
  });
});

describe('areas compared', () => {
  interface Compared {
    area: string;
    comparison: string | null;
    point: { value: number | null; status: string };
  }
  const comparisons = (areas: Compared[]) => areas.map(({ area, comparison }) => [area, comparison]);

  it('stand beside the county in its latest period, as the snapshot compares them', async () => {
    const answer = await get('/api/v1/indicators/plans-on-time/areas');
    expect(answer).toMatchObject({ grain: 'calendar_year', period: 'CY2024', county: { value: 0.58 } });
    expect(comparisons(answer.areas)).toEqual([
      ['dspl-1', 'better'],
      ['dspl-2', null],
    ]);
    expect(answer.areas[1].point).toMatchObject({ status: 'missing', value: null, period: 'CY2024' });
  });

  it('may be higher or similar, where neither is better', async () => {
    const answer = await get('/api/v1/indicators/absence/areas');
    expect(comparisons(answer.areas)).toEqual([
      ['dspl-1', 'higher'],
      ['dspl-2', 'similar'],
    ]);
  });

  it('are not compared by counts, of which a part is always smaller', async () => {
    const answer = await get('/api/v1/indicators/requests/areas?period=CY2023');
    expect(answer.areas[0]).toMatchObject({ comparison: null, point: { value: 300 } });
  });

  it('take the grain from the period', async () => {
    expect(await get('/api/v1/indicators/plans-on-time/areas?period=2024-07')).toMatchObject({
      grain: 'month',
    });
  });
});

describe('the overview', () => {
  it('has a row for each indicator, in the catalogue’s order', async () => {
    const { rows } = await get('/api/v1/overview?area=county');
    expect(rows.map((row: { indicator: string; status: string }) => [row.indicator, row.status])).toEqual([
      ['plans-on-time', 'on_track'],
      ['requests', 'no_target'],
      ['waiting', 'awaiting_data'],
      ['absence', 'no_target'],
    ]);
  });

  it('shows a proportion even while its year is unfinished', async () => {
    const [row] = (await get('/api/v1/overview')).rows;
    expect(row).toMatchObject({
      grain: 'calendar_year',
      latest: { period: 'CY2024', complete: false },
      previous: { period: 'CY2023' },
      target: { value: 0.6, by: '2024-12', text: '60% by December 2024' },
      variation: 'improvement_high',
      assurance: 'hit_or_miss',
      sentence: '58% of new EHC plans were issued within 20 weeks.',
      trend: { grain: 'month' },
    });
    expect(row.trend.points).toHaveLength(3);
  });

  it('shows the month where there is no year yet', async () => {
    const [row] = (await get('/api/v1/overview?area=dspl-2')).rows;
    expect(row).toMatchObject({ grain: 'month', latest: { period: '2024-07', value: 0.3 } });
  });

  it('shows a count of events for its last finished year', async () => {
    const [, row] = (await get('/api/v1/overview')).rows;
    expect(row).toMatchObject({ latest: { period: 'CY2023' }, previous: { period: 'CY2022' }, target: null });
    expect(row).toMatchObject({ variation: 'neither_high', trend: { grain: 'month', points: [] } });
  });

  it('tells of an indicator without figures what is hoped for', async () => {
    const [, , row] = (await get('/api/v1/overview')).rows;
    expect(row).toMatchObject({
      latest: null,
      previous: null,
      target: { text: '100 or fewer by April 2025' },
    });
  });

  it('holds no locality to a number that was agreed for the county', async () => {
    const [, , row] = (await get('/api/v1/overview?area=dspl-2')).rows;
    expect(row.target).toBeNull();
  });
});

describe('files and snapshots', () => {
  it('lists deliveries, the newest first', async () => {
    const { files } = await get('/api/v1/files');
    expect(files.map((file: { sha256: string }) => file.sha256)).toEqual([SHA, BAD_SHA]);
    expect(files[0]).toEqual({
      file: 'ehc_assessments_2024-07.csv',
      sha256: SHA,
      extract: 'ehc_assessments',
      period: '2024-07',
      periods: ['2024-06', '2024-07'],
      state: 'accepted',
      outcome: 'accepted_with_findings',
      received_at: '2024-08-02T09:00:00Z',
      rows: 1200,
      quarantined: 0,
      counts: { late: 1 },
    });
  });

  it('gives a file with its findings', async () => {
    const file = await get(`/api/v1/files/${BAD_SHA}`);
    expect(file).toMatchObject({ file: 'odd.csv', outcome: 'rejected', extract: null });
    expect(file.findings).toEqual((await get(`/api/v1/files/${BAD_SHA}/findings`)).findings);
    expect(file.findings[1]).toEqual({
      severity: 'error',
      code: 'date',
      row: 3,
      column: 'received_on',
      value: '31/02/2024',
      message: '31/02/2024 is no date.',
      remedy: 'Correct the date.',
    });
  });

  it('lists published snapshots, the newest first', async () => {
    const { current, snapshots } = await get('/api/v1/snapshots');
    expect(current).toBe('snapshot-000012');
    expect(snapshots).toEqual([
      { id: 'snapshot-000012', published_at: '2025-01-15T09:00:00Z', data_to: '2024-07-31', name: null },
      { id: 'snapshot-000011', published_at: '2025-01-15T09:00:00Z', data_to: '2024-07-31', name: null },
    ]);
  });
});
