import type { TopLevelSpec } from 'vega-lite';
import type { Partnership } from '../../indicators/partnership-schema.ts';
import type { Indicator } from '../../indicators/schema.ts';
import type { AreasCompared, Series } from '../../indicators/series.ts';
import type { ChartSize } from '../props/charts.ts';
import { areaShort, isComparable } from '../words.ts';
import { rankedAreas } from './areas.ts';
import { smallMultiples } from './smallMultiples.ts';

interface AreaTrendsData {
  indicator: Indicator;
  partnership: Partnership;
  /** One series an area, at one grain; the county's, if among them, lies behind each. */
  areaSeries: Series[];
  /** Whose order the trends are in. */
  areas: AreasCompared;
}

/** Every area's trend at the same scale, side by side, in the order in which their latest figures rank. */
export function areaTrendsChart(
  { indicator, partnership, areaSeries, areas }: AreaTrendsData,
  size: ChartSize,
): TopLevelSpec {
  const county = areaSeries.find(({ area }) => area === 'county');
  const behind = county && isComparable(indicator.unit) ? { id: county.area, points: county.points } : null;
  const panels = inRankOrder(areaSeries, areas, indicator)
    .filter(({ area }) => area !== 'county')
    .map(({ area, points }) => ({ id: area, title: areaShort(partnership, area), points }));
  const grain = areaSeries[0]?.grain ?? indicator.tile_grain;
  return smallMultiples({ kind: 'area-trends', indicator, grain, panels, behind }, size);
}

/** Areas that are not ranked come last, as they were. */
export function inRankOrder(
  areaSeries: Series[],
  { areas }: AreasCompared,
  { polarity }: Pick<Indicator, 'polarity'>,
): Series[] {
  const order = rankedAreas(areas, polarity).map(({ area }) => area);
  const rank = ({ area }: Series) => (order.includes(area) ? order.indexOf(area) : order.length);
  return areaSeries.toSorted((a, b) => rank(a) - rank(b));
}
