import { areasComparedIn, restWords } from '../../compared.ts';
import type { IndicatorProps } from '../../props/indicator.ts';
import { AreasTable, AreaTrendsTable } from './AreaTables.tsx';
import { ChartFigure } from './ChartFigure.tsx';
import { TileMap } from './TileMap.tsx';

/** The areas: ranked beside the county, on the map, and through time. */
export function AreasSection({ frame, indicator, series, county, areas, areaSeries }: IndicatorProps) {
  const { partnership } = frame.catalogue;
  const data = { indicator, partnership, series, county, areas, areaSeries };
  const hasFigures = areas.areas.some(({ point }) => point.status !== 'missing');
  const hasTrends = areaSeries.some(
    ({ area, points }) => area !== 'county' && points.some(({ status }) => status !== 'missing'),
  );
  const nothingToCompare = areas.areas.length < 2 || (!hasFigures && !hasTrends);
  if (nothingToCompare) return null;
  const rest = restWords(indicator, areas, partnership.county);
  return (
    <section class="areas" aria-labelledby="areas">
      <h2 id="areas" class="bar">
        Areas compared{areasComparedIn(areas)}
      </h2>
      {rest && <p class="quiet">{rest}</p>}
      {hasFigures && (
        <div class="halves">
          <ChartFigure kind="areas" data={data}>
            <AreasTable {...data} />
          </ChartFigure>
          <TileMap indicator={indicator} partnership={partnership} areas={areas} grain={series.grain} />
        </div>
      )}
      {hasTrends && (
        <ChartFigure kind="area-trends" data={data}>
          <AreaTrendsTable {...data} />
        </ChartFigure>
      )}
    </section>
  );
}
