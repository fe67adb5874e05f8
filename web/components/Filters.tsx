import type { Partnership } from '../../indicators/partnership-schema.ts';
import type { Grain } from '../../indicators/series.ts';
import { GRAIN_WORDS } from '../../indicators/words.ts';
import { areaLabel } from '../words.ts';

export interface FilterFormProps {
  action: string;
  partnership: Partnership;
  area: string;
  /** The grains to choose from, where a page has one. */
  grains?: { all: Grain[]; chosen: Grain };
}

/** A plain GET form: every view has an address of its own. */
export function FilterForm({ action, partnership, area, grains }: FilterFormProps) {
  return (
    <form class="filters" action={action} method="get" aria-label="Choose what to show">
      <div>
        <label for="filter-area">Area</label>
        <select id="filter-area" name="area">
          <option value="county" selected={area === 'county'}>
            {partnership.county}
          </option>
          {partnership.areas.map((one) => (
            <option key={one.id} value={one.id} selected={area === one.id}>
              {areaLabel(one)}
            </option>
          ))}
        </select>
      </div>
      {grains && (
        <div>
          <label for="filter-grain">Period</label>
          <select id="filter-grain" name="grain">
            {grains.all.map((grain) => (
              <option key={grain} value={grain} selected={grain === grains.chosen}>
                {GRAIN_WORDS[grain]}
              </option>
            ))}
          </select>
        </div>
      )}
      <button type="submit">Show</button>
    </form>
  );
}
