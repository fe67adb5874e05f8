import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OverviewRow } from '../../indicators/series.ts';
import { buildApp } from '../../server/app.ts';
import { openTestHome, type TestHome } from '../support/home.ts';
import {
  COMPLAINTS,
  openPartnership,
  type PlainIndicator,
  REQUESTS,
  type TestPartnership,
} from '../support/partnership.ts';
import { complaint, csv } from '../support/rows.ts';
import { textOf } from '../web/text.ts';
import { loggedIn } from './access/people.ts';

/** Why there is no figure, as pages say it to the area group of North, of which few complaints are of some agencies. */

let partnership: TestPartnership;
let home: TestHome;
let app: FastifyInstance;
let cookie: string;

const tile = (title: string, more: Partial<PlainIndicator> = {}): Partial<PlainIndicator> => ({
  ...{ title, tier: 'headline', grains: ['month', 'quarter'], tile_grain: 'quarter' },
  ...{ targets: [{ by: '2026-03', value: 1, source: 'A plan' }], ...more },
});
const of = (agency: string) =>
  ({ ...COMPLAINTS.measure, where: `kind = 'complaint' AND agency = '${agency}'` }) as const;

beforeAll(async () => {
  partnership = await openPartnership({
    fading: { ...tile('Fading'), measure: of('education') } as PlainIndicator,
    yearly: {
      ...tile('Yearly', { grains: ['quarter', 'calendar_year'] }),
      measure: { ...COMPLAINTS.measure, where: "kind = 'compliment'" },
    } as PlainIndicator,
    growing: { ...tile('Growing'), measure: of('social_care') } as PlainIndicator,
    few: { ...tile('Few'), measure: of('health') } as PlainIndicator,
    monthly: {
      ...tile('Monthly'),
      measure: of('health'),
      grains: ['month'],
      tile_grain: 'month',
    } as PlainIndicator,
    whole: { ...tile('Whole', { unit: 'percent' }), measure: { kind: 'published' } } as PlainIndicator,
    silent: { ...tile('Silent', { unit: 'percent' }), measure: SILENT } as PlainIndicator,
    awaited: { ...tile('Awaited'), ...REQUESTS },
  });
  home = await openTestHome({ partnership: partnership.folder });
  await home.deliver({
    ...Object.fromEntries(MONTHS.map((month, index) => [`complaints_${month}.csv`, monthOf(month, index)])),
    'published_measures_2024-12.csv': csv({
      ...{ measure: 'whole', period: 'FY2024Q3', area: 'county', comparator: '', numerator: '' },
      ...{ denominator: '', value: 0.5, symbol: '', source: 'A report' },
    }),
  });
  const settings = {
    home: home.home.root,
    host: '127.0.0.1',
    port: 0,
    now: new Date('2025-01-15T10:00:00Z'),
  };
  app = await buildApp({ ...settings, auth: 'local' }, { log: () => {}, watch: () => () => {} });
  cookie = await loggedIn(app, home.home.root, 'area:dspl-1');
});

afterAll(async () => {
  await app.close();
  await home.remove();
  await partnership.remove();
});

const SILENT = {
  ...{ kind: 'proportion', extract: 'complaints', date: 'received_on' },
  ...{ where: "kind = 'complaint' AND kind = 'compliment'", numerator: "agency = 'health'" },
} as const;

const MONTHS = Array.from({ length: 12 }, (_, index) => `2024-${String(index + 1).padStart(2, '0')}`);

/** South has fourteen of each each month; North one, but fourteen of education until September, of social care from then. */
function monthOf(month: string, index: number): string {
  const north = { education: index < 9 ? 14 : 1, social_care: index < 9 ? 1 : 14, health: 1 };
  const rows = Object.entries(north).flatMap(([agency, many]) => [
    ...made(`n-${agency}`, month, many, { dspl_area: 'DSPL 1', agency }),
    ...made(`s-${agency}`, month, 14, { dspl_area: 'DSPL 2', agency }),
  ]);
  const praise = { kind: 'compliment', agency: 'education' };
  const compliments = [
    ...made('n-praise', month, north.education, { dspl_area: 'DSPL 1', ...praise }),
    ...made('s-praise', month, 14, { dspl_area: 'DSPL 2', ...praise }),
  ];
  return csv(...rows, ...compliments);
}

function made(name: string, month: string, many: number, cells: Record<string, string>) {
  return Array.from({ length: many }, (_, each) =>
    complaint(`${name} ${month} ${each}`, `${month}-10`, cells),
  );
}

async function page(url: string): Promise<string> {
  const { statusCode, body } = await app.inject({ url, headers: { cookie, accept: 'text/html' } });
  expect(statusCode, url).toBe(200);
  return textOf(body.slice(body.indexOf('<main'), body.indexOf('</main')));
}

async function row(id: string): Promise<OverviewRow> {
  const { body } = await app.inject({ url: '/api/v1/overview?area=dspl-1', headers: { cookie } });
  return JSON.parse(body).rows.find(({ indicator }: OverviewRow) => indicator === id);
}

