import { pointPeriodWords } from '../../indicators/words.ts';
import { indicatorAddress } from '../addresses.ts';
import { capitalised, changeWords, figureWords } from '../words.ts';
import { DataTable } from './DataTable.tsx';
import type { Shown } from './overviewChoice.ts';
import { StatusTag } from './StatusTag.tsx';

/** Indicators as a table: those that have no tile. */
export function IndicatorTable({ caption, shown }: { caption: string; shown: Shown[] }) {
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
      rows={shown.map((one) => ({ key: one.indicator.id, cells: cellsOf(one) }))}
    />
  );
}

function cellsOf({ indicator, row }: Shown) {
  const { latest, previous } = row;
  return [
    <a key="link" href={indicatorAddress(indicator.id, { area: row.area })}>
      {indicator.title}
    </a>,
    latest === null ? '' : figureWords(indicator.unit, latest),
    latest === null ? '' : capitalised(pointPeriodWords(latest)),
    capitalised(changeWords(indicator.unit, latest, previous)),
    row.target ? capitalised(row.target.text) : '',
    <StatusTag key="status" status={row.status} />,
  ];
}
