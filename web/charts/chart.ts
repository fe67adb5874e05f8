import type { TopLevelSpec } from 'vega-lite';
import type { Partnership } from '../../indicators/partnership-schema.ts';
import type { Indicator } from '../../indicators/schema.ts';
import type { AreasCompared, Series } from '../../indicators/series.ts';
import type { ChartKind, ChartSize } from '../props/charts.ts';
import type { BrokenDown } from '../props/indicator.ts';
import { areasChart } from './areas.ts';
import { areaTrendsChart } from './areaTrends.ts';
import { breakdownChart, breakdownTrendsChart } from './breakdown.ts';
import { trendChart } from './trend.ts';

/** All that any chart of an indicator is drawn from. */
export interface ChartData {
  indicator: Indicator;
  partnership: Partnership;
  series: Series;
  /** The county's series at the same grain, drawn behind a locality's. */
  county?: Series | null;
  areas: AreasCompared;
  areaSeries: Series[];
  breakdown?: BrokenDown | null;
}

/** A chart in words: its title, the line below it, and what stands for it where it is not seen. */
export interface ChartWords {
  headline: string;
  subtitle: string;
  alt: string;
}

export function chartSpec(kind: ChartKind, size: ChartSize, data: ChartData): TopLevelSpec {
  switch (kind) {
    case 'trend':
      return trendChart({ ...data, county: data.series.area === 'county' ? null : data.county }, size);
    case 'areas':
      return areasChart(data, size);
    case 'area-trends':
      return areaTrendsChart(data, size);
    case 'breakdown':
      return breakdownChart(data, size);
    case 'breakdown-trends':
      return breakdownTrendsChart(data, size);
  }
}
