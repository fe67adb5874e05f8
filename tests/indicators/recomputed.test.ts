import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestHome } from '../support/home.ts';
import {
  ABSENCE,
  COMPLAINTS,
  NORTH,
  ON_TIME,
  openPartnership,
  PLANS,
  SOUTH,
  SUSPENSIONS,
  type TestPartnership,
} from '../support/partnership.ts';
import {
  attendance,
  type Cells,
  complaint,
  csv,
  exclusion,
  headcount,
  issued,
  plan,
} from '../support/rows.ts';

/** Chance writes the files, the pipeline makes figures of them, and the same figures are counted here from the rows. */

const MONTHS = ['2024-03', '2024-04', '2024-05', '2024-06'];
const AREAS = ['county', NORTH, SOUTH];

/** The periods that March to June 2024 can tell of: those that began before are not whole. */
const MONTHS_OF_FLOWS: Record<string, string[]> = {
  '2024-03': ['2024-03'],
  '2024-04': ['2024-04'],
  '2024-05': ['2024-05'],
  '2024-06': ['2024-06'],
  FY2024Q1: ['2024-04', '2024-05', '2024-06'],
  FY2024: ['2024-04', '2024-05', '2024-06'],
};
/** A stock needs the last month alone. */
const MONTHS_OF_STOCKS: Record<string, string[]> = {
  '2024-03': ['2024-03'],
  '2024-04': ['2024-04'],
  '2024-05': ['2024-05'],
  '2024-06': ['2024-06'],
  FY2023Q4: ['2024-03'],
  FY2024Q1: ['2024-06'],
  FY2023: ['2024-03'],
  FY2024: ['2024-06'],
  CY2024: ['2024-06'],
  AY2023: ['2024-06'],
};
const LAST_DAYS: Record<string, string> = {
  '2024-03': '2024-03-31',
  '2024-04': '2024-04-30',
  '2024-05': '2024-05-31',
  '2024-06': '2024-06-30',
};

let testshire: TestPartnership;
beforeAll(async () => {
  const grains = ['month', 'quarter', 'academic_year', 'financial_year', 'calendar_year'] as const;
  const given = {
    complaints: COMPLAINTS,
    'on-time': ON_TIME,
    absence: ABSENCE,
    plans: PLANS,
    suspensions: SUSPENSIONS,
  };
  testshire = await openPartnership(
    Object.fromEntries(
      Object.entries(given).map(([id, indicator]) => [id, { ...indicator, grains: [...grains] }]),
    ),
  );
});
afterAll(() => testshire.remove());

const area = fc.constantFrom(NORTH, SOUTH);
const inMonth = fc.record({ month: fc.constantFrom(...MONTHS), day: fc.integer({ min: 1, max: 30 }) });
const rowsOf = <T>(row: fc.Arbitrary<T>) => fc.array(fc.tuple(inMonth, row), { maxLength: 25 });
/** Of a day on which everybody is listed there is always somebody. */
const listsOf = <T>(row: fc.Arbitrary<T>) =>
  fc
    .tuple(rowsOf(row), fc.array(row, { minLength: MONTHS.length, maxLength: MONTHS.length }))
    .map(([rows, always]) => [
      ...rows,
      ...always.map((one, index): [When, T] => [{ month: MONTHS[index] ?? '', day: 1 }, one]),
    ]);

