import { FRAMEWORKS } from '../../indicators/partnership-schema.ts';
import type { Catalogue } from '../../indicators/schema.ts';
import { overviewAddress } from '../addresses.ts';
import { type OverviewChoice, TIERS_SHOWN, type TierShown } from '../props/overview.ts';
import { areaLabel, STATUS_WORDS, STATUSES } from '../words.ts';
import { Button } from './Button.tsx';
import { isChosen } from './overviewChoice.ts';
import { type Choice, SelectField } from './SelectField.tsx';

const TIER_WORDS: Record<TierShown, string> = {
  headline: 'Headline',
  core: 'Core',
  supporting: 'Supporting',
  all: 'All',
};

const ANY: Choice = { value: '', text: 'Any' };

/** Which indicators to show. Every choice is in the address, so that it can be sent to somebody else. */
export function OverviewForm({
  catalogue,
  area,
  choice,
}: {
  catalogue: Catalogue;
  area: string;
  choice: OverviewChoice;
}) {
  const { partnership } = catalogue;
  const { item, status, tier, special, q } = choice;
  return (
    <form class="filters" action="/" method="get" aria-label="Choose what to show">
      <div class="govuk-form-group filter-search">
        <label class="govuk-label" for="filter-q">
          Search
        </label>
        <input class="govuk-input" id="filter-q" name="q" type="search" value={q} />
      </div>
      <SelectField
        id="filter-area"
        name="area"
        label="Area"
        chosen={area}
        choices={[
          { value: 'county', text: partnership.county },
          ...partnership.areas.map((one) => ({ value: one.id, text: areaLabel(one) })),
        ]}
      />
      <div class="filters-go">
        <Button>Show</Button>
        {isChosen(choice) && <a href={overviewAddress(area)}>Clear</a>}
      </div>
      <details
        class="govuk-details filters-more"
        open={item !== null || status !== null || tier !== null || special}
      >
        <summary class="govuk-details__summary">
          <span class="govuk-details__summary-text">More choices</span>
        </summary>
        <div class="filters-more-fields">
          <SelectField
            id="filter-item"
            name="item"
            label="Part of the strategy"
            chosen={item ? `${item.framework}:${item.id}` : ''}
            choices={[ANY]}
            groups={FRAMEWORKS.flatMap((id) => {
              const framework = partnership.frameworks[id];
              if (!framework) return [];
              const choices = framework.items.map((one) => ({ value: `${id}:${one.id}`, text: one.title }));
              return [{ label: framework.title, choices }];
            })}
          />
          <SelectField
            id="filter-status"
            name="status"
            label="Status"
            chosen={status ?? ''}
            choices={[ANY, ...STATUSES.map((value) => ({ value, text: STATUS_WORDS[value] }))]}
          />
          <SelectField
            id="filter-tier"
            name="tier"
            label="Tier"
            chosen={tier ?? ''}
            choices={[ANY, ...TIERS_SHOWN.map((value) => ({ value, text: TIER_WORDS[value] }))]}
          />
          <div class="govuk-checkboxes govuk-checkboxes--small filter-special">
            <div class="govuk-checkboxes__item">
              <input
                class="govuk-checkboxes__input"
                id="filter-special"
                name="special"
                type="checkbox"
                value="1"
                checked={special}
              />
              <label class="govuk-label govuk-checkboxes__label" for="filter-special">
                Real changes only
              </label>
            </div>
          </div>
        </div>
      </details>
    </form>
  );
}