const NO_FILE = /arrived yet|waiting for its first file|Awaiting data/;

describe('an overview of an area', () => {
  it('says beside a figure that newer ones are hidden', async () => {
    const { latest } = await row('fading');
    expect([latest?.period, latest?.value]).toEqual(['FY2024Q2', 42]);
    expect(await page('/?area=dspl-1')).toMatch(
      /Fading 42 July–September 2024 the same as in \S+ Newer figures are hidden to protect children’s privacy\./,
    );
  });

  it('shows the period of which the newest figure may be shown', async () => {
    const { grain, latest } = await row('yearly');
    expect([grain, latest?.period, latest?.value]).toEqual(['calendar_year', 'CY2024', 129]);
  });

  it('says beside the first figure that is shown that earlier ones are hidden', async () => {
    expect((await row('growing')).latest?.value).toBe(42);
    expect(await page('/?area=dspl-1')).toMatch(
      /Growing 42 October–December 2024 earlier figures are hidden/,
    );
  });

  it.each([
    ['few', 'hidden', 'Hidden to protect children’s privacy.'],
    [
      'monthly',
      'hidden',
      'Hidden to protect children’s privacy: it is counted by month, and here figures are shown by quarter and year alone.',
    ],
    ['whole', 'no_figure', 'Known for Testshire as a whole, not for North.'],
    ['silent', 'no_figure', 'There was nothing to count.'],
  ])('knows why there is no figure of “%s”', async (id, status, sentence) => {
    expect(await row(id)).toMatchObject({ status, sentence });
  });

  it('awaits a file only where none has come', async () => {
    const tiles = await page('/?area=dspl-1');
    expect(tiles.match(/No file with these figures has arrived yet\./g)).toHaveLength(1);
    expect(tiles).toMatch(/Awaited No file with these figures has arrived yet\./);
    expect(tiles).toMatch(/Whole Known for Testshire as a whole, not for North\./);
  });
});

describe('other pages', () => {
  it('say below what is shown that newer figures are hidden', async () => {
    expect(await page('/indicators/fading?area=dspl-1')).toMatch(
      /In North, 42 .* in July–September 2024.* Newer figures are hidden to protect children’s privacy\./,
    );
  });

  it('show a longer period to who follows an address that asks for months', async () => {
    expect(await page('/indicators/fading?area=dspl-1&grain=month')).toContain('by quarter');
  });

  it('set the one area that its group sees beside the county and no other', async () => {
    const areas = await page('/areas');
    expect(areas).toContain('How DSPL 1: North stands beside Testshire');
    expect(areas).not.toMatch(/than chance alone|The tiles lie/);
    expect(await page('/areas/dspl-1?tier=all')).not.toContain('Small strokes');
  });

  it.each([
    ['few', 'These figures are hidden to protect children’s privacy'],
    [
      'monthly',
      'It is counted by month. Here figures are shown by quarter and year alone: in a shorter time there are often few children',
    ],
    ['whole', 'No figure for DSPL 1: North'],
    ['silent', 'There was nothing to count.'],
  ])('say it on the page of “%s”, with no word of files', async (id, words) => {
    const text = await page(`/indicators/${id}?area=dspl-1`);
    expect(text).toContain(words);
    expect(text).not.toMatch(NO_FILE);
    expect(text).not.toMatch(/rows counted|set aside/);
  });

  it('tell of files that are awaited, but not how to load them', async () => {
    const text = await page('/indicators/awaited?area=dspl-1');
    expect(text).toContain('waiting for its first file');
    expect(text).not.toContain('inbox');
  });

  it('of a figure that was sent without the two numbers behind it have a row, and no denominator', async () => {
    const analyst = await loggedIn(app, home.home.root, 'analyst');
    const url = '/api/v1/lineage?indicator=whole&area=county&period=FY2024Q3';
    const { rows } = (await app.inject({ url, headers: { cookie: analyst } })).json();
    expect(rows).toEqual({ numerator: 1, denominator: null, read: null });
    const { body } = await app.inject({ url: '/indicators/whole', headers: { cookie: analyst } });
    expect(body).toContain('1 row counted; none set aside');
  });

  it('list what is hidden, what is known for the county alone and what is awaited apart', async () => {
    const text = await page('/areas/dspl-1?tier=all');
    expect(text).toMatch(/Known for Testshire alone \(1\).*Whole/);
    expect(text).toMatch(
      /Hidden to protect children’s privacy \(1\) These are counted by month\. Here .*Monthly.*Nothing to count \(1\).*Silent/,
    );
    expect(text).toMatch(/Awaiting data \(1\).*Awaited $/);
  });

  it('counts what is hidden among the data that have come', async () => {
    const { body } = await app.inject({ url: '/api/v1/gaps', headers: { cookie } });
    const states = JSON.parse(body).indicators.map((gap: { indicator: string; state: string }) => [
      gap.indicator,
      gap.state,
    ]);
    expect(Object.fromEntries(states)).toMatchObject({
      few: 'arrived',
      monthly: 'arrived',
      awaited: 'never',
    });
  });
});
