import { describe, expect, it } from 'vitest';
import type { ReportedAction } from '../../indicators/plan.ts';
import type { OverviewRow, Point } from '../../indicators/series.ts';
import { FrameworkItemPage } from '../../web/pages/FrameworkItemPage.tsx';
import { OverviewPage } from '../../web/pages/OverviewPage.tsx';
import type { OverviewFilter, OverviewProps } from '../../web/props/overview.ts';
import { renderPage } from '../../web/render.ts';
import { withDoubt } from '../../web/unlike-files.ts';
import { frame, overviewOf, partnership, rowOf } from './fixtures.ts';
import { IN_TIME, itemProps, overviewProps } from './overviewProps.ts';

function overview(asked: Partial<OverviewFilter> = {}, changes: Partial<OverviewProps> = {}): string {
  return renderPage(<OverviewPage {...overviewProps(asked)} {...changes} />);
}

function textOf(markup: string): string {
  return markup.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
}

/** The overview with the row of one indicator changed. */
function overviewWith(id: string, change: (row: OverviewRow) => OverviewRow) {
  const whole = overviewOf();
  return { ...whole, rows: whole.rows.map((row) => (row.indicator === id ? change(row) : row)) };
}

function everyPoint(change: Partial<Point>): OverviewProps['overview'] {
  const changed = (point: Point | null) => point && { ...point, ...change };
  const whole = overviewOf();
  const rows = whole.rows.map((row) => ({
    ...row,
    latest: changed(row.latest),
    previous: changed(row.previous),
    ...{ status: 'no_target' as const, variation: null, assurance: null, target: null },
    trend: { ...row.trend, points: row.trend.points.map((point) => ({ ...point, ...change, spc: null })) },
  }));
  return { ...whole, rows };
}

const ATTENDANCE_LATE = {
  expected: 3,
  late: [{ name: 'attendance', title: 'Attendance', months: ['2024-12'], days: 5 }],
  waiting: ['part-time-timetables-ehcp', 'absence-send'],
  unlike: {},
};

