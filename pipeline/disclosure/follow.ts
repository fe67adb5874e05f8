import { hideWithHalf } from './build.ts';
import { type Cell, type CountTable, inTable, TOTAL } from './table.ts';

/** What an indicator of its own tells of a group counts as known. */
const TOLD_ELSEWHERE = 10_000;

/**
 * Groups are the county's. Where the county's own count is hidden, so are those that add up to it; and a group that is
 * the same number as another count's county is hidden where that is, and known where that is shown.
 */
export function followCounty(areas: readonly CountTable[], groups: readonly CountTable[]): void {
  for (const table of groups) {
    for (const cell of table.cells.values()) {
      const wholes = [...table.apart].map(([whole, groups]) =>
        groups.has(cell.place) ? inTable(whole, { place: TOTAL, days: cell.days }) : undefined,
      );
      if (cell.published && wholes.some((whole) => whole?.hidden && whole.published)) hideWithHalf(cell);
    }
    for (const cells of placesOf(table).values()) {
      for (const same of areas.filter((one) => one.extract === table.extract && isSame(one, cells)))
        follow(same, cells);
    }
  }
}

function placesOf(table: CountTable): Map<string, Cell[]> {
  const places = new Map<string, Cell[]>();
  for (const cell of table.cells.values()) places.set(cell.place, [...(places.get(cell.place) ?? []), cell]);
  return places;
}

function isSame(table: CountTable, group: readonly Cell[]): boolean {
  const both = group.flatMap((cell) => {
    const county = inTable(table, { place: TOTAL, days: cell.days });
    return county?.published && cell.published ? [[cell.value, county.value]] : [];
  });
  return both.some(([value]) => value !== 0) && both.every(([one, other]) => one === other);
}

function follow(table: CountTable, group: readonly Cell[]): void {
  for (const cell of group) {
    const county = inTable(table, { place: TOTAL, days: cell.days });
    if (!county?.published) continue;
    if (county.hidden) hideWithHalf(cell);
    else cell.cost += TOLD_ELSEWHERE;
  }
}
