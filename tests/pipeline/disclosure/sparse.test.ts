import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditDisclosure } from '../../../pipeline/disclosure/audit.ts';
import { copyOf, openTestHome, type TestHome } from '../../support/home.ts';
import {
  COMPLAINTS,
  openPartnership,
  type PlainIndicator,
  type TestPartnership,
} from '../../support/partnership.ts';
import { type Cells, complaint, csv } from '../../support/rows.ts';

/** Counties of next to nobody: whatever they are like, they are published, and nobody is given away. */

const common = { grains: ['month', 'quarter', 'calendar_year'], breakdowns: ['agency', 'stage'] } as const;
const INDICATORS: Record<string, PlainIndicator> = {
  complaints: { ...COMPLAINTS, ...common, grains: [...common.grains], breakdowns: [...common.breakdowns] },
  upheld: {
    unit: 'percent',
    grains: [...common.grains],
    breakdowns: [...common.breakdowns],
    measure: {
      ...{ kind: 'proportion', extract: 'complaints', date: 'received_on' },
      ...{ where: "kind = 'complaint'", numerator: "outcome = 'upheld'" },
    },
  },
  rejected: {
    unit: 'percent',
    grains: [...common.grains],
    measure: {
      ...{ kind: 'proportion', extract: 'complaints', date: 'received_on' },
      ...{ where: "kind = 'complaint'", numerator: "outcome <> 'upheld'" },
    },
  },
  all: {
    grains: ['month', 'quarter', 'calendar_year'],
    measure: { kind: 'count', extract: 'complaints', date: 'received_on' },
  },
};

/** So many complaints of an area in a quarter about an agency, of which so many were upheld. */
interface Lot {
  quarter: number;
  area: string;
  agency: string;
  stage?: string;
  kind?: string;
  many: number;
  upheld?: number;
}

const MONTHS = Array.from({ length: 12 }, (_, index) => `2023-${String(index + 1).padStart(2, '0')}`);
const monthOf = (quarter: number) => MONTHS[quarter * 3] ?? '';
const FIRST_MONTHS = [0, 1, 2, 3].map(monthOf);

/** A partnership, and a home that has taken in the months of nobody and published nothing yet. */
let partnership: TestPartnership;
let pattern: TestHome;
beforeAll(async () => {
  partnership = await openPartnership(INDICATORS, ['complaints']);
  pattern = await openTestHome({ partnership: partnership.folder });
  pattern.breakOffAt('computed');
  const ofNobody = MONTHS.filter((month) => !FIRST_MONTHS.includes(month));
  await expect(pattern.deliver(filesOf(ofNobody, []))).rejects.toThrow('broken off');
  expect(await pattern.snapshots()).toEqual([]);
});
afterAll(async () => {
  await pattern.remove();
  await partnership.remove();
});

/** A file for each of some months. */
function filesOf(months: readonly string[], lots: readonly Lot[]): Record<string, string> {
  const [header] = csv(complaint('', '')).split('\n');
  const files = months.map((month) => {
    const rows = lots
      .filter(({ quarter }) => monthOf(quarter) === month)
      .flatMap((lot) => rowsOf(lot, month));
    return [`complaints_${month}.csv`, rows.length > 0 ? csv(...rows) : `${header}\n`] as const;
  });
  return Object.fromEntries(files);
}

function rowsOf(
  { area, agency, stage = '', kind = 'complaint', many, upheld = 0 }: Lot,
  month: string,
): Cells[] {
  return Array.from({ length: many }, (_, each) =>
    complaint([area, agency, stage, kind, month, each].join(' '), `${month}-10`, {
      ...{ dspl_area: area, agency, stage, kind },
      outcome: each < upheld ? 'upheld' : 'not_upheld',
    }),
  );
}

/** Publishes it and looks at it as an attacker would. */
async function published<T>(
  deliveries: Record<string, string>[],
  look: (home: TestHome) => Promise<T>,
): Promise<T> {
  const home = await copyOf(pattern, { partnership: partnership.folder });
  try {
    for (const [index, delivery] of deliveries.entries()) {
      const { snapshot } = await home.deliver(delivery);
      if (index === 0) expect(snapshot?.id).toBe('snapshot-000001');
    }
    const audit = await auditDisclosure(home.home);
    expect(audit?.revealed).toEqual([]);
    const small = await home.published(
      `SELECT * FROM protected_point WHERE numerator BETWEEN 1 AND 4 OR denominator BETWEEN 1 AND 4`,
    );
    expect(small).toEqual([]);
    const groups = await home.published(
      `SELECT * FROM protected_breakdown WHERE numerator BETWEEN 1 AND 4 OR denominator BETWEEN 1 AND 4`,
    );
    expect(groups).toEqual([]);
    return await look(home);
  } finally {
    await home.remove();
  }
}

