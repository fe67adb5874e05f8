import { describe, expect, it } from 'vitest';
import type { Measure } from '../../../indicators/measure-schema.ts';
import { seenTables } from '../../../pipeline/disclosure/attacker.ts';
import { auditDisclosure } from '../../../pipeline/disclosure/audit.ts';
import { boundsOf } from '../../../pipeline/disclosure/bounds.ts';
import { countsOf } from '../../../pipeline/disclosure/counts.ts';
import type { TrueFigure } from '../../../pipeline/disclosure/figures.ts';
import { Solver } from '../../../pipeline/disclosure/linear.ts';
import { testHome } from '../../support/home.ts';
import { COMPLAINTS, type PlainIndicator, testPartnership } from '../../support/partnership.ts';
import { complaint, csv } from '../../support/rows.ts';

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
  const [found] = boundsOf(seenTables(shown, { nameOf: new Map(), thirds }), solver);
  expect([found?.least, found?.greatest]).toEqual([3, 3]);
  const [without] = boundsOf(seenTables(shown), solver);
  expect(without?.greatest).toBeGreaterThan(1000);
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
    await home.deliver(
      Object.fromEntries(
        months.map((month) => [
          `complaints_${month}.csv`,
          csv(
            ...made('DSPL 1', 'upheld', month, 10),
            ...made('DSPL 1', 'not_upheld', month, 1),
            ...made('DSPL 2', 'upheld', month, 10),
            ...made('DSPL 2', 'not_upheld', month, 7),
          ),
        ]),
      ),
    );
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

describe('of groups that are the same in two counts', () => {
  it('none is told by the total of the count that has fewer of them', async () => {
    const common: PlainIndicator = { ...COMPLAINTS, grains: ['month', 'quarter'], breakdowns: ['agency'] };
    const { folder } = await testPartnership({
      all: { ...common, measure: of() as PlainIndicator['measure'] },
      some: { ...common, measure: of("agency IN ('education', 'health')") as PlainIndicator['measure'] },
    });
    const home = await testHome({ partnership: folder });
    const made = (agency: string, month: string, many: number) =>
      Array.from({ length: many }, (_, each) =>
        complaint(`${agency} ${month} ${each}`, `${month}-10`, {
          agency,
          dspl_area: `DSPL ${1 + (each % 2)}`,
        }),
      );
    // A quarter has three of education, sixty of health and twelve of social care.
    await home.deliver(
      Object.fromEntries(
        ['2023-01', '2023-02', '2023-03', '2023-04', '2023-05', '2023-06'].map((month) => [
          `complaints_${month}.csv`,
          csv(...made('education', month, 1), ...made('health', month, 20), ...made('social_care', month, 4)),
        ]),
      ),
    );
    const groups = await home.published(
      `SELECT "group", numerator FROM protected_breakdown
       WHERE indicator = 'some' AND period = 'FY2023Q1' ORDER BY ALL`,
    );
    const [total] = await home.published(
      `SELECT numerator FROM protected_point WHERE indicator = 'some' AND area = 'county' AND period = 'FY2023Q1'`,
    );
    expect(groups[0]).toMatchObject({ group: 'education', numerator: null });
    expect([...groups, total].filter((one) => one?.numerator === null).length).toBeGreaterThan(1);
    expect((await auditDisclosure(home.home))?.revealed).toEqual([]);
  });
});
