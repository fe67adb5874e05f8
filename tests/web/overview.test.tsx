import { describe, expect, it } from 'vitest';
import type { OverviewRow } from '../../indicators/series.ts';
import { whereWords } from '../../web/components/Attention.tsx';
import { chosenRows } from '../../web/components/overviewChoice.ts';
import { OverviewPage } from '../../web/pages/OverviewPage.tsx';
import type { OverviewChoice, OverviewProps, Where } from '../../web/props/overview.ts';
import { renderPage } from '../../web/render.ts';
import { catalogue, frame, noChoice, overviewOf, overviewProps } from './fixtures.ts';

const html = (changes: Partial<OverviewProps> = {}) =>
  renderPage(<OverviewPage {...overviewProps('county', changes)} />);
const text = (changes: Partial<OverviewProps> = {}) =>
  html(changes)
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');
const found = (choice: Partial<OverviewChoice>) =>
  chosenRows(catalogue, overviewOf().rows, { ...noChoice, ...choice }).map(({ indicator }) => indicator);
const rowsWith = (change: (row: OverviewRow) => OverviewRow) => {
  const overview = overviewOf();
  return { ...overview, rows: overview.rows.map(change) };
};

describe('what fits a choice', () => {
  it('serves the bee that was chosen', () => {
    const titles = found({ item: { framework: 'bees', id: 'be-ambitious' } });
    expect(titles.length).toBeGreaterThan(0);
    expect(titles.every(({ bees }) => bees.includes('be-ambitious'))).toBe(true);
    expect(titles).toHaveLength(
      catalogue.indicators.filter(({ bees }) => bees.includes('be-ambitious')).length,
    );
  });

  it('has the status and the tier that were chosen', () => {
    const statuses = new Map(overviewOf().rows.map(({ indicator, status }) => [indicator, status]));
    const off = catalogue.indicators.filter(({ id }) => statuses.get(id) === 'off_track');
    expect(new Set(found({ status: 'off_track' }))).toEqual(new Set(off));
    expect(found({ tier: 'core' }).every(({ tier }) => tier === 'core')).toBe(true);
    expect(found({ tier: 'all' })).toHaveLength(catalogue.indicators.length);
  });

  it('has really changed, where only that was asked for', () => {
    const common = rowsWith((row) => ({ ...row, variation: 'common_cause' }));
    expect(chosenRows(catalogue, common.rows, { ...noChoice, special: true })).toEqual([]);
    const [first] = common.rows;
    if (!first) throw new Error('there are rows');
    const one = [{ ...first, variation: 'concern_low' as const }, ...common.rows.slice(1)];
    expect(chosenRows(catalogue, one, { ...noChoice, special: true })).toHaveLength(1);
  });

  it('holds every word of a search in its title or definition, in any case', () => {
    expect(found({ q: 'WEEKS plans' }).map(({ id }) => id)).toContain('ehcp-issued-20-weeks');
    expect(found({ q: 'weeks giraffes' })).toEqual([]);
    for (const { title, definition, owner, id } of found({ q: 'exception' }))
      expect(`${title} ${definition} ${owner} ${id}`.toLowerCase()).toContain('exception');
  });

  it('is headline first, and of each tier off track first', () => {
    const tiers = ['headline', 'core', 'supporting'];
    const order = found({ tier: 'all' }).map(({ tier }) => tiers.indexOf(tier));
    expect(order).toEqual(order.toSorted());
  });
});

