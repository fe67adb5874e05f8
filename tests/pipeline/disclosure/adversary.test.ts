import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Measure } from '../../../indicators/measure-schema.ts';
import { type ShownFigures, seenTables } from '../../../pipeline/disclosure/attacker.ts';
import { auditDisclosure } from '../../../pipeline/disclosure/audit.ts';
import { boundsOf } from '../../../pipeline/disclosure/bounds.ts';
import type { TrueFigure } from '../../../pipeline/disclosure/figures.ts';
import { Solver } from '../../../pipeline/disclosure/linear.ts';
import { testHome } from '../../support/home.ts';
import { COMPLAINTS, testPartnership } from '../../support/partnership.ts';
import { complaint, csv } from '../../support/rows.ts';

/** What is published badly on purpose: the audit has to see through it, and says what it found. */

let solver: Solver;
beforeAll(async () => {
  solver = await Solver.load();
});

const count: Measure = { kind: 'count', extract: 'complaints', date: 'received_on' };
const share: Measure = { ...count, kind: 'proportion', numerator: "outcome = 'upheld'" };
const SPANS = {
  Q1: ['quarter', '2023-01-01', '2023-03-31'],
  Q2: ['quarter', '2023-04-01', '2023-06-30'],
  Q3: ['quarter', '2023-07-01', '2023-09-30'],
  Q4: ['quarter', '2023-10-01', '2023-12-31'],
  year: ['calendar_year', '2023-01-01', '2023-12-31'],
} as const;
type When = keyof typeof SPANS;
type Told = Partial<Pick<TrueFigure, 'numerator' | 'denominator' | 'value'>>;

/** A figure as it is published; a count that is not told is hidden. */
function figure(place: string, when: When, told: number | null | Told): TrueFigure {
  const [grain, start, end] = SPANS[when];
  const given = typeof told === 'object' && told !== null ? told : { numerator: told, value: told };
  return {
    ...{ indicator: 'one', place, grain, period: when, start, end, complete: true, lower: null, upper: null },
    ...{ numerator: null, denominator: null, value: null, ...given },
    status: given.value == null ? 'suppressed' : 'ok',
  };
}

function shown(measure: Measure, figures: TrueFigure[], by: string | null = null): ShownFigures {
  return { indicator: { id: 'one', measure }, by, figures };
}

/** `place days: least to greatest` of every hidden count that is left fewer than three values. */
function seenThrough(...all: ShownFigures[]): string[] {
  return boundsOf(seenTables(all), solver)
    .filter(({ least, greatest }) => !(greatest - least >= 2))
    .map(({ cell, least, greatest }) => `${cell.place} ${cell.days}: ${least} to ${greatest}`);
}

describe('the audit sees through', () => {
  it('a single hidden count among the areas of a county', () => {
    const figures = [
      figure('county', 'Q1', 53),
      figure('a', 'Q1', 20),
      figure('b', 'Q1', null),
      figure('c', 'Q1', 30),
    ];
    expect(seenThrough(shown(count, figures))).toEqual(['b 2023-01-01/2023-03-31: 3 to 3']);
  });

  it('two of which there are so few together that each is nearly told', () => {
    const two = (together: number) => [
      ...[figure('county', 'Q1', 50 + together), figure('a', 'Q1', 50)],
      ...[figure('b', 'Q1', null), figure('c', 'Q1', null)],
    ];
    expect(seenThrough(shown(count, two(3)))).toEqual([
      'b 2023-01-01/2023-03-31: 1 to 2',
      'c 2023-01-01/2023-03-31: 1 to 2',
    ]);
    expect(seenThrough(shown(count, two(4)))).toEqual([]);
  });

  it('a quarter that the year less the other three tells', () => {
    const year = (...quarters: (number | null)[]) => [
      ...(['Q1', 'Q2', 'Q3', 'Q4'] as const).map((when, index) => figure('a', when, quarters[index] ?? null)),
      figure('a', 'year', 40),
    ];
    expect(seenThrough(shown(count, year(10, 11, null, 15)))).toEqual(['a 2023-07-01/2023-09-30: 4 to 4']);
    expect(seenThrough(shown(count, year(10, null, null, 15)))).toEqual([]);
  });

  it('a group that the county’s count less the other groups tells', () => {
    const groups = [figure('group:x', 'Q1', 20), figure('group:y', 'Q1', null)];
    expect(seenThrough(shown(count, [figure('county', 'Q1', 22)]), shown(count, groups, 'agency'))).toEqual([
      'group:y 2023-01-01/2023-03-31: 2 to 2',
    ]);
  });

  it('a part that can be no more than its whole', () => {
    const figures = [figure('a', 'Q1', { denominator: 2 })];
    expect(seenThrough(shown(share, figures))).toEqual(['a 2023-01-01/2023-03-31: 1 to 2']);
  });

  it('a count that another indicator tells', () => {
    const one = shown(count, [figure('a', 'Q1', null)]);
    const other = shown({ ...count, where: '(1 = 1)' } as Measure, [figure('a', 'Q1', 3)]);
    const same = shown(share, [figure('a', 'Q1', { denominator: 3 })]);
    expect(seenThrough(one, other)).toEqual([]);
    expect(seenThrough(one, same)).toContain('a 2023-01-01/2023-03-31: 3 to 3');
    expect(seenThrough(same, one)).toContain('a 2023-01-01/2023-03-31: 3 to 3');
  });

  it('a percentage whose denominator is told', () => {
    const told = shown(share, [figure('a', 'Q1', { denominator: 20, value: 0.15 })]);
    expect(seenThrough(told, shown(share, [figure('a', 'Q1', {})]))).toContain(
      'a 2023-01-01/2023-03-31: 3 to 3',
    );
  });
});

