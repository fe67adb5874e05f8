import { COUNTY } from '../../indicators/areas.ts';
import { latestIndex } from '../../indicators/latest.ts';
import type { Area } from '../../indicators/partnership-schema.ts';
import type { Indicator } from '../../indicators/schema.ts';
import type { AreaPoint, AreasCompared, Grain, Point } from '../../indicators/series.ts';
import type { Figures } from '../figures.ts';
import { type PlacedPoint, pointCalled, pointsWanted } from './points.ts';

/** Every area beside the county, for one period: the county's latest unless another is asked for. */
export async function areasCompared(
  figures: Figures,
  indicator: Indicator,
  grain: Grain,
  period?: string,
): Promise<AreasCompared> {
  const points = await pointsWanted(figures, { indicator: indicator.id, grain });
  const county = countyPoint(indicator, points, period);
  return {
    indicator: indicator.id,
    grain,
    period: county?.period ?? null,
    level: figures.level,
    snapshot: figures.snapshot.info.id,
    county,
    areas: county ? besideCounty(figures, points, county) : [],
    all_areas: figures.snapshot.hasAllAreas,
  };
}

function countyPoint(indicator: Indicator, placed: PlacedPoint[], period?: string): Point | null {
  const points = placed.filter(({ area }) => area === COUNTY).map(({ point }) => point);
  return period === undefined
    ? (points[latestIndex(indicator, points)] ?? null)
    : pointCalled(period, indicator, points);
}

function besideCounty({ snapshot }: Figures, placed: PlacedPoint[], county: Point): AreaPoint[] {
  const inPeriod = new Map(
    placed.filter(({ point }) => point.period === county.period).map((placed) => [placed.area, placed]),
  );
  return snapshot.catalogue.partnership.areas.map((area: Area) => {
    const found = inPeriod.get(area.id);
    const point = found?.point ?? missingPoint(county);
    return { area: area.id, name: area.name, point, comparison: found?.comparison ?? null };
  });
}

/** Of a period that another has a figure for: there is none, which is not a zero. */
export function missingPoint({ period, start, end, complete, covered_to }: Point): Point {
  return {
    ...{ period, start, end, complete, covered_to, status: 'missing', quarantined: 0 },
    ...{ numerator: null, denominator: null, value: null, lower: null, upper: null },
    ...{ target: null, trajectory: null, rag: null, spc: null },
  };
}
