import { describe, expect, it } from 'vitest';
import type { Comment, Decision } from '../../indicators/plan.ts';
import type { Point, Series } from '../../indicators/series.ts';
import { chartSpec } from '../../web/charts/chart.ts';
import { compileChart, renderSvg } from '../../web/charts/render.ts';
import { IndicatorPage } from '../../web/pages/IndicatorPage.tsx';
import { CHART_KINDS } from '../../web/props/charts.ts';
import type { IndicatorProps } from '../../web/props/indicator.ts';
import { renderPage } from '../../web/render.ts';
import { indicatorProps, partnership } from './fixtures.ts';
import { tableText, textOf } from './text.ts';

const props = indicatorProps('ehcp-issued-20-weeks');
const pageWith = (changes: Partial<IndicatorProps> = {}, of = props) =>
  renderPage(<IndicatorPage {...of} {...changes} />);
const page = pageWith();

describe('the page of an indicator', () => {
  it('reads in the order of a leader’s questions, also with style sheets off', () => {
    const headings = [...page.matchAll(/<h2[^>]*>(.*?)<\/h2>/gs)].map(([, words = '']) => textOf(words));
    expect(headings).toEqual([
      'Trend',
      'What is expected',
      'Areas compared, 2024',
      'By primary need, Hertfordshire, October–December 2024',
      'What we are doing about it',
      'What is said about it',
      'About this indicator',
      'Behind the latest figure',
      'Files behind all its figures',
      'Where it comes from',
      'What it serves',
    ]);
    expect(textOf(page).indexOf(props.row.sentence)).toBeLessThan(textOf(page).indexOf('Trend'));
  });

  it('has no heading over nothing where it serves no framework', () => {
    const indicator = { ...props.indicator, bees: [], ambitions: [], improvement: [], outcomes: [] };
    expect(pageWith({ indicator })).not.toContain('What it serves');
  });

  it('skips no rank of headings', () => {
    const ranks = [...page.matchAll(/<h([1-6])/g)].map(([, rank]) => Number(rank));
    for (const [index, rank] of ranks.slice(1).entries())
      expect(rank - (ranks[index] ?? 0)).toBeLessThanOrEqual(1);
  });

  it('gives each figure a name and a description that are on the page', () => {
    const figures = [...page.matchAll(/<figure[^>]*aria-labelledby="([^"]+)" aria-describedby="([^"]+)"/g)];
    expect(figures).toHaveLength(5);
    for (const [, name, description] of figures)
      for (const id of [name, description]) {
        const words = new RegExp(`id="${id}">(.*?)</`, 's').exec(page)?.[1] ?? '';
        expect(words.trim().length).toBeGreaterThan(10);
      }
  });

  it.each(CHART_KINDS)(
    'sends the %s as a picture that has a name and a description of its own',
    async (kind) => {
      const spec = compileChart(chartSpec(kind, 'wide', { ...props, partnership }));
      const svg = await renderSvg(spec, { title: 'The name', description: 'The description' });
      expect(svg).toMatch(/^<svg[^>]* role="img" aria-labelledby="title desc"><title id="title">The name/);
    },
  );

  it('offers figures and chart to take away, each file named after indicator, area and grain', () => {
    const names = [...page.matchAll(/download="([^"]+)"/g)].map(([, name]) => name);
    expect(names).toEqual(
      ['xlsx', 'csv', 'json', 'arrow', 'parquet', 'png', 'svg'].map(
        (ending) => `ehcp-issued-20-weeks-county-month.${ending}`,
      ),
    );
  });
});

describe('the map', () => {
  const map = page.slice(
    page.indexOf('<ol class="place-map">'),
    page.indexOf('</ol>', page.indexOf('place-map')),
  );

  it('is a list of every area with its figure and how it compares in a word', () => {
    const tiles = [...map.matchAll(/<li[^>]*>(.*?)<\/li>/gs)].map(([, tile = '']) => textOf(tile).trim());
    expect(tiles).toHaveLength(9);
    for (const tile of tiles) expect(tile).toMatch(/^\d .*\d%\s+[▲●▼]\s+(Better|Similar|Worse)$/);
  });

  it('puts each tile where the partnership says that its area lies', () => {
    const places = [...map.matchAll(/at-column-(\d) at-row-(\d)/g)].map(([, column, row]) => [
      Number(column),
      Number(row),
    ]);
    expect(places).toEqual(partnership.areas.map(({ tile }) => tile));
  });

  it('of counts compares nothing, and shows the numbers', () => {
    const counts = indicatorProps('complaints-count');
    const areas = { ...counts.areas, areas: counts.areas.areas.map((one) => ({ ...one, comparison: null })) };
    const text = textOf(pageWith({ areas }, counts));
    expect(text).toContain('On the map One tile for each DSPL area');
  });

  it('says why an area has one figure for the period compared and another through time', () => {
    const differ = /Above, each area’s figure is by calendar year; below, by month, so the two differ\./;
    const areas = { ...props.areas, grain: 'calendar_year' as const };
    const areaSeries = props.areaSeries.map((one) => ({ ...one, grain: 'month' as const }));
    expect(textOf(pageWith({ areas, areaSeries }))).toMatch(differ);
    expect(textOf(pageWith({ areas: { ...areas, grain: 'month' }, areaSeries }))).not.toContain('so the two');
  });
});