describe('what an earlier snapshot showed', () => {
  it('is known to the audit', async () => {
    const { folder } = await testPartnership(
      { complaints: { ...COMPLAINTS, grains: ['month', 'quarter'] } },
      ['complaints'],
    );
    const home = await testHome({ partnership: folder });
    const of = (area: string, day: string, many: number) =>
      Array.from({ length: many }, (_, each) =>
        complaint(`${area} ${day} ${each}`, day, { dspl_area: area }),
      );
    const month = (day: string) => csv(...of('DSPL 1', day, 1), ...of('DSPL 2', day, 14));
    for (const days of [
      ['01', '02', '03'],
      ['04', '05', '06'],
    ])
      await home.deliver(
        Object.fromEntries(days.map((day) => [`complaints_2023-${day}.csv`, month(`2023-${day}-10`)])),
      );
    expect((await auditDisclosure(home.home))?.revealed).toEqual([]);
    const instance = await DuckDBInstance.create(join(home.home.snapshots, 'snapshot-000001.duckdb'));
    const connection = await instance.connect();
    await connection.run(
      `UPDATE protected_point SET status = 'ok', numerator = 42, value = 42
       WHERE area = 'dspl-2' AND period = 'FY2022Q4'`,
    );
    connection.closeSync();
    instance.closeSync();
    const revealed = (await auditDisclosure(home.home))?.revealed ?? [];
    expect(revealed.map(({ place, days, least, greatest }) => [place, days, least, greatest])).toEqual([
      ['dspl-1', '2023-01-01/2023-03-31', 3, 3],
    ]);
  });
});

describe('what is published', () => {
  it('hides a count of nearly all, and with it what the others are', async () => {
    const half = (outcome: string) =>
      ({
        unit: 'percent',
        grains: ['month', 'quarter'],
        measure: {
          kind: 'proportion',
          extract: 'complaints',
          date: 'received_on',
          numerator: `outcome = '${outcome}'`,
        },
      }) as const;
    const { folder } = await testPartnership(
      {
        upheld: { ...half('upheld'), grains: ['month', 'quarter'] },
        rejected: { ...half('not_upheld'), grains: ['month', 'quarter'] },
      },
      ['complaints'],
    );
    const home = await testHome({ partnership: folder });
    const rows = ['01', '02', '03', '04', '05', '06'].map((month, index) => {
      const all = Array.from({ length: 20 }, (_, each) => ({
        ...complaint(`${month} ${each}`, `2023-${month}-10`),
        outcome: each < (index < 3 ? 19 : 10) ? 'upheld' : 'not_upheld',
      }));
      return [`complaints_2023-${month}.csv`, csv(...all)];
    });
    await home.deliver(Object.fromEntries(rows));
    const told = await home.published(
      `SELECT DISTINCT period, status, numerator FROM protected_point WHERE area = 'county' ORDER BY ALL`,
    );
    // 57 of 60 lack three of all; thirty of sixty tell nothing of them.
    expect(told.filter(({ period }) => period === 'FY2022Q4')).toEqual([
      { period: 'FY2022Q4', status: 'suppressed', numerator: null },
    ]);
    expect(told.some(({ period, status }) => period === 'FY2023Q1' && status === 'ok')).toBe(true);
  });
});
