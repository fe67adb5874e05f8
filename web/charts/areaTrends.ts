import type { TopLevelSpec } from 'vega-lite';
import type { Partnership } from '../../indicators/partnership-schema.ts';
import type { Indicator } from '../../indicators/schema.ts';
import type { Series } from '../../indicators/series.ts';
import type { ChartSize } from '../props/charts.ts';
import { areaShort, isComparable } from '../words.ts';
import { smallMultiples } from './smallMultiples.ts';

interface AreaTrendsData {
  indicator: Indicator;
  partnership: Partnership;
  /** One series an area, at one grain; the county's, if among them, lies behind each. */
  areaSeries: Series[];
}

/** Every area's trend at the same scale, side by side. */
export function areaTrendsChart(
  { indicator, partnership, areaSeries }: AreaTrendsData,
  size: ChartSize,
): TopLevelSpec {
  const county = areaSeries.find(({ area }) => area === 'county');
  const behind = county && isComparable(indicator.unit) ? { id: county.area, points: county.points } : null;
  const panels = areaSeries
    .filter(({ area }) => area !== 'county')
    .map(({ area, points }) => ({ id: area, title: areaShort(partnership, area), points }));
  const grain = areaSeries[0]?.grain ?? indicator.tile_grain;
  return smallMultiples({ kind: 'area-trends', indicator, grain, panels, behind }, size);
}
