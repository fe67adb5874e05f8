import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { INDICATOR_TABLES } from '../../indicators/snapshot.ts';
import { silent } from '../../pipeline/effects.ts';
import { run } from '../../pipeline/run.ts';
import { figures } from '../support/everything.ts';
import {
  copyOf,
  type HomeOptions,
  onNewest,
  openTestHome,
  PERSON_KEY,
  projectRoot,
  type TestHome,
  testHome,
} from '../support/home.ts';
import {
  COMPLAINTS,
  NORTH,
  ON_TIME,
  openPartnership,
  type PlainIndicator,
  REQUESTS,
  SUSPENSIONS,
  type TestPartnership,
} from '../support/partnership.ts';
import { attendance, complaint, csv, exclusion, headcount, issued, request } from '../support/rows.ts';

/** A snapshot takes over what nothing has changed for. Every sentence of the first snapshot is given a mark: what the next
 *  one takes over still has it, and what was worked out anew has not. */

const MARK = 'This was taken over.';

const MISSED =
  'SELECT exclusions.started_on, exclusions.dspl_area FROM exclusions JOIN attendance ON attendance.pupil_id = exclusions.pupil_id';

const INDICATORS: Record<string, PlainIndicator> = {
  complaints: {
    ...COMPLAINTS,
    baseline: { period: 'CY2023', value: 9, source: 'A plan' },
    targets: [{ by: '2024-12', value: 1, source: 'A plan' }],
  },
  compliments: {
    ...COMPLAINTS,
    measure: { kind: 'count', extract: 'complaints', date: 'received_on', where: "kind = 'compliment'" },
    breakdowns: ['agency'],
  },
  growth: { unit: 'percent', measure: { kind: 'growth', of: 'complaints' }, grains: ['month'] },
  weekly: { ...COMPLAINTS, grains: ['week'], tile_grain: 'week' },
  termly: { ...COMPLAINTS, grains: ['term'], tile_grain: 'term' },
  requests: REQUESTS,
  'on-time': {
    ...ON_TIME,
    benchmarks: [
      {
        extract: 'dfe_timeliness',
        numerator: 'plans_issued_20_weeks_ex',
        denominator: 'plans_issued_den_ex',
        where: "breakdown_topic = 'All EHC plans issued'",
        comparators: ['england'],
      },
    ],
  },
  suspensions: SUSPENSIONS,
  missed: { measure: { kind: 'count', extract: 'missed', date: 'started_on' } },
  published: { measure: { kind: 'published' }, grains: ['calendar_year'], tile_grain: 'calendar_year' },
};
const ALL = Object.keys(INDICATORS).sort();
const OF_COMPLAINTS = ['complaints', 'compliments', 'growth', 'termly', 'weekly'];

const EXTRACTS = [
  ...['complaints', 'ehc_assessments', 'sen2_requests', 'exclusions', 'pupils', 'attendance'],
  ...['dfe_timeliness', 'published_measures'],
];

const SEN2 =
  'Person ID,Requests Record ID,Date Request Was Received,Initial Request Whilst In RYA,Request Outcome Date,Request Outcome,Request Mediation,Request Tribunal,Exported - Child Or Young Person Moves Out Of LA Before Assessment Is Completed,New start date';

const TERMS = [
  { id: 'AY2023T3', start: '2024-04-15', end: '2024-07-23' },
  { id: 'AY2024T1', start: '2024-09-03', end: '2024-12-20' },
];

function testshire(): Promise<TestPartnership> {
  return openPartnership(INDICATORS, EXTRACTS, { terms: TERMS, views: { missed: MISSED } });
}

/** One that may be changed. */
async function ownTestshire(): Promise<TestPartnership> {
  const partnership = await testshire();
  onTestFinished(() => partnership.remove());
  return partnership;
}

