import type { ComponentChildren } from 'preact';
import type { Partnership } from '../../indicators/partnership-schema.ts';
import { dateWords, periodWords } from '../../indicators/period-words.ts';
import type { Decision, ReportedAction } from '../../indicators/plan.ts';
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
  partnership: Partnership;
  entry: ReportEntry;
  today: string;
}

/** Where the trouble lies, what is said about it, what was decided, and what the plan promises; each in a few lines. */
export function ReportResponse({ partnership, entry, today }: ResponseProps) {
  const { indicator, row, series, standings, responses } = entry;
  const where = whereWords(indicator, row, standings, partnership);
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
      <Promised actions={actions} today={today} />
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

/** How far the plan's actions have come; the milestone that is longest late, or else the next that is due. */
function Promised({ actions, today }: { actions: ReportedAction[]; today: string }) {
  const steps = stepsOf(actions);
  if (steps.length === 0) return null;
  const { late, soon } = pressingSteps(steps, today);
  const [pressing] = [...late, ...soon];
  return (
    <Line head="In the plan">
      {actions.map(({ ref }) => ref).join(', ')}: {planWords(steps, today)}
      {pressing && (
        <>
          {late.length > 0 ? ' Longest late: ' : ' Next: '}
          {pressing.milestone.title} (
          {uncapitalised(`${whenWords(pressing)}, ${uncapitalised(standingWords(pressing, today))}`)}).
        </>
      )}
    </Line>
  );
}