describe('a breakdown', () => {
  it('has an address for each column, and marks the one that is shown', () => {
    expect(page).toContain(
      'href="/indicators/ehcp-issued-20-weeks?grain=month&amp;breakdown=phase#breakdown">By phase',
    );
    expect(page).toMatch(/breakdown=primary_need#breakdown" aria-current="true">By primary need/);
  });

  it('says of a hidden group that it is hidden', () => {
    expect(tableText(page, 'New EHC plans issued within 20 weeks by primary need, ')).toContain(
      'Not recorded hidden',
    );
  });

  it('shows no trends of fewer than three points', () => {
    const { breakdown } = props;
    if (!breakdown) throw new Error('the fixture has no breakdown');
    const groups = breakdown.trends.groups.map((one) => ({ ...one, points: one.points.slice(-2) }));
    const short = pageWith({ breakdown: { ...breakdown, trends: { ...breakdown.trends, groups } } });
    expect(short).toContain('data-chart="breakdown"');
    expect(short).not.toContain('data-chart="breakdown-trends"');
  });

  it('of groups that are all hidden, or of one group alone, is said in words and not drawn as an empty frame', () => {
    const { breakdown } = props;
    if (!breakdown) throw new Error('the fixture has no breakdown');
    const hidden = breakdown.groups.map((one) => ({
      ...one,
      point: { ...one.point, status: 'suppressed' as const, value: null },
    }));
    const ofHidden = pageWith({ breakdown: { ...breakdown, groups: hidden } });
    expect(textOf(ofHidden)).toContain(
      'Hidden for all groups in this period, to protect children’s privacy.',
    );
    expect(ofHidden).not.toContain('data-chart="breakdown"');
    expect(ofHidden).toContain('data-chart="breakdown-trends"');
    const [first] = breakdown.groups;
    const ofOne = pageWith({ breakdown: { ...breakdown, groups: first ? [first] : [] } });
    expect(textOf(ofOne)).toContain(`All of these figures are of one group: ${first?.label}.`);
    expect(ofOne).not.toContain('data-chart="breakdown');
  });

  it('that there is none of is not spoken of', () => {
    expect(pageWith({ breakdown: null })).not.toContain('data-chart="breakdown"');
  });
});

describe('what is said and done', () => {
  it('shows a comment with its period and the writer’s post', () => {
    expect(textOf(page.slice(page.indexOf('id="commentary"')))).toContain(
      'October 2024 Advice that was asked for in the holidays came late. Head of Statutory SEND, 12 November 2024',
    );
  });

  const [decision] = props.responses.decisions;
  const withDecisions = (...changes: Partial<Decision>[]) => {
    if (!decision) throw new Error('the fixture has no decision');
    const decisions = changes.map((change, index) => ({ ...decision, id: `D${index}`, ...change }));
    return textOf(pageWith({ responses: { ...props.responses, decisions } }));
  };

  it('shows a decision with the figure that the board saw, and that it is overdue', () => {
    expect(textOf(page)).toContain(
      'SEND Partnership and Assurance Board, 26 March 2024, on seeing 55% for February 2024. Director of Inclusion and Skills. 7 months late Was due by 31 May 2024; no outcome recorded.',
    );
  });

  it.each([
    [{ due_on: '2025-02-28' }, 'Director of Inclusion and Skills. Due by 28 February 2025.'],
    [{ due_on: null }, 'Director of Inclusion and Skills. No outcome recorded yet.'],
    [{ outcome: 'It was done.' }, 'Skills, by 31 May 2024. What came of it: It was done.'],
  ])('says of a decision with %j no more than that', (change, words) => {
    const text = withDecisions(change);
    expect(text).toContain(words);
    expect(text).not.toContain('late Was due');
  });

  it('puts overdue decisions first, and none of them out of sight', () => {
    const soon = ['A', 'B', 'C'].map((letter) => ({ decision: `Soon ${letter}.`, due_on: '2025-03-31' }));
    const late = ['A', 'B'].map((letter) => ({ decision: `Late ${letter}.` }));
    const text = withDecisions(...soon, ...late);
    const order = [...text.matchAll(/(Late|Soon) [ABC]\.|\d more decisions/g)].map(([words]) => words);
    expect(order).toEqual(['Late A.', 'Late B.', 'Soon A.', '2 more decisions', 'Soon B.', 'Soon C.']);
  });

  it('shows the plan’s actions with their milestones', () => {
    expect(textOf(page)).toContain('1 of 1 milestone reached Teams hold cases – Done, 26 April 2024');
  });

  it.each([
    [false, 'Its one milestone is not reached yet Teams'],
    [true, 'Its one milestone is not reached yet, and late Teams'],
  ])('says of the one milestone of an action that it is not reached, late: %s', (late, words) => {
    const actions = props.responses.actions.map((action) => ({
      ...action,
      milestones: action.milestones.map((one) => ({ ...one, status: null, done_on: null, late })),
    }));
    expect(textOf(pageWith({ responses: { ...props.responses, actions } }))).toContain(words);
  });

  it.each<[string, Partial<Comment>, string | null]>([
    ['the newest comment', {}, 'Advice that was asked for in the holidays came late.'],
    ['no comment of long ago', { period: '2022-12' }, null],
    ['no comment on one of its areas', { area: 'dspl-2' }, null],
    [
      'no more than the first sentences',
      { text: `Staff left. New staff came. ${'And so on '.repeat(20)}.` },
      'Staff left. New staff came. …',
    ],
    [
      'no sentence cut after an abbreviation',
      { text: `Waits rose for approx. 40 children. Dr. Lee left, e.g. ${'and so on '.repeat(20)}.` },
      'Waits rose for approx. 40 children. …',
    ],
    [
      'nor in the middle of the first one',
      { text: `Waits rose for approx. Easter, by 3 weeks. ${'And so on '.repeat(20)}.` },
      'Waits rose for approx. Easter, by 3 weeks. …',
    ],
  ])('begins with %s, beside the figure', (_what, change, words) => {
    const comments = props.responses.comments.map((comment) => ({ ...comment, ...change }));
    const markup = pageWith({ responses: { ...props.responses, comments } });
    const [head = ''] = markup.split('<form class="filters"');
    const said = /<div class="callout">(.*?)<\/div>/s.exec(head)?.[1];
    if (words === null) expect(said).toBeUndefined();
    else
      expect(textOf(said ?? '').trim()).toBe(
        `${words} Head of Statutory SEND, 12 November 2024, about October 2024. All comments and decisions`,
      );
  });

  it('admits that there is nothing', () => {
    const markup = pageWith({ responses: { comments: [], decisions: [], actions: [] } });
    const text = textOf(markup);
    expect(markup).not.toContain('id="commentary"');
    expect(text).toContain('Nobody has commented on these figures yet.');
    expect(text).toContain('No decision or action has been linked to this indicator yet.');
  });

  it('names the source of several comparators once, and says nothing of expectations where there are none', () => {
    const [box = ''] = pageWith({}).split('What is expected</h2>').slice(1);
    expect(box.split('</section>')[0]?.split('Education, health and care plans').length).toBe(2);
    const indicator = { ...props.indicator, targets: [], standard: undefined, baseline: undefined };
    const series = { ...props.series, benchmarks: [], councils: null };
    expect(pageWith({ indicator, series } as Partial<typeof props>)).not.toContain('What is expected');
  });

  it('says to whom comments are not shown that this is so, and not that there are none', () => {
    const series = { ...props.series, level: 'protected' as const };
    const text = textOf(pageWith({ series, responses: { comments: [], decisions: [], actions: [] } }));
    expect(text).toContain(
      'Comments are for those who see every figure: they may quote one that is hidden here.',
    );
    expect(text).toContain('No action has been linked to this indicator yet.');
    expect(text).not.toMatch(/Nobody has commented|No decision/);
  });
});

it('another area or grain keeps the breakdown that was chosen', () => {
  const field = '<input type="hidden" name="breakdown"';
  expect(pageWith({})).not.toContain(field);
  const other = { by: 'phase', label: 'Phase' };
  const chosen = pageWith({ breakdowns: [other, ...props.breakdowns] });
  expect(chosen).toContain(`${field} value="${props.breakdown?.by}"/>`);
});

describe('the page stands with', () => {
  const hidden = { value: null, numerator: null, denominator: null, lower: null, upper: null, spc: null };
  const changed = (change: (point: Point) => Partial<Point>): Series => ({
    ...props.series,
    points: props.series.points.map((point) => ({ ...point, ...change(point) })),
  });

  it('every figure hidden: it says so, and never shows a zero', async () => {
    const series = changed(() => ({ ...hidden, status: 'suppressed' }));
    const all = pageWith({ series, county: series });
    expect(textOf(all)).toContain('These figures are hidden to protect children’s privacy');
    expect(tableText(all, props.indicator.title).match(/ hidden /g)).toHaveLength(36);
    const spec = chartSpec('trend', 'narrow', { ...props, partnership, series });
    expect(await renderSvg(compileChart(spec))).toContain('<svg');
  });

  it('an unfinished period in which nobody was counted so far: none yet; a finished one is not applicable', () => {
    const none = { ...hidden, status: 'not_applicable' as const };
    const series = changed(({ period }) =>
      period >= '2024-11' ? { ...none, complete: period !== '2024-12' } : {},
    );
    expect(tableText(pageWith({ series }), props.indicator.title)).toMatch(
      /December 2024 none yet .* November 2024 not applicable /,
    );
  });

  it('a title of 120 characters, in full', () => {
    const title = 'Long words about plans and the help in them '.repeat(3).slice(0, 120).trim();
    const long = pageWith({ indicator: { ...props.indicator, title } });
    expect(long).toContain(`<h1>${title}</h1>`);
  });

  it('zero and 1,234,567 in one chart', async () => {
    const series = changed(({ period }) => ({ value: period === '2022-01' ? 0 : 1_234_567, spc: null }));
    const indicator = { ...props.indicator, unit: 'count' as const };
    const spec = chartSpec('trend', 'wide', { ...props, indicator, partnership, series });
    const svg = await renderSvg(compileChart(spec));
    expect(svg).toContain(' 1,234,567<');
    expect(svg).toContain('>1,000,000<');
  });

  it('figures that are sent as figures, and were not sent: it does not say that no file has come', () => {
    const none = indicatorProps('salt-assessed-6-weeks');
    const measure = { kind: 'published' as const, measure: 'evidence' };
    const indicator = { ...none.indicator, measure };
    const words = textOf(pageWith({ indicator }, none));
    expect(words).toContain('waiting for its first figure');
    expect(words).toContain('write evidence as the measure of a row');
    expect(words).not.toContain('None has been accepted');
  });

  it.each(['missing', 'not_applicable'] as const)(
    'areas of which all was ever %s: it does not speak of them',
    (status) => {
      const missing = (point: Point) => ({ ...point, ...hidden, status });
      const areas = {
        ...props.areas,
        areas: props.areas.areas.map((one) => ({ ...one, comparison: null, point: missing(one.point) })),
      };
      const areaSeries = props.areaSeries.map((one) =>
        one.area === 'county' ? one : { ...one, points: one.points.map(missing) },
      );
      expect(pageWith({ areas, areaSeries })).not.toContain('Areas compared');
      expect(pageWith({ areas: props.areas, areaSeries })).toContain('Areas compared');
    },
  );

  it('no area at all', () => {
    const alone = pageWith({ areas: { ...props.areas, areas: [] }, areaSeries: [] });
    expect(alone).not.toContain('Areas compared');
  });

  it('no choice where it has no figure of an area, one period alone, or no figure at all', () => {
    const missing = (point: Point) => ({ ...point, ...hidden, status: 'missing' as const });
    const areas = {
      ...props.areas,
      areas: props.areas.areas.map((one) => ({ ...one, comparison: null, point: missing(one.point) })),
    };
    const whole = pageWith({ areas, areaSeries: [] });
    expect(whole).not.toContain('name="area"');
    expect(whole).toContain('name="grain"');
    expect(whole).toContain('class="filters filters-one"');
    const series = { ...props.series, area: 'dspl-2' };
    expect(pageWith({ areas, areaSeries: [], series })).toContain('name="area"');
    const indicator = { ...props.indicator, grains: ['month' as const] };
    expect(pageWith({ indicator })).not.toContain('name="grain"');
    expect(pageWith({}, indicatorProps('salt-assessed-6-weeks'))).not.toContain('class="filters');
  });

  it('no choice of an area, where a partnership has none', () => {
    const catalogue = { ...props.frame.catalogue, partnership: { ...partnership, areas: [] } };
    expect(page).toContain('name="area"');
    expect(pageWith({ frame: { ...props.frame, catalogue } })).not.toContain('name="area"');
  });
});
