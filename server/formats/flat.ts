import { COUNTY } from '../../indicators/areas.ts';
import type { Catalogue, Indicator, Target } from '../../indicators/schema.ts';
import type { AreasCompared, FileRecord, Overview, Point, Series } from '../../indicators/series.ts';
import type { ColumnType, Table } from './table.ts';

/** What the API answers as tables: one row for each point, indicator, area or file, of what the JSON says and no more. */

type Columns = Readonly<Record<string, ColumnType>>;

const POINT = {
  period: 'text',
  start: 'day',
  end: 'day',
  complete: 'boolean',
  covered_to: 'day',
  status: 'text',
  quarantined: 'number',
  numerator: 'number',
  denominator: 'number',
  value: 'number',
  lower: 'number',
  upper: 'number',
  target: 'number',
  trajectory: 'number',
  rag: 'text',
  spc_mean: 'number',
  spc_lower: 'number',
  spc_upper: 'number',
  spc_flag: 'text',
} as const satisfies Columns;

export const SERIES_COLUMNS = {
  ...{ indicator: 'text', area: 'text', grain: 'text', level: 'text', snapshot: 'text' },
  ...POINT,
  ...{ breakdown: 'text', group: 'text', group_label: 'text' },
} as const satisfies Columns;

const OVERVIEW = {
  ...{ indicator: 'text', area: 'text', grain: 'text', level: 'text', snapshot: 'text' },
  ...POINT,
  ...{ previous_period: 'text', previous_status: 'text', previous_value: 'number' },
  ...{ next_target: 'number', next_target_by: 'text', next_target_text: 'text' },
  ...{ standing: 'text', variation: 'text', assurance: 'text', sentence: 'text' },
} as const satisfies Columns;

const AREAS = {
  ...{ indicator: 'text', area: 'text', name: 'text', grain: 'text', level: 'text', snapshot: 'text' },
  ...POINT,
  comparison: 'text',
} as const satisfies Columns;

const FILES = {
  ...{ snapshot: 'text', file: 'text', sha256: 'text', extract: 'text', period: 'text', periods: 'text' },
  ...{ state: 'text', outcome: 'text', received_at: 'text' },
  ...{ rows: 'number', quarantined: 'number', findings: 'text' },
} as const satisfies Columns;

const CATALOGUE = {
  ...{ snapshot: 'text', indicator: 'text', title: 'text', definition: 'text', why_it_matters: 'text' },
  ...{ tier: 'text', unit: 'text', polarity: 'text', grains: 'text', tile_grain: 'text', breakdowns: 'text' },
  ...{ bees: 'text', ambitions: 'text', improvement: 'text', outcomes: 'text' },
  ...{ baseline_period: 'text', baseline: 'number', targets: 'text', owner: 'text', sources: 'text' },
  review_by: 'day',
} as const satisfies Columns;

export type SeriesColumn = keyof typeof SERIES_COLUMNS;

/** One row for each point of a series; where it is broken down, those of its groups come after those of the whole. */
export function seriesTable(series: Series): Table<SeriesColumn> {
  const { indicator, area, grain, level, snapshot, points, breakdown } = series;
  const whose = { indicator, area, grain, level, snapshot };
  const flat = (group: GroupCells, point: Point) => ({ ...whose, ...cellsOf(point), ...group });
  const groups = breakdown?.groups.map(({ group, label, points }) => {
    const cells = { breakdown: breakdown.by, group, group_label: label };
    return points.map((point) => flat(cells, point));
  });
  return {
    name: [indicator, area, grain, ...(breakdown ? ['by', breakdown.by] : [])].join('-'),
    columns: SERIES_COLUMNS,
    rows: [...points.map((point) => flat(THE_WHOLE, point)), ...(groups ?? []).flat()],
  };
}

type GroupCells = Record<'breakdown' | 'group' | 'group_label', string | null>;

const THE_WHOLE: GroupCells = { breakdown: null, group: null, group_label: null };

