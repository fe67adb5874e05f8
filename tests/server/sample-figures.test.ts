import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Point, Series } from '../../indicators/series.ts';
import { buildApp } from '../../server/app.ts';
import { readSettings } from '../../server/settings.ts';
import { LOADING_MS, sampleHome } from '../support/sample-home.ts';

/** The partnership's published figures, asked of the API as anybody would. */

let app: FastifyInstance;

beforeAll(async () => {
  app = await buildApp(readSettings({ WAGGLE_HOME: await sampleHome(), WAGGLE_NOW: '2025-01-15' }), {
    log: () => {},
  });
}, LOADING_MS);
afterAll(() => app.close());

async function series(indicator: string, grain: string, area = 'county'): Promise<Series> {
  const response = await app.inject(`/api/v1/indicators/${indicator}/series?area=${area}&grain=${grain}`);
  expect(response.statusCode).toBe(200);
  return response.json();
}

async function point(indicator: string, grain: string, period: string): Promise<Point> {
  const { points } = await series(indicator, grain);
  const found = points.find((one) => one.period === period);
  if (!found) throw new Error(`${indicator} has no point for ${period}`);
  return found;
}

describe('the sample data say what the partnership has published', () => {
  it.each([
    ['ehcp-issued-20-weeks', 'calendar_year', 'CY2022', 502, 1541],
    ['ehcp-issued-20-weeks', 'calendar_year', 'CY2023', 525, 1306],
    ['ehcp-issued-20-weeks', 'calendar_year', 'CY2024', 957, 1699],
    ['ehcp-count', 'month', '2023-01', 10486, null],
    ['ehcp-count', 'month', '2024-01', 11897, null],
    ['ehcp-count', 'month', '2024-12', 12920, null],
    ['ehcna-requests', 'calendar_year', 'CY2022', 2695, null],
    ['ehcna-requests', 'calendar_year', 'CY2023', 2849, null],
    ['ehcna-requests', 'calendar_year', 'CY2024', 3343, null],
    ['complaints-count', 'financial_year', 'FY2022', 530, null],
    ['complaints-count', 'calendar_year', 'CY2023', 535, null],
    ['complaints-count', 'calendar_year', 'CY2024', 571, null],
    ['compliments-count', 'financial_year', 'FY2022', 207, null],
    ['compliments-count', 'calendar_year', 'CY2023', 168, null],
    ['compliments-count', 'calendar_year', 'CY2024', 369, null],
    ['special-school-waiting', 'month', '2023-06', 391, null],
    ['part-time-timetables-ehcp', 'month', '2023-09', 367, null],
  ])('%s, %s %s: %d of %s', async (indicator, grain, period, numerator, denominator) => {
    expect(await point(indicator, grain, period)).toMatchObject({ numerator, denominator, complete: true });
  });

  it.each([
    ['ehcp-audited-good', 'quarter', 'FY2023Q2', 0.05],
    ['ehcp-audited-good', 'quarter', 'FY2024Q1', 0.362],
    ['annual-review-on-time', 'month', '2023-07', 0.09],
    ['ehcna-requests-growth', 'calendar_year', 'CY2023', 2849 / 2695 - 1],
    ['ehcp-annual-growth', 'month', '2024-01', 11897 / 10486 - 1],
    ['complaints-rate', 'calendar_year', 'CY2023', 535 / 10486],
    ['complaints-rate', 'calendar_year', 'CY2024', 571 / 11897],
    ['compliments-rate', 'calendar_year', 'CY2023', 168 / 10486],
    ['compliments-rate', 'calendar_year', 'CY2024', 369 / 11897],
    ['special-school-waiting-1-year', 'month', '2023-09', 170],
    ['parent-ehcp-process-satisfaction', 'financial_year', 'FY2023', 0.5],
    ['parent-ehcp-process-satisfaction', 'quarter', 'FY2024Q1', 0.61],
  ])('%s, %s %s: %d', async (indicator, grain, period, value) => {
    expect((await point(indicator, grain, period)).value).toBeCloseTo(value, 10);
  });

  it('58% of plans were on time in January to July 2024, added up from the months', async () => {
    const { points } = await series('ehcp-issued-20-weeks', 'month');
    const months = points.filter(({ period }) => period >= '2024-01' && period <= '2024-07');
    const sum = (key: 'numerator' | 'denominator') =>
      months.reduce((total, one) => total + (one[key] ?? 0), 0);
    expect(months).toHaveLength(7);
    expect(Math.round((100 * sum('numerator')) / sum('denominator'))).toBe(58);
  });
});

