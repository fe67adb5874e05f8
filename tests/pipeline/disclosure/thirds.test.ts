import { describe, expect, it } from 'vitest';
import type { Measure } from '../../../indicators/measure-schema.ts';
import { seenTables } from '../../../pipeline/disclosure/attacker.ts';
import { auditDisclosure } from '../../../pipeline/disclosure/audit.ts';
import { boundsOf } from '../../../pipeline/disclosure/bounds.ts';
import { countsOf } from '../../../pipeline/disclosure/counts.ts';
import type { TrueFigure } from '../../../pipeline/disclosure/figures.ts';
import { Solver } from '../../../pipeline/disclosure/linear.ts';
import { type TestHome, testHome } from '../../support/home.ts';
import { COMPLAINTS, type PlainIndicator, testPartnership } from '../../support/partnership.ts';
import { complaint, csv } from '../../support/rows.ts';
import { inFirstSnapshot } from './snapshots.ts';

/** Two indicators that together count what a third counts: who knows two of them knows the third. */

const of = (where?: string): Measure => ({
  ...{ kind: 'count', extract: 'complaints', date: 'received_on' },
  ...(where && { where }),
});
const MEASURES = { upheld: of("outcome = 'upheld'"), others: of("outcome <> 'upheld'"), all: of() };

function figure(indicator: string, value: number | null): TrueFigure {
  return {
    ...{ indicator, place: 'a', grain: 'quarter', period: 'Q1', start: '2023-01-01', end: '2023-03-31' },
    ...{ complete: true, status: value === null ? 'suppressed' : 'ok', numerator: value, value },
    ...{ denominator: null, lower: null, upper: null },
  };
}

const key = (measure: Measure) => countsOf(measure).numerator?.key ?? '';

it('the audit sees through two of three that are told', async () => {
  const solver = await Solver.load();
  const told = { upheld: 20, others: null, all: 23 };
  const shown = Object.entries(told).map(([id, value]) => ({
    ...{ indicator: { id, measure: MEASURES[id as keyof typeof told] }, by: null },
    figures: [figure(id, value)],
  }));
  const thirds = [[key(MEASURES.upheld), key(MEASURES.others), key(MEASURES.all)] as const];
  const [found] = boundsOf(seenTables(shown, { nameOf: new Map(), thirds, across: [] }), solver);
  expect([found?.least, found?.greatest]).toEqual([3, 3]);
  const [without] = boundsOf(seenTables(shown), solver);
  expect(without?.greatest).toBe(23);
});

describe('of three indicators that add up', () => {
  it('no figure is hidden alone', async () => {
    const common: PlainIndicator = { ...COMPLAINTS, grains: ['month', 'quarter'] };
    const indicators = Object.fromEntries(
      Object.entries(MEASURES).map(([id, measure]) => [
        id,
        { ...common, measure: measure as PlainIndicator['measure'] },
      ]),
    );
    const { folder } = await testPartnership(indicators);
    const home = await testHome({ partnership: folder });
    // North and South have ten upheld a month each; others one a month in North, seven in South.
    const made = (area: string, outcome: string, month: string, many: number) =>
      Array.from({ length: many }, (_, each) =>
        complaint(`${area} ${outcome} ${month} ${each}`, `${month}-10`, { dspl_area: area, outcome }),
      );
    const months = ['01', '02', '03', '04', '05', '06'].map((month) => `2023-${month}`);
    const rows = months.flatMap((month) => [
      ...made('DSPL 1', 'upheld', month, 10),
      ...made('DSPL 1', 'not_upheld', month, 1),
      ...made('DSPL 2', 'upheld', month, 10),
      ...made('DSPL 2', 'not_upheld', month, 7),
    ]);
    await home.deliver({ 'complaints.csv': csv(...rows) });
    const hidden = await home.published(
      `SELECT area, period, count(*) FILTER (status = 'suppressed')::INTEGER AS hidden, count(*)::INTEGER AS figures
       FROM protected_point WHERE area <> 'county' GROUP BY ALL ORDER BY ALL`,
    );
    expect(hidden).toHaveLength(4);
    for (const one of hidden) expect(one, JSON.stringify(one)).toMatchObject({ figures: 3 });
    const alone = hidden.filter((one) => one.hidden === 1);
    expect(alone).toEqual([]);
    expect(hidden.some((one) => Number(one.hidden) > 1)).toBe(true);
    expect((await auditDisclosure(home.home))?.revealed).toEqual([]);
  });
});

/** How many complaints of an agency are upheld, and how many are not, in each of three quarters. */
type Made = Record<string, readonly [upheld: number, others: number]>;

async function publishedGroups(
  measures: Record<string, Measure>,
  made: Made,
  { views = {} }: { views?: Record<string, string> } = {},
): Promise<TestHome> {
  const common: PlainIndicator = { ...COMPLAINTS, grains: ['month', 'quarter'], breakdowns: ['agency'] };
  const indicators = Object.fromEntries(
    Object.entries(measures).map(([id, measure]) => [
      id,
      { ...common, measure: measure as PlainIndicator['measure'] },
    ]),
  );
  const { folder } = await testPartnership(indicators, ['complaints'], { views });
  const home = await testHome({ partnership: folder });
  await home.deliver({ 'complaints.csv': complaintsOf(made) });
  return home;
}

