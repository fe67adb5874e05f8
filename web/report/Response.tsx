import type { ComponentChildren } from 'preact';
import { dateWords, periodWords } from '../../indicators/period-words.ts';
import type { Decision, ReportedAction } from '../../indicators/plan.ts';
import type { Catalogue } from '../../indicators/schema.ts';
import { uncapitalised } from '../../indicators/words.ts';
import { inShort, recentComment } from '../components/indicator/NewestComment.tsx';
import { whereWords } from '../components/overview/where.ts';
import {
  planWords,
  pressingSteps,
  standingWords,
  stepsOf,
  whenWords,
} from '../components/plan/milestones.ts';
import { Outcome, overdueFirst, ownerWords } from '../components/plan/Outcome.tsx';
import { capitalised, counted } from '../words.ts';
import type { ReportEntry } from './report.ts';

interface ResponseProps {
  catalogue: Catalogue;
  entry: ReportEntry;
  today: string;
}

/** Where the trouble lies, what is said about it, what was decided, and what the plan promises; each in a few lines. */
export function ReportResponse({ catalogue, entry, today }: ResponseProps) {
  const { indicator, row, series, standings, responses } = entry;
  const where = whereWords(indicator, row, standings, catalogue.partnership);
  const comment = responses && recentComment(responses.comments, series.area, row);
  const { decisions = [], actions = [] } = responses ?? {};
  if (where === '' && !comment && decisions.length + actions.length === 0) return null;
  return (
    <div class="pack-response">
      {where !== '' && <Line head="Where">{where}.</Line>}
      {comment && (
        <Line head="Said">
          {inShort(comment.text)}{' '}
          <span class="quiet">
            {comment.author_role}, {dateWords(comment.written_on)}, about {periodWords(comment.period)}.
          </span>
        </Line>
      )}
      <Decided decisions={decisions} today={today} />
      <Promised actions={actions} catalogue={catalogue} today={today} />
    </div>
  );
}

function Line({ head, children }: { head: string; children: ComponentChildren }) {
  return (
    <p>
      <strong>{head}.</strong> {children}
    </p>
  );
}

/** The decision that is longest overdue, or the newest. */
function Decided({ decisions, today }: { decisions: Decision[]; today: string }) {
  const [first] = overdueFirst(decisions, today, 1)[0];
  if (!first) return null;
  const who = ownerWords(first);
  const more = decisions.length - 1;
  return (
    <Line head="Decided">
      {first.decision}{' '}
      <span class="quiet">
        {first.board}, {dateWords(first.decided_on)}.{who && ` ${capitalised(who)}.`}
      </span>{' '}
      <Outcome decision={first} today={today} />
      {more > 0 && ` ${counted(more, 'more decision is', 'more decisions are')} on the indicator’s page.`}
    </Line>
  );
}

interface PromisedProps {
  actions: ReportedAction[];
  catalogue: Catalogue;
  today: string;
}

/** How far the plan's actions have come; the late milestone, or else the next due, that is most its own: an action for few
 *  indicators says more of each than one for all. */
function Promised({ actions, catalogue, today }: PromisedProps) {
  const steps = stepsOf(actions);
  if (steps.length === 0) return null;
  const { late, soon } = pressingSteps(steps, today);
  const [pressing] = (late.length > 0 ? late : soon).toSorted(
    (one, other) => indicatorsOf(one.action, catalogue) - indicatorsOf(other.action, catalogue),
  );
  return (
    <Line head="In the plan">
      {actions.map(({ ref }) => ref).join(', ')}: {planWords(steps, today)}
      {pressing && (
        <>
          {late.length > 0 ? ' Late: ' : ' Next: '}
          {pressing.milestone.title} (
          {uncapitalised(`${whenWords(pressing)}, ${uncapitalised(standingWords(pressing, today))}`)}).
        </>
      )}
    </Line>
  );
}

function indicatorsOf({ ref, indicators: own }: ReportedAction, { indicators }: Catalogue): number {
  return indicators.filter(({ id, actions }) => own.includes(id) || actions.includes(ref)).length;
}
