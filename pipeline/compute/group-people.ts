import { breakdownGrains } from '../../indicators/breakdowns.ts';
import { compileGroupPeople } from '../../indicators/compile-breakdowns.ts';
import { addsAmounts } from '../../indicators/measures.ts';
import type { Indicator } from '../../indicators/schema.ts';
import type { Bench, GrainPeriods } from './bench.ts';
import { createPeriods } from './figures.ts';

/** Of how many people, at the least, a group's amounts of a period are. */
export interface GroupPeople {
  by: string;
  group: string | null;
  period: string;
  people: number;
}

/** What says whether a group's amounts are of too few to be shown to everybody; nothing of what counts rows, which says so
 *  itself. */
export async function groupPeople(
  indicator: Indicator,
  grains: GrainPeriods[],
  { warehouse, catalogue }: Bench,
): Promise<GroupPeople[]> {
  const { measure, breakdowns } = indicator;
  if (breakdowns.length === 0 || !('date' in measure) || !addsAmounts(measure)) return [];
  const wanted = grains.filter(({ grain }) => breakdownGrains(indicator).includes(grain));
  const known = wanted.flatMap(({ periods }) => periods.filter((period) => period.known));
  if (known.length === 0) return [];
  await createPeriods(warehouse, known);
  const rows = await warehouse.rows(compileGroupPeople(measure, breakdowns, catalogue));
  return rows.map((row) => ({
    by: String(row.by),
    group: row.group === null ? null : String(row.group),
    period: String(row.period),
    people: Number(row.people),
  }));
}
