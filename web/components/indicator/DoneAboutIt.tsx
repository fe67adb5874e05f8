import type { Decision, ReportedAction, ReportedMilestone } from '../../../indicators/plan.ts';
import type { Indicator } from '../../../indicators/schema.ts';
import { dateWords, periodWords, spokenUnit, valueWords } from '../../../indicators/words.ts';
import type { IndicatorProps } from '../../props/indicator.ts';
import { counted, MILESTONE_WORDS } from '../../words.ts';

/** What boards decided because of the figure, and the actions of the plan that are to change it. */
export function DoneAboutIt({ indicator, series, responses: { decisions, actions } }: IndicatorProps) {
  return (
    <section class="done" aria-labelledby="done">
      <h2 id="done" class="bar">
        What we are doing about it
      </h2>
      {decisions.length === 0 && actions.length === 0 && (
        <p class="quiet">
          {series.level === 'protected'
            ? 'No action has been linked to this indicator yet.'
            : 'No decision or action has been linked to this indicator yet.'}
        </p>
      )}
      {decisions.length > 0 && <Decisions indicator={indicator} decisions={decisions} />}
      {actions.length > 0 && <Actions actions={actions} />}
    </section>
  );
}

const IN_SIGHT = 3;

function Decisions({ indicator, decisions }: { indicator: Indicator; decisions: Decision[] }) {
  const list = (some: Decision[]) => (
    <ul class="entries">
      {some.map((decision) => (
        <DecisionEntry key={decision.id} decision={decision} indicator={indicator} />
      ))}
    </ul>
  );
  return (
    <>
      <h3>Decided because of this figure</h3>
      {list(decisions.slice(0, IN_SIGHT))}
      {decisions.length > IN_SIGHT && (
        <details>
          <summary>{counted(decisions.length - IN_SIGHT, 'earlier decision')}</summary>
          {list(decisions.slice(IN_SIGHT))}
        </details>
      )}
    </>
  );
}

function DecisionEntry({ decision: one, indicator }: { decision: Decision; indicator: Indicator }) {
  const seen =
    one.value === null || one.period === null
      ? ''
      : `, on seeing ${valueWords(spokenUnit(indicator), one.value)} for ${periodWords(one.period)}`;
  return (
    <li>
      <p>{one.decision}</p>
      <p class="quiet">
        {one.board}, {dateWords(one.decided_on)}
        {seen}.{one.owner && ` ${one.owner}`}
        {one.due_on && `${one.owner ? ', by' : ' By'} ${dateWords(one.due_on)}`}
        {(one.owner || one.due_on) && '.'}
      </p>
      <p>
        <strong>What came of it:</strong> {one.outcome ?? 'not yet known.'}
      </p>
    </li>
  );
}

function Actions({ actions }: { actions: ReportedAction[] }) {
  const list = (some: ReportedAction[]) => (
    <ul class="entries">
      {some.map((action) => (
        <li key={action.ref}>
          <p>
            <strong>{action.ref}</strong> {action.title}
          </p>
          <p class="quiet">{action.lead}</p>
          <details>
            <summary>{milestonesWords(action.milestones)}</summary>
            <ul class="milestones">
              {action.milestones.map((milestone) => (
                <li key={milestone.id}>{milestoneWords(milestone)}</li>
              ))}
            </ul>
          </details>
        </li>
      ))}
    </ul>
  );
  return (
    <>
      <h3>In the improvement plan</h3>
      {list(actions.slice(0, IN_SIGHT))}
      {actions.length > IN_SIGHT && (
        <details>
          <summary>{counted(actions.length - IN_SIGHT, 'more action')}</summary>
          {list(actions.slice(IN_SIGHT))}
        </details>
      )}
    </>
  );
}

function milestonesWords(milestones: ReportedMilestone[]): string {
  const done = milestones.filter(({ status }) => status === 'done').length;
  const late = milestones.filter((milestone) => milestone.late).length;
  return `${done} of ${counted(milestones.length, 'milestone')} reached${late > 0 ? `, ${late} late` : ''}`;
}

function milestoneWords({ title, status, due, done_on, late }: ReportedMilestone): string {
  const state = late ? 'Late' : status === null ? 'No report yet' : MILESTONE_WORDS[status];
  const when = done_on !== null ? `, ${dateWords(done_on)}` : due === null ? '' : `, due ${dateWords(due)}`;
  return `${title} – ${state}${when}`;
}
