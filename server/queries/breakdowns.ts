import { COUNTY } from '../../indicators/areas.ts';
import { groupWords } from '../../indicators/breakdowns.ts';
import { groupBy } from '../../indicators/group.ts';
import type { Indicator } from '../../indicators/schema.ts';
import type { Breakdown, Grain, Point, PointStatus } from '../../indicators/series.ts';
import { breakdownTable, type Figures } from '../figures.ts';
import { Problem } from '../problems.ts';
import { where } from './where.ts';

/** The county's figures, one series for each value of a column. Days limit it to periods that lie wholly between them. */
export async function breakdownOf(
  figures: Figures,
  indicator: Indicator,
  by: string,
  grain: Grain,
  days: { from?: string | undefined; to?: string | undefined } = {},
): Promise<Breakdown> {
  const { snapshot, level } = figures;
  if (!snapshot.has(breakdownTable(figures))) {
    const detail = `The snapshot ${snapshot.info.id} has no figures that are broken down; newer ones do.`;
    throw new Problem(404, detail);
  }
  const words = groupWords(indicator, by, snapshot.catalogue);
  const rows = await rowsOf(figures, indicator, by, grain, days);
  const groups = [...groupBy(rows, ({ group }) => group)]
    .sort(([one], [other]) => words.inOrder(one, other))
    .map(([group, own]) => ({ group, label: words.labelOf(group), points: own.map(pointOf) }));
  return { indicator: indicator.id, area: COUNTY, grain, level, by, label: words.label, groups };
}

interface GroupRow extends Omit<Point, 'target' | 'trajectory' | 'rag' | 'spc'> {
  group: string | null;
  status: PointStatus;
}

const CONDITIONS = {
  indicator: 'indicator = $indicator',
  area: 'area = $area',
  by: '"by" = $by',
  grain: 'grain = $grain',
  from: 'groups.start >= $from::DATE',
  to: 'groups."end" <= $to::DATE',
};

function rowsOf(
  figures: Figures,
  { id }: Indicator,
  by: string,
  grain: Grain,
  days: { from?: string | undefined; to?: string | undefined },
): Promise<GroupRow[]> {
  const { sql, values } = where(CONDITIONS, { indicator: id, area: COUNTY, by, grain, ...days });
  return figures.snapshot.rows<GroupRow>(
    `SELECT "group", period, groups.start::VARCHAR AS start, groups."end"::VARCHAR AS "end", complete,
       covered_to::VARCHAR AS covered_to, status, quarantined, numerator, denominator, value, lower, upper
     FROM ${breakdownTable(figures)} AS groups ${sql}
     ORDER BY groups.start`,
    values,
  );
}

/** What was agreed was agreed for all groups together: a group has no target. */
function pointOf({ group: _group, ...point }: GroupRow): Point {
  return { ...point, target: null, trajectory: null, rag: null, spc: null };
}