const each = (area: string, agency: string, many: number[], more: Partial<Lot> = {}): Lot[] =>
  many.map((count, quarter) => ({ quarter, area, agency, many: count, ...more }));

describe('a county is published, and nobody is given away,', () => {
  it.each<[string, Lot[]]>([
    ['of one person in all', each('DSPL 1', 'education', [0, 1])],
    ['of one person of no area', each('', 'education', [0, 0, 3])],
    ['of one area', each('DSPL 1', 'education', [12, 3, 0, 20], { upheld: 3 })],
    [
      'of one group',
      [...each('DSPL 1', 'health', [12, 13, 2, 9]), ...each('DSPL 2', 'health', [30, 1, 40, 8])],
    ],
    [
      'where every number is between one and four',
      ['DSPL 1', 'DSPL 2', ''].flatMap((area, a) =>
        ['education', 'health'].flatMap((agency, b) =>
          each(area, agency, [a + 1, b + 1, 1, 2], { upheld: 1 }),
        ),
      ),
    ],
    ['of nobody', []],
    [
      'where one area has everybody but one',
      [...each('DSPL 1', 'education', [40, 41, 42, 43], { upheld: 39 }), ...each('DSPL 2', 'health', [0, 1])],
    ],
    ['where all were upheld but one', each('DSPL 1', 'education', [20, 20, 20, 20], { upheld: 19 })],
    [
      'where compliments tell the complaints',
      [
        ...each('DSPL 1', 'education', [3, 9, 9, 9]),
        ...each('DSPL 1', 'health', [1, 0, 0, 1], { kind: 'compliment' }),
      ],
    ],
    [
      'of three times a few, each of another area',
      [
        ...each('DSPL 1', 'education', [1], { upheld: 1 }),
        ...each('', 'education', [0, 1], { upheld: 11 }),
        ...each('DSPL 2', 'education', [0, 0, 3]),
      ],
    ],
  ])('%s', async (_what, lots) => {
    const { said, status } = await published([filesOf(FIRST_MONTHS, lots)], async (home) => ({
      said: home.said,
      status: await home.published(
        `SELECT DISTINCT status FROM protected_point WHERE indicator = 'complaints' ORDER BY ALL`,
      ),
    }));
    expect(said.filter((line) => line.startsWith('No figures of'))).toEqual([]);
    if (lots.length > 0) expect(status).toContainEqual({ status: 'suppressed' });
  });
});

const lot = fc.record({
  ...{ quarter: fc.integer({ min: 0, max: 3 }), area: fc.constantFrom('DSPL 1', 'DSPL 2', '') },
  ...{ agency: fc.constantFrom('education', 'health'), stage: fc.constantFrom('', 'one', 'two') },
  ...{ kind: fc.constantFrom('complaint', 'complaint', 'compliment') },
  ...{ many: fc.constantFrom(1, 1, 2, 3, 5, 11), upheld: fc.constantFrom(0, 0, 1, 2, 11) },
});

/** A month restated: one snapshot hid a nought that the next need not hide, or showed what the next hides in vain. */
const RESTATED: [Lot[], Lot[]][] = [
  [
    [
      { quarter: 1, area: 'DSPL 2', agency: 'health', stage: 'one', many: 11 },
      { quarter: 0, area: '', agency: 'health', stage: 'two', many: 11 },
      { quarter: 3, area: '', agency: 'health', many: 11, upheld: 2 },
    ],
    [{ quarter: 2, area: 'DSPL 1', agency: 'health', stage: 'two', many: 11 }],
  ],
  [
    [
      { quarter: 3, area: 'DSPL 1', agency: 'health', stage: 'one', kind: 'compliment', many: 1, upheld: 1 },
      { quarter: 1, area: 'DSPL 2', agency: 'education', many: 11 },
      { quarter: 0, area: 'DSPL 2', agency: 'education', stage: 'two', many: 2 },
      { quarter: 2, area: '', agency: 'health', kind: 'compliment', many: 11 },
      { quarter: 3, area: 'DSPL 2', agency: 'education', kind: 'compliment', many: 1, upheld: 1 },
    ],
    [{ quarter: 1, area: '', agency: 'health', stage: 'two', many: 3 }],
  ],
];

describe('counties of next to nobody, as chance has them,', () => {
  it('are published, whatever comes after, and nobody is given away', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(lot, { maxLength: 8 }),
        fc.array(lot, { maxLength: 2 }),
        async (first, later) => {
          const restated = FIRST_MONTHS.filter((month) =>
            later.some(({ quarter }) => monthOf(quarter) === month),
          );
          const again = restated.length > 0 ? [filesOf(restated, [...first, ...later])] : [];
          await published([filesOf(FIRST_MONTHS, first), ...again], async () => undefined);
        },
      ),
      { numRuns: 5, examples: [...RESTATED] },
    );
  }, 240_000);
});