describe('the overview with a choice', () => {
  it('says how many fit, in place of what needs attention', () => {
    const choice = { ...noChoice, q: '20 weeks' };
    const words = text({ choice });
    expect(words).toContain(
      `${found({ q: '20 weeks' }).length} of ${catalogue.indicators.length} indicators`,
    );
    expect(words).not.toContain('What needs attention');
    expect(html({ choice })).toContain('name="q" type="search" value="20 weeks"');
  });

  it('says what to do when nothing fits', () => {
    expect(text({ choice: { ...noChoice, q: 'giraffes' } })).toMatch(
      /Nothing fits what was chosen Try fewer words or another status, or clear what was chosen/,
    );
  });

  it('shows its choices open, and marked', () => {
    const page = html({ choice: { ...noChoice, status: 'off_track', special: true } });
    expect(page).toMatch(/<details [^>]*open/);
    expect(page).toContain('<option value="off_track" selected>');
    expect(page).toMatch(/name="special"[^>]*checked/);
  });

  it('escapes what somebody has searched for', () => {
    expect(html({ choice: { ...noChoice, q: '"><script>alert(1)</script>' } })).not.toContain(
      '<script>alert',
    );
  });
});

describe('what needs attention', () => {
  const nowhere: Where = { areas: 9, worsening: [], clearlyWorse: [], halfOfChange: [] };

  it.each<[Partial<Where>, string]>([
    [{ worsening: ['A'] }, 'In A'],
    [{ worsening: [...'ABCDEFGHI'] }, 'In all nine areas'],
    [{ worsening: [...'ABCDEFGH'] }, 'In eight of nine areas'],
    [{ halfOfChange: ['A', 'B'], clearlyWorse: ['C'] }, 'At least half of the change is in A and B'],
    [{ clearlyWorse: ['A', 'B', 'C'] }, 'Clearly worse than the county in A, B and C'],
    [{}, ''],
  ])('says where: %o', (where, words) => {
    expect(whereWords({ ...nowhere, ...where })).toBe(words);
  });

  it('tells of files that are late, and of how many figures wait for them', () => {
    const arrivals = {
      regular: 15,
      late: [{ title: 'Waiting lists', due_on: '2025-01-10' }],
      waiting: new Set(['ehcp-issued-20-weeks', 'salt-assessed-6-weeks']),
    };
    const words = text({ arrivals });
    expect(words).toContain('14 of 15 regular files are in, 1 late');
    expect(words).toContain('1 file is late: Waiting lists.');
    expect(words).toContain('It was due on 10 January 2025. 2 indicators cannot be brought up to date.');
    expect(words).toContain('Newer data are late');
  });

  it('is calm where nothing does', () => {
    expect(text({ concerns: [], good: [] })).toContain('Nothing of what has figures is off track');
  });
});

describe('tiles', () => {
  it('hold a title of 120 characters, a nought and a large number', () => {
    const [first, second] = catalogue.indicators;
    if (!first || !second) throw new Error('there are indicators');
    const title = 'Longest '.repeat(15).trim();
    const indicators = [{ ...first, title, unit: 'count' as const }, ...catalogue.indicators.slice(1)];
    const overview = rowsWith((row) => {
      const value = row.indicator === first.id ? 1_234_567 : row.indicator === second.id ? 0 : null;
      return row.latest && value !== null ? { ...row, latest: { ...row.latest, value } } : row;
    });
    const words = text({ overview, frame: { ...frame, catalogue: { ...catalogue, indicators } } });
    expect(words).toContain(title);
    expect(words).toContain('1,234,567');
    expect(words).toMatch(/ 0%? /);
  });

  it('say that a figure is hidden, and draw nothing of it', () => {
    const overview = rowsWith((row) => ({
      ...row,
      latest: row.latest && { ...row.latest, status: 'suppressed', value: null },
      trend: { ...row.trend, points: row.trend.points.map((point) => ({ ...point, value: null })) },
    }));
    const words = text({ overview });
    expect(words).toContain('hidden');
    expect(words).toContain('No figures to draw yet');
    expect(html({ overview })).not.toContain('class="spark-line"');
  });

  it('say that a period is not over', () => {
    const overview = rowsWith((row) => ({
      ...row,
      latest: row.latest && { ...row.latest, complete: false },
    }));
    expect(text({ overview })).toContain('Period not over');
  });
});
