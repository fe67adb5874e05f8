import { dateWords } from '../../indicators/period-words.ts';
import type { ReportedAction } from '../../indicators/plan.ts';
import { frameworkAddress } from '../addresses.ts';
import { type Field, GetForm } from '../components/forms/GetForm.tsx';
import { Breadcrumb } from '../components/page/Breadcrumb.tsx';
import { Freshness } from '../components/page/Freshness.tsx';
import { Page } from '../components/page/Page.tsx';
import { Decisions } from '../components/plan/Decisions.tsx';
import { actionId, Effects, MilestoneList, type PlanContext } from '../components/plan/Milestones.tsx';
import { MilestoneTag } from '../components/plan/MilestoneTag.tsx';
import {
  allLeads,
  fits,
  leadsOf,
  MILESTONE_WORDS,
  onTimeWords,
  pressingSteps,
  type Step,
  soonUntil,
  stepsOf,
  whenWords,
} from '../components/plan/milestones.ts';
import { MILESTONE_STANDINGS, type PlanFilter, type PlanProps } from '../props/plan.ts';

/** The improvement plan: what is late, what comes next, then every action; and what boards decided. */
export function PlanPage({ frame, actions, decisions, rows, today, filter }: PlanProps) {
  const { catalogue } = frame;
  const context = { catalogue, rows, today };
  return (
    <Page frame={frame} title={titleOf(filter)}>
      <Breadcrumb crumbs={[{ text: 'Overview', href: '/' }]} />
      <h1>Is the improvement plan on time?</h1>
      <Freshness snapshot={frame.snapshot} />
      {actions ? <Plan actions={actions} filter={filter} context={context} /> : <NoPlan frame={frame} />}
      <Decisions decisions={decisions} catalogue={catalogue} today={today} />
    </Page>
  );
}

function titleOf({ status, lead }: PlanFilter): string {
  const asked = [status === null ? null : MILESTONE_WORDS[status].toLowerCase(), lead];
  return ['Plan', ...asked.filter((part) => part !== null)].join(', ');
}

function NoPlan({ frame }: Pick<PlanProps, 'frame'>) {
  return (
    <p class="lede">
      {frame.catalogue.partnership.name} has no plan with milestones in its catalogue. Once it is written
      there, in <code>milestones.yaml</code>, it is followed here.
    </p>
  );
}

interface PlanPartProps {
  actions: ReportedAction[];
  filter: PlanFilter;
  context: PlanContext;
}

function Plan({ actions, filter, context }: PlanPartProps) {
  const { today } = context;
  const all = stepsOf(actions);
  const chosen = all.filter((step) => fits(step, filter));
  const { late, soon } = pressingSteps(chosen, today);
  return (
    <>
      <p class="lede">{onTimeWords(all, today)}</p>
      <GetForm action="/plan" fields={fieldsOf(actions, filter)} />
      {chosen.length === 0 && (
        <p class="lede" data-result>
          No milestone fits what was chosen.
        </p>
      )}
      <Part id="late" title="Late" steps={late} context={context} />
      <Part id="soon" title={`Due by ${dateWords(soonUntil(today))}`} steps={soon} context={context} />
      {chosen.length > 0 && <ByAction actions={actions} chosen={chosen} context={context} />}
    </>
  );
}

interface PartProps {
  id: string;
  title: string;
  steps: Step[];
  context: PlanContext;
}

function Part({ id, title, steps, context }: PartProps) {
  if (steps.length === 0) return null;
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>
        {title} ({steps.length})
      </h2>
      <MilestoneList steps={steps} context={context} />
    </section>
  );
}

interface ByActionProps {
  actions: ReportedAction[];
  chosen: Step[];
  context: PlanContext;
}

/** Every action, closed until somebody wants it: most of its milestones are done. */
function ByAction({ actions, chosen, context }: ByActionProps) {
  return (
    <section aria-labelledby="actions">
      <h2 id="actions">All actions</h2>
      {actions.map((action) => {
        const steps = chosen.filter((step) => step.action === action);
        return (
          steps.length > 0 && <ActionPart key={action.ref} action={action} steps={steps} context={context} />
        );
      })}
    </section>
  );
}

function ActionPart({
  action,
  steps,
  context,
}: {
  action: ReportedAction;
  steps: Step[];
  context: PlanContext;
}) {
  return (
    <details class="extract" id={actionId(action.ref)}>
      <summary>
        <span class="extract-title">
          {action.ref} {action.title}
        </span>{' '}
        <span class="quiet">{doneWords(steps)}</span>
      </summary>
      <p class="quiet">
        Led by {leadsOf(action.lead).join('; ')}. For <Areas action={action} context={context} />.
      </p>
      <Effects ids={action.indicators} context={context} />
      <ul class="steps steps-short">
        {steps.map((step) => (
          <li key={step.milestone.id}>
            <div class="step-when">
              <MilestoneTag step={step} today={context.today} />
              <p>{whenWords(step)}</p>
            </div>
            <div>
              <p>{step.milestone.title}</p>
              {step.milestone.evidence && <p class="quiet">{step.milestone.evidence}.</p>}
              {step.milestone.note && <p class="quiet">{step.milestone.note}</p>}
            </div>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Areas({ action, context }: { action: ReportedAction; context: PlanContext }) {
  const items = context.catalogue.partnership.frameworks.improvement?.items ?? [];
  return (
    <>
      {action.area.map((id, index) => (
        <span key={id}>
          {index > 0 && ', '}
          <a href={frameworkAddress('improvement', id)}>
            {items.find((item) => item.id === id)?.title ?? id}
          </a>
        </span>
      ))}
    </>
  );
}

function doneWords(steps: Step[]): string {
  const done = steps.filter(({ standing }) => standing === 'done').length;
  const late = steps.filter(({ standing }) => standing === 'late').length;
  return `${done} of ${steps.length} done${late > 0 ? `, ${late} late` : ''}`;
}

function fieldsOf(actions: ReportedAction[], { status, lead }: PlanFilter): Field[] {
  const standings = MILESTONE_STANDINGS.map((value) => ({ value, text: MILESTONE_WORDS[value] }));
  const leads = allLeads(actions).map((value) => ({ value, text: value }));
  const any = { value: '', text: 'Any' };
  return [
    { name: 'status', label: 'Status', choices: [any, ...standings], chosen: status ?? '' },
    { name: 'lead', label: 'Lead', choices: [any, ...leads], chosen: lead ?? '' },
  ];
}