describe('the overview', () => {
  it('says that all regular files are in, or which is late, with the way to the details', () => {
    expect(textOf(overview())).toContain('All 3 regular extracts are in.');
    const late = overview({}, { arrivals: ATTENDANCE_LATE });
    expect(textOf(late)).toContain('2 of 3 regular extracts in; Attendance is 5 days late .');
    expect(late).toContain('<a href="/quality">Attendance is 5 days late</a>');
  });

  it('says of a headline figure how old it is where newer data have come, and names it at the top', () => {
    const whole = overviewOf();
    const age = (grain: OverviewRow['grain']) => {
      const rows = whole.rows.map((row) =>
        row.indicator === 'asd-waiting' && row.latest
          ? {
              ...row,
              grain,
              latest: {
                ...row.latest,
                period: '2024-07',
                start: '2024-07-01',
                end: '2024-07-31',
                covered_to: '2024-07-31',
              },
            }
          : row,
      );
      return textOf(overview({}, { overview: { ...whole, rows } }));
    };
    expect(age('month')).toMatch(
      /1 headline figure is three months behind or more:\s+Children waiting for an autism assessment\s*, July 2024\s*\./,
    );
    expect(age('month')).toContain('5 months older than the newest data.');
    expect(age('academic_year')).not.toMatch(/months behind|months older/);
  });

  it('marks a figure whose file differs much from those before, says so first, and calls it no good news', () => {
    const words = 'The file for December 2024 differs much from those before';
    const good = (page: string) => page.slice(page.indexOf('What is going well'), page.indexOf('Headline'));
    const unlike: Record<string, string[]> = { 'special-school-waiting': ['2024-11', '2024-12'] };
    const whole = overviewOf();
    const rows = whole.rows.map((row) => withDoubt(row, unlike[row.indicator]));
    const inDoubt = { arrivals: { ...IN_TIME, unlike }, overview: { ...whole, rows } };
    const marked = textOf(overview({}, inDoubt));
    expect(marked.split(words)).toHaveLength(3);
    expect(marked).toMatch(
      /What needs attention\s+The file for December 2024 differs much from those before: part of it may be missing, so do not rely on these until it has been checked:\s+Waiting for a special school place\s+\([\d,]+\)/,
    );
    const tile = (page: string) =>
      page
        .split('<li class="tile ')
        .find((one) => one.includes('>Waiting for a special school place</a></h3>')) ?? '';
    const [doubted, sound] = [inDoubt, {}].map((more) => tile(overview({}, more)));
    expect(sound).toContain('real change');
    expect(doubted).toContain('Not judged: file in doubt');
    expect(doubted).not.toMatch(/real change|reliably|>Met<|On track|Off track/);
    expect(good(textOf(overview()))).toContain('Waiting for a special school place');
    expect(good(marked)).not.toContain('Waiting for a special school place');
  });

  it('takes a figure as in doubt for its last month’s file, or for those of a quarter of its months', () => {
    const { latest } = rowOf('asd-waiting');
    const statusOf = (unlike: string[], start: string) => {
      const covered = { start, end: '2024-12-31', covered_to: '2024-12-31' };
      return withDoubt({ ...rowOf('asd-waiting'), latest: latest && { ...latest, ...covered } }, unlike)
        .status;
    };
    const { status } = rowOf('asd-waiting');
    expect(statusOf(['2024-12'], '2024-01-01')).toBe('in_doubt');
    expect(statusOf(['2024-04'], '2024-01-01')).toBe(status);
    expect(statusOf(['2024-04', '2024-05', '2024-06'], '2024-01-01')).toBe('in_doubt');
    expect(statusOf(['2024-10'], '2024-10-01')).toBe('in_doubt');
    expect(statusOf(['2024-11'], '2024-12-01')).toBe(status);
  });

  it('names late data among what needs attention, and marks the tiles that wait for them', () => {
    const text = textOf(overview({}, { arrivals: ATTENDANCE_LATE }));
    expect(text).toContain(
      'Attendance : the file for December 2024 is 5 days late. 2 indicators wait for it.',
    );
    expect(text.match(/The next file is late\./g)).toHaveLength(2);
    expect(textOf(overview())).not.toContain('is late');
  });

  it.each([
    ['bees', ['bees', 'ambitions']],
    ['ambitions', ['ambitions', 'bees']],
    ['outcomes', ['outcomes', 'improvement', 'ambitions']],
    ['improvement', ['improvement', 'outcomes']],
  ] as const)('leads with the %s of a partnership that has %j, as every other page does', (id, own) => {
    const item = { id: 'an-item', title: 'An item', description: 'What it is.' };
    const frameworks = Object.fromEntries(own.map((one) => [one, { title: one, item: one, items: [item] }]));
    const catalogue = { ...frame.catalogue, partnership: { ...partnership, frameworks } };
    const markup = overview({}, { frame: { ...frame, catalogue } });
    expect(markup).toContain(`<h2 id="framework">${id}</h2>`);
    expect(markup).toContain(`href="/${id}/an-item`);
  });

  it('before there is any figure says what to send first, and where', () => {
    const { rows, ...whole } = overviewOf();
    const none = { status: 'awaiting_data' as const, latest: null, variation: null };
    const awaited = rows.map((row) => ({ ...row, ...none }));
    const page = overview({}, { overview: { ...whole, rows: awaited } });
    expect(textOf(page)).toMatch(
      /There are no figures yet\. What to send first .* EHC assessments : \d+ indicators wait for it Named like \S+_2024-07\.csv/,
    );
    expect(page).toContain(
      '<a href="/upload">Load the CSV files here</a>, or drop them into the <code>inbox',
    );
    expect(overview()).not.toContain('What to send first');
  });

  it.each([
    ['2025-03', 1, /One target due by March 2025 is not reached by the latest figures: /],
    ['2025-04', 1, null],
    ['2024-12', 1, null],
    ['2025-03', null, null],
  ])(
    'names a target due by %s that nothing judges yet, if it is near and %s is what to reach',
    (by, target, words) => {
      const overviewIn = overviewWith('special-school-waiting', (row) => ({
        ...row,
        latest: row.latest && { ...row.latest, value: 318, target, trajectory: null, rag: null },
        target: { value: 1, by, text: `1 by ${by}` },
        ...{ status: 'no_target', variation: null },
      }));
      const text = textOf(overview({}, { overview: overviewIn }));
      if (words === null) expect(text).not.toContain('reached by the latest');
      else expect(text).toMatch(words);
      expect(text.includes(`Waiting for a special school place (318; target 1 by ${by}) .`)).toBe(
        words !== null,
      );
    },
  );

  it('says together what is off track or long worse and has no room of its own, three by name', () => {
    const target = { value: 1, by: '2024-07', text: '100% by July 2024' };
    const whole = overviewOf();
    const rows = whole.rows.map((row, index) => {
      const { latest } = row;
      if (latest === null) return row;
      if (index < 5) return { ...row, target, status: 'off_track' as const, variation: null };
      const spc = { mean: 0, lower: 0, upper: 0, flag: 'above_limit' as const };
      const points = [latest, latest].map((point) => ({ ...point, spc }));
      const lasting = { status: 'no_target' as const, variation: 'concern_high' as const };
      return { ...row, ...lasting, target: null, trend: { ...row.trend, points } };
    });
    const page = overview({}, { overview: { ...whole, rows }, arrivals: ATTENDANCE_LATE });
    const text = textOf(page);
    expect(text).toMatch(/ Also off track: [^.]+ \([^)]+; target was 100% by July 2024\) and [^.]+\) \./);
    expect(text).toMatch(
      / Also still beyond their usual range: [^(.]+ \([^)]+\) , [^(.]+ \([^)]+\) , [^(.]+ \([^)]+\) and three more \./,
    );
    expect(page).toContain('<a href="/?special=on">three more</a>');
    expect(text).toContain('All 5 off track · All with a real change');
  });

  it.each([
    ['2025-01', 1, 'bad'],
    ['2025-02', 1, 'plain'],
  ])('marks a target due by %s, %d of them, as %s in January', (by, target, tone) => {
    const overviewIn = overviewWith('special-school-waiting', (row) => ({
      ...row,
      latest: row.latest && { ...row.latest, target, trajectory: null, rag: null },
      target: { value: target, by, text: `1 by ${by}` },
      ...{ status: 'no_target', variation: null },
    }));
    expect(overview({}, { overview: overviewIn })).toMatch(
      new RegExp(`tone-${tone}"[^>]*><path[^>]*></path></svg><p>One target due`),
    );
  });

  it.each([
    [
      { milestones: 137, reported: true, late: 13, since: '2024-02-10' },
      '13 of 137 plan milestones are late , the longest by 11 months.',
    ],
    [
      { milestones: 2, reported: true, late: 1, since: '2025-01-06' },
      '1 of 2 plan milestones is late , by 9 days.',
    ],
    [{ milestones: 2, reported: true, late: 1, since: null }, '1 of 2 plan milestones is late .'],
    [{ milestones: 2, reported: true, late: 0, since: null }, null],
    [
      { milestones: 137, reported: false, late: 109, since: '2024-02-10' },
      'The plan : nothing has been reported yet of its 137 milestones, and the day of 109 has passed.',
    ],
    [null, null],
  ])('of the plan %j says %s', (plan, words) => {
    const page = overview({}, { plan });
    if (words === null) expect(textOf(page)).not.toMatch(/of the plan|plan milestone/i);
    else expect(textOf(page)).toContain(words);
    expect(page).not.toMatch(plan?.reported ? /nothing has been reported/ : /milestones? (is|are) late/);
    expect(/<p class="more"><a href="\/plan">/.test(page)).toBe(words !== null);
  });

  it('names at most six things to attend to', () => {
    const page = overview({}, { arrivals: ATTENDANCE_LATE });
    const list = page.slice(page.indexOf('id="attention"'), page.indexOf('id="framework"'));
    expect(list.match(/<li>/g)?.length).toBeLessThanOrEqual(6);
  });

  it('shows no other tier than the headline, but the way to all', () => {
    const page = overview();
    expect(page).not.toContain('EHC plans maintained');
    expect(page).toContain('href="/?tier=all"');
  });

  it('says what the small trends’ signs mean, above the tiles, where one is drawn', () => {
    expect(textOf(overview())).toMatch(
      / Headline indicators .* shaded: the usual range dashed: the target large dot: the latest point EHC annual /,
    );
    const rows = overviewOf().rows.map((row) => ({ ...row, trend: { ...row.trend, points: [] } }));
    expect(overview({}, { overview: { ...overviewOf(), rows } })).not.toContain('dot: the latest');
    const plain = textOf(overview({}, { overview: everyPoint({ target: null }) }));
    expect(plain).toContain(' Filter large dot: the latest point ');
  });

  it('lists many that have neither target nor real change from A to Z, without saying so of each', () => {
    const [indicator] = frame.catalogue.indicators;
    if (!indicator) throw new Error('no indicator');
    const indicators = [...'zyxwvutsrqponmlkjihgfe'].map((letter) => ({
      ...indicator,
      id: letter,
      title: `Title ${letter}`,
    }));
    const calm = { status: 'no_target' as const, target: null, variation: 'common_cause' as const };
    const rows = indicators.map(({ id }) => ({ ...rowOf('absence-send'), ...calm, indicator: id }));
    const page = overview(
      {},
      {
        frame: { ...frame, catalogue: { ...frame.catalogue, indicators } },
        overview: { ...overviewOf(), rows },
      },
    );
    const list = page.slice(page.indexOf('class="in-short"'), page.indexOf('class="all-link"'));
    expect(list).toContain('22 more headline indicators without a target');
    expect([...list.matchAll(/>Title (.)</g)].map(([, letter]) => letter).join('')).toBe(
      'efghijklmnopqrstuvwxyz',
    );
    expect(list).not.toContain('No target');
    expect(overview({ tier: 'core' })).toContain('No target');
  });

  it('says on a tile what is not whole about its data', () => {
    const overviewIn = overviewWith('complaints-count', (row) => ({
      ...row,
      latest: row.latest && { ...row.latest, quarantined: 4, complete: false, covered_to: '2024-12-15' },
    }));
    expect(textOf(overview({}, { overview: overviewIn }))).toContain(
      'Not yet the whole period: data to 15 December 2024. 4 rows with errors left out.',
    );
  });

  it('does not say to which day the data of a month go that is not over: its file may have come in the middle', () => {
    const overviewIn = overviewWith('complaints-count', (row) => ({
      ...row,
      latest: row.latest && { ...row.latest, complete: false },
    }));
    expect(textOf(overview({}, { overview: overviewIn }))).toContain('Not yet the whole period');
  });

  it.each([
    ['off_track', 'consistently_fails', 'Usual range still short of the target'],
    ['met', 'consistently_fails', 'Target not yet reliably met'],
    ['on_track', 'consistently_fails', 'Target not yet reliably met'],
    ['met', 'hit_or_miss', 'Target not yet reliably met'],
    ['off_track', 'consistently_passes', 'Target not yet reliably met'],
    ['met', 'consistently_passes', 'Target reliably met'],
  ] as const)('of a target that is %s and %s says %s', (status, assurance, words) => {
    const tile = tileWith({ status, assurance });
    expect(tile).toContain(words);
    expect(tile.match(/reliably met|Usual range/g)).toHaveLength(1);
  });

  it.each([
    ['met', 'hit_or_miss', 6, ''],
    ['met', 'hit_or_miss', 5, 'Target not yet reliably met'],
    ['met', 'consistently_fails', 6, ''],
    ['off_track', 'consistently_passes', 0, 'Target not yet reliably met'],
  ] as const)(
    'of a target that is %s and %s, met %d times running, says “%s”',
    (...[status, assurance, times, words]) => {
      const trend = (row: OverviewRow) => ({
        ...row.trend,
        points: row.trend.points.map((point, index, { length }) => ({
          ...point,
          rag: index < length - times ? ('off_track' as const) : ('met' as const),
        })),
      });
      const tile = tileWith({ status, assurance }, trend);
      expect(tile.match(/Target (not yet )?reliably met|Usual range still short/)?.[0] ?? '').toBe(words);
    },
  );

  it.each([
    ['2024-11', 'Off track: date passed'],
    ['2024-12', 'Off track: date passed'],
    ['2025-01', 'Off track '],
  ])('says whether the day of a target that is missed has passed: %s', (by, words) => {
    const target = { value: 1, by, text: '1' };
    expect(tileWith({ status: 'off_track', target })).toContain(words);
    expect(tileWith({ status: 'met', target })).not.toContain('Off track');
  });

  function tileWith(more: Partial<OverviewRow>, trend = (row: OverviewRow) => row.trend): string {
    const overviewIn = overviewWith('complaints-count', (row) => ({ ...row, ...more, trend: trend(row) }));
    const page = overview({}, { overview: overviewIn });
    return textOf(/<li class="tile[^>]*><h3><a href="[^"]*complaints-count.*?<\/li>/s.exec(page)?.[0] ?? '');
  }
});

