import type { Area, Partnership } from '../../../indicators/partnership-schema.ts';
import type { Indicator } from '../../../indicators/schema.ts';
import type { AreaPoint, AreasCompared, Comparison, Grain } from '../../../indicators/series.ts';
import { shortUnit } from '../../../indicators/words.ts';
import { indicatorAddress } from '../../addresses.ts';
import { COMPARISON_WORDS, capitalised, counted, figureWords, listWords } from '../../words.ts';

interface TileMapProps {
  indicator: Indicator;
  partnership: Partnership;
  areas: AreasCompared;
  grain: Grain;
}

const TONES: Record<Comparison, string> = {
  better: 'better',
  similar: 'similar',
  worse: 'worse',
  higher: 'plain',
  lower: 'plain',
};
const SHAPES: Record<Comparison, string> = { better: '▲', higher: '▲', similar: '●', worse: '▼', lower: '▼' };

/** The areas roughly where they lie, one tile each. It is a list, and reads as one from north to south. */
export function TileMap({ indicator, partnership, areas, grain }: TileMapProps) {
  const byArea = new Map(areas.areas.map((one) => [one.area, one]));
  return (
    <section class="map" aria-labelledby="map">
      <h3 id="map" class="headline">
        {headlineOf(areas, partnership)}
      </h3>
      <p class="subtitle">
        One tile for each {partnership.locality}
        <span class="map-where">, about where it lies</span>.
      </p>
      <ol class="place-map">
        {partnership.areas.toSorted(fromTheNorth).map((area) => (
          <MapTile
            key={area.id}
            area={area}
            found={byArea.get(area.id)}
            indicator={indicator}
            grain={grain}
          />
        ))}
      </ol>
    </section>
  );
}

interface MapTileProps {
  area: Area;
  found: AreaPoint | undefined;
  indicator: Indicator;
  grain: Grain;
}

function MapTile({ area: { id, name, short, tile }, found, indicator, grain }: MapTileProps) {
  const comparison = found?.comparison ?? null;
  const tone = comparison === null ? 'none' : TONES[comparison];
  return (
    <li class={`place-tile place-tile-${tone} at-column-${tile[0]} at-row-${tile[1]}`}>
      <a href={indicatorAddress(indicator.id, { area: id, grain })} title={name}>
        {short}
      </a>{' '}
      <span class="place-value">{figureWords(shortUnit(indicator), found?.point ?? null)}</span>{' '}
      {comparison !== null && (
        <span class="place-word">
          <span aria-hidden="true">{SHAPES[comparison]} </span>
          {capitalised(COMPARISON_WORDS[comparison])}
        </span>
      )}
    </li>
  );
}

function fromTheNorth(one: Area, other: Area): number {
  return one.tile[1] - other.tile[1] || one.tile[0] - other.tile[0];
}

/** "3 areas better than the county, 5 similar and 1 worse" */
function headlineOf({ areas }: AreasCompared, { county }: Partnership): string {
  const counts = new Map<string, number>();
  for (const { comparison } of areas)
    if (comparison !== null) counts.set(comparison, (counts.get(comparison) ?? 0) + 1);
  const parts = (['better', 'higher', 'similar', 'worse', 'lower'] as const).flatMap((comparison) => {
    const count = counts.get(comparison);
    return count ? [{ count, word: COMPARISON_WORDS[comparison] }] : [];
  });
  const [first, ...others] = parts;
  if (!first) return 'On the map';
  const than = first.word === 'similar' ? 'to' : 'than';
  const start = `${counted(first.count, 'area')} ${first.word} ${than} ${county}`;
  return listWords([start, ...others.map(({ count, word }) => `${count} ${word}`)]);
}
