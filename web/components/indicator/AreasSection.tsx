import type { AreasCompared, Point, Series } from '../../../indicators/series.ts';
import { areasComparedIn, chanceWords, restWords, sizeWords } from '../../compared.ts';
import type { IndicatorProps } from '../../props/indicator.ts';
import { GRAIN_EACH } from '../../words.ts';
import { AreasTable, AreaTrendsTable } from './AreaTables.tsx';
import { ChartFigure } from './ChartFigure.tsx';
import { isCounted } from './counted.ts';
import { TileMap } from './TileMap.tsx';

/** The areas: ranked beside the county, on the map, and through time. */
export function AreasSection({ frame, indicator, series, county, areas, areaSeries }: IndicatorProps) {
  const { partnership } = frame.catalogue;
  const data = { indicator, partnership, series, county, areas, areaSeries };
  const hasTrends = areaSeries.some(({ area, points }) => area !== 'county' && points.some(isCounted));
  const hasFigures = areas.areas.some(({ point }) => isCounted(point) || (hasTrends && !isMissing(point)));
  if (areas.areas.length < 2 || (!hasFigures && !hasTrends)) return null;
  const notes = [
    sizeWords(indicator),
    chanceWords(indicator),
    restWords(indicator, areas, partnership.county),
  ].filter(Boolean);
  return (
    <section class="areas" aria-labelledby="areas">
      <h2 id="areas" class="bar">
        Areas compared{areasComparedIn(areas)}
      </h2>
      {notes.length > 0 && <p class="quiet">{notes.join(' ')}</p>}
      {hasFigures && (
        <div class="halves">
          <ChartFigure kind="areas" data={data}>
            <AreasTable {...data} />
          </ChartFigure>
          <TileMap indicator={indicator} partnership={partnership} areas={areas} grain={series.grain} />
        </div>
      )}
      {hasFigures && hasTrends && <TwoPeriods areas={areas} series={areaSeries} />}
      {hasTrends && (
        <ChartFigure kind="area-trends" data={data}>
          <AreaTrendsTable {...data} />
        </ChartFigure>
      )}
    </section>
  );
}

function isMissing({ status }: Point): boolean {
  return status === 'missing';
}

/** Why an area has one figure above and another below, where they are of different periods. */
function TwoPeriods({ areas, series: [first] }: { areas: AreasCompared; series: Series[] }) {
  if (!first || first.grain === areas.grain) return null;
  const words = `Above, each area’s figure is by ${GRAIN_EACH[areas.grain]}; below, by ${GRAIN_EACH[first.grain]}, so the two differ.`;
  return <p class="areas-when">{words}</p>;
}
