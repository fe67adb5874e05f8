import { env } from 'node:process';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestHome } from '../support/home.ts';
import { openPartnership, type TestPartnership } from '../support/partnership.ts';
import { TERMS, TODAY } from '../support/recount/calendar.ts';
import { deliveries, textOf } from '../support/recount/deliveries.ts';
import { BREAKDOWNS, brokenDown, groupPoints } from '../support/recount/groups.ts';
import { INDICATORS } from '../support/recount/indicators.ts';
import { VIEWS } from '../support/recount/views.ts';
import { type File, worldOf } from '../support/recount/world.ts';

/**
 * Chance writes extracts, the pipeline takes their figures apart, and every point of every group is counted again from
 * the rows of that group alone. For other extracts: WAGGLE_MEASURES_SEED=2 WAGGLE_MEASURES_RUNS=20.
 */
const SEED = Number(env.WAGGLE_MEASURES_SEED ?? 1);
const RUNS = Number(env.WAGGLE_MEASURES_RUNS ?? 2);
const MILLISECONDS_PER_RUN = 60_000;
const EXTRACTS = [
  ...['exclusions', 'attendance', 'complaints', 'ehcp_audits', 'waiting_lists', 'ehc_plans', 'pupils'],
];
const KINDS = ['count', 'mean', 'median', 'percentile', 'proportion', 'rate', 'stock', 'sum'];

let testshire: TestPartnership;
beforeAll(async () => {
  testshire = await openPartnership(brokenDown(), EXTRACTS, { terms: TERMS, views: VIEWS });
});
afterAll(() => testshire.remove());

it('every kind of measure that counts rows is among them', () => {
  const kinds = Object.keys(BREAKDOWNS).map((id) => INDICATORS[id]?.measure.kind);
  expect([...new Set(kinds)].sort()).toEqual(KINDS);
});

it(
  'every point of every group is the one that its rows make, and nothing is shown of any other group',
  async () => {
    const alive = new Set<string>();
    for (const given of fc.sample(deliveries, { numRuns: RUNS, seed: SEED })) {
      const files = given.filter(({ extract }) => EXTRACTS.includes(extract));
      const expected = shown(groupPoints(worldOf(files, TERMS, TODAY)));
      expect(await published(files)).toEqual(expected);
      for (const name of Object.keys(expected)) alive.add(name.slice(0, name.indexOf('=')));
    }
    const all = Object.entries(BREAKDOWNS).flatMap(([id, columns]) => columns.map((by) => `${id} ${by}`));
    expect([...alive].sort()).toEqual(all.sort());
  },
  RUNS * MILLISECONDS_PER_RUN,
);

interface Shown {
  status: string;
  numerator: number | null;
  denominator: number | null;
  value: number | null;
  complete: boolean;
  start: string;
  end: string;
}

function shown(points: ReadonlyMap<string, Shown>): Record<string, string> {
  const number = (one: number | null) => (one === null ? '–' : Number(one.toPrecision(9)));
  return Object.fromEntries(
    [...points].map(([name, { status, numerator, denominator, value, complete, start, end }]) => [
      name,
      `${status} ${number(numerator)}/${number(denominator)} = ${number(value)} ${complete} ${start} ${end}`,
    ]),
  );
}

async function published(files: File[]): Promise<Record<string, string>> {
  const home = await openTestHome({ partnership: testshire.folder, today: TODAY });
  try {
    await home.deliver(Object.fromEntries(files.map((file) => [file.name, textOf(file)])));
    const rows = await home.published(`
      SELECT concat(indicator, ' ', "by", '=', coalesce("group", 'null'), ' ', grain, ' ', period) AS name, area,
        status, numerator, denominator, value, complete, start::VARCHAR AS start, "end"::VARCHAR AS "end"
      FROM full_breakdown`);
    expect(new Set(rows.map(({ area }) => area))).toEqual(new Set(['county']));
    return shown(new Map(rows.map((row) => [String(row.name), row as unknown as Shown])));
  } finally {
    await home.remove();
  }
}