const deliveries = fc.record({
  /** A month between the others for which no file came. */
  gap: fc.option(fc.constantFrom('2024-04', '2024-05'), { freq: 3 }),
  complaints: rowsOf(
    fc.record({
      kind: fc.constantFrom('complaint', 'compliment'),
      dspl_area: fc.constantFrom(NORTH, SOUTH, ''),
    }),
  ),
  plans_issued: rowsOf(
    fc.record({
      daysToIssue: fc.integer({ min: 120, max: 160 }),
      exception: fc.constantFrom('N', 'N', 'Y', ''),
      dspl_area: area,
    }),
  ),
  attendance: listsOf(
    fc.record({
      possible: fc.integer({ min: 0, max: 40 }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
      dspl_area: area,
    }),
  ),
  plans: listsOf(fc.record({ dspl_area: area })),
  exclusions: rowsOf(fc.record({ kind: fc.constantFrom('suspension', 'permanent'), dspl_area: area })),
  censuses: fc.uniqueArray(
    fc.record({
      day: fc.constantFrom('2023-10-05', '2024-01-18', '2024-04-30', '2024-05-16', '2024-06-30'),
      north: fc.integer({ min: 0, max: 400 }),
      south: fc.integer({ min: 0, max: 400 }),
    }),
    { selector: ({ day }) => day, maxLength: 3 },
  ),
});
type Deliveries = typeof deliveries extends fc.Arbitrary<infer T> ? T : never;
type When = { month: string; day: number };

const dayOf = ({ month, day }: When) => `${month}-${String(day).padStart(2, '0')}`;
const daysBefore = (day: string, days: number) =>
  new Date(Date.parse(day) - days * 86_400_000).toISOString().slice(0, 10);
const missedOf = ({ possible, share }: { possible: number; share: number }) => Math.floor(possible * share);

/** The deliveries as files, one for each extract and month. */
function filesOf({ gap, censuses, ...given }: Deliveries): Record<string, string> {
  const extracts: Record<string, [When, Cells][]> = {
    complaints: given.complaints.map(([when, cells], index) => [
      when,
      complaint(`C${index}`, dayOf(when), cells),
    ]),
    ehc_assessments: given.plans_issued.map(([when, { daysToIssue, ...cells }], index) => [
      when,
      issued(`R${index}`, daysBefore(dayOf(when), daysToIssue), dayOf(when), cells),
    ]),
    attendance: given.attendance.map(([when, { dspl_area, ...sessions }], index) => [
      when,
      attendance(when.month, `P${index}`, sessions.possible, missedOf(sessions), { dspl_area }),
    ]),
    ehc_plans: given.plans.map(([when, cells], index) => [
      when,
      plan(LAST_DAYS[when.month] ?? '', `E${index}`, cells),
    ]),
    exclusions: given.exclusions.map(([when, cells], index) => [
      when,
      exclusion(`X${index}`, dayOf(when), cells),
    ]),
  };
  const headers: Record<string, Cells> = {
    complaints: complaint('', ''),
    ehc_assessments: issued('', '', ''),
    attendance: attendance('', '', 0, 0),
    ehc_plans: plan('', ''),
    exclusions: exclusion('', ''),
  };
  const monthly = Object.entries(extracts).flatMap(([extract, rows]) =>
    MONTHS.filter((month) => month !== gap).map((month): [string, string] => {
      const own = rows.filter(([when]) => when.month === month).map(([, cells]) => cells);
      const header = `${Object.keys(headers[extract] ?? {}).join(',')}\n`;
      return [`${extract}_${month}.csv`, own.length > 0 ? csv(...own) : header];
    }),
  );
  const counted = censuses.flatMap(({ day, north, south }) => [
    headcount(day, NORTH, north),
    headcount(day, SOUTH, south),
  ]);
  return Object.fromEntries([...monthly, ...(counted.length > 0 ? [['pupils.csv', csv(...counted)]] : [])]);
}

/** Every figure that the rows make, as `indicator area period`: numerator/denominator, or the word for having none. */
function figuresOf(given: Deliveries): Record<string, string> {
  const figures: Record<string, string> = {};
  const add = (
    indicator: string,
    periods: Record<string, string[]>,
    work: (months: string[], here: string) => string,
  ) => {
    for (const [period, months] of Object.entries(periods)) {
      for (const here of AREAS) {
        const missing = months.some((month) => month === given.gap);
        figures[`${indicator} ${here} ${period}`] = missing ? 'missing' : work(months, here);
      }
    }
  };
  const within = <T extends { dspl_area: string }>(rows: [When, T][], months: string[], here: string) =>
    rows
      .filter(([when, row]) => months.includes(when.month) && (here === 'county' || row.dspl_area === here))
      .map(([, row]) => row);
  const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
  const ratio = (numerator: number, denominator: number) =>
    denominator === 0 ? 'not_applicable' : `${numerator}/${denominator}`;

  add('complaints', MONTHS_OF_FLOWS, (months, here) => {
    const rows = within(given.complaints, months, here);
    return String(rows.filter((row) => row.kind === 'complaint').length);
  });
  add('on-time', MONTHS_OF_FLOWS, (months, here) => {
    const plans = within(given.plans_issued, months, here).filter((row) => row.exception === 'N');
    return ratio(plans.filter((row) => row.daysToIssue <= 140).length, plans.length);
  });
  add('absence', MONTHS_OF_FLOWS, (months, here) => {
    const pupils = within(given.attendance, months, here);
    return ratio(sum(pupils.map(missedOf)), sum(pupils.map((row) => row.possible)));
  });
  add('plans', MONTHS_OF_STOCKS, (months, here) => String(within(given.plans, months, here).length));
  // Without a census there is nothing that a rate could be of.
  add('suspensions', given.censuses.length > 0 ? MONTHS_OF_FLOWS : {}, (months, here) => {
    const end = LAST_DAYS[months.at(-1) ?? ''] ?? '';
    const upTo = given.censuses
      .filter(({ day }) => day <= end)
      .sort((one, other) => (one.day < other.day ? 1 : -1));
    const [newest] = upTo;
    if (!newest) return 'missing';
    const pupils =
      { county: newest.north + newest.south, [NORTH]: newest.north, [SOUTH]: newest.south }[here] ?? 0;
    const suspended = within(given.exclusions, months, here).filter((row) => row.kind === 'suspension');
    return ratio(suspended.length, pupils);
  });
  return figures;
}

it('every figure of a snapshot is the one that the rows make', async () => {
  await fc.assert(
    fc.asyncProperty(deliveries, async (given) => {
      const home = await openTestHome({ partnership: testshire.folder });
      try {
        const { files } = await home.deliver(filesOf(given));
        expect(files.filter(({ outcome }) => outcome === 'rejected')).toEqual([]);
        const points = await home.published('SELECT * FROM full_point');
        const found = points.map(({ indicator, area: here, period, status, numerator, denominator }) => [
          `${indicator} ${here} ${period}`,
          status === 'ok' ? [numerator, denominator].filter((part) => part !== null).join('/') : status,
        ]);
        expect(Object.fromEntries(found)).toEqual(figuresOf(given));
      } finally {
        await home.remove();
      }
    }),
    { numRuns: 3, interruptAfterTimeLimit: 20_000 },
  );
});
