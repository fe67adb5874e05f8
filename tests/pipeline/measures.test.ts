import { env } from 'node:process';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { groupBy } from '../../indicators/group.ts';
import { GRAINS } from '../../indicators/series.ts';
import type { RunReport } from '../../pipeline/runs.ts';
import { openTestHome } from '../support/home.ts';
import { NORTH, openPartnership, SOUTH, type TestPartnership } from '../support/partnership.ts';
import { TERMS, TODAY } from '../support/recount/calendar.ts';
import { deliveries, textOf } from '../support/recount/deliveries.ts';
import { INDICATORS, writtenIndicators } from '../support/recount/indicators.ts';
import { type Expected, pointsOf } from '../support/recount/recount.ts';
import { VIEWS } from '../support/recount/views.ts';
import { type File, LAYOUTS, worldOf } from '../support/recount/world.ts';

/**
 * Right means checked by another way: chance writes extracts, the pipeline makes figures of them, and every point of
 * every series is counted again from the same rows, in plain TypeScript that knows nothing of SQL.
 *
 * The same extracts each time. For others, and more of them:
 * WAGGLE_MEASURES_SEED=2 WAGGLE_MEASURES_RUNS=20 npx vitest run tests/pipeline/measures.test.ts
 */
const SEED = Number(env.WAGGLE_MEASURES_SEED ?? 1);
const RUNS = Number(env.WAGGLE_MEASURES_RUNS ?? 2);
const MILLISECONDS_PER_RUN = 60_000;
const AREAS = ['county', NORTH, SOUTH];

let testshire: TestPartnership;
beforeAll(async () => {
  testshire = await openPartnership(writtenIndicators(), Object.keys(LAYOUTS), {
    terms: TERMS,
    views: VIEWS,
  });
});
afterAll(() => testshire.remove());

it('there are indicators of every kind and at every grain', () => {
  const indicators = Object.values(INDICATORS);
  const kinds = new Set(indicators.map(({ measure }) => measure.kind));
  expect([...kinds].sort()).toEqual(
    'count gap growth mean median percentile proportion published rank rate ratio stock sum'.split(' '),
  );
  expect(new Set(indicators.flatMap(({ grains }) => grains))).toEqual(new Set(GRAINS));
  expect(indicators.length).toBeGreaterThanOrEqual(40);
});

it(
  'every point of every series is the one that the rows make',
  async () => {
    const alive = new Set<string>();
    for (const files of fc.sample(deliveries, { numRuns: RUNS, seed: SEED })) {
      const found = await published(files);
      const expected = recounted(files);
      expect(differences(found, expected)).toEqual([]);
      for (const [name, { value }] of expected) if (value) alive.add(name.split(' ')[0] ?? '');
    }
    expect(Object.keys(INDICATORS).filter((id) => !alive.has(id))).toEqual([]);
  },
  RUNS * MILLISECONDS_PER_RUN,
);

type Points = Map<string, Expected>;

const pointRow = z.object({
  series: z.string(),
  status: z.enum(['ok', 'suppressed', 'missing', 'not_applicable']),
  start: z.string(),
  end: z.string(),
  complete: z.boolean(),
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
  value: z.number().nullable(),
});

/** What the snapshot says of these files. */
async function published(files: File[]): Promise<Points> {
  const home = await openTestHome({ partnership: testshire.folder, today: TODAY });
  try {
    const report = await home.deliver(Object.fromEntries(files.map((file) => [file.name, textOf(file)])));
    expect(errorsOf(report)).toEqual([]);
    expect(await home.published(OUTSIDE_THEIR_LIMITS)).toEqual([]);
    const rows = await home.published(`
      SELECT concat_ws(' ', indicator, area, grain, period) AS series, status, start::VARCHAR AS start,
        "end"::VARCHAR AS "end", complete, numerator, denominator, value
      FROM full_point`);
    return new Map(rows.map((row) => pointRow.parse(row)).map(({ series, ...point }) => [series, point]));
  } finally {
    await home.remove();
  }
}

const OUTSIDE_THEIR_LIMITS = `
  SELECT indicator, area, period, value, lower, upper FROM full_point
  WHERE (lower IS NULL) <> (upper IS NULL) OR isnan(lower) OR isnan(upper)
    OR lower > value + 1e-9 OR upper < value - 1e-9`;

function errorsOf({ files, unfinished }: RunReport): string[] {
  const errors = files.flatMap(({ file, findings }) =>
    findings.filter(({ severity }) => severity === 'error').map(({ message }) => `${file}: ${message}`),
  );
  return [...errors, ...unfinished.map(({ file, reason }) => `${file}: ${reason}`)];
}

function recounted(files: File[]): Points {
  const world = worldOf(files, TERMS, TODAY);
  const series = Object.entries(INDICATORS).flatMap(([id, { grains, recount }]) =>
    grains.flatMap((grain) => AREAS.map((area) => ({ id, grain, area, recount }))),
  );
  return new Map(
    series.flatMap(({ id, grain, area, recount }) =>
      [...pointsOf(recount, area, grain, world)].map(([period, point]): [string, Expected] => [
        `${id} ${area} ${grain} ${period}`,
        point,
      ]),
    ),
  );
}

/** The first point that differs of each series, and how many do. */
function differences(found: Points, expected: Points): string[] {
  const names = [...new Set([...expected.keys(), ...found.keys()])].sort();
  const different = names.filter((name) => !isSame(found.get(name), expected.get(name)));
  const series = groupBy(different, (name) => name.slice(0, name.lastIndexOf(' ')));
  return [...series.values()].map((own) => {
    const [name = ''] = own;
    return `${name} (of ${own.length}): ${shown(found.get(name))}, and the rows make ${shown(expected.get(name))}`;
  });
}

function isSame(is: Expected | undefined, should: Expected | undefined): boolean {
  if (!is || !should) return false;
  const numbers = ['numerator', 'denominator', 'value'] as const;
  return (
    numbers.every((key) => isClose(is[key], should[key])) &&
    is.status === should.status &&
    is.complete === should.complete &&
    is.start === should.start &&
    is.end === should.end
  );
}

function isClose(one: number | null, other: number | null): boolean {
  if (one === null || other === null) return one === other;
  return Math.abs(one - other) <= 1e-9 * Math.max(1, Math.abs(other));
}

function shown(point: Expected | undefined): string {
  if (!point) return 'no point';
  const { status, numerator, denominator, value, complete, start, end } = point;
  return `${status} ${numerator}/${denominator} = ${value} ${complete ? 'whole' : 'unfinished'} ${start}…${end}`;
}
