import type { Catalogue } from '../../../indicators/schema.ts';
import type { OverviewRow } from '../../../indicators/series.ts';
import { indicatorAddress } from '../../addresses.ts';
import { hasNoTarget } from '../../words.ts';
import { RowStatus } from '../marks/StatusTag.tsx';
import { MilestoneTag } from './MilestoneTag.tsx';
import { leadsOf, type Step, whenWords } from './milestones.ts';

export interface PlanContext {
  catalogue: Catalogue;
  rows: OverviewRow[];
  today: string;
  /** The address of the page with all actions, where this is another. */
  plan?: string;
}

const EFFECTS_SHOWN = 3;

/** Milestones that want a board's eye: who leads, what was reported, and, once for each action, which indicators show the
 *  effect. */
export function MilestoneList({ steps, context }: { steps: Step[]; context: PlanContext }) {
  return (
    <ul class="steps">
      {steps.map((step, index) => (
        <li key={step.milestone.id}>
          <div class="step-when">
            <MilestoneTag step={step} today={context.today} />
            <p>{whenWords(step)}</p>
          </div>
          <div>
            <h3>{step.milestone.title}</h3>
            <p class="quiet">
              <a href={actionAddress(step.action.ref, context)}>{step.action.ref}</a> {step.action.title}
            </p>
            <p class="quiet">{leadsOf(step.milestone.lead).join('; ')}</p>
            {step.milestone.evidence && <p class="step-evidence">{step.milestone.evidence}.</p>}
            {steps.findIndex(({ action }) => action === step.action) === index && (
              <Effects
                ids={step.action.indicators}
                context={context}
                shown={EFFECTS_SHOWN}
                all={actionAddress(step.action.ref, context)}
              />
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}

/** An address within the page for an action of the plan. */
export function actionId(ref: string): string {
  return ref.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
}

function actionAddress(ref: string, { plan = '' }: PlanContext): string {
  return `${plan}#${actionId(ref)}`;
}

interface EffectsProps {
  ids: string[];
  context: PlanContext;
  shown?: number;
  /** Where all of them are. */
  all?: string;
}

/** The indicators that show an action's effect, each with where it stands. */
export function Effects({ ids, context, shown = ids.length, all }: EffectsProps) {
  const known = ids.flatMap((id) => {
    const indicator = context.catalogue.indicators.find((one) => one.id === id);
    const row = context.rows.find((one) => one.indicator === id);
    return indicator && row ? [{ indicator, row }] : [];
  });
  const telling = known.toSorted((one, other) => tellingness(one.row) - tellingness(other.row));
  if (known.length === 0) return null;
  return (
    <ul class="effects" aria-label="Indicators that show the effect">
      {telling.slice(0, shown).map(({ indicator, row }) => (
        <li key={indicator.id}>
          <RowStatus row={row} /> <a href={indicatorAddress(indicator.id)}>{indicator.title}</a>
        </li>
      ))}
      {known.length > shown && (
        <li>
          <a href={all}>and {known.length - shown} more</a>
        </li>
      )}
    </ul>
  );
}

const MOST_TELLING = [
  ...['off_track', 'in_doubt', 'not_judged', 'on_track', 'met'],
  ...['no_target', 'hidden', 'no_figure', 'awaiting_data'],
];

/** Those with a target first, of these the unmet: they say whether the action has worked. */
function tellingness(row: OverviewRow): number {
  const isJudged = row.status !== 'no_target' || hasNoTarget(row);
  return MOST_TELLING.indexOf(isJudged ? row.status : 'not_judged');
}
