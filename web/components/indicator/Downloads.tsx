import type { Indicator } from '../../../indicators/schema.ts';
import { chartAddress, type SeriesFormat, seriesAddress } from '../../addresses.ts';
import type { Filters } from '../../props/indicator.ts';

const FIGURES: { format: SeriesFormat; text: string }[] = [
  { format: 'xlsx', text: 'Excel' },
  { format: 'csv', text: 'CSV' },
  { format: 'json', text: 'JSON' },
  { format: 'arrow', text: 'Arrow' },
  { format: 'parquet', text: 'Parquet' },
];

interface DownloadsProps {
  indicator: Indicator;
  filters: Filters;
  hasChart: boolean;
}

/** The figures and the chart as they are shown, to take away. */
export function Downloads({ indicator, filters, hasChart }: DownloadsProps) {
  const name = [indicator.id, filters.area, filters.grain].join('-');
  const picture = { ...filters, kind: 'trend', size: 'wide', headed: 'yes' } as const;
  return (
    <div class="downloads">
      <p>
        Download the figures:{' '}
        {FIGURES.map(({ format, text }) => [
          <a key={format} href={seriesAddress(indicator.id, filters, format)} download={`${name}.${format}`}>
            {text}
          </a>,
          ' ',
        ])}
      </p>
      {hasChart && (
        <p>
          The chart:{' '}
          {(['png', 'svg'] as const).map((ending) => [
            <a key={ending} href={chartAddress(indicator.id, picture, ending)} download={`${name}.${ending}`}>
              {ending.toUpperCase()}
            </a>,
            ' ',
          ])}
        </p>
      )}
    </div>
  );
}
