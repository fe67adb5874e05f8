import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditDisclosure } from '../../../pipeline/disclosure/audit.ts';
import { copyOf, onNewest, openTestHome, type TestHome, testHome } from '../../support/home.ts';
import {
  ABSENCE,
  COMPLAINTS,
  openPartnership,
  type PlainIndicator,
  type TestPartnership,
  testPartnership,
} from '../../support/partnership.ts';
import { attendance, type Cells, complaint, csv } from '../../support/rows.ts';

/** Sessions are many, and of one pupil all the same: it is people that an amount may not be of too few of. */

const common: Partial<PlainIndicator> = {
  ...{ grains: ['month', 'quarter', 'financial_year'], tile_grain: 'quarter', breakdowns: ['phase'] },
};
const INDICATORS: Record<string, PlainIndicator> = {
  complaints: COMPLAINTS,
  absence: { ...ABSENCE, ...common },
  missed: {
    ...common,
    measure: { kind: 'sum', extract: 'attendance', date: 'period', value: 'sessions_authorised' },
  },
};
const QUARTER = ['2024-04', '2024-05', '2024-06'];

const PHASES = ['primary', 'secondary', 'post_16'];

/** How many pupils each phase has in each month, and how many they share a row with: a second school's. */
const worlds = fc.record({
  many: fc.array(fc.array(fc.constantFrom(0, 1, 4, 9, 10, 11, 25), { minLength: 3, maxLength: 3 }), {
    ...{ minLength: 3, maxLength: 3 },
  }),
  schools: fc.integer({ min: 1, max: 2 }),
});

/** So many pupils of a phase, half of them in the North, of whom each missed so many of 40 sessions. */
function pupils(phase: string, month: string, many: number, missed: number): Cells[] {
  return Array.from({ length: many }, (_, each) =>
    attendance(month, `${phase} ${each}`, 40, missed, { phase, dspl_area: each % 2 ? 'DSPL 1' : 'DSPL 2' }),
  );
}

const files = (rows: (month: string) => Cells[]) =>
  Object.fromEntries(QUARTER.map((month) => [`attendance_${month}.csv`, csv(...rows(month))]));

const county = (alone: (month: string) => Cells[]) =>
  files((month) => [
    ...pupils('primary', month, 30, 5),
    ...pupils('secondary', month, 30, 7),
    ...pupils('early_years', month, 10, 9),
    ...alone(month),
  ]);

interface Group {
  group: string | null;
  status: string;
  numerator: number | null;
  denominator: number | null;
  value: number | null;
}

async function groupsOf(home: TestHome, indicator: string): Promise<Map<string | null, Group>> {
  const rows = await home.published(
    `SELECT "group", status, numerator, denominator, value FROM protected_breakdown
     WHERE indicator = $1 AND period = 'FY2024Q1' ORDER BY ALL`,
    [indicator],
  );
  const groups = rows as unknown as Group[];
  return new Map(groups.map((row) => [row.group, row]));
}

const hiddenIn = (groups: Map<string | null, Group>, side: 'numerator' | 'denominator') =>
  [...groups.values()].filter((group) => group[side] === null).length;

const HIDDEN = { status: 'suppressed', numerator: null, denominator: null, value: null };

const BOTH = ['absence', 'missed'];

let partnership: TestPartnership;
/** Whose one pupil of a phase is alone in it. It is only looked at. */
let alone: TestHome;
beforeAll(async () => {
  partnership = await openPartnership(INDICATORS);
  alone = await openTestHome({ partnership: partnership.folder });
  await alone.deliver(county((month) => pupils('post_16', month, 1, 31)));
});
afterAll(async () => {
  await alone.remove();
  await partnership.remove();
});
const openHome = () => testHome({ partnership: partnership.folder });
const openAlone = () => copyOf(alone, { partnership: partnership.folder });

