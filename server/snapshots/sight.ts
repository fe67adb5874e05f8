import { COUNTY } from '../../indicators/areas.ts';
import type { Level } from '../../indicators/series.ts';

/** What may be seen of a snapshot. */
export interface Sight {
  level: Level;
  /** Localities beside the county; null for all. */
  areas: readonly string[] | null;
  /** Deliveries, findings and lineage. */
  files: boolean;
}

export interface TableKnown {
  name: string;
  /** Whether each of its rows is of one area. */
  byArea: boolean;
}

/** What says nothing of children: for all who may see figures at all. */
const FOR_ALL = ['snapshot', 'catalogue', 'benchmark', 'council', 'freshness', 'milestone', 'computed_from'];
/** What rows were found wrong, and what stands in them. That a file came, for which months, how many of its rows were
 *  counted and which checks they passed, leaders may know. */
const OF_FILES = ['finding'];

export function sightKey({ level, areas, files }: Sight): string {
  return `${level} ${files ? 'files' : 'figures'} ${areas?.toSorted().join(',') ?? 'all'}`;
}

/** A table that is in neither list is for analysts, and for leaders at level full: a new one begins hidden. */
export function isVisible(table: string, { level, files }: Sight): boolean {
  if (files && level === 'full') return true;
  if (OF_FILES.includes(table)) return false;
  if (level === 'full') return true;
  return FOR_ALL.includes(table) || table.startsWith('protected_');
}

/** Views that stand in front of a snapshot's tables, on each connection of somebody who may not see everything: a query
 *  that forgot whose figures it may read still reads no others. */
export function viewsFor(sight: Sight, tables: readonly TableKnown[], database: string): string {
  return tables.flatMap((table) => viewOf(table, sight, database)).join('\n');
}

function viewOf({ name, byArea }: TableKnown, sight: Sight, database: string): string[] {
  const from = `CREATE TEMP VIEW ${quoted(name)} AS FROM ${quoted(database)}.main.${quoted(name)}`;
  if (!isVisible(name, sight)) return [`${nothing(name, database)};`];
  if (!byArea || sight.areas === null) return [];
  return [`${from} WHERE area IN (${[COUNTY, ...sight.areas].map(text).join(', ')});`];
}

/** Queries may order by a table's own order, which a view has not. */
function nothing(name: string, database: string): string {
  const table = `${quoted(database)}.main.${quoted(name)}`;
  return `CREATE TEMP VIEW ${quoted(name)} AS SELECT *, NULL::BIGINT AS rowid FROM ${table} WHERE false`;
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function text(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}
