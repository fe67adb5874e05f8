import { frameworkIds } from '../../../indicators/frameworks.ts';
import type { Partnership } from '../../../indicators/partnership-schema.ts';
import type { Level } from '../../../indicators/series.ts';
import type { OverviewFilter } from '../../props/overview.ts';
import { areaChoice, STATUS_GROUP_WORDS, STATUSES } from '../../words.ts';
import { Button } from '../forms/Button.tsx';
import { SelectField } from '../forms/SelectField.tsx';
import { isNarrowed, itemParameter } from './overviewFilter.ts';

interface FiltersProps {
  partnership: Partnership;
  filter: OverviewFilter;
  /** Of true figures none is hidden, and nobody need look for one. */
  level: Level;
}

/** Whose figures, and a search: what a reader wants before anything else. */
export function AreaForm({ partnership, filter }: Omit<FiltersProps, 'level'>) {
  return (
    <form
      class="filters filters-top"
      action="/"
      method="get"
      aria-label="Choose an area, or search"
      autocomplete="off"
      data-live
    >
      <AreaField partnership={partnership} filter={filter} />
      <SearchField q={filter.q} />
      <Button>Show</Button>
    </form>
  );
}

/** Which of the indicators, on a page that shows the headline ones. */
export function NarrowForm({ partnership, filter, level }: FiltersProps) {
  return (
    <form
      class="filters filters-narrow"
      action="/"
      method="get"
      aria-label="Narrow the indicators"
      autocomplete="off"
      data-live
    >
      {filter.area !== 'county' && <input type="hidden" name="area" value={filter.area} />}
      <NarrowFields partnership={partnership} filter={filter} level={level} />
      <Button quiet>Filter</Button>
    </form>
  );
}

/** All choices together, above what they find. */
export function FullForm({ partnership, filter, level }: FiltersProps) {
  return (
    <form
      class="filters filters-full"
      action="/"
      method="get"
      aria-label="Choose what to show"
      autocomplete="off"
      data-live
    >
      <SearchField q={filter.q} />
      <AreaField partnership={partnership} filter={filter} />
      <NarrowFields partnership={partnership} filter={filter} level={level} />
      <Button>Show</Button>
    </form>
  );
}

function AreaField({ partnership, filter }: Omit<FiltersProps, 'level'>) {
  if (partnership.areas.length === 0) return null;
  return (
    <SelectField
      id="filter-area"
      name="area"
      label="Area"
      chosen={filter.area === 'county' ? '' : filter.area}
      choices={[
        { value: '', text: partnership.county },
        ...partnership.areas.map((one) => ({ value: one.id, text: areaChoice(one) })),
      ]}
    />
  );
}

function SearchField({ q }: { q: string }) {
  return (
    <div class="govuk-form-group search">
      <label class="govuk-label" for="filter-q">
        Search<span class="search-all"> all indicators</span>
      </label>
      <input class="govuk-input" id="filter-q" name="q" type="search" value={q} />
    </div>
  );
}

function NarrowFields({ partnership, filter, level }: FiltersProps) {
  const { item, status, tier, special } = filter;
  return (
    <>
      <SelectField
        id="filter-item"
        name="item"
        label="Framework"
        chosen={item ? itemParameter(item) : ''}
        choices={[{ value: '', text: 'Anything' }]}
        groups={itemGroups(partnership)}
      />
      <SelectField
        id="filter-status"
        name="status"
        label="Status"
        chosen={status ?? ''}
        choices={[
          { value: '', text: 'Any status' },
          ...STATUSES.filter((one) => one !== (level === 'full' ? 'hidden' : 'in_doubt')).map((one) => ({
            value: one,
            text: STATUS_GROUP_WORDS[one],
          })),
        ]}
      />
      <SelectField
        id="filter-tier"
        name="tier"
        label="Tier"
        chosen={tier ?? (isNarrowed(filter) ? 'all' : '')}
        choices={[
          { value: isNarrowed(filter) ? 'all' : '', text: 'Any tier' },
          { value: 'headline', text: 'Headline' },
          { value: 'core', text: 'Core' },
          { value: 'supporting', text: 'Supporting' },
        ]}
      />
      <div class="tick">
        <input id="filter-special" name="special" type="checkbox" value="on" checked={special} />
        <label for="filter-special">Real changes only (special cause)</label>
      </div>
    </>
  );
}

function itemGroups(partnership: Partnership) {
  return frameworkIds(partnership).flatMap((framework) => {
    const found = partnership.frameworks[framework];
    if (!found) return [];
    const choices = found.items.map(({ id, title }) => ({
      value: itemParameter({ framework, item: id }),
      text: title,
    }));
    return [{ label: found.title, choices }];
  });
}
