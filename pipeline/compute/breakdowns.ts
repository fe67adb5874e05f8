import { COUNTY } from '../../indicators/areas.ts';
import { breakdownGrains } from '../../indicators/breakdowns.ts';
import { compileBreakdowns } from '../../indicators/compile-breakdowns.ts';
import { groupBy } from '../../indicators/group.ts';
import type { RowMeasure } from '../../indicators/measure-schema.ts';
import type { Indicator } from '../../indicators/schema.ts';
import type { Grain, Point } from '../../indicators/series.ts';
import type { SetAside } from '../warehouse/set-aside.ts';
import type { Bench, GrainPeriods } from './bench.ts';
import { countOf, createPeriods, NOTHING } from './figures.ts';
import { type Counted, pointOf } from './points.ts';

/** The county's figures of one group: of one value of a column, or of the rows in which it is blank. */
export interface BrokenDown {
  by: string;
  group: string | null;
  grain: Grain;
  points: Point[];
}

/** Periods are those of the whole: a group is known for as long as all are. */
export async function breakdownsOf(
  indicator: Indicator,
  grains: GrainPeriods[],
  bench: Bench,
  setAside: SetAside,
): Promise<BrokenDown[]> {
  const { measure, breakdowns } = indicator;
  if (breakdowns.length === 0 || !('date' in measure)) return [];
  const wanted = grains.filter(({ grain }) => breakdownGrains(indicator).includes(grain));
  const known = wanted.flatMap(({ periods }) => periods.filter((period) => period.known));
  if (known.length === 0) return [];
  await createPeriods(bench.warehouse, known);
  const groups = await countedGroups(measure, breakdowns, bench);
  const unrecorded = periodsUnrecorded(measure, groups);
  return groups.flatMap(({ by, group, counts }) =>
    wanted.map(({ grain, periods }) => ({
      ...{ by, group, grain },
      points: periods.map((period) => {
        const isUnknown = group !== null && unrecorded.has(`${by} ${period.id}`);
        const counted = isUnknown ? UNKNOWN : (counts.get(period.id) ?? NOTHING);
        return pointOf({ ...indicator, targets: [] }, COUNTY, period, counted, setAside(period));
      }),
    })),
  );
}

const UNKNOWN: Counted = { numerator: null, denominator: null, value: null, status: 'missing' };

/** Where something was counted in a period and nothing of it says in which group, no group had nought. */
function periodsUnrecorded({ kind }: RowMeasure, groups: CountedGroup[]): Set<string> {
  if (!['count', 'stock', 'sum', 'rate'].includes(kind)) return new Set();
  const counted = ({ counts }: CountedGroup) =>
    [...counts].flatMap(([period, { numerator }]) => (numerator ? [period] : []));
  const inPeriods = (isIn: (one: CountedGroup) => boolean) =>
    new Set(groups.filter(isIn).flatMap((one) => counted(one).map((period) => `${one.by} ${period}`)));
  const recorded = inPeriods(({ group }) => group !== null);
  const blank = inPeriods(({ group }) => group === null);
  return new Set([...blank].filter((name) => !recorded.has(name)));
}

interface CountedGroup {
  by: string;
  group: string | null;
  /** What was counted, by period. */
  counts: Map<string, Counted>;
}

/** Groups of which nothing at all is counted in any of the periods are left out. */
async function countedGroups(
  measure: RowMeasure,
  columns: string[],
  { warehouse, catalogue }: Bench,
): Promise<CountedGroup[]> {
  const rows = await warehouse.rows(compileBreakdowns(measure, columns, catalogue));
  const groups = groupBy(rows, (row) => JSON.stringify([row.by, row.group]));
  return [...groups.values()].flatMap((own) => {
    const [first] = own;
    const isThere = own.some((row) => Number(row.numerator) !== 0 || Number(row.denominator) !== 0);
    if (!first || !isThere) return [];
    const counts = new Map(own.map((row) => [String(row.period), countOf(measure, row)]));
    return [{ by: String(first.by), group: first.group === null ? null : String(first.group), counts }];
  });
}
