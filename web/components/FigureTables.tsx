import type { Partnership } from '../../indicators/partnership-schema.ts';
import type { Indicator } from '../../indicators/schema.ts';
import type { AreasCompared, Point, Series } from '../../indicators/series.ts';
import { GRAIN_WORDS, periodWords, pointPeriodWords, targetWords } from '../../indicators/words.ts';
import { rankedAreas } from '../charts/areas.ts';
import {
  areaName,
  areaShort,
  COMPARISON_WORDS,
  capitalised,
  countWords,
  figureWords,
  GRAIN_EACH,
  intervalWords,
  isComparable,
  leftOutWords,
  STATUS_WORDS,
} from '../words.ts';
import { DataTable } from './DataTable.tsx';

/** The figures of each chart as a table. */

export interface TrendTableProps {
  indicator: Indicator;
  partnership: Partnership;
  series: Series;
  county: Series;
}

export function TrendTable({ indicator, partnership, series, county }: TrendTableProps) {
  const withCounty = series.area !== 'county' && isComparable(indicator.unit);
  const countyPoints = new Map(county.points.map((point) => [point.period, point]));
  const { unit } = indicator;
  return (
    <DataTable
      caption={`${indicator.title}: ${areaName(partnership, series.area)}, by ${GRAIN_EACH[series.grain]}`}
      columns={[
        { head: 'Period' },
        { head: 'Numerator', figure: true },
        { head: 'Denominator', figure: true },
        { head: 'Value', figure: true },
        { head: '95% interval', figure: true },
        ...(withCounty ? [{ head: partnership.county, figure: true }] : []),
        { head: 'Target', figure: true },
        { head: 'Status' },
      ]}
      rows={series.points.toReversed().map((point) => ({
        key: point.period,
        cells: [
          capitalised(pointPeriodWords(point)),
          countWords(point.numerator),
          countWords(point.denominator),
          figureWords(unit, point),
          intervalWords(unit, point),
          ...(withCounty ? [figureWords(unit, countyPoints.get(point.period) ?? null)] : []),
          point.target === null ? '' : targetWords(unit, point.target),
          statusWords(point),
        ],
      }))}
    />
  );
}

function statusWords(point: Point): string {
  const status = point.rag === null ? '' : STATUS_WORDS[point.rag];
  const whole = point.complete ? status : `${status} (not complete)`.trim();
  return [whole, leftOutWords(point)].filter(Boolean).join('; ');
}

export interface AreasTableProps {
  indicator: Indicator;
  partnership: Partnership;
  areas: AreasCompared;
}

export function AreasTable({ indicator, partnership, areas }: AreasTableProps) {
  const { unit } = indicator;
  const period = areas.period === null ? '' : `, ${periodWords(areas.period)}`;
  const county = areas.county
    ? [{ area: 'county', name: partnership.county, point: areas.county, comparison: null }]
    : [];
  return (
    <DataTable
      caption={`${indicator.title}: areas compared${period}`}
      columns={[
        { head: 'Area' },
        { head: 'Numerator', figure: true },
        { head: 'Denominator', figure: true },
        { head: 'Value', figure: true },
        { head: '95% interval', figure: true },
        { head: 'Beside the county' },
      ]}
      rows={[...county, ...rankedAreas(areas.areas, indicator.polarity)].map(
        ({ area, name, point, comparison }) => ({
          key: area,
          cells: [
            name,
            countWords(point.numerator),
            countWords(point.denominator),
            figureWords(unit, point),
            intervalWords(unit, point),
            comparison === null ? '' : capitalised(COMPARISON_WORDS[comparison]),
          ],
        }),
      )}
    />
  );
}

export interface AreaTrendsTableProps {
  indicator: Indicator;
  partnership: Partnership;
  areaSeries: Series[];
}

/** Periods down, areas across. */
export function AreaTrendsTable({ indicator, partnership, areaSeries }: AreaTrendsTableProps) {
  const grain = areaSeries[0]?.grain;
  const periods = [...new Set(areaSeries.flatMap(({ points }) => points.map(({ period }) => period)))]
    .sort()
    .reverse();
  const points = areaSeries.map((series) => new Map(series.points.map((point) => [point.period, point])));
  return (
    <DataTable
      caption={`${indicator.title}: all areas${grain ? `, by ${GRAIN_EACH[grain]}` : ''}`}
      columns={[
        { head: grain ? GRAIN_WORDS[grain] : 'Period' },
        ...areaSeries.map(({ area }) => ({ head: areaShort(partnership, area), figure: true })),
      ]}
      rows={periods.map((period) => ({
        key: period,
        cells: [
          capitalised(periodWords(period)),
          ...points.map((byPeriod) => figureWords(indicator.unit, byPeriod.get(period) ?? null)),
        ],
      }))}
    />
  );
}
