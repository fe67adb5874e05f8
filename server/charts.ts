import type { Spec } from 'vega';
import type { TopLevelSpec } from 'vega-lite';
import { areaIds, COUNTY } from '../indicators/areas.ts';
import type { Indicator } from '../indicators/schema.ts';
import type { Grain, Series } from '../indicators/series.ts';
import type { ChartData } from '../web/charts/chart.ts';
import type { ChartKind, ChartSize } from '../web/props.ts';
import type { Figures } from './figures.ts';
import { areasCompared } from './queries/areas.ts';
import { seriesOf, seriesOfAreas } from './queries/series.ts';
import { seriesUpTo } from './queries/up-to.ts';

export interface ChartWanted {
  indicator: Indicator;
  area: string;
  grain: Grain;
  kind: ChartKind;
  size: ChartSize;
  /** The last day that the trend may cover. */
  to?: string | undefined;
}

/** What charts are drawn from. Pages show the same, as tables and in words. */
export async function chartData(
  figures: Figures,
  { indicator, area, grain, to }: Pick<ChartWanted, 'indicator' | 'area' | 'grain' | 'to'>,
): Promise<ChartData & { county: Series }> {
  const { catalogue } = figures.snapshot;
  const until = (series: Series) => (to === undefined ? series : seriesUpTo(indicator, series, to));
  const [series, county, areas, areaSeries] = await Promise.all([
    seriesOf(figures, { indicator, area, grain }),
    seriesOf(figures, { indicator, area: COUNTY, grain }),
    areasCompared(figures, indicator, indicator.tile_grain),
    seriesOfAreas(figures, { indicator, grain: readableGrain(indicator) }, areaIds(catalogue)),
  ]);
  const { partnership } = catalogue;
  return { indicator, partnership, series: until(series), county: until(county), areas, areaSeries };
}

/** The chart as Vega-Lite. Vega takes half a second to load, so it is loaded when the first chart is asked for. */
export async function vegaLiteChart(figures: Figures, wanted: ChartWanted): Promise<TopLevelSpec> {
  const { chartSpec } = await import('../web/charts/chart.ts');
  return chartSpec(wanted.kind, wanted.size, await chartData(figures, wanted));
}

/** The chart as Vega, which browsers draw. */
export async function vegaChart(figures: Figures, wanted: ChartWanted): Promise<Spec> {
  const { compileChart } = await import('../web/charts/render.ts');
  return compileChart(await vegaLiteChart(figures, wanted));
}

/** The chart as a picture, drawn once for each snapshot. */
export function svgChart(figures: Figures, wanted: ChartWanted): Promise<string> {
  const { indicator, area, grain, kind, size, to = '' } = wanted;
  const question = ['svg', figures.level, indicator.id, area, grain, kind, size, to].join(' ');
  return figures.snapshot.remembered.once(question, () => drawSvg(figures, wanted));
}

async function drawSvg(figures: Figures, wanted: ChartWanted): Promise<string> {
  const { renderSvg } = await import('../web/charts/render.ts');
  const { indicator, area, grain } = wanted;
  const [spec, { summary }] = await Promise.all([
    vegaChart(figures, wanted),
    seriesOf(figures, { indicator, area, grain }),
  ]);
  return renderSvg(spec, { title: indicator.title, description: summary.sentence });
}

/** Nine small pictures side by side have no room for months. */
function readableGrain({ grains, tile_grain }: Indicator): Grain {
  return grains.includes('quarter') ? 'quarter' : tile_grain;
}
