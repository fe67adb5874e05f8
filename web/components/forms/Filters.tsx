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
  /** Whether there is anything to see of an area. */
  hasAreas?: boolean;
  /** The grains to choose from, where a page has one. */
  grains?: { all: Grain[]; chosen: Grain };
  /** The column by which figures are broken down, where one was chosen: it stays chosen. */
  breakdown?: string | undefined;
}

/** A plain GET form: every view has an address of its own. What offers no choice is left out. */
export function FilterForm(props: FilterFormProps) {
  const { action, partnership, area, hasAreas = true, grains, breakdown } = props;
  const asksArea = hasAreas && partnership.areas.length > 0;
  const asksGrain = grains !== undefined && grains.all.length > 1;
  if (!asksArea && !asksGrain) return null;
  return (
    <form
      class={asksArea && asksGrain ? 'filters' : 'filters filters-one'}
      action={action}
      method="get"
      aria-label="Choose what to show"
      autocomplete="off"
      data-live
    >
      {asksArea && (
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
      {asksGrain && (
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
