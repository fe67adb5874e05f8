import type { Partnership } from '../../../indicators/partnership-schema.ts';
import type { Grain } from '../../../indicators/series.ts';
import { GRAIN_WORDS } from '../../../indicators/words.ts';
import { areaChoice } from '../../words.ts';
import { Button } from './Button.tsx';
import { SelectField } from './SelectField.tsx';

interface FilterFormProps {
  action: string;
  partnership: Partnership;
  area: string;
  /** The grains to choose from, where a page has one. */
  grains?: { all: Grain[]; chosen: Grain };
  /** The column by which figures are broken down, where one was chosen: it stays chosen. */
  breakdown?: string | undefined;
}

/** A plain GET form: every view has an address of its own. */
export function FilterForm({ action, partnership, area, grains, breakdown }: FilterFormProps) {
  return (
    <form
      class="filters"
      action={action}
      method="get"
      aria-label="Choose what to show"
      autocomplete="off"
      data-live
    >
      {partnership.areas.length > 0 && (
        <SelectField
          id="filter-area"
          name="area"
          label="Area"
          chosen={area}
          choices={[
            { value: 'county', text: partnership.county },
            ...partnership.areas.map((one) => ({ value: one.id, text: areaChoice(one) })),
          ]}
        />
      )}
      {grains && (
        <SelectField
          id="filter-grain"
          name="grain"
          label="Period"
          chosen={grains.chosen}
          choices={grains.all.map((grain) => ({ value: grain, text: GRAIN_WORDS[grain] }))}
        />
      )}
      {breakdown !== undefined && <input type="hidden" name="breakdown" value={breakdown} />}
      <Button>Show</Button>
    </form>
  );
}
