import type { TopLevelSpec } from 'vega-lite';
import type { Partnership } from '../../indicators/partnership-schema.ts';
import type { Indicator } from '../../indicators/schema.ts';
import type { AreaPoint, AreasCompared, Point, Polarity } from '../../indicators/series.ts';
import { shortUnit } from '../../indicators/words.ts';
import type { ChartSize } from '../props/charts.ts';
import { areaNumbered, areaShort, isComparable } from '../words.ts';
import { rankedDots } from './rankedDots.ts';

interface AreasData {
  indicator: Indicator;
  partnership: Partnership;
  areas: AreasCompared;
}

/** Every area's figure with its 95% interval, best first, beside the county's line. */
export function areasChart(data: AreasData, size: ChartSize): TopLevelSpec {
  const { indicator, partnership, areas } = data;
  const value = countyValue(data);
  const items = ranked(areas.areas, indicator.polarity).map(({ area, ...rest }) => ({
    ...rest,
    id: area,
    name: areaNumbered(partnership, area),
    short: areaShort(partnership, area),
  }));
  const whole = value === null ? null : { name: partnership.county, value };
  return rankedDots({ kind: 'areas', unit: shortUnit(indicator), head: 'Area', items, whole }, size);
}

/** Best first; the highest first where neither way is better; those without a figure last. */
export function ranked<Item extends { point: Point }>(items: Item[], polarity: Polarity): Item[] {
  const sign = polarity === 'lower_is_better' ? 1 : -1;
  const known = items.filter(({ point }) => point.value !== null);
  const unknown = items.filter(({ point }) => point.value === null);
  return [...known.sort((a, b) => sign * ((a.point.value ?? 0) - (b.point.value ?? 0))), ...unknown];
}

export function rankedAreas(areas: AreaPoint[], polarity: Polarity): AreaPoint[] {
  return ranked(areas, polarity);
}

/** A county's count is no measure for one area's: it is as large as all of them together. */
function countyValue({ indicator, areas }: AreasData): number | null {
  return isComparable(indicator.unit) ? (areas.county?.value ?? null) : null;
}
