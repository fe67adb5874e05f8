import { groupBy } from '../../indicators/group.ts';
import { type CountTable, inTable, TOTAL } from './table.ts';

/** Says which groups a count is taken apart into: those that it has itself, for its table may be another count's too,
 *  which has more of them. */
export function takeApart(whole: CountTable, table: CountTable, groups: Iterable<string>): void {
  table.apart.set(whole, new Set([...(table.apart.get(whole) ?? []), ...groups]));
  whole.breakdowns.add(table);
}

/** The county's count is the sum of its groups. */
export function sumGroups(table: CountTable): void {
  const byDays = groupBy([...table.cells.values()], ({ days }) => days);
  for (const [whole, groups] of table.apart) {
    for (const [days, cells] of byDays) {
      const total = inTable(whole, { place: TOTAL, days });
      const parts = cells.filter(({ place }) => groups.has(place));
      if (total && parts.length > 0) table.sums.push({ total, parts });
    }
  }
}
