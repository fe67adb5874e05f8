import { dateWords, periodWords } from '../../../indicators/period-words.ts';
import type { Decision, ReportedAction, ReportedMilestone } from '../../../indicators/plan.ts';
import type { Indicator } from '../../../indicators/schema.ts';
import type { Series } from '../../../indicators/series.ts';
import { spokenUnit, valueWords } from '../../../indicators/words.ts';
import type { IndicatorProps } from '../../props/indicator.ts';
import { capitalised, counted, MILESTONE_WORDS } from '../../words.ts';
import { Outcome, overdueFirst, ownerWords } from '../plan/Outcome.tsx';

/** What boards decided because of the figure, and the actions of the plan that are to change it. */
export function DoneAboutIt({ indicator, series, responses, today }: IndicatorProps) {
  const { decisions, actions } = responses;
  return (
    <section class="done" aria-labelledby="done">
      <h2 id="done" class="bar">
        What we are doing about it
      </h2>
      {decisions.length === 0 && actions.length === 0 && <p class="quiet">{nothingDoneWords(series)}</p>}
      {decisions.length > 0 && <Decisions {...{ indicator, decisions, today }} />}
      {actions.length > 0 && <Actions actions={actions} />}
    </section>
  );
}

export function nothingDoneWords({ level }: Series): string {
  return level === 'protected'
    ? 'No action has been linked to this indicator yet.'
    : 'No decision or action has been linked to this indicator yet.';
}

const IN_SIGHT = 3;

interface DecisionsProps {
  indicator: Indicator;
  decisions: Decision[];
  today: string;
}

function Decisions({ indicator, decisions, today }: DecisionsProps) {
  const [first, others] = overdueFirst(decisions, today, IN_SIGHT);
  const list = (some: Decision[]) => (
    <ul class="entries">
      {some.map((decision) => (
        <DecisionEntry key={decision.id} {...{ decision, indicator, today }} />
      ))}
    </ul>
  );
  return (
    <>
      <h3>Decided because of this figure</h3>
      {list(first)}
      {others.length > 0 && (
        <details>
          <summary>{counted(others.length, 'more decision')}</summary>
          {list(others)}
        </details>
      )}
    </>
  );
}

interface DecisionEntryProps {
  decision: Decision;
  indicator: Indicator;
  today: string;
}

function DecisionEntry({ decision, indicator, today }: DecisionEntryProps) {
  const { board, decided_on, period, value, outcome } = decision;
  const seen =
    value === null || period === null
      ? ''
      : `, on seeing ${valueWords(spokenUnit(indicator), value)} for ${periodWords(period)}`;
  const who = ownerWords(decision);
  return (
    <li>
      <p>{decision.decision}</p>
      <p class="quiet">
        {board}, {dateWords(decided_on)}
        {seen}.{who && ` ${capitalised(who)}.`}
      </p>
      <p>
        {outcome !== null && <strong>What came of it:</strong>} <Outcome decision={decision} today={today} />
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
  if (milestones.length === 1 && done === 0)
    return `Its one milestone is not reached yet${late > 0 ? ', and late' : ''}`;
  return `${done} of ${counted(milestones.length, 'milestone')} reached${late > 0 ? `, ${late} late` : ''}`;
}

function milestoneWords({ title, status, due, done_on, late }: ReportedMilestone): string {
  const state = late ? 'Late' : status === null ? 'No report yet' : MILESTONE_WORDS[status];
  const when = done_on !== null ? `, ${dateWords(done_on)}` : due === null ? '' : `, due ${dateWords(due)}`;
  return `${title} – ${state}${when}`;
}
