import type { Indicator } from '../../indicators/schema.ts';
import type { OverviewRow } from '../../indicators/series.ts';
import { pointPeriodWords } from '../../indicators/words.ts';
import { indicatorAddress } from '../addresses.ts';
import { capitalised, figureWords, rowChangeWords } from '../words.ts';
import { DataTable } from './DataTable.tsx';
import { StatusTag } from './StatusTag.tsx';

/** Indicators as a table: those that have no tile. */
export function IndicatorTable({
  caption,
  indicators,
  rows,
}: {
  caption: string;
  indicators: Indicator[];
  rows: OverviewRow[];
}) {
  return (
    <DataTable
      caption={caption}
      captionHidden
      columns={[
        { head: 'Indicator' },
        { head: 'Figure', figure: true },
        { head: 'Period' },
        { head: 'Change' },
        { head: 'Target' },
        { head: 'Status' },
      ]}
      rows={rows.flatMap((row) => {
        const indicator = indicators.find(({ id }) => id === row.indicator);
        return indicator ? [{ key: row.indicator, cells: cellsOf(indicator, row) }] : [];
      })}
    />
  );
}

function cellsOf(indicator: Indicator, row: OverviewRow) {
  const { latest } = row;
  return [
    <a key="link" href={indicatorAddress(indicator.id, { area: row.area })}>
      {indicator.title}
    </a>,
    latest === null ? '' : figureWords(indicator.unit, latest),
    latest === null ? '' : capitalised(pointPeriodWords(latest)),
    capitalised(rowChangeWords(indicator, row)),
    row.target ? capitalised(row.target.text) : '',
    <StatusTag key="status" status={row.status} />,
  ];
}
