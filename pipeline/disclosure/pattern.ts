import { groupBy } from '../../indicators/group.ts';
import { lookInto } from '../look-into.ts';
import { type Built, hideWithHalf } from './build.ts';
import { at, NOUGHT } from './table.ts';

/** Whether one number of a count is hidden, kept from snapshot to snapshot. */
export interface PatternCell {
  table: string;
  place: string;
  days: string;
  hidden: boolean;
}

/** What the snapshot before hid and showed. */
export interface EarlierPattern {
  cells: PatternCell[];
  /** The figures that it showed: `indicator area grain period`. */
  shown: ReadonlySet<string>;
}

const NOTHING: EarlierPattern = { cells: [], shown: new Set() };

/** Nothing of a snapshot that was published before figures were protected, or that is damaged. */
export async function readPattern(path: string | null): Promise<EarlierPattern> {
  if (path === null) return NOTHING;
  try {
    return await lookInto(path, async (connection) => {
      const cells = await connection.runAndReadAll(
        'SELECT count_table, place, days, hidden FROM earlier.disclosure_cell',
      );
      const shown = await connection.runAndReadAll(
        `SELECT concat_ws(' ', indicator, area, grain, period) FROM earlier.protected_point WHERE status = 'ok'`,
      );
      return {
        cells: cells.getRowsJS().map(([table, place, days, hidden]) => ({
          ...{ table: String(table), place: String(place), days: String(days) },
          hidden: hidden === true,
        })),
        shown: new Set(shown.getRowsJS().map(([figure]) => String(figure))),
      };
    });
  } catch {
    return NOTHING;
  }
}

/** More than all of a table: what has been shown is hidden only where there is no other way. */
const HAS_BEEN_SHOWN = 10_000;

/** What was hidden stays hidden, or one snapshot would tell what the other does not; what was shown counts as known. */
export function keepPattern({ byKey }: Built, cells: readonly PatternCell[]): void {
  for (const { table, place, days, hidden } of cells) {
    const cell = byKey.get(table)?.cells.get(at(place, days));
    if (!cell?.published) continue;
    // A nought is hidden again only where one must be: then the same.
    if (hidden && cell.value === 0) cell.cost = 1 - NOUGHT;
    else if (hidden) hideWithHalf(cell);
    else cell.cost += HAS_BEEN_SHOWN;
  }
}

/** Of a count that is withheld what was known of it before, so that it can be shown as it was when there is a way again. */
export function patternOf({ byKey }: Built, before: readonly PatternCell[]): PatternCell[] {
  const earlier = groupBy(before, ({ table }) => table);
  return [...byKey].flatMap(([table, { cells, withheld }]) => {
    if (withheld) return earlier.get(table) ?? [];
    return [...cells.values()]
      .filter(({ published }) => published)
      .map(({ place, days, hidden }) => ({ table, place, days, hidden }));
  });
}
