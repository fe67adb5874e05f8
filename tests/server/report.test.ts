import { beforeEach, describe, expect, it } from 'vitest';
import type { Overview } from '../../indicators/series.ts';
import { dashboard, loggedIn, PROTECTED_TABLES } from './access/people.ts';
import { type Built, build, change, homeWith, SHA } from './home.ts';

let built: Built;
beforeEach(async () => {
  built = await build(await homeWith(1));
});

/** The report as text without markup, and its parts as markup by their numbers. */
async function report(query = '') {
  const { body, statusCode } = await built.app.inject({
    url: `/report${query}`,
    headers: { accept: 'text/html' },
  });
  const entries = new Map(
    [
      ...body.matchAll(
        /<section class="pack-entry" aria-labelledby="part-([\d-]+)">([\s\S]*?)<\/section><\/div><\/div>/g,
      ),
    ].map(([, number = '', markup = '']) => [number.replaceAll('-', '.'), words(markup)]),
  );
  return { statusCode, body, text: words(body), entries };
}

function words(markup: string): string {
  return markup.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');
}

async function refusal(query: string) {
  const response = await built.app.inject(`/report${query}`);
  return [response.statusCode, response.json().detail];
}

describe('the board report', () => {
  it('has a cover, contents, what needs attention, every item, sources and definitions; no empty part', async () => {
    const { body } = await report('?tier=all');
    const headings = [...body.matchAll(/<h[12][^>]*>([\s\S]*?)<\/h[12]>/g)].map(([, markup = '']) =>
      words(markup).trim(),
    );
    expect(headings).toEqual([
      'Board report : Outcome Bees',
      'Contents',
      '1 What needs attention',
      '2 Be ambitious',
      '3 Be well',
      '4 Sources and data quality',
      '5 Definitions',
    ]);
    const { text } = await report();
    expect(text).toContain('Testshire, July 2024');
    expect(text).toContain('Data to 31 July 2024');
    expect(text).toContain('Published 15 January 2025, snapshot-000001');
  });

  it('shows headline indicators unless others are asked for', async () => {
    const titles = async (query: string) =>
      [...(await report(query)).entries.values()].map((text) => text.split('  ')[0]);
    expect((await report()).entries.size).toBe(1);
    expect((await report('?tier=core')).entries.size).toBe(2);
    expect((await report('?tier=all')).entries.size).toBe(3);
    expect(await titles('?tier=all')).toHaveLength(3);
  });

  it('tells of an indicator its sentence, value, target, status, last figures and data quality', async () => {
    const { entries, body } = await report();
    const text = entries.get('2.1') ?? '';
    expect(text).toContain('58% of new EHC plans were issued within 20 weeks.');
    expect(text).toContain('58% January–July 2024');
    expect(text).toContain('Target 60% by December 2024');
    expect(text).toContain('On track');
    expect(text).toContain(
      'July 2024 58% 58 of 100 60% June 2024 50% 50 of 100 60% May 2024 40% 40 of 100 60%',
    );
    expect(body).toContain('Not yet the whole period: data to 31 July 2024.');
    expect(body).toMatch(
      /<img src="\/charts\/plans-on-time\.svg\?kind=trend[^"]*" alt="Line chart of New EHC plans/,
    );
  });

  it.each([
    [0.5632, 0.5618, '56.3%', '56.2%'],
    [0.5932, 0.5618, '59%', '56%'],
    [0.402, 0.4, '40.2%', '40.0%'],
  ])(
    'tells %d and the %d that were needed so that they can be told apart',
    async (value, needed, figure, least) => {
      const home = await homeWith(1);
      const given = `value = ${value}, target = 0.6, trajectory = ${needed}, rag = 'on_track'`;
      await change(home, 1, `UPDATE full_point SET ${given} WHERE indicator = 'plans-on-time'`);
      built = await build(home);
      const { entries } = await report();
      expect(entries.get('2.1')).toMatch(new RegExp(` ${figure} .*To be on track: ${least} `));
    },
  );

  it('counts the milestones that belong to what it shows, of all that the plan has', async () => {
    const action = (number: number, indicators: string[]) => ({
      ...{ ref: `${number}`, title: 'Do it', area: ['AI2'], indicators, lead: 'Head of Service' },
      milestones: ['a', 'b'].map((letter) => ({
        id: `${number}-${letter}`,
        title: 'A step',
        due: '2024-03-01',
      })),
    });
    const plan = { actions: [action(1, ['plans-on-time']), action(2, [])] };
    const home = await homeWith(1);
    await change(
      home,
      1,
      `UPDATE catalogue SET document = json_merge_patch(document, '${JSON.stringify({ plan })}')`,
    );
    built = await build(home);
    const { text } = await report();
    expect(text).toContain('4 Milestones 5 Sources and data quality 6 Definitions');
    expect(text).not.toContain('As they stand on');
    expect((await report('?period=2024-06')).text).toContain(
      'As they stand on 15 January 2025, not at the end of the period.',
    );
    expect(text).toContain(
      '2 of the improvement plan’s 4 milestones belong to what this report shows: 0 done, 2 late.',
    );
  });

  describe('of what is off track', () => {
    const OFF_TRACK = `UPDATE full_point SET rag = 'off_track' WHERE indicator = 'plans-on-time' AND area = 'county';
      INSERT INTO decision VALUES ('d-1', '2024-08-05', 'The Board', 'Hire two writers.', 'plans-on-time', NULL, NULL,
        'Head of Service', '2024-12-31', NULL);
      INSERT INTO commentary VALUES
        ('c-1', 'plans-on-time', NULL, '2024-07', '2024-08-04', 'Head of Service', 'Three writers left in June.')`;
    const SAID = 'Said. Three writers left in June. Head of Service, 4 August 2024, about July 2024.';

    it('tells what is said and what was decided, and how late that is; nothing of it with figures of an earlier time', async () => {
      const home = await homeWith(1);
      await change(home, 1, OFF_TRACK);
      built = await build(home);
      const { text } = await report();
      expect(text).toContain(SAID);
      expect(text).toMatch(
        /Decided\. Hire two writers\. The Board, 5 August 2024\. Head of Service\. 2 weeks late Was due by 31 December 2024/,
      );
      expect((await report('?period=2024-06')).text).not.toMatch(/Said\.|Decided\./);
    });

    it('keeps free words from those who do not see every figure, as its page does', async () => {
      const home = await homeWith(1);
      await change(home, 1, `${OFF_TRACK}; ${PROTECTED_TABLES}`);
      const app = await dashboard(home);
      const textFor = async (role: 'leader' | 'area:dspl-1') => {
        const headers = { accept: 'text/html', cookie: await loggedIn(app, home, role) };
        return words((await app.inject({ url: '/report', headers })).body);
      };
      expect(await textFor('leader')).toContain(SAID);
      const area = await textFor('area:dspl-1');
      expect(area).toContain('off track');
      expect(area).not.toMatch(/writers|Said\.|Decided\./);
    });
  });

  it('says what the letters in a chart stand for that has no room for words', async () => {
    expect((await report()).text).not.toContain('A, 4 June 2024');
    const home = await homeWith(1);
    const events = Array.from({ length: 3 }, (_, week) => ({
      on: `2024-06-${String(4 + 7 * week).padStart(2, '0')}`,
      what: `Something that took many words to tell in week ${week}`,
    }));
    await change(
      home,
      1,
      `UPDATE catalogue SET document = json_merge_patch(document, '${JSON.stringify({ partnership: { events } })}')`,
    );
    built = await build(home);
    expect((await report()).text).toContain(
      'A, 4 June 2024: Something that took many words to tell in week 0. B, 11 June 2024: Something',
    );
  });

  it('tells of an indicator in full once, and of those without figures that they are awaited', async () => {
    const { text, entries } = await report('?framework=ambitions&tier=all');
    expect([...entries.keys()]).toEqual(['2.1', '2.2', '2.3']);
    expect(text).toContain('Awaiting data: Children waiting');
    const twice = await report('?framework=bees&item=be-ambitious&item=be-well&tier=all');
    expect([...twice.entries.keys()]).toEqual(['2.1', '2.2', '3.1']);
  });

  it('shows figures up to the period that the board meets about, and none after it', async () => {
    const { text, entries, body } = await report('?period=2024-06&tier=all');
    expect(text).toContain('Testshire, June 2024 All indicators Data to 30 June 2024');
    expect(body).toContain('to=2024-06');
    const entry = entries.get('2.1') ?? '';
    expect(entry).toContain(
      '40% of new EHC plans were issued within 20 weeks in 2023, worse than England’s 50%.',
    );
    expect(entry).toContain('June 2024 50% 50 of 100');
    expect(text).not.toContain('58%');
    expect(text).not.toContain('7%');
  });

  it('names the area in a sentence of an earlier month', async () => {
    const home = await homeWith(1);
    await change(
      home,
      1,
      `INSERT INTO full_point BY NAME
       SELECT * REPLACE ('2024-06' AS period, DATE '2024-06-01' AS start, DATE '2024-06-30' AS "end", DATE '2024-06-30' AS covered_to)
       FROM full_point WHERE indicator = 'plans-on-time' AND area = 'dspl-1' AND grain = 'month'`,
    );
    built = await build(home);
    const { entries } = await report('?period=2024-06&area=dspl-1');
    expect(entries.get('2.1')).toContain(
      'In North, 70% of new EHC plans were issued within 20 weeks in June 2024, similar to England’s 50% in 2023.',
    );
  });

  it('calls nothing of an earlier month a real change: the usual range is made of later months too', async () => {
    const home = await homeWith(1);
    await change(
      home,
      1,
      `UPDATE full_point SET spc_mean = 0.9, spc_lower = 0.8, spc_upper = 1, spc_flag = 'below_limit' WHERE grain = 'month'`,
    );
    built = await build(home);
    expect((await report('?period=2024-06&tier=all')).text).not.toMatch(/: a real change|than chance alone/);
  });

  it('says that all is well only of what was judged', async () => {
    const home = await homeWith(1);
    await change(home, 1, `UPDATE full_point SET rag = 'met' WHERE rag IS NOT NULL`);
    built = await build(home);
    expect((await report()).text).toContain('Nothing is off track or getting worse beyond its usual range.');
    const earlier = (await report('?period=2024-06')).text;
    expect(earlier).toContain('Nothing was off track. What was beyond its usual range then is not judged');
    const before = await report('?period=1999-01');
    expect(before.text).toContain('There are no figures up to 31 January 1999.');
    for (const { body } of [before, await report('?period=2024-06')])
      expect(body).not.toContain('<ul class="matters"></ul>');
    expect(before.text).not.toMatch(/Nothing (is|was) off track|Sources and data quality/);
  });

  it('draws the chart up to that period', async () => {
    const spec = async (query: string) =>
      (await built.app.inject(`/charts/plans-on-time.vl.json?kind=trend${query}`)).body;
    expect(await spec('')).toContain('"July 2024"');
    expect(await spec('&to=2024-06')).toContain('"June 2024"');
    expect(await spec('&to=2024-06')).not.toContain('"July 2024"');
  });

  it('says what was expected of an earlier year as of then, and draws no benchmark of a year that ends later', async () => {
    const home = await homeWith(1);
    await change(
      home,
      1,
      `UPDATE full_point SET target = 0.6, trajectory = 0.45, rag = 'off_track' WHERE period = 'CY2023';
       INSERT INTO benchmark BY NAME
       SELECT * REPLACE ('CY2024' AS period, DATE '2024-01-01' AS start, DATE '2024-12-31' AS "end", 0.46 AS value)
       FROM benchmark WHERE period = 'CY2023'`,
    );
    built = await build(home);
    const { text, body } = await report('?period=2024-06');
    expect(text).toContain('40% in 2023, off track: 45% was expected by then.');
    expect(text).toContain('45% or more by December 2023 would have been on track.');
    expect(body).not.toContain('England 46%');
    const chart = '/charts/plans-on-time.vl.json?kind=trend';
    expect((await built.app.inject(chart)).body).toContain('0.46');
    expect((await built.app.inject(`${chart}&to=2024-06`)).body).not.toContain('0.46');
  });

  it.each([
    ['2024-06', 'June 2024', 'on_track'],
    ['12, as earlier releases wrote', 'July 2024', 'in_doubt'],
  ])(
    'notes what differs much from those before, as the indicator’s page does: %s',
    async (value, month, status) => {
      const home = await homeWith(1);
      await change(
        home,
        1,
        `INSERT INTO finding VALUES ('${SHA}', 'warning', 'drift', NULL, NULL, '${value}', 'Few rows.', 'Ask.');
       UPDATE file SET counts = '{"drift":1}' WHERE sha256 = '${SHA}'`,
      );
      built = await build(home);
      const said = `The file for ${month} differs much from those before`;
      expect((await report()).text).toContain(`${said}: part may be missing`);
      const page = (await built.app.inject('/indicators/plans-on-time')).body;
      expect(words(page)).toContain(`${said}: part of it may be missing`);
      const { rows } = (await built.app.inject('/api/v1/overview')).json<Overview>();
      expect(rows.find(({ indicator }) => indicator === 'plans-on-time')).toMatchObject({ status });
    },
  );

  it('is of an area where one is chosen', async () => {
    const { text, entries } = await report('?area=dspl-1');
    expect(text).toContain('North, July 2024');
    expect(entries.get('2.1')).toContain('70%');
  });

  it('cannot be spoiled by what stands at the foot of its pages', async () => {
    const name = 'A "quoted" name; } body { display: none } /* \\';
    const home = await homeWith(1);
    await change(
      home,
      1,
      `UPDATE catalogue SET document = json_merge_patch(document, '${JSON.stringify({ partnership: { name } })}')`,
    );
    const { app } = await build(home);
    const { body, headers } = await app.inject('/report/foot.css');
    expect(headers['content-type']).toBe('text/css; charset=utf-8');
    expect((await app.inject('/report/foot.css?period=2024-06')).body).toContain('data to 30 June 2024');
    expect(body).toContain('content: "A \\22 quoted\\22  name; } body { display: none } /* \\5c  · data to');
  });

  it('leaves out items that were ticked for another framework', async () => {
    const { text, statusCode } = await report('?framework=ambitions&item=be-well');
    expect(statusCode).toBe(200);
    expect(text).toContain('2 Tailoring');
  });

  it.each([
    ['?item=be-wel', 404, 'There is no Outcome Bee “be-wel”. Did you mean “be-well”?'],
    ['?area=camelot', 404, 'There is no area “camelot”. Use “county”, “dspl-1” or “dspl-2”.'],
    ['?framework=outcomes', 404, 'Test Partnership does not group its indicators by “outcomes”.'],
    ['?tier=top', 400, '“tier” cannot be “top”; use “headline”, “core” or “all”.'],
    [
      '?period=CY2024',
      400,
      '“period” is “CY2024”: boards meet about a month (2024-07) or a quarter (FY2024Q1).',
    ],
    [
      '?period=2024-09',
      404,
      'There are figures up to 31 July 2024 only, so there can be no report for 2024-09 yet.',
    ],
    ['?periode=2024-06', 400, 'There is no parameter “periode” here. Did you mean “period”?'],
  ])('refuses %s in a sentence', async (query, status, sentence) => {
    expect(await refusal(query)).toEqual([status, sentence]);
  });

  it('has a form that keeps what was chosen, and offers the months and quarters that are over', async () => {
    const { body } = await report('?period=FY2024Q1&item=be-well&tier=core');
    expect(body).toContain('<option value="FY2024Q1" selected>April–June 2024</option>');
    expect(body).toMatch(/<input[^>]* type="checkbox" name="item" value="be-well" checked/);
    expect(body).toContain(
      '<option selected value="core">'.replace('selected value="core"', 'value="core" selected'),
    );
    expect(body).toContain('<option value="2024-07">July 2024</option>');
    expect(body).not.toContain('2024-08');
    expect(body).not.toContain('FY2024Q2');
  });
});
