import { dateWords } from '../../../indicators/period-words.ts';
import type { Decision } from '../../../indicators/plan.ts';
import { StatusTag } from '../marks/StatusTag.tsx';
import { overdueWords } from './milestones.ts';

/** What came of a decision; where nobody has said so, when it is due, and that it is late once that day has passed. */
export function Outcome({ decision, today }: { decision: Decision; today: string }) {
  const { due_on: due, outcome } = decision;
  if (outcome !== null) return <>{outcome}</>;
  if (due === null) return <span class="quiet">No outcome recorded yet.</span>;
  if (!isOverdue(decision, today)) return <>Due by {dateWords(due)}.</>;
  return (
    <>
      <StatusTag status="off_track" words={`${overdueWords(due, today)} late`} />{' '}
      {`Was due by ${dateWords(due)}; no outcome recorded.`}
    </>
  );
}

/** Who is to do it. The day is told with what came of it, while nothing has. */
export function ownerWords({ owner, due_on, outcome }: Decision): string {
  const by = due_on !== null && outcome !== null ? `by ${dateWords(due_on)}` : null;
  return [owner, by].filter((part) => part !== null).join(', ');
}

/** The overdue first, of these the longest overdue; then the others in their order.
 *  @param shown how many are in sight; all that are overdue are */
export function overdueFirst(decisions: Decision[], today: string, shown: number): [Decision[], Decision[]] {
  const overdue = decisions
    .filter((one) => isOverdue(one, today))
    .toSorted((one, other) => (one.due_on ?? '').localeCompare(other.due_on ?? ''));
  const all = [...overdue, ...decisions.filter((one) => !overdue.includes(one))];
  const inSight = Math.max(shown, overdue.length);
  return [all.slice(0, inSight), all.slice(inSight)];
}

function isOverdue({ due_on, outcome }: Decision, today: string): boolean {
  return outcome === null && due_on !== null && due_on < today;
}
