import { describe, expect, it } from 'vitest';
import type { ReportedAction } from '../../indicators/plan.ts';
import type { OverviewRow, Point } from '../../indicators/series.ts';
import { FrameworkItemPage } from '../../web/pages/FrameworkItemPage.tsx';
import { OverviewPage } from '../../web/pages/OverviewPage.tsx';
import type { OverviewFilter, OverviewProps } from '../../web/props/overview.ts';
import { renderPage } from '../../web/render.ts';
import { frame, overviewOf, partnership } from './fixtures.ts';
import { itemProps, overviewProps } from './overviewProps.ts';

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
};

describe('the overview', () => {
  it('says that all regular files are in, or which is late, with the way to the details', () => {
    expect(textOf(overview())).toContain('All 3 regular extracts are in.');
    const late = overview({}, { arrivals: ATTENDANCE_LATE });
    expect(textOf(late)).toContain('2 of 3 regular extracts in; Attendance is 5 days late .');
    expect(late).toContain('<a href="/quality">Attendance is 5 days late</a>');
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
    ['2025-03', 1, /One target due by March 2025 is not reached by the latest figures\./],
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
      expect(text.includes(`Waiting for a special school place : 318; the target is 1 by ${by}.`)).toBe(
        words !== null,
      );
    },
  );

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

  it('says in words whether a target can be relied on', () => {
    expect(textOf(overview())).toContain('Target not yet reliably met');
  });
});

describe('the overview narrowed', () => {
  it('counts what fits, says what was asked for, and offers the way back', () => {
    const page = overview({ q: 'waiting', area: 'dspl-2' });
    expect(textOf(page)).toContain('2 of 13 indicators : with “waiting” and DSPL 2 Stevenage. Clear filters');
    expect(page).toContain('<title>2 of 13 indicators: with “waiting” and DSPL 2 Stevenage – ');
    expect(page).toMatch(/<a href="\/\?area=dspl-2"[^>]*>Clear filters/);
    expect(page).toContain('/indicators/asd-waiting?area=dspl-2');
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
    expect(textOf(page)).toContain('No indicator fits all of this.');
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
