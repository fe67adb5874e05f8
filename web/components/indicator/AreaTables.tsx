import { COUNTY } from '../../../indicators/areas.ts';
import type { Partnership } from '../../../indicators/partnership-schema.ts';
import type { Indicator } from '../../../indicators/schema.ts';
import type { AreasCompared, Series } from '../../../indicators/series.ts';
import { spokenUnit } from '../../../indicators/words.ts';
import { rankedAreas } from '../../charts/areas.ts';
import { areasComparedIn } from '../../compared.ts';
import {
  areaNumbered,
  areaShort,
  COMPARISON_WORDS,
  capitalised,
  countedWords,
  figureWords,
  GRAIN_EACH,
  intervalWords,
} from '../../words.ts';
import { DataTable } from '../DataTable.tsx';
import { TrendsTable } from './TrendsTable.tsx';

interface AreasTableProps {
  indicator: Indicator;
  partnership: Partnership;
  areas: AreasCompared;
}

export function AreasTable({ indicator, partnership, areas }: AreasTableProps) {
  const unit = spokenUnit(indicator);
  const county = areas.county
    ? [{ area: COUNTY, name: partnership.county, point: areas.county, comparison: null }]
    : [];
  return (
    <DataTable
      caption={`${indicator.title}: areas compared${areasComparedIn(areas)}`}
      columns={[
        { head: 'Area' },
        { head: 'Value', figure: true },
        { head: 'Counted', figure: true },
        { head: '95% interval', figure: true },
        { head: `Beside ${partnership.county}` },
      ]}
      rows={[...county, ...rankedAreas(areas.areas, indicator.polarity)].map(
        ({ area, name, point, comparison }) => ({
          key: area,
          cells: [
            <AreaNames key="names" short={areaNumbered(partnership, area)} name={name} />,
            figureWords(unit, point),
            countedWords(indicator, point),
            intervalWords(unit, point),
            comparison === null ? '' : capitalised(COMPARISON_WORDS[comparison]),
          ],
        }),
      )}
    />
  );
}

/** As charts call an area, and all that it takes in. */
function AreaNames({ short, name }: { short: string; name: string }) {
  if (short === name) return <>{short}</>;
  return (
    <>
      {short} <span class="area-whole quiet">{name}</span>
    </>
  );
}

interface AreaTrendsTableProps {
  indicator: Indicator;
  partnership: Partnership;
  areaSeries: Series[];
}

/** Periods down, areas across. */
export function AreaTrendsTable({ indicator, partnership, areaSeries }: AreaTrendsTableProps) {
  const grain = areaSeries[0]?.grain;
  return (
    <TrendsTable
      caption={`${indicator.title}: all areas${grain ? `, by ${GRAIN_EACH[grain]}` : ''}`}
      unit={spokenUnit(indicator)}
      grain={grain}
      columns={areaSeries.map(({ area, points }) => ({ head: areaShort(partnership, area), points }))}
    />
  );
}