describe('the overview narrowed', () => {
  it('counts what fits, says what was asked for, and offers the way back', () => {
    const page = overview({ q: 'waiting', area: 'dspl-2' });
    expect(textOf(page)).toContain('2 of 13 indicators mention “waiting” in DSPL 2 Stevenage. Clear filters');
    expect(page).toContain('<title>2 of 13 indicators mention “waiting” in DSPL 2 Stevenage – ');
    expect(page).toMatch(/<a href="\/\?area=dspl-2"[^>]*>Clear filters/);
    expect(page).toContain('/indicators/asd-waiting?area=dspl-2');
  });

  it.each([
    [{ status: 'off_track' }, '3 of 13 indicators are off track.'],
    [{ status: 'awaiting_data' }, '1 of 13 indicators awaits data.'],
    [{ q: 'zzzz' }, 'No indicator mentions “zzzz”.'],
    [
      { tier: 'core', item: { framework: 'bees', item: 'be-safe' } },
      '1 of 13 indicators is a core indicator and serves “Be Safe”.',
    ],
    [
      { special: true, tier: 'headline' },
      '6 of 13 indicators are headline indicators and show a real change.',
    ],
    [{ tier: 'all' }, '13 of 13 indicators .'],
  ] as [Partial<OverviewFilter>, string][])('says of %j: %s', (asked, words) => {
    expect(textOf(overview(asked))).toContain(words);
  });

  it('keeps every choice in its form', () => {
    const item = { framework: 'bees', item: 'be-safe' } as const;
    const page = overview({
      item,
      status: 'off_track',
      tier: 'core',
      special: true,
      q: 'a "b"',
      area: 'dspl-2',
    });
    for (const value of ['bees:be-safe', 'off_track', 'core', 'dspl-2'])
      expect(page).toContain(`<option value="${value}" selected>`);
    expect(page).toMatch(/name="special"[^>]* checked/);
    expect(page).toContain('value="a &quot;b&quot;"');
  });

  it('groups the other tiers by the item that each serves first, each once', () => {
    const text = textOf(overview({ tier: 'all' }));
    expect(text).toContain('13 of 13 indicators');
    for (const title of ['EHC plans maintained', 'Compliments'])
      expect(text.split(` ${title} `).length - 1, title).toBe(1);
  });

  it('says which choice to give up where nothing fits', () => {
    const page = overview({ q: 'waiting', status: 'awaiting_data' });
    expect(textOf(page)).toContain('No indicator mentions “waiting” and awaits data.');
    expect(textOf(page)).toContain('Without the words searched for');
    const loosened = overview({ q: 'autism', tier: 'core' });
    expect(loosened).toContain('href="/?tier=all&amp;q=autism"');
    expect(textOf(loosened)).toContain('In any tier : 1 indicator');
  });

  it('escapes what was searched for', () => {
    const page = overview({ q: '<script>alert(1)</script>' });
    expect(page.match(/<script/g)).toHaveLength(1);
    expect(page).toContain('&lt;script>alert(1)');
  });
});