/** One row for each indicator: its latest point, and what is said of it. */
export function overviewTable({ area, level, snapshot, rows }: Overview): Table {
  return {
    name: `overview-${area}`,
    columns: OVERVIEW,
    rows: rows.map(({ indicator, grain, latest, previous, target, status, ...said }) => ({
      ...{ indicator, area, grain, level, snapshot },
      ...cellsOf(latest),
      previous_period: previous?.period ?? null,
      previous_status: previous?.status ?? null,
      previous_value: previous?.value ?? null,
      next_target: target?.value ?? null,
      next_target_by: target?.by ?? null,
      next_target_text: target?.text ?? null,
      standing: status,
      ...{ variation: said.variation, assurance: said.assurance, sentence: said.sentence },
    })),
  };
}

/** The county's row, and one for each area. */
export function areasTable(compared: AreasCompared, countyName: string): Table {
  const { indicator, grain, period, level, snapshot, county, areas } = compared;
  const whole = { area: COUNTY, name: countyName, point: county, comparison: null };
  return {
    name: [indicator, 'areas', period ?? grain].join('-'),
    columns: AREAS,
    rows: [...(county ? [whole] : []), ...areas].map(({ area, name, point, comparison }) => ({
      ...{ indicator, area, name, grain, level, snapshot },
      ...cellsOf(point),
      comparison,
    })),
  };
}

/** One row for each delivery. */
export function filesTable(snapshot: string, files: FileRecord[]): Table {
  return {
    name: 'files',
    columns: FILES,
    rows: files.map(({ periods, counts, ...file }) => ({
      ...file,
      snapshot,
      periods: periods.join(' '),
      findings: Object.entries(counts)
        .map(([code, count]) => `${code} ${count}`)
        .join(', '),
    })),
  };
}

/** One row for each indicator, as the catalogue defines it: what other programs need beside the ids of the figures. Of a
 *  list of ids each is a word; targets are as 2025-07: 0.6, and sources as in the file. */
export function catalogueTable(snapshot: string, { indicators }: Catalogue): Table {
  return {
    name: 'catalogue',
    columns: CATALOGUE,
    rows: indicators.map((indicator) => {
      const { id, title, definition, why_it_matters, tier, unit, polarity, tile_grain } = indicator;
      const { grains, breakdowns, bees, ambitions, improvement, outcomes } = indicator;
      return {
        ...{ snapshot, indicator: id, title, definition, why_it_matters, tier, unit, polarity, tile_grain },
        ...words({ grains, breakdowns, bees, ambitions, improvement, outcomes }),
        baseline_period: indicator.baseline?.period ?? null,
        baseline: indicator.baseline?.value ?? null,
        targets: indicator.targets.map(targetCell(indicator)).join('; '),
        ...{ owner: indicator.owner, sources: indicator.sources.join('; '), review_by: indicator.review_by },
      };
    }),
  };
}

/** "2025-04: 170–200"; "2025-04: 424 a year". */
function targetCell({ target_per }: Indicator): (target: Target) => string {
  const each = target_per === 'year' ? ' a year' : '';
  return ({ by, value, range }) => `${by}: ${range ? range.join('–') : value}${each}`;
}

function words<K extends string>(lists: Record<K, readonly string[]>) {
  const joined = Object.entries<readonly string[]>(lists).map(([name, list]) => [name, list.join(' ')]);
  return Object.fromEntries(joined) as Record<K, string>;
}

/** A point in cells; all of them empty where there is none. */
function cellsOf(point: Point | null) {
  const { spc = null, ...figures } = point ?? NO_POINT;
  const { mean = null, lower = null, upper = null, flag = null } = spc ?? {};
  return { ...figures, spc_mean: mean, spc_lower: lower, spc_upper: upper, spc_flag: flag };
}

const NO_POINT = {
  ...{ period: null, start: null, end: null, complete: null, covered_to: null, status: null },
  ...{ quarantined: null, numerator: null, denominator: null, value: null, lower: null, upper: null },
  ...{ target: null, trajectory: null, rag: null, spc: null },
};
