import type { Partnership } from '../../indicators/partnership-schema.ts';
import type { Indicator } from '../../indicators/schema.ts';
import type { Point, Series } from '../../indicators/series.ts';
import { pointPeriodWords, targetWords } from '../../indicators/words.ts';
import {
  areaName,
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

interface TrendTableProps {
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