it('what is hidden can be looked for only where figures may be hidden', () => {
  const hidden = '<option value="hidden">';
  expect(overview()).not.toContain(hidden);
  expect(overview({}, { overview: { ...overviewOf(), level: 'protected' } })).toContain(hidden);
});

describe('the overview stands with', () => {
  it('no data at all', () => {
    const rows = overviewOf().rows.map((row) => ({
      ...row,
      ...{ latest: null, previous: null, status: 'awaiting_data' as const, variation: null },
      trend: { ...row.trend, points: [] },
    }));
    const text = textOf(overview({}, { overview: { ...overviewOf(), rows } }));
    expect(text).toContain('There are no figures yet.');
    expect(text).not.toMatch(/What is going well|NaN|undefined/);
  });

  it('every figure hidden', () => {
    const hidden = { status: 'suppressed' as const, value: null, numerator: null, denominator: null };
    const text = textOf(overview({}, { overview: everyPoint({ ...hidden, lower: null, upper: null }) }));
    expect(text).toContain('hidden December 2024');
    expect(text).not.toMatch(/NaN|undefined|null/);
  });

  it.each([
    [0, '0 December 2024'],
    [1_234_567, '1,234,567 December 2024'],
  ])('a figure of %d', (value, words) => {
    expect(textOf(overview({}, { overview: everyPoint({ value }) }))).toContain(words);
  });

  it('a name of 120 characters', () => {
    const title = 'Children waiting '.repeat(7).padEnd(120, 'x');
    const indicators = frame.catalogue.indicators.map((one) => ({ ...one, title }));
    const named = { ...frame, catalogue: { ...frame.catalogue, indicators } };
    expect(overview({}, { frame: named })).toContain(`>${title}</a>`);
  });
});

