import type { Point, Series } from '../../indicators/series.ts';

/** The columns of a series as a table, in order, each with its type. */
export const COLUMNS = {
  indicator: 'text',
  area: 'text',
  grain: 'text',
  level: 'text',
  snapshot: 'text',
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
  breakdown: 'text',
  group: 'text',
  group_label: 'text',
} as const satisfies Record<string, 'text' | 'day' | 'boolean' | 'number'>;

export type Column = keyof typeof COLUMNS;
export type FlatRow = Record<Column, string | number | boolean | null>;

export const COLUMN_NAMES = Object.keys(COLUMNS) as Column[];

/** One row for each point of a series; where it is broken down, those of its groups come after those of the whole. */
export function flatRows({ indicator, area, grain, level, snapshot, points, breakdown }: Series): FlatRow[] {
  const whose = { indicator, area, grain, level, snapshot };
  const flat = (group: GroupCells, { spc, ...point }: Point) => ({
    ...whose,
    ...point,
    ...flatSpc(spc),
    ...group,
  });
  const groups = breakdown?.groups.map(({ group, label, points }) => {
    const cells = { breakdown: breakdown.by, group, group_label: label };
    return points.map((point) => flat(cells, point));
  });
  return [...points.map((point) => flat(THE_WHOLE, point)), ...(groups ?? []).flat()];
}

type GroupCells = Record<'breakdown' | 'group' | 'group_label', string | null>;

const THE_WHOLE: GroupCells = { breakdown: null, group: null, group_label: null };

function flatSpc(spc: Point['spc']) {
  const { mean = null, lower = null, upper = null, flag = null } = spc ?? {};
  return { spc_mean: mean, spc_lower: lower, spc_upper: upper, spc_flag: flag };
}

export function fileName({ indicator, area, grain, breakdown }: Series, ending: string): string {
  return `${[indicator, area, grain, ...(breakdown ? ['by', breakdown.by] : [])].join('-')}.${ending}`;
}
