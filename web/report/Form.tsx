import type { ComponentChildren } from 'preact';
import { FRAMEWORKS, type Partnership } from '../../indicators/partnership-schema.ts';
import { periodWords } from '../../indicators/words.ts';
import { reportAddress } from '../addresses.ts';
import { areaLabel, capitalised } from '../words.ts';
import { REPORT_TIERS, type ReportChoice, TIER_CHOICES } from './report.ts';

/** What the report is about. Not printed. */
export function ReportForm({ partnership, choice }: { partnership: Partnership; choice: ReportChoice }) {
  const { frameworks } = partnership;
  const { months, quarters } = choice.periods;
  const framework = frameworks[choice.framework];
  return (
    <form class="filters pack-form" action={reportAddress()} method="get" aria-label="Choose what to report">
      <Choice name="framework" label="Framework">
        {FRAMEWORKS.flatMap((id) => {
          const found = frameworks[id];
          return found ? [option(id, found.title, choice.framework)] : [];
        })}
      </Choice>
      <Choice name="area" label="Area">
        {option('county', partnership.county, choice.area)}
        {partnership.areas.map((area) => option(area.id, areaLabel(area), choice.area))}
      </Choice>
      <Choice name="period" label="Figures up to">
        {option('', 'The latest', choice.period ?? '')}
        <optgroup label="Month">
          {months.map((id) => option(id, periodWords(id), choice.period ?? ''))}
        </optgroup>
        <optgroup label="Quarter">
          {quarters.map((id) => option(id, capitalised(periodWords(id)), choice.period ?? ''))}
        </optgroup>
      </Choice>
      <Choice name="tier" label="Indicators">
        {REPORT_TIERS.map((tier) => option(tier, TIER_CHOICES[tier], choice.tier))}
      </Choice>
      <fieldset class="pack-items">
        <legend>
          Only these of the {framework?.title ?? 'framework'}{' '}
          <span class="quiet">(all, if none is ticked)</span>
        </legend>
        {framework?.items.map(({ id, title }) => (
          <label key={id}>
            <input type="checkbox" name="item" value={id} checked={choice.items.includes(id)} /> {title}
          </label>
        ))}
      </fieldset>
      <button type="submit">Show the report</button>
      <p class="quiet pack-how">
        To have it on paper or as a PDF, use your browser’s own print command. It is laid out for A4.
      </p>
    </form>
  );
}

function Choice({ name, label, children }: { name: string; label: string; children: ComponentChildren }) {
  return (
    <div>
      <label for={`report-${name}`}>{label}</label>
      <select id={`report-${name}`} name={name}>
        {children}
      </select>
    </div>
  );
}

function option(value: string, words: string, chosen: string) {
  return (
    <option key={value} value={value} selected={value === chosen}>
      {words}
    </option>
  );
}
