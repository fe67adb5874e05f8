import type { Indicator } from '../../indicators/schema.ts';
import type { Comparison, Grain, Point, PointStatus, Rag, SpcFlag } from '../../indicators/series.ts';
import { type Figures, pointTable } from '../figures.ts';
import { Problem } from '../problems.ts';
import { where } from './where.ts';

const COLUMNS = `indicator, area, grain, period, points.start::VARCHAR AS start, points."end"::VARCHAR AS "end",
  complete, covered_to::VARCHAR AS covered_to, status, quarantined, numerator, denominator, value, lower, upper,
  target, trajectory, rag, spc_mean, spc_lower, spc_upper, spc_flag, comparison`;

/** A row of a point table, with days as text. */
interface PointRow extends Omit<Point, 'spc'> {
  indicator: string;
  area: string;
  grain: Grain;
  status: PointStatus;
  rag: Rag | null;
  spc_mean: number | null;
  spc_lower: number | null;
  spc_upper: number | null;
  spc_flag: SpcFlag | null;
  comparison: Comparison | null;
}

/** A point, and whose it is. */
export interface PlacedPoint {
  indicator: string;
  area: string;
  grain: Grain;
  point: Point;
  /** A locality's beside the county's figure of the same period. */
  comparison: Comparison | null;
}

interface Wanted {
  indicator?: string | undefined;
  area?: string | undefined;
  grain?: Grain | undefined;
  /** Days: a point is wanted when it lies wholly between them. */
  from?: string | undefined;
  to?: string | undefined;
}

const CONDITIONS = {
  indicator: 'indicator = $indicator',
  area: 'area = $area',
  grain: 'grain = $grain',
  from: 'points.start >= $from::DATE',
  to: 'points."end" <= $to::DATE',
};

/** The points that fit, oldest first. */
export async function pointsWanted(figures: Figures, wanted: Wanted): Promise<PlacedPoint[]> {
  const { sql, values } = where(CONDITIONS, wanted);
  const rows = await figures.snapshot.rows<PointRow>(
    `SELECT ${COLUMNS}
     FROM ${pointTable(figures)} AS points ${sql}
     ORDER BY points.start`,
    values,
  );
  return rows.map(({ indicator, area, grain, comparison, ...row }) => ({
    ...{ indicator, area, grain, comparison },
    point: pointOf(row),
  }));
}

/** The point of a period, or how far the series goes. */
export function pointCalled(period: string, { title }: Indicator, points: Point[]): Point {
  const found = points.find((point) => point.period === period);
  if (found) return found;
  const [first, last] = [points[0], points.at(-1)];
  const advice =
    first && last ? `There are some from ${first.period} to ${last.period}.` : 'There are none yet.';
  throw new Problem(404, `There are no figures of “${title}” for ${period}. ${advice}`);
}

function pointOf(row: Omit<PointRow, 'indicator' | 'area' | 'grain' | 'comparison'>): Point {
  const { spc_mean: mean, spc_lower: lower, spc_upper: upper, spc_flag: flag, ...point } = row;
  const limits = mean !== null && lower !== null && upper !== null && flag !== null;
  return { ...point, spc: limits ? { mean, lower, upper, flag } : null };
}
