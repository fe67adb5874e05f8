import { dateWords, shortDate } from '../../indicators/period-words.ts';
import { dayAfter } from '../../indicators/periods.ts';
import { DataTable } from '../components/DataTable.tsx';
import { counted, MILESTONE_WORDS } from '../words.ts';
import { Part } from './Part.tsx';
import type { ReportChoice, ReportMilestone } from './report.ts';

const SOON_DAYS = 92;

interface MilestonesProps {
  number: string;
  milestones: ReportMilestone[];
  /** How many the whole plan has. */
  planned: number;
  today: string;
  choice: ReportChoice;
}

/** What was promised: late first, then what is at risk or soon due, then what was done. */
export function ReportMilestones({ number, milestones, planned, today, choice }: MilestonesProps) {
  const late = milestones.filter((one) => one.late);
  const coming = milestones.filter((one) => !one.late && one.status !== 'done' && isNear(one, today));
  const done = milestones.filter((one) => one.status === 'done' && isRecent(one, today));
  const rest = milestones.length - late.length - coming.length - done.length;
  return (
    <Part number={number} title="Milestones" kind="milestones">
      <p>{summary(milestones, late, planned)}</p>
      {choice.earlier && (
        <p class="quiet">As they stand on {dateWords(today)}, not at the end of the period.</p>
      )}
      <Group title="Late" milestones={late} />
      <Group title="At risk, or due in the next three months" milestones={coming} />
      <Group title="Done in the last three months" milestones={done} />
      {rest > 0 && (
        <p class="quiet">
          {counted(rest, 'other milestone was', 'other milestones were')} done earlier, or{' '}
          {rest === 1 ? 'is' : 'are'} due later and not at risk.
        </p>
      )}
    </Part>
  );
}

function summary(all: ReportMilestone[], late: ReportMilestone[], planned: number): string {
  const done = all.filter(({ status }) => status === 'done').length;
  const which =
    all.length === planned
      ? `${counted(planned, 'milestone')} of the improvement plan`
      : `${all.length} of the improvement plan’s ${planned} milestones ${all.length === 1 ? 'belongs' : 'belong'} to what this report shows`;
  return `${which}: ${done} done, ${late.length} late.`;
}

function isNear({ due, status }: ReportMilestone, today: string): boolean {
  return status === 'at_risk' || (due !== null && due <= dayAfter(today, SOON_DAYS));
}

function isRecent({ done_on }: ReportMilestone, today: string): boolean {
  return done_on !== null && done_on >= dayAfter(today, -SOON_DAYS);
}

function Group({ title, milestones }: { title: string; milestones: ReportMilestone[] }) {
  if (milestones.length === 0) return null;
  const inOrder = milestones.toSorted((a, b) => (a.due ?? '9').localeCompare(b.due ?? '9'));
  return (
    <>
      <h3>{title}</h3>
      <DataTable
        caption={title}
        captionHidden
        columns={[
          { head: 'Milestone' },
          { head: 'Action' },
          { head: 'Lead' },
          { head: 'Due' },
          { head: 'Status' },
        ]}
        rows={inOrder.map((one) => ({
          key: one.id,
          cells: [
            one.title,
            `${one.action.ref}`,
            one.lead,
            one.due === null ? 'no day set' : shortDate(one.due),
            statusWords(one),
          ],
        }))}
      />
    </>
  );
}

function statusWords({ status, late, done_on }: ReportMilestone): string {
  if (status === 'done') return done_on === null ? 'Done' : `Done ${shortDate(done_on)}`;
  const words = status === null ? 'Not reported' : MILESTONE_WORDS[status];
  return late && status !== 'late' ? `${words}, and its day has passed` : words;
}
