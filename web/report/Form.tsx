import { frameworkIds } from '../../indicators/frameworks.ts';
import type { Partnership } from '../../indicators/partnership-schema.ts';
import { periodWords } from '../../indicators/period-words.ts';
import { reportAddress } from '../addresses.ts';
import { Button } from '../components/forms/Button.tsx';
import { SelectField } from '../components/forms/SelectField.tsx';
import { areaChoice, capitalised } from '../words.ts';
import { REPORT_TIERS, type ReportChoice, TIER_CHOICES } from './report.ts';

/** What the report is about. Not printed. */
export function ReportForm({ partnership, choice }: { partnership: Partnership; choice: ReportChoice }) {
  const { frameworks } = partnership;
  const { months, quarters } = choice.periods;
  return (
    <form
      class="filters pack-form"
      action={reportAddress()}
      method="get"
      aria-label="Choose what to report"
      autocomplete="off"
      data-live
    >
      <SelectField
        id="report-framework"
        name="framework"
        label="Framework"
        chosen={choice.framework}
        choices={frameworkIds(partnership).flatMap((id) => {
          const found = frameworks[id];
          return found ? [{ value: id, text: found.title }] : [];
        })}
      />
      {partnership.areas.length > 0 && (
        <SelectField
          id="report-area"
          name="area"
          label="Area"
          chosen={choice.area}
          choices={[
            { value: 'county', text: partnership.county },
            ...partnership.areas.map((area) => ({ value: area.id, text: areaChoice(area) })),
          ]}
        />
      )}
      <SelectField
        id="report-period"
        name="period"
        label="Figures up to"
        chosen={choice.period ?? ''}
        choices={[{ value: '', text: 'The latest' }]}
        groups={[
          { label: 'Month', choices: months.map(periodChoice) },
          { label: 'Quarter', choices: quarters.map(periodChoice) },
        ]}
      />
      <SelectField
        id="report-tier"
        name="tier"
        label="Indicators"
        chosen={choice.tier}
        choices={REPORT_TIERS.map((tier) => ({ value: tier, text: TIER_CHOICES[tier] }))}
      />
      <Items partnership={partnership} choice={choice} />
      <Button>Show the report</Button>
      <p class="quiet pack-how">
        To have it on paper or as a PDF, use your browser’s own print command. It is laid out for A4.
      </p>
    </form>
  );
}

function periodChoice(id: string): { value: string; text: string } {
  return { value: id, text: capitalised(periodWords(id)) };
}

function Items({ partnership, choice }: { partnership: Partnership; choice: ReportChoice }) {
  const framework = partnership.frameworks[choice.framework];
  return (
    <fieldset class="pack-items">
      <legend>
        Only these of the {framework?.title ?? 'framework'}{' '}
        <span class="quiet">(all, if none is ticked)</span>
      </legend>
      <div class="govuk-checkboxes govuk-checkboxes--small">
        {framework?.items.map(({ id, title }) => (
          <div key={id} class="govuk-checkboxes__item">
            <input
              class="govuk-checkboxes__input"
              id={`item-${id}`}
              type="checkbox"
              name="item"
              value={id}
              checked={choice.items.includes(id)}
            />
            <label class="govuk-label govuk-checkboxes__label" for={`item-${id}`}>
              {title}
            </label>
          </div>
        ))}
      </div>
    </fieldset>
  );
}
