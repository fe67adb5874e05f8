import { basename } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Catalogue, Indicator } from '../../indicators/schema.ts';
import { SNAPSHOT_ENDING } from '../../indicators/snapshot.ts';
import { lookInto } from '../warehouse/look-into.ts';
import { type Built, hideWithHalf } from './build.ts';
import type { TrueFigure } from './figures.ts';
import { figuresIn } from './read.ts';
import { hangingTogether } from './suppress.ts';
import { at, type Cell, cellOf } from './table.ts';

/** Whether one number of a count is hidden, kept from snapshot to snapshot. */
export interface PatternCell {
  table: string;
  place: string;
  days: string;
  hidden: boolean;
  /** What was shown; null of what was hidden. Undefined in snapshots of releases that did not keep it, or that had other
   *  rules of what tells a hidden count. */
  value: number | null | undefined;
}

/** Goes up with each release that sees through more than the one before: what that showed may have to be hidden. */
export const RULES = 2;

/** What the snapshot before hid and showed. */
interface EarlierPattern {
  cells: PatternCell[];
  /** As they were defined. */
  indicators: readonly Indicator[];
  /** What it told of areas. */
  figures: readonly TrueFigure[];
}

const NOTHING: EarlierPattern = { cells: [], indicators: [], figures: [] };

/**
 * Of the newest snapshot that can be read, so that what was hidden is remembered though the last one is damaged.
 * @param paths of all snapshots, the newest first
 */
export async function readPattern(
  paths: readonly string[],
  log: (line: string) => void,
): Promise<EarlierPattern> {
  for (const path of paths) {
    try {
      return await lookInto(path, patternIn);
    } catch {
      log(
        `${basename(path, SNAPSHOT_ENDING)} cannot be read: what it hid from area groups and the public is looked up in the snapshot before it.`,
      );
    }
  }
  return NOTHING;
}

/** Nothing of a snapshot that was published before figures were protected. */
async function patternIn(connection: DuckDBConnection): Promise<EarlierPattern> {
  const tables = await connection.runAndReadAll(
    `FROM duckdb_tables() WHERE database_name = 'earlier' AND table_name = 'disclosure_cell'`,
  );
  if (tables.currentRowCount === 0) return NOTHING;
  const cells = await connection.runAndReadAll('SELECT * FROM earlier.disclosure_cell');
  const catalogue = await connection.runAndReadAll('SELECT document::VARCHAR FROM earlier.catalogue');
  const { indicators } = JSON.parse(String(catalogue.getRows()[0]?.[0])) as Catalogue;
  return {
    cells: cells.getRowsJS().map(([table, place, days, hidden, value, rules]) => ({
      ...{ table: String(table), place: String(place), days: String(days) },
      hidden: hidden === true,
      value: rules !== RULES ? undefined : value === null ? null : Number(value),
    })),
    indicators,
    figures: await figuresIn(connection, 'earlier.protected_point', 'area, NULL AS "by", NULL AS "group"'),
  };
}

/** More than all of a table: what may have been shown as it is now is hidden only where there is no other way. */
const HAS_BEEN_SHOWN = 10_000;

/** What was hidden stays hidden, noughts too, or one snapshot would tell what the other does not. What was shown counts as
 *  known, unless it has been restated since: then it may be what has to be hidden. Nor does it where a stricter rule hides
 *  what was shown: then more has to be hidden with it, or nothing could be shown any more. */
export function keepPattern({ byKey }: Built, cells: readonly PatternCell[]): void {
  const found = cells.flatMap(({ table, place, days, ...was }) => {
    const cell = byKey.get(table)?.cells.get(at(place, days));
    return cell?.published ? [{ cell, ...was }] : [];
  });
  const byNewRule = found.filter(({ cell, hidden, value }) => cell.hidden && !hidden && value === cell.value);
  const loosened = new Set(hangingTogether([...new Set(byNewRule.map(({ cell }) => cell.table))]));
  for (const { cell, hidden, value } of found) {
    if (hidden) {
      cell.hidden = true;
      hideWithHalf(cell);
    } else if (value === undefined || (value === cell.value && loosened.has(cell.table)))
      cell.cost += HAS_BEEN_SHOWN;
    else if (value === cell.value) cell.known = true;
  }
  keepRests(new Map(found.map(({ cell, hidden, value }) => [cell, hidden ? null : value])));
}

/** Where rows come late or are restated, what was hidden may be as many together as before: who has both snapshots knows
 *  that, and what is few now would be told by the difference of the totals. A group that was not there was none. */
function keepRests(was: ReadonlyMap<Cell, number | null | undefined>): void {
  const then = (cell: Cell) => (was.has(cell) ? was.get(cell) : cell.published ? 0 : null);
  for (const table of new Set([...was.keys()].map((cell) => cell.table))) {
    for (const { total, parts } of [...table.sums]) {
      if (typeof was.get(total) !== 'number' || parts.some((cell) => then(cell) === undefined)) continue;
      const hidden = parts.filter((cell) => then(cell) === null);
      const shown = parts.filter((cell) => then(cell) !== null);
      const rest = (of: (cell: Cell) => number) => of(total) - shown.reduce((sum, cell) => sum + of(cell), 0);
      const value = rest((cell) => cell.value ?? 0);
      const isRestated = [total, ...shown].some((cell) => then(cell) !== cell.value);
      if (hidden.length === 0 || !isRestated || value !== rest((cell) => then(cell) ?? 0)) continue;
      const known = { ...cellOf(table, total.place, total.days, value, false), known: true };
      table.sums.push({ total: known, parts: hidden });
    }
  }
}

/** With what was known before of counts that are withheld, or of which there is nothing now, so that they can be shown as
 *  they were, and no more, when they are there again. */
export function patternOf({ byKey }: Built, before: readonly PatternCell[]): PatternCell[] {
  const isGone = ({ table: name, place, days }: PatternCell) => {
    const table = byKey.get(name);
    return !table || table.withheld || !table.cells.get(at(place, days))?.published;
  };
  const now = [...byKey].flatMap(([table, { cells, withheld }]) =>
    [...cells.values()]
      .filter(({ published }) => published && !withheld)
      .map(({ place, days, hidden, value }) => ({
        ...{ table, place, days, hidden },
        value: hidden ? null : value,
      })),
  );
  return [...before.filter(isGone), ...now];
}
