import type { Term } from '../../../indicators/periods.ts';
import { NORTH, SOUTH } from '../partnership.ts';
import type { Cells } from '../rows.ts';
import { type Delivered, monthOf } from './spans.ts';

/** What is left standing of files that replace one another, worked out row by row. */

export type Value = string | number | null;
export type Row = Record<string, Value>;

/** A file as it is delivered, in the order of arrival. Its name has a month, or none. */
export interface File {
  extract: string;
  name: string;
  rows: Cells[];
}

export interface Source extends Delivered {
  rows: Row[];
}

export interface World {
  sources: Record<string, Source>;
  terms: readonly Term[];
  today: string;
}

interface Layout {
  /** The columns of which the latest day says which month a row is of. */
  period: string[];
  /** The column of which the newest row wins; without one, files replace whole months. */
  key?: string[];
  silent?: number[];
}

export const LAYOUTS: Record<string, Layout> = {
  exclusions: { period: ['started_on'], silent: [8] },
  attendance: { period: ['period'], silent: [8] },
  complaints: { period: ['received_on', 'responded_on'], key: ['contact_id'] },
  ehcp_audits: { period: ['audited_on'] },
  waiting_lists: { period: ['snapshot_on'] },
  ehc_plans: { period: ['snapshot_on'] },
  pupils: { period: ['snapshot_on'], silent: [2, 3, 4, 6, 7, 8, 9, 11, 12] },
  published_measures: { period: ['period'], key: ['measure', 'period', 'area', 'comparator'] },
  dfe_timeliness: { period: ['time_period'] },
};

export function worldOf(files: File[], terms: readonly Term[], today: string): World {
  const sources = Object.fromEntries(
    Object.keys(LAYOUTS).map((extract) => [
      extract,
      standing(
        extract,
        files.filter((file) => file.extract === extract),
      ),
    ]),
  );
  return { sources, terms, today };
}

interface Arrived {
  rows: { row: Row; period: string }[];
  newest: string;
  covers: string[];
}

function standing(extract: string, files: File[]): Source {
  const layout = LAYOUTS[extract] ?? { period: [] };
  const arrived = files.map((file) => arrivedAs(file, layout));
  return {
    rows: layout.key ? newestOfKeys(arrived, layout.key) : newestOfMonths(arrived),
    months: new Set(arrived.flatMap(({ covers }) => covers)),
    idle: layout.silent ?? [],
    partly: [],
    monthly: extract === 'attendance',
  };
}

function arrivedAs({ name, rows }: File, { period, key }: Layout): Arrived {
  const own = rows.map((cells) => {
    const row = Object.fromEntries(
      Object.entries(cells).map(([column, cell]) => [column, cellValue(column, cell)]),
    );
    const days = period.map((column) => String(row[column] ?? '')).sort();
    return { row, period: (days.at(-1) ?? '').slice(0, period[0] === 'period' && key ? undefined : 7) };
  });
  const periods = [...new Set(own.map((one) => one.period))].sort();
  const [oldest = '', newest = ''] = [periods[0], periods.at(-1)];
  const named = /_(\d{4}-\d{2})/.exec(name)?.[1];
  if (!key) return { rows: own, newest, covers: periods.length > 0 || !named ? periods : [named] };
  if (named) return { rows: own, newest, covers: [newest || named] };
  return { rows: own, newest, covers: monthsFrom(oldest, newest) };
}

const AREAS: Record<string, string> = { 'DSPL 1': NORTH, 'DSPL 2': SOUTH };

function cellValue(column: string, cell: string | number): Value {
  if (cell === '' || (cell === 'x' && column !== 'symbol')) return null;
  return column === 'dspl_area' ? (AREAS[cell] ?? cell) : cell;
}

function monthsFrom(first: string, last: string): string[] {
  const months: string[] = [];
  for (let month = first; /^\d{4}-\d{2}$/.test(month) && month <= last; month = monthAfter(month))
    months.push(month);
  return months;
}

const after = new Map<string, string>();

function monthAfter(month: string): string {
  const known = after.get(month);
  if (known) return known;
  const [year, number] = month.split('-').map(Number);
  const next = monthOf(new Date(Date.UTC(year ?? 0, number ?? 0, 1)).toISOString());
  after.set(month, next);
  return next;
}

function newestOfMonths(files: Arrived[]): Row[] {
  return files.flatMap(({ rows }, index) => {
    const later = new Set(files.slice(index + 1).flatMap(({ covers }) => covers));
    return rows.filter(({ period }) => !later.has(period)).map(({ row }) => row);
  });
}

/** The newest file is that of the newest month, and among those the one that came last. Where a row’s period is part of
 *  what it is known by, all rows that compete are of the same period, and the last to come wins. */
function newestOfKeys(files: Arrived[], key: string[]): Row[] {
  const oldestFirst = key.includes('period')
    ? files
    : files.toSorted((one, other) => (one.newest < other.newest ? -1 : one.newest > other.newest ? 1 : 0));
  const rows = new Map<string, Row>();
  for (const { row } of oldestFirst.flatMap((file) => file.rows))
    rows.set(key.map((name) => row[name]).join('|'), row);
  return [...rows.values()];
}

/** The months of a view: those that every extract that is due has delivered. */
export function together(world: World, names: string[]): Delivered {
  const read = names.flatMap((name) => world.sources[name] ?? []);
  const every = new Set(read.flatMap(({ months }) => [...months]));
  const months = [...every].filter((month) =>
    read.every((source) => source.months.has(month) || source.idle.includes(Number(month.slice(5)))),
  );
  const silences = [...new Set(read.flatMap(({ idle }) => idle))];
  const idle = silences.filter((month) => read.every((source) => source.idle.includes(month)));
  const partly = silences.filter((month) => !idle.includes(month));
  return { months: new Set(months), idle, partly, monthly: false };
}
