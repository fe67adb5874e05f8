import type { Indicator } from '../../../indicators/schema.ts';
import type { Overview, OverviewRow } from '../../../indicators/series.ts';
import { spokenUnit } from '../../../indicators/words.ts';
import { figureWords, isComparable } from '../../words.ts';
import { Tile } from './Tile.tsx';

interface TilesProps {
  indicators: Indicator[];
  rows: OverviewRow[];
  /** The county's overview and name, where the tiles are a locality's. */
  county?: { name: string; overview: Overview };
  /** What is not whole about the data behind a figure. */
  quality?: (row: OverviewRow) => string[];
}

export function Tiles({ indicators, rows, county, quality }: TilesProps) {
  return (
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
              {...(quality && { quality: quality(row) })}
            />
          )
        );
      })}
    </ul>
  );
}

function besideWords(indicator: Indicator, county: TilesProps['county']): string | undefined {
  const latest = county?.overview.rows.find((row) => row.indicator === indicator.id)?.latest;
  if (!county || !latest) return undefined;
  const whole = isComparable(indicator.unit) ? '' : ' in all';
  return `${county.name}${whole}: ${figureWords(spokenUnit(indicator), latest)}`;
}