describe('amounts of a group', () => {
  it.each(BOTH)(
    'are hidden of a pupil who is alone in it, and cannot be worked out: %s',
    async (indicator) => {
      const groups = await groupsOf(alone, indicator);
      expect(groups.get('post_16')).toMatchObject(HIDDEN);
      // The county less all other groups would tell it, if it were hidden alone.
      expect(hiddenIn(groups, 'numerator')).toBe(2);
      if (indicator === 'absence') expect(hiddenIn(groups, 'denominator')).toBe(2);
      expect([...groups.values()].filter(({ status }) => status === 'ok').length).toBeGreaterThan(0);
      expect((await auditDisclosure(alone.home))?.revealed).toEqual([]);
    },
  );

  it('are shown of ten pupils, and hidden of nine', async () => {
    const home = await openHome();
    await home.deliver(county(() => []));
    for (const indicator of BOTH) {
      const groups = await groupsOf(home, indicator);
      expect([...groups.values()].map(({ status }) => status)).toEqual(['ok', 'ok', 'ok']);
      expect(groups.get('early_years')?.numerator).toBe(270);
    }
    await home.deliver(
      files((month) => [
        ...pupils('primary', month, 30, 5),
        ...pupils('secondary', month, 30, 7),
        ...pupils('early_years', month, 9, 9),
      ]),
    );
    for (const indicator of BOTH)
      expect((await groupsOf(home, indicator)).get('early_years')).toMatchObject(HIDDEN);
  });

  it('are of few though one pupil has a dozen rows', async () => {
    const home = await openHome();
    const schools = Array.from({ length: 12 }, (_, each) => `9001${String(each).padStart(2, '0')}`);
    await home.deliver(
      county((month) =>
        schools.map((school_urn) => attendance(month, 'everywhere', 40, 4, { phase: 'post_16', school_urn })),
      ),
    );
    expect((await groupsOf(home, 'missed')).get('post_16')).toMatchObject(HIDDEN);
  });

  it('stay hidden where nothing has changed and the figures are taken over', async () => {
    const home = await openAlone();
    const before = await groupsOf(home, 'missed');
    expect(before.get('post_16')).toMatchObject(HIDDEN);
    await onNewest(home, `UPDATE group_people SET people = 8 WHERE "group" = 'post_16'`);
    await home.deliver({ 'complaints_2024-06.csv': csv(complaint('C1', '2024-06-03')) });
    const people = await home.published(`SELECT DISTINCT people FROM group_people WHERE "group" = 'post_16'`);
    expect(people).toEqual([{ people: 8 }]);
    expect(await groupsOf(home, 'missed')).toEqual(before);
  });

  it('are counted again where the snapshot before did not say of how many people they are', async () => {
    const home = await openAlone();
    await onNewest(home, 'DROP TABLE group_people');
    expect((await auditDisclosure(home.home))?.revealed).toEqual([]);
    await home.rebuild();
    const people = await home.published(`SELECT DISTINCT people FROM group_people WHERE "group" = 'post_16'`);
    expect(people).toEqual([{ people: 1 }]);
  });

  it('are hidden from now on where a snapshot has shown them, and cannot be worked out from what is shown', async () => {
    const [policy, lax] = ['county: Testshire', 'county: Testshire\ndisclosure: { minimum_people: 1 }'];
    const own = await testPartnership(INDICATORS);
    const home = await testHome({ partnership: own.folder });
    await own.edit('testshire/partnership.yaml', policy, lax);
    await home.deliver(county((month) => pupils('post_16', month, 1, 31)));
    expect((await groupsOf(home, 'missed')).get('post_16')).toMatchObject({ status: 'ok', value: 93 });
    await own.edit('testshire/partnership.yaml', lax, policy);
    for (const _again of [1, 2]) {
      await home.rebuild();
      const groups = await groupsOf(home, 'missed');
      expect(groups.get('post_16')).toMatchObject(HIDDEN);
      expect(hiddenIn(groups, 'numerator')).toBe(2);
      expect((await auditDisclosure(home.home))?.revealed).toEqual([]);
    }
    expect(home.said.filter((line) => line.startsWith('No figures of'))).toEqual([]);
  });
});

describe('whatever schools are like, nobody is shown an amount', () => {
  it('of a group of fewer than ten pupils, as the rows themselves count them', async () => {
    let shown = 0;
    const property = fc.asyncProperty(worlds, async ({ many, schools }) => {
      const home = await openTestHome({ partnership: partnership.folder });
      try {
        const rowsOf = (month: string) =>
          PHASES.flatMap((phase, index) =>
            Array.from({ length: schools }, (_, school) =>
              pupils(phase, month, many[index]?.[QUARTER.indexOf(month)] ?? 0, 6).map((row) => ({
                ...row,
                school_urn: `90010${school}`,
              })),
            ).flat(),
          );
        await home.deliver(files((month) => [...rowsOf(month), ...pupils('early_years', month, 40, 5)]));
        for (const indicator of ['absence', 'missed']) {
          for (const [phase, { numerator, denominator }] of await groupsOf(home, indicator)) {
            if (!numerator && !denominator) continue;
            const pupilsOf = Math.max(...(many[PHASES.indexOf(phase ?? '')] ?? [40]));
            expect(pupilsOf, `${indicator} of ${phase}`).toBeGreaterThanOrEqual(10);
            shown += 1;
          }
        }
        expect((await auditDisclosure(home.home))?.revealed).toEqual([]);
      } finally {
        await home.remove();
      }
    });
    await fc.assert(property, { numRuns: 5, seed: 1 });
    expect(shown).toBeGreaterThan(0);
  }, 120_000);
});
