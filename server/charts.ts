import type { Spec } from 'vega';
import type { TopLevelSpec } from 'vega-lite';
import { areaIds, COUNTY } from '../indicators/areas.ts';
import { dateWords } from '../indicators/period-words.ts';
import type { Indicator } from '../indicators/schema.ts';
import type { Grain, Series } from '../indicators/series.ts';
import type { ChartData } from '../web/charts/chart.ts';
import type { ChartKind, ChartSize } from '../web/props/charts.ts';
import type { BrokenDown } from '../web/props/indicator.ts';
import type { Figures } from './figures.ts';
import { areasCompared } from './queries/areas.ts';
import { brokenDown } from './queries/broken-down.ts';
import { seriesOf, seriesOfAreas } from './queries/series.ts';
import { drawnUpTo } from './queries/up-to.ts';

export interface ChartWanted {
  indicator: Indicator;
  area: string;
  grain: Grain;
  kind: ChartKind;
  size: ChartSize;
  /** The column by which it is broken down; of the other kinds of chart, none. */
  by?: string | undefined;
  /** The last day that the trend may cover. */
  to?: string | undefined;
  /** Whether its title, subtitle and source are written on it. */
  headed?: boolean;
}

/** What charts are drawn from. Pages show the same, as tables and in words. */
export async function chartData(
  figures: Figures,
  { indicator, area, grain, by, to }: Pick<ChartWanted, 'indicator' | 'area' | 'grain' | 'by' | 'to'>,
): Promise<ChartData & { county: Series; breakdown: BrokenDown | null }> {
  const { catalogue } = figures.snapshot;
  const until = (series: Series) => (to === undefined ? series : drawnUpTo(series, to));
  const [series, county, areas, areaSeries, breakdown] = await Promise.all([
    seriesOf(figures, { indicator, area, grain }),
    seriesOf(figures, { indicator, area: COUNTY, grain }),
    areasCompared(figures, indicator, indicator.tile_grain),
    seriesOfAreas(figures, { indicator, grain: smallGrain(indicator) }, areaIds(catalogue)),
    brokenDown(figures, indicator, by),
  ]);
  const { partnership } = catalogue;
  const shown = { series: until(series), county: until(county) };
  return { indicator, partnership, ...shown, areas, areaSeries, breakdown };
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

/** The chart as a picture, drawn once for each snapshot. @param data what it is drawn from, where that is known already */
export function svgChart(figures: Figures, wanted: ChartWanted, data?: ChartData): Promise<string> {
  return figures.snapshot.remembered.once(questionOf('svg', figures, wanted), async () =>
    drawSvg(figures, wanted, data ?? (await chartData(figures, wanted))),
  );
}

async function drawSvg(figures: Figures, wanted: ChartWanted, data: ChartData): Promise<string> {
  const [{ compileChart, renderSvg }, { chartSpec }, { chartWords }] = await Promise.all([
    import('../web/charts/render.ts'),
    import('../web/charts/chart.ts'),
    import('../web/charts/words.ts'),
  ]);
  const { headline, subtitle, alt } = chartWords(wanted.kind, data);
  const spec = compileChart(chartSpec(wanted.kind, wanted.size, data));
  const { title } = wanted.indicator;
  const svg = await renderSvg(spec, { title: `${title}: ${headline}`, description: alt });
  if (!wanted.headed) return svg;
  const { headedSvg } = await import('../web/charts/headed.ts');
  return headedSvg(svg, { title, headline, subtitle, source: sourceOf(figures) });
}

/** A picture goes where no page says any more what it is from. */
function sourceOf({ snapshot: { info, catalogue, sampleData } }: Figures): string {
  const data = info.data_to ? `data to ${dateWords(info.data_to)}, ` : '';
  const invented = sampleData ? ' Sample data: the rows are invented.' : '';
  const published = `published ${dateWords(info.published_at.slice(0, 10))} (${info.id})`;
  return `Source: ${catalogue.partnership.name}, ${data}${published}.${invented}`;
}

/** The chart as a picture of dots, twice as fine as on a screen, to paste into slides and documents. */
export function pngChart(figures: Figures, wanted: ChartWanted): Promise<Buffer> {
  return figures.snapshot.remembered.once(questionOf('png', figures, wanted), async () => {
    const [svg, { renderPng }] = await Promise.all([svgChart(figures, wanted), import('./formats/png.ts')]);
    return renderPng(svg);
  });
}

/** All that a picture depends on but its snapshot. */
function questionOf(format: 'svg' | 'png', { level }: Figures, wanted: ChartWanted): string {
  const { indicator, area, grain, kind, size, by, to, headed } = wanted;
  return JSON.stringify([format, level, indicator.id, area, grain, kind, size, by, to, headed]);
}

/** Nine small pictures side by side have no room for months. */
function smallGrain({ grains, tile_grain }: Indicator): Grain {
  return grains.includes('quarter') ? 'quarter' : tile_grain;
}