async function firstFiles(): Promise<Record<string, string | Buffer>> {
  const dfe = await readFile(join(projectRoot, 'data-samples', 'examples', 'dfe_timeliness.csv'));
  return {
    'complaints_2024-06.csv': csv(complaint('C1', '2024-06-03'), complaint('C2', '2024-06-12')),
    'complaints_2024-07.csv': csv(complaint('C3', '2024-07-02', { kind: 'compliment' })),
    'ehc_assessments_2024-07.csv': csv(request('R1', '2024-07-03'), issued('R2', '2024-03-04', '2024-07-22')),
    'exclusions_2024-07.csv': csv(exclusion('X1', '2024-07-05', { pupil_id: 'P1' })),
    'pupils_2024-05.csv': csv(headcount('2024-05-16', 'DSPL 1', 80)),
    'attendance_2024-07.csv': csv(attendance('2024-07', 'P1', 40, 4)),
    'dfe_timeliness.csv': dfe,
    'published_measures_2024-07.csv': published('0.4'),
  };
}

function published(value: string): string {
  return `measure,period,area,comparator,numerator,denominator,value,symbol,source\npublished,CY2023,county,,,,${value},,A report\n`;
}

const august = { 'complaints_2024-08.csv': csv(complaint('C4', '2024-08-01')) };

/** All words that the newest snapshot has about indicators, replaced. */
async function mark(home: TestHome): Promise<void> {
  await onNewest(home, `UPDATE full_summary SET sentence = '${MARK}'`);
}

async function newestPath(home: TestHome): Promise<string> {
  return join(home.home.snapshots, String((await home.snapshots()).at(-1)));
}

/** The indicators of which no word in the newest snapshot was taken over; one is taken over whole or not at all. */
async function workedOut(home: TestHome): Promise<string[]> {
  const rows = await home.published(
    `SELECT indicator, bool_or(sentence = '${MARK}') AS some, bool_and(sentence = '${MARK}') AS every
     FROM full_summary GROUP BY indicator ORDER BY indicator`,
  );
  expect(rows.map(({ indicator }) => indicator)).toEqual(ALL);
  for (const row of rows) expect(row.some).toBe(row.every);
  return rows.filter(({ some }) => some === false).map(({ indicator }) => String(indicator));
}