describe('the page of a framework’s item', () => {
  const page = renderPage(<FrameworkItemPage {...itemProps('bees', 'be-included')} />);

  it('says how it stands, what needs attention, and lists what is no headline in short', () => {
    const text = textOf(page);
    const order = ['What needs attention', 'How it stands', 'Headline indicators', 'Other indicators'];
    const places = order.map((words) => text.indexOf(words));
    expect(places).toEqual(places.toSorted((one, other) => one - other));
    expect(text).toMatch(/5 indicators: .*off track/);
    expect(text.indexOf('EHC plans maintained')).toBeGreaterThan(text.indexOf('Other indicators'));
  });

  it.each([
    [
      ['ehcp-issued-20-weeks'],
      'The one indicator with figures has no target that is due yet, so it cannot be off track; there are too few figures to tell whether any is getting worse. Four have no figure, though their target’s day has passed.',
    ],
    [
      ['ehcp-issued-20-weeks', 'special-school-waiting'],
      'None of the 2 indicators with figures has a target that is due yet, so none can be off track; there are too few figures to tell whether any is getting worse. Three have no figure, though their target’s day has passed.',
    ],
  ])('where all but %j have no figure and should have reached their target, says so', (known, words) => {
    const props = itemProps('bees', 'be-included');
    const rows = props.overview.rows.map((row): OverviewRow => {
      const isWithout = !known.includes(row.indicator);
      const target = { value: 1, by: isWithout ? '2024-03' : '2025-09', text: '1' };
      return { ...row, target, status: isWithout ? 'no_figure' : 'no_target', variation: null };
    });
    const markup = renderPage(<FrameworkItemPage {...props} overview={{ ...props.overview, rows }} />);
    expect(textOf(markup)).toContain(words);
  });

  it.each([
    [
      { variation: 'common_cause' },
      'None of these 5 indicators has a target, so none can be off track; no figure is getting worse beyond its usual range.',
    ],
    [
      {},
      'None of these 5 indicators has a target, so none can be off track; there are too few figures to tell whether any is getting worse.',
    ],
    [
      { target: { value: 1, by: '2025-09', text: '1' } },
      'None of these 5 indicators has a target that is due yet, so none can be off track;',
    ],
    [
      { status: 'met', variation: 'common_cause' },
      'Nothing is off track, and no figure is getting worse beyond its usual range.',
    ],
  ] as [Partial<OverviewRow>, string][])('where each is %j says %s', (change, words) => {
    const calm = { status: 'no_target' as const, target: null, variation: null, ...change };
    const props = itemProps('bees', 'be-included');
    const rows = props.overview.rows.map((row) => ({ ...row, ...calm }));
    const markup = renderPage(<FrameworkItemPage {...props} overview={{ ...props.overview, rows }} />);
    expect(textOf(markup)).toContain(words);
    expect(markup.split('class="key"')[1]?.split('</ul>')[0]?.match(/<li/g)).toHaveLength(1);
  });

  it('shows the milestones that are meant for it, late ones first', () => {
    const milestone = (id: string, title: string, due: string, late: boolean) => ({
      ...{ id, title, due, late, lead: 'Director', status: late ? ('late' as const) : ('on_track' as const) },
      ...{ updated_on: null, done_on: null, evidence: null },
    });
    const action: ReportedAction = {
      ...{ ref: 'IP 2.1', area: ['AI2'], title: 'Faster plans', lead: 'Director', indicators: [] },
      milestones: [
        milestone('ip-2-1-a', 'Team is complete', '2025-02-01', false),
        milestone('ip-2-1-b', 'Rules are agreed', '2024-10-01', true),
      ],
    };
    const props = { ...itemProps('improvement', 'AI2'), actions: [action] };
    const text = textOf(renderPage(<FrameworkItemPage {...props} />));
    expect(text.indexOf('Rules are agreed')).toBeGreaterThan(text.indexOf('What the plan promises'));
    expect(text.indexOf('Team is complete')).toBeGreaterThan(text.indexOf('Rules are agreed'));
    expect(textOf(page)).not.toContain('What the plan promises');
  });

  it('says that nothing has been mapped to it', () => {
    const { outcomes: _none, ...rest } = partnership.frameworks;
    const item = { id: 'be-new', title: 'Be new', description: 'Later.' };
    const bees = partnership.frameworks.bees;
    const frameworks = { ...rest, ...(bees && { bees: { ...bees, items: [...bees.items, item] } }) };
    const changed = {
      ...frame,
      catalogue: { ...frame.catalogue, partnership: { ...partnership, frameworks } },
    };
    expect(
      textOf(renderPage(<FrameworkItemPage {...itemProps('bees', 'be-new')} frame={changed} />)),
    ).toContain('No indicator has been mapped to this Outcome Bee yet.');
  });
});

describe('the navigation', () => {
  const nav = (page: string) => textOf(page.slice(page.indexOf('<nav'), page.indexOf('</nav>'))).trim();

  it('leads to every part, the frameworks by their own names', () => {
    expect(nav(overview())).toBe('Overview Outcome Bees Ambitions Improvement Areas Plan Report Quality');
  });

  it('has only what the partnership has', () => {
    const outcomes = {
      title: 'Strategy outcomes',
      item: 'outcome',
      items: [{ id: 'outcome-1', title: 'Heard', description: 'Listened to.' }],
    };
    const other = { ...partnership, areas: [], frameworks: { outcomes } };
    const changed = { ...frame, catalogue: { ...frame.catalogue, partnership: other } };
    const page = overview({}, { frame: changed });
    expect(nav(page)).toBe('Overview Outcomes Plan Report Quality');
    expect(page).not.toContain('name="area"');
  });

  it('has definitions, the accessibility statement and how to read the pages in the footer', () => {
    const text = textOf(overview().split('<footer')[1] ?? '');
    for (const words of ['How to read these pages', 'Definitions', 'Accessibility statement'])
      expect(text).toContain(words);
  });
});
