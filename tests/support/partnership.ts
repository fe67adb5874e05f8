import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { parse, stringify } from 'yaml';
import type { Term } from '../../indicators/periods.ts';
import type { WrittenIndicator } from '../../indicators/schema.ts';
import type { Unit } from '../../indicators/series.ts';
import { projectRoot } from './home.ts';

/** A small partnership in a temporary folder: two localities, extracts as shipped, indicators that can be counted by hand. */

export interface TestPartnership {
  /** The partnership's folder, for WAGGLE_PARTNERSHIP. */
  folder: string;
  /** A file of the catalogue, by its path from where `extracts` and the partnership's folder lie. */
  path(name: string): string;
  write(name: string, text: string): Promise<void>;
  /** Changes a file of the catalogue as an analyst would: one text for another. */
  edit(name: string, from: string, to: string): Promise<void>;
  remove(): Promise<void>;
}

/** As an analyst writes it: what has a default may be left out. */
export type PlainIndicator = Partial<Omit<WrittenIndicator, 'measure'>> & Pick<WrittenIndicator, 'measure'>;

export const NORTH = 'dspl-1';
export const SOUTH = 'dspl-2';

const partnership = {
  name: 'Test partnership',
  county: 'Testshire',
  ons_code: 'E00000000',
  dfe_name: 'Testshire',
  region: 'East of England',
  locality: 'DSPL area',
  statistical_neighbours: ['Oxfordshire', 'Buckinghamshire'],
  areas: [
    { id: NORTH, name: 'North', short: 'North', aliases: ['DSPL 1', '1'], tile: [0, 0] },
    { id: SOUTH, name: 'South', short: 'South', aliases: ['DSPL 2', '2'], tile: [0, 1] },
  ],
  frameworks: {
    bees: {
      title: 'Outcome Bees',
      item: 'Outcome Bee',
      items: [{ id: 'be-happy', title: 'Be Happy', description: 'Children enjoy life.' }],
    },
  },
  calendar: 'Europe/London',
  schedule: '*/10 * * * *',
};

export const COMPLAINTS: PlainIndicator = {
  measure: { kind: 'count', extract: 'complaints', date: 'received_on', where: "kind = 'complaint'" },
};
export const REQUESTS: PlainIndicator = {
  measure: { kind: 'count', extract: 'ehc_assessments', date: 'requested_on' },
};
export const ON_TIME: PlainIndicator = {
  unit: 'percent',
  polarity: 'higher_is_better',
  measure: {
    kind: 'proportion',
    extract: 'ehc_assessments',
    date: 'plan_issued_on',
    where: "exception = 'N'",
    numerator: 'days_to_issue <= 140',
  },
};
export const ABSENCE: PlainIndicator = {
  unit: 'percent',
  measure: {
    kind: 'proportion',
    extract: 'attendance',
    date: 'period',
    numerator: 'sessions_authorised + sessions_unauthorised',
    denominator: 'sessions_possible',
  },
};
export const PLANS: PlainIndicator = {
  polarity: 'neither',
  measure: { kind: 'stock', extract: 'ehc_plans', date: 'snapshot_on' },
};
export const SUSPENSIONS: PlainIndicator = {
  unit: 'rate',
  measure: {
    kind: 'rate',
    extract: 'exclusions',
    date: 'started_on',
    where: "kind = 'suspension'",
    per: 100,
    denominator: { extract: 'pupils', date: 'snapshot_on', sum: 'headcount' },
  },
};

interface Extras {
  terms?: Term[];
  /** SQL by the views’ names. */
  views?: Record<string, string>;
}

/** Writes a partnership with these indicators and the extracts that they count. */
export async function openPartnership(
  indicators: Record<string, PlainIndicator>,
  extracts: string[] = extractsOf(indicators),
  { terms, views = {} }: Extras = {},
): Promise<TestPartnership> {
  const root = await mkdtemp(join(tmpdir(), 'waggle-test-catalogue-'));
  const path = (name: string) => join(root, name);
  await mkdir(path('testshire/indicators'), { recursive: true });
  await mkdir(path('extracts'));
  await writeFile(path('testshire/partnership.yaml'), stringify(partnership));
  for (const [id, indicator] of Object.entries(indicators)) {
    await writeFile(path(`testshire/indicators/${id}.yaml`), indicatorYaml(indicator));
  }
  if (terms) await writeFile(path('testshire/calendar.yaml'), stringify({ terms }));
  await mkdir(path('testshire/views'));
  for (const [name, sql] of Object.entries(views)) await writeFile(path(`testshire/views/${name}.sql`), sql);
  for (const extract of extracts) {
    await copyFile(
      join(projectRoot, 'indicators', 'extracts', `${extract}.yaml`),
      path(`extracts/${extract}.yaml`),
    );
  }
  return {
    folder: path('testshire'),
    path,
    write: (name, text) => writeFile(path(name), text),
    edit: async (name, from, to) => {
      const text = await readFile(path(name), 'utf8');
      if (!text.includes(from)) throw new Error(`${name} has no “${from}” to change.`);
      await writeFile(path(name), text.replace(from, to));
    },
    remove: () => rm(root, { recursive: true, force: true }),
  };
}

/** A partnership that goes when the test ends. */
export async function testPartnership(
  ...given: Parameters<typeof openPartnership>
): Promise<TestPartnership> {
  const opened = await openPartnership(...given);
  onTestFinished(() => opened.remove());
  return opened;
}

const UNIT_OF: Partial<Record<WrittenIndicator['measure']['kind'], Unit>> = {
  proportion: 'percent',
  rate: 'rate',
  growth: 'percent',
  rank: 'score',
};

export function indicatorYaml(indicator: PlainIndicator): string {
  const { measure, ...rest } = indicator;
  return stringify({
    title: 'A figure',
    definition: 'Rows counted.',
    why_it_matters: 'Children wait.',
    phrase: 'things happened',
    tier: 'core',
    unit: UNIT_OF[measure.kind] ?? 'count',
    polarity: 'lower_is_better',
    measure,
    grains: ['month', 'quarter', 'calendar_year'],
    tile_grain: 'month',
    owner: 'Head of Service',
    sources: ['A plan'],
    review_by: '2027-03-31',
    ...rest,
  });
}

function extractsOf(indicators: Record<string, PlainIndicator>): string[] {
  const names = Object.values(indicators).flatMap(({ measure, benchmarks = [] }) => [
    ...extractsIn(measure),
    ...benchmarks.flatMap((benchmark) => ('extract' in benchmark ? [benchmark.extract] : [])),
  ]);
  return [...new Set(names)];
}

function extractsIn(measure: unknown): string[] {
  if (typeof measure !== 'object' || measure === null) return [];
  const own = 'extract' in measure ? [String(measure.extract)] : [];
  const published = 'kind' in measure && measure.kind === 'published' ? ['published_measures'] : [];
  return [...own, ...published, ...Object.values(measure).flatMap(extractsIn)];
}

/** Reads a YAML file of the catalogue as plain data, to be changed and written again. */
export async function readYaml(path: string): Promise<unknown> {
  return parse(await readFile(path, 'utf8'));
}