describe('worked out anew is', () => {
  let partnership: TestPartnership;
  let pattern: TestHome;
  beforeAll(async () => {
    partnership = await testshire();
    pattern = await openTestHome({ partnership: partnership.folder });
    const { files } = await pattern.deliver(await firstFiles());
    expect(files.filter(({ outcome }) => outcome === 'rejected')).toEqual([]);
    await mark(pattern);
  });
  afterAll(async () => {
    await pattern.remove();
    await partnership.remove();
  });

  /** A home that has published once, with every sentence marked. */
  function marked(own: TestPartnership = partnership): Promise<TestHome> {
    return copyOf(pattern, { partnership: own.folder });
  }

  it.each([
    [
      'what counts an extract, once a new month of it comes',
      'complaints_2024-08.csv',
      csv(complaint('C4', '2024-08-01')),
      OF_COMPLAINTS,
    ],
    [
      'what counts an extract, once a month of it is restated',
      'complaints_2024-06.csv',
      csv(complaint('C1', '2024-06-03', { kind: 'compliment' })),
      OF_COMPLAINTS,
    ],
    [
      'what counts an extract, once a file of a month comes in which nothing happened',
      'complaints_2024-08.csv',
      csv(complaint('C4', '2024-08-01')).split('\n').slice(0, 1).join('\n'),
      OF_COMPLAINTS,
    ],
    [
      'what counts an extract that another feeds',
      'sen2_requests_2024.csv',
      `${SEN2}\nP9,R9,04/03/2024,0,10/07/2024,Y,0,0,,\n`,
      ['on-time', 'requests'],
    ],
    [
      'a rate, once a head count changes',
      'pupils_2024-05b.csv',
      csv(headcount('2024-05-16', 'DSPL 1', 50)),
      ['suspensions'],
    ],
    [
      'what counts any of the extracts that a view joins',
      'attendance_2024-07b.csv',
      csv(attendance('2024-07', 'P2', 40, 4)),
      ['missed'],
    ],
    [
      'a view over an extract, and what counts it without',
      'exclusions_2024-07b.csv',
      csv(exclusion('X1', '2024-07-05', { pupil_id: 'P1' }), exclusion('X2', '2024-07-06')),
      ['missed', 'suspensions'],
    ],
    [
      'what has its figures from published ones',
      'published_measures_2024-08.csv',
      published('0.5'),
      ['published'],
    ],
  ])('%s', async (_what, name, content, expected) => {
    const home = await marked();
    await home.deliver({ [name]: content });
    expect(await workedOut(home)).toEqual(expected);
  });

  it('what is held beside a national file, once a new edition comes', async () => {
    const home = await marked();
    const text = String((await firstFiles())['dfe_timeliness.csv']);
    await home.deliver({ 'dfe_timeliness_2.csv': text.replace(',30536,', ',30537,') });
    expect(await workedOut(home)).toEqual(['on-time']);
    const england = `SELECT numerator FROM benchmark WHERE comparator = 'england' AND period = 'CY2022'`;
    expect(await home.published(england)).toEqual([{ numerator: 30537 }]);
  });

  it('what counts a file that is withdrawn, and again once it is sent again', async () => {
    const home = await marked();
    const [file] = await home.published(`SELECT sha256 FROM file WHERE file = 'complaints_2024-06.csv'`);
    await home.withdraw(String(file?.sha256));
    expect(await workedOut(home)).toEqual(OF_COMPLAINTS);
    expect(await home.figures('complaints', 'county', 'month')).toEqual({ '2024-07': '0' });
    await mark(home);
    const again = (await firstFiles())['complaints_2024-06.csv'] ?? '';
    await home.deliver({ 'complaints_2024-06.csv': again });
    expect(await workedOut(home)).toEqual(OF_COMPLAINTS);
  });

  it('nothing for a file that is refused', async () => {
    const home = await marked();
    const { snapshot } = await home.deliver({ 'complaints_2024-08.csv': csv(complaint('C4', 'yesterday')) });
    expect(snapshot?.id).toBe('snapshot-000002');
    expect(await workedOut(home)).toEqual([]);
  });

  it('nothing where nothing has changed: there is no new snapshot', async () => {
    const home = await marked();
    expect((await home.ingest()).snapshot).toBeNull();
  });

  it.each([
    [
      'an indicator that counts something else, and what is worked out from it',
      'complaints',
      "'complaint'",
      "'compliment'",
      ['complaints', 'growth'],
    ],
    ['an indicator with another target', 'complaints', 'value: 1\n', 'value: 2\n', ['complaints']],
    [
      'an indicator with another polarity',
      'compliments',
      'lower_is_better',
      'higher_is_better',
      ['compliments'],
    ],
    ['an indicator with another name', 'weekly', 'title: A figure', 'title: Complaints', ['weekly']],
    ['an indicator with another grain', 'requests', '  - month\n', '', ['requests']],
    [
      'an indicator that is taken apart by something else',
      'compliments',
      '  - agency\n',
      '  - kind\n',
      ['compliments'],
    ],
    ['an indicator with another comparator', 'on-time', '- england', '- region', ['on-time']],
  ])('%s', async (_what, id, from, to, expected) => {
    const own = await ownTestshire();
    const home = await marked(own);
    if (id === 'requests')
      await own.edit(`testshire/indicators/${id}.yaml`, 'tile_grain: month', 'tile_grain: quarter');
    await own.edit(`testshire/indicators/${id}.yaml`, from, to);
    await home.ingest();
    expect(await workedOut(home)).toEqual(expected);
  });

  it.each([
    [
      'what counts a view that is another',
      'testshire/views/missed.sql',
      '.pupil_id = exclusions.pupil_id',
      '.pupil_id <> exclusions.pupil_id',
      ['missed'],
    ],
    [
      'all for another name of an area, for it is in sentences',
      'testshire/partnership.yaml',
      'short: North',
      'short: The North',
      ALL,
    ],
    ['all for other neighbours', 'testshire/partnership.yaml', 'Oxfordshire', 'Essex', ALL],
    ['all for another calendar', 'testshire/calendar.yaml', '2024-07-23', '2024-07-24', ALL],
    [
      'what counts with a column that is worked out in another way',
      'extracts/ehc_assessments.yaml',
      "date_diff('day', requested_on, plan_issued_on)",
      "1 + date_diff('day', requested_on, plan_issued_on)",
      ['on-time', 'requests'],
    ],
    [
      'what counts an extract that another feeds in another way',
      'extracts/sen2_requests.yaml',
      "WHEN outcome IN ('W', 'Withdrawn')",
      "WHEN outcome IN ('W')",
      ['on-time', 'requests'],
    ],
    [
      'what counts an extract for which no file is expected in other months',
      'extracts/complaints.yaml',
      'due:',
      'silent_months: [8]\ndue:',
      OF_COMPLAINTS,
    ],
  ])('%s', async (_what, name, from, to, expected) => {
    const own = await ownTestshire();
    const home = await marked(own);
    await own.edit(name, from, to);
    await home.ingest();
    expect(await workedOut(home)).toEqual(expected);
  });

  it('all once a month is over, and by the day only what is counted by weeks or terms', async () => {
    const home = await marked();
    home.on('2025-01-19');
    expect((await home.ingest()).snapshot).toBeNull();
    home.on('2025-01-20');
    await home.ingest();
    expect(await workedOut(home)).toEqual(['weekly']);
    home.on('2025-02-01');
    await home.ingest();
    expect(await workedOut(home)).toEqual(ALL);
  });

  it('all where Waggle’s own code is another', async () => {
    const home = await marked();
    const now = () => new Date('2025-01-15T09:00:00Z');
    await run({ ...(await home.settings()), code: 'the next release' }, { ...silent, now });
    expect(await workedOut(home)).toEqual(ALL);
  });

  it('all people’s figures under another key', async () => {
    const home = await marked();
    home.keyed(`${PERSON_KEY}, another one`);
    await home.ingest();
    expect(await workedOut(home)).toEqual(['missed', 'on-time', 'requests', 'suspensions']);
  });

  it('all by a rebuild', async () => {
    const home = await marked();
    await home.rebuild();
    expect(await workedOut(home)).toEqual(ALL);
  });

  it('all where the warehouse is lost', async () => {
    const home = await marked();
    await rm(home.home.warehouse);
    await home.ingest();
    expect(await workedOut(home)).toEqual(ALL);
  });

  it.each<[string, (home: TestHome) => Promise<void>]>([
    ['is gone', async (home) => rm(await newestPath(home))],
    ['is no snapshot', async (home) => writeFile(await newestPath(home), 'nothing')],
    ['was cut short', async (home) => cutShort(await newestPath(home))],
    ['is an earlier release’s', (home) => onNewest(home, 'DROP TABLE computed_from')],
    ['knows nothing of what it was made from', (home) => onNewest(home, 'DELETE FROM computed_from')],
    ['has lost a table', (home) => onNewest(home, 'DROP TABLE council')],
  ])('all where the snapshot before %s', async (_what, spoil) => {
    const home = await marked();
    await spoil(home);
    const { snapshot } = await home.deliver(august);
    expect(snapshot).not.toBeNull();
    expect(await workedOut(home)).toEqual(ALL);
  });

  it('all where the snapshot before is damaged inside, wherever figures lie', async () => {
    const size = (await readFile(await newestPath(pattern))).length;
    const blocks = Array.from({ length: Math.floor((size - HEADERS) / BLOCK) }, (_, block) => block);
    const found: string[][] = [];
    for (const block of blocks) {
      const home = await marked();
      await spoilBlock(await newestPath(home), block);
      expect((await home.deliver(august)).snapshot).not.toBeNull();
      found.push(await workedOut(home));
    }
    expect(found).toContainEqual(ALL);
    for (const ids of found) expect([ALL, OF_COMPLAINTS]).toContainEqual(ids);
  });
});