function complaintsOf(made: Made): string {
  const rows = (month: string, at: number) =>
    Object.entries(made).flatMap(([agency, counts]) =>
      counts.flatMap((many, index) =>
        Array.from({ length: Math.floor((many + (at % 3)) / 3) }, (_, each) =>
          complaint(`${agency} ${index} ${month} ${each}`, `${month}-10`, {
            ...{
              agency,
              outcome: index === 0 ? 'upheld' : 'not_upheld',
              dspl_area: `DSPL ${1 + (each % 2)}`,
            },
          }),
        ),
      ),
    );
  const months = Array.from({ length: 9 }, (_, index) => `2023-0${index + 1}`);
  return csv(...months.flatMap(rows));
}

async function hiddenIn(home: TestHome, names: string[]): Promise<string[]> {
  const shown = await home.published(
    `SELECT indicator, "group", numerator FROM protected_breakdown WHERE period = 'FY2023Q1'
     UNION ALL SELECT indicator, replace(area, 'county', 'total'), numerator FROM protected_point
     WHERE period = 'FY2023Q1'`,
  );
  const known = new Map(shown.map((row) => [`${row.indicator} ${row.group}`, row.numerator]));
  return names.filter((name) => known.get(name) === null);
}

const view = (where: string) => `SELECT received_on, agency, dspl_area FROM complaints WHERE ${where}`;

describe('of groups, nothing is told by another count’s:', () => {
  it.each([
    {
      what: 'that has the same groups, but fewer of them',
      measures: { all: of(), some: of("agency IN ('education', 'health')") },
      made: { education: [3, 0], health: [60, 0], social_care: [12, 0] },
      secret: 'some education',
      tell: ['some health', 'some total'],
    },
    {
      what: 'of a view, which two others make up in one group alone',
      measures: {
        ...{ upheld: MEASURES.upheld, others: MEASURES.others },
        both: { kind: 'count', extract: 'some_complaints', date: 'received_on' },
      },
      made: { education: [30, 30], health: [60, 3] },
      views: { some_complaints: view("agency = 'health' OR outcome = 'upheld'") },
      secret: 'others health',
      tell: ['upheld health', 'both health'],
    },
    {
      what: 'that has one group in common with it',
      measures: { all: of(), upheld: MEASURES.upheld },
      made: { education: [60, 33], health: [0, 3], social_care: [15, 0] },
      secret: 'all health',
      tell: ['all education', 'upheld social_care', 'all total'],
    },
    {
      what: 'that counts some of the same, and so cannot be more',
      measures: { all: of(), upheld: MEASURES.upheld },
      made: { education: [12, 1], health: [1, 0], social_care: [6, 54] },
      secret: 'all health',
      tell: ['upheld education', 'all social_care', 'all total'],
    },
    {
      what: 'whose condition follows from its own, in other words',
      measures: { all: of("outcome IN ('upheld', 'not_upheld')"), upheld: MEASURES.upheld },
      made: { education: [12, 1], health: [1, 0], social_care: [6, 54] },
      secret: 'all health',
      tell: ['upheld education', 'all social_care', 'all total'],
    },
    {
      what: 'of a view that is one of its groups',
      measures: {
        all: of(),
        some: { kind: 'count', extract: 'health_complaints', date: 'received_on' },
      },
      made: { education: [3, 0], health: [60, 0], social_care: [90, 0] },
      views: { health_complaints: view("agency = 'health'") },
      secret: 'all education',
      tell: ['some total', 'all social_care', 'all total'],
    },
    {
      what: 'of an area, where a view has the others of two',
      measures: {
        ...{ all: of(), others: MEASURES.others },
        upheld: { kind: 'count', extract: 'upheld_complaints', date: 'received_on' },
      },
      made: { education: [60, 3], health: [60, 0] },
      views: { upheld_complaints: view("outcome = 'upheld'") },
      secret: 'others dspl-1',
      tell: ['all dspl-1', 'upheld dspl-1'],
    },
  ] satisfies (Record<string, unknown> & { measures: Record<string, Measure>; made: Made })[])(
    '$what',
    async ({ measures, made, secret, tell, ...more }) => {
      const home = await publishedGroups(measures, made, more);
      expect(await hiddenIn(home, [secret])).toEqual([secret]);
      expect(await hiddenIn(home, tell)).not.toEqual([]);
      expect((await auditDisclosure(home.home))?.revealed).toEqual([]);
    },
  );

  it('nor by the totals of before and of now, where the first few of a group come late', async () => {
    const made = { education: [3, 0], health: [9, 0] } satisfies Made;
    const home = await publishedGroups({ all: of() }, made);
    expect(await hiddenIn(home, ['all education', 'all health', 'all total'])).toEqual([
      'all education',
      'all health',
    ]);
    await home.deliver({ 'complaints_again.csv': complaintsOf({ ...made, social_care: [3, 0] }) });
    expect(await hiddenIn(home, ['all social_care', 'all total'])).toEqual(['all social_care', 'all total']);
  });

  it('and where an older release has shown it, others are hidden with it, and not everything', async () => {
    const made = { education: [60, 33], health: [0, 3], social_care: [15, 0] } satisfies Made;
    const home = await publishedGroups({ all: of(), upheld: MEASURES.upheld }, made);
    await inFirstSnapshot(
      home,
      `UPDATE disclosure_cell SET rules = 1;
       UPDATE disclosure_cell SET hidden = false, value = 93 WHERE place = 'group:education' AND hidden;
       UPDATE disclosure_cell SET hidden = true, value = NULL
       WHERE place = 'group:social_care' AND count_table NOT LIKE '%upheld%';`,
    );
    await home.deliver({ 'complaints_2023-10.csv': csv(complaint('later', '2023-10-10')) });
    expect(await hiddenIn(home, ['all health', 'all social_care', 'upheld social_care'])).toHaveLength(3);
    expect(await hiddenIn(home, ['all total', 'upheld total'])).toEqual([]);
  });
});
