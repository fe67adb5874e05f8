import type { TopLevelSpec } from 'vega-lite';
import type { Partnership } from '../../indicators/partnership-schema.ts';
import type { Indicator } from '../../indicators/schema.ts';
import { shortUnit } from '../../indicators/words.ts';
import type { ChartSize } from '../props/charts.ts';
import type { BrokenDown } from '../props/indicator.ts';
import { isComparable } from '../words.ts';
import { ranked } from './areas.ts';
import { rankedDots } from './rankedDots.ts';
import { withoutFew } from './sinceStart.ts';
import { smallMultiples } from './smallMultiples.ts';

export interface BreakdownData {
  indicator: Indicator;
  partnership: Partnership;
  breakdown?: BrokenDown | null;
}

const NOTHING: BrokenDown = {
  by: '',
  label: 'Group',
  period: null,
  whole: null,
  groups: [],
  trends: { grain: 'calendar_year', whole: [], groups: [] },
};

/** Each group's figure with its 95% interval beside the line of all groups together. */
export function breakdownChart(
  { indicator, partnership, breakdown }: BreakdownData,
  size: ChartSize,
): TopLevelSpec {
  const { label, groups, whole } = breakdown ?? NOTHING;
  const value = isComparable(indicator.unit) ? (whole?.value ?? null) : null;
  const items = ranked(groups, indicator.polarity).map(({ group, label: name, point }) => ({
    ...{ id: group, name, short: name, point, comparison: null },
  }));
  const line = value === null ? null : { name: partnership.county, value };
  return rankedDots({ kind: 'breakdown', unit: shortUnit(indicator), head: label, items, whole: line }, size);
}

/** Each group's trend at the same scale, but of those too few to make one. */
export function breakdownTrendsChart({ indicator, breakdown }: BreakdownData, size: ChartSize): TopLevelSpec {
  const { grain, whole, groups } = (breakdown ?? NOTHING).trends;
  const panels = withoutFew(indicator, groups).large.map(({ group, label, points }) => ({
    id: group,
    title: label,
    points,
  }));
  const behind = isComparable(indicator.unit) && whole.length > 0 ? { id: 'county', points: whole } : null;
  return smallMultiples({ kind: 'breakdown-trends', indicator, grain, panels, behind }, size);
}