// DuckDB’s files: three headers, then blocks, each with its checksum.
const HEADERS = 3 * 4096;
const BLOCK = 262_144;

async function spoilBlock(path: string, block: number): Promise<void> {
  const bytes = await readFile(path);
  const place = HEADERS + block * BLOCK + 100;
  bytes.writeUInt8(bytes.readUInt8(place) ^ 0xff, place);
  await writeFile(path, bytes);
}

async function cutShort(path: string): Promise<void> {
  const bytes = await readFile(path);
  await writeFile(path, bytes.subarray(0, bytes.length / 2));
}

describe('a snapshot that was made piece by piece', () => {
  it('is the same, row for row, as one that is worked out whole', { timeout: 180_000 }, async () => {
    const { partnership, home } = await lasting();
    const sen2 = `${SEN2}\nP9,R9,04/03/2024,0,10/07/2024,Y,0,0,,\n`;
    const steps: [day: string, () => Promise<unknown>][] = [
      ['2024-08-20', async () => home.deliver(await firstFiles())],
      ['2024-08-20', () => home.deliver(august)],
      ['2024-08-21', () => home.deliver({ 'sen2_requests_2024.csv': sen2 })],
      [
        '2024-08-26',
        () => home.deliver({ 'pupils_2024-06.csv': csv(headcount('2024-06-16', 'DSPL 2', 50)) }),
      ],
      [
        '2024-08-26',
        () => partnership.edit('testshire/indicators/complaints.yaml', 'value: 1\n', 'value: 2\n'),
      ],
      ['2024-09-04', () => home.deliver({ 'attendance_2024-07b.csv': missedByAnother })],
      ['2024-09-10', () => home.deliver({ 'complaints_2024-06.csv': restated })],
      [
        '2024-09-30',
        () => partnership.edit('testshire/partnership.yaml', 'short: North', 'short: The North'),
      ],
    ];
    for (const [day, step] of steps) {
      home.on(day);
      await step();
      await home.ingest();
      const whole = await wholeOf(home, { partnership: partnership.folder, today: day });
      expect(await figures(home)).toEqual(whole);
    }
    expect(await home.figures('complaints', NORTH, 'month')).toEqual({
      '2024-06': '1',
      '2024-07': '0',
      '2024-08': '1',
    });
  });

  /** What a copy of the home publishes when all in it is made anew. */
  async function wholeOf(home: TestHome, options: HomeOptions) {
    const copy = await openTestHome(options);
    try {
      await cp(home.home.root, copy.home.root, { recursive: true });
      await copy.rebuild();
      return await figures(copy);
    } finally {
      await copy.remove();
    }
  }

  it('has its changed past figures listed like any other', async () => {
    const { home } = await lasting();
    await home.deliver(await firstFiles());
    await home.deliver({ 'attendance_2024-07b.csv': missedByAnother });
    const { changes } = await home.deliver({ 'complaints_2024-06.csv': restated });
    const told = changes.filter(({ area, grain }) => area === 'county' && grain === 'month');
    expect(told.map(({ indicator, period, was, is }) => [indicator, period, was.value, is?.value])).toEqual([
      ['complaints', '2024-06', 2, 1],
      ['compliments', '2024-06', 0, 1],
    ]);
  });

  const missedByAnother = csv(attendance('2024-07', 'P2', 40, 4));
  const restated = csv(complaint('C1', '2024-06-03', { kind: 'compliment' }));

  async function lasting() {
    const partnership = await ownTestshire();
    return { partnership, home: await testHome({ partnership: partnership.folder }) };
  }
});

it('all tables of a snapshot that have rows of indicators are known as such', async () => {
  const home = await testHome();
  await home.ingest();
  const tables = await home.published(
    `SELECT table_name FROM duckdb_columns() WHERE column_name = 'indicator' ORDER BY ALL`,
  );
  const others = ['commentary', 'computed_from', 'decision', 'full_change'];
  // Protected figures hang together across indicators, so they are worked out anew each time.
  const own = tables
    .map((table) => String(table.table_name))
    .filter((name) => !name.startsWith('protected_'));
  expect(own).toEqual([...INDICATOR_TABLES, ...others].sort());
});
