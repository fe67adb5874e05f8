import type { Partnership } from '../../indicators/partnership-schema.ts';
import type { Indicator } from '../../indicators/schema.ts';
import type { Overview } from '../../indicators/series.ts';
import { indicatorAddress } from '../addresses.ts';
import { areaShort, figureWords, isComparable } from '../words.ts';
import { DataTable } from './DataTable.tsx';

export interface CompareTableProps {
  indicators: Indicator[];
  partnership: Partnership;
  area: string;
  overview: Overview;
  county: Overview;
}

/** A locality's shares and rates beside the county's. Counts are left out: a part says nothing beside its whole. */
export function CompareTable({ indicators, partnership, area, overview, county }: CompareTableProps) {
  const rows = overview.rows.flatMap((row) => {
    const indicator = indicators.find(({ id }) => id === row.indicator);
    const whole = county.rows.find(({ indicator: id }) => id === row.indicator);
    if (!indicator || !isComparable(indicator.unit) || row.latest === null) return [];
    return [
      {
        key: row.indicator,
        cells: [
          <a key="link" href={indicatorAddress(indicator.id, { area })}>
            {indicator.title}
          </a>,
          figureWords(indicator.unit, row.latest),
          figureWords(indicator.unit, whole?.latest ?? null),
        ],
      },
    ];
  });
  if (rows.length === 0) return <p>No share or rate for this area has arrived yet.</p>;
  return (
    <DataTable
      caption={`Latest shares and rates, ${areaShort(partnership, area)} and ${partnership.county}`}
      captionHidden
      columns={[
        { head: 'Indicator' },
        { head: areaShort(partnership, area), figure: true },
        { head: partnership.county, figure: true },
      ]}
      rows={rows}
    />
  );
}
