import type { Indicator } from '../../../indicators/schema.ts';
import type { Overview, OverviewRow } from '../../../indicators/series.ts';
import { spokenUnit } from '../../../indicators/words.ts';
import type { Arrivals } from '../../props/overview.ts';
import { figureWords, isComparable } from '../../words.ts';
import { dataQuality } from './dataQuality.ts';
import { Tile } from './Tile.tsx';

interface TilesProps {
  indicators: Indicator[];
  rows: OverviewRow[];
  /** The county's overview and name, where the tiles are a locality's. */
  county?: { name: string; overview: Overview };
  /** The data behind the figures: what of them is late or in doubt, and the newest day of any. */
  behind?: { arrivals: Arrivals; dataTo: string | null };
}

export function Tiles({ indicators, rows, county, behind }: TilesProps) {
  return (
    <>
      <TrendKey rows={rows} />
      <ul class="tiles">
        {rows.map((row) => {
          const indicator = indicators.find(({ id }) => id === row.indicator);
          return (
            indicator && (
              <Tile
                key={row.indicator}
                indicator={indicator}
                row={row}
                beside={besideWords(indicator, county)}
                {...(behind && {
                  quality: dataQuality(row, behind.arrivals, behind.dataTo),
                })}
              />
            )
          );
        })}
      </ul>
    </>
  );
}

/** What the signs of the small trends mean, and in which of them they are. */
const SIGNS = [
  {
    mark: <path class="spark-band" d="M1 1h22v10h-22z" />,
    ...{ width: 24, words: 'shaded: the usual range' },
    isIn: ({ trend }: OverviewRow) => trend.points.some(({ spc }) => spc !== null),
  },
  {
    mark: <path class="spark-target" d="M0 6h24" />,
    ...{ width: 24, words: 'dashed: the target' },
    isIn: ({ grain, target, trend }: OverviewRow) =>
      trend.points.some((point) => point.target !== null) || (target !== null && grain === trend.grain),
  },
  {
    mark: <circle class="spark-last" cx="5" cy="6" r="4" />,
    ...{ width: 10, words: 'large dot: the latest point' },
    isIn: () => true,
  },
];

function TrendKey({ rows }: Pick<TilesProps, 'rows'>) {
  const drawn = rows.filter(({ trend }) => trend.points.some(({ value }) => value !== null));
  const signs = SIGNS.filter(({ isIn }) => drawn.some(isIn));
  if (signs.length === 0) return null;
  return (
    <ul class="key" aria-label="In the small trends">
      {signs.map(({ mark, width, words }) => (
        <li key={words}>
          <svg
            class="spark-sign"
            viewBox={`0 0 ${width} 12`}
            width={width}
            height="12"
            aria-hidden="true"
            focusable="false"
          >
            {mark}
          </svg>
          {words}
        </li>
      ))}
    </ul>
  );
}

function besideWords(indicator: Indicator, county: TilesProps['county']): string | undefined {
  const latest = county?.overview.rows.find((row) => row.indicator === indicator.id)?.latest;
  if (!county || !latest) return undefined;
  const whole = isComparable(indicator.unit) ? '' : ' in all';
  return `${county.name}${whole}: ${figureWords(spokenUnit(indicator), latest)}`;
}