describe('figures agree with each other', () => {
  it.each(['ehcp-issued-20-weeks', 'ehcna-requests', 'ehcp-count', 'asd-waiting'])(
    'the nine areas of %s add up to the county',
    async (indicator) => {
      const areas = Array.from({ length: 9 }, (_, index) => `dspl-${index + 1}`);
      const counts = await Promise.all(
        areas.map(
          async (area) => (await series(indicator, 'calendar_year', area)).points.at(-1)?.numerator ?? 0,
        ),
      );
      const county = (await series(indicator, 'calendar_year')).points.at(-1);
      expect(counts.reduce((total, count) => total + count, 0)).toBe(county?.numerator);
      expect(counts.every((count) => count > 0)).toBe(true);
    },
  );

  it('an unfinished year says so', async () => {
    const { points } = await series('complaints-count', 'financial_year');
    expect(points.at(-1)).toMatchObject({ period: 'FY2024', complete: false, covered_to: '2024-12-31' });
  });

  it('a year whose first months were never delivered has no total', async () => {
    const { points } = await series('complaints-count', 'financial_year');
    expect(points.map(({ period }) => period)).not.toContain('FY2021');
  });
});

describe('benchmarks of plans issued within 20 weeks', () => {
  it('England’s 2023 is 38,471 of 76,506', async () => {
    const { benchmarks } = await series('ehcp-issued-20-weeks', 'calendar_year');
    const england = benchmarks.find(({ comparator }) => comparator === 'england');
    const year = england?.points.find(({ period }) => period === 'CY2023');
    expect(year).toMatchObject({ numerator: 38471, denominator: 76506 });
    expect(year?.value).toBeCloseTo(0.503, 3);
  });

  it('the neighbours’ 2022 is a ratio of sums over the nine of ten that have data', async () => {
    const { benchmarks } = await series('ehcp-issued-20-weeks', 'calendar_year');
    const neighbours = benchmarks.find(({ comparator }) => comparator === 'statistical_neighbours');
    const year = neighbours?.points.find(({ period }) => period === 'CY2022');
    const within = 149 + 397 + 120 + 438 + 1182 + 69 + 27 + 123 + 246;
    const issued = 410 + 964 + 441 + 653 + 2589 + 149 + 667 + 744 + 859;
    expect(year).toMatchObject({ councils_with_data: 9, councils: 10 });
    expect(year?.value).toBeCloseTo(within / issued, 12);
  });
});

describe('the whole catalogue', () => {
  it('shows data of at least 150 indicators on the first start', async () => {
    const { rows } = (await app.inject('/api/v1/overview')).json();
    const withFigures = rows.filter(({ latest }: { latest: unknown }) => latest !== null);
    expect(withFigures.length).toBeGreaterThanOrEqual(150);
  });

  it('says of each indicator whether its data have arrived, and counts them by framework', async () => {
    const gaps = (await app.inject('/api/v1/gaps')).json();
    const { rows } = (await app.inject('/api/v1/overview')).json();
    const never = rows.filter(({ latest }: { latest: unknown }) => latest === null);
    expect(gaps.indicators).toHaveLength(rows.length);
    expect(gaps.all.never).toBe(never.length);
    expect(gaps.all.arrived + gaps.all.late + gaps.all.never).toBe(rows.length);
    expect(Object.keys(gaps.frameworks)).toEqual(['bees', 'ambitions', 'improvement', 'outcomes']);
    const awaiting = gaps.indicators.find(
      (one: { indicator: string }) => one.indicator === never[0].indicator,
    );
    expect(awaiting).toMatchObject({ state: 'never' });
  });

  it('has the improvement plan with what was reported last, and the boards’ decisions', async () => {
    const { actions, decisions } = (await app.inject('/api/v1/plan')).json();
    const milestones = actions.flatMap((action: { milestones: unknown[] }) => action.milestones);
    expect(actions.length).toBeGreaterThan(30);
    expect(milestones.length).toBe(137);
    const first = milestones.find(({ id }: { id: string }) => id === 'pap-1-1-a');
    expect(first).toMatchObject({ due: '2024-01-31', status: 'done', late: false });
    expect(decisions.length).toBeGreaterThan(20);
    const days = decisions.map((one: { decided_on: string }) => one.decided_on);
    expect(days).toEqual([...days].sort().reverse());
  });
});
