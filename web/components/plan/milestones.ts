import { dateWords } from '../../../indicators/period-words.ts';
import type { ReportedAction, ReportedMilestone } from '../../../indicators/plan.ts';
import type { MilestoneStanding, PlanFilter } from '../../props/plan.ts';
import { counted, MILESTONE_WORDS as REPORTED_WORDS } from '../../words.ts';

/** An improvement plan as readers meet it: late first, then due soon, then the rest. */

export interface Step {
  milestone: ReportedMilestone;
  action: ReportedAction;
  standing: MilestoneStanding;
}

export const MILESTONE_WORDS: Record<MilestoneStanding, string> = {
  ...REPORTED_WORDS,
  not_reported: 'Not reported',
};

const DAY_MS = 86_400_000;
const SOON_DAYS = 90;

export function stepsOf(actions: ReportedAction[]): Step[] {
  return actions.flatMap((action) =>
    action.milestones.map((milestone) => ({ milestone, action, standing: standingOf(milestone) })),
  );
}

function standingOf({ late, status }: ReportedMilestone): MilestoneStanding {
  return late ? 'late' : (status ?? 'not_reported');
}

export function fits({ milestone, standing }: Step, { status, lead }: PlanFilter): boolean {
  return (
    (status === null || standing === status) && (lead === null || leadsOf(milestone.lead).includes(lead))
  );
}

/** Several posts that lead together are parted by semicolons. */
export function leadsOf(lead: string): string[] {
  return lead.split(';').map((post) => post.trim());
}

export function allLeads(actions: ReportedAction[]): string[] {
  const leads = stepsOf(actions).flatMap(({ milestone }) => leadsOf(milestone.lead));
  return [...new Set(leads)].sort((one, other) => one.localeCompare(other));
}

/** What a board looks at first. */
interface Pressing {
  late: Step[];
  soon: Step[];
}

export function pressingSteps(steps: Step[], today: string): Pressing {
  const until = soonUntil(today);
  const isSoon = ({ milestone, standing }: Step) =>
    standing !== 'late' && standing !== 'done' && milestone.due !== null && milestone.due <= until;
  const late = steps.filter(({ standing }) => standing === 'late');
  const soon = steps.filter(isSoon);
  return { late: late.toSorted(byDue), soon: soon.toSorted(byDue) };
}

function byDue(one: Step, other: Step): number {
  return (one.milestone.due ?? '9').localeCompare(other.milestone.due ?? '9');
}

export function soonUntil(today: string): string {
  return new Date(Date.parse(today) + SOON_DAYS * DAY_MS).toISOString().slice(0, 10);
}

/** "96 of 137 milestones are done. 13 are late and 4 at risk; 11 fall due by 15 April 2025." */
export function planWords(steps: Step[], today: string): string {
  const done = numberOf(steps, 'done');
  const late = numberOf(steps, 'late');
  const risk = numberOf(steps, 'at_risk');
  const lateWords = late === 0 ? 'None is late' : counted(late, 'is late', 'are late');
  return `${done} of ${counted(steps.length, 'milestone')} ${done === 1 || steps.length === 1 ? 'is' : 'are'} done. ${lateWords}${riskWords(risk, late)}; ${fallingWords(steps, today)}.`;
}

/** " and 4 at risk", after how many are something else; after none " and 1 is at risk". */
function riskWords(risk: number, others: number): string {
  if (risk === 0) return '';
  return others === 0 ? ` and ${counted(risk, 'is', 'are')} at risk` : ` and ${risk} at risk`;
}

/** "No: 13 of 137 milestones are late, the longest by 11 months. 96 are done and 4 at risk; 11 fall due by 15 April 2025." */
export function onTimeWords(steps: Step[], today: string): string {
  const done = numberOf(steps, 'done');
  const risk = numberOf(steps, 'at_risk');
  const doneWords = done === 0 ? 'None is done' : counted(done, 'is done', 'are done');
  return `${answerWords(steps, today)} ${doneWords}${riskWords(risk, done)}; ${fallingWords(steps, today)}.`;
}

function answerWords(steps: Step[], today: string): string {
  const { late } = pressingSteps(steps, today);
  const all = counted(steps.length, 'milestone');
  if (steps.every(({ milestone }) => milestone.status === null))
    return `Not known: ${unreportedWords(steps.length, late.length)}`;
  const [longest] = late;
  if (longest === undefined)
    return steps.length === 1 ? 'Yes: its one milestone is not late.' : `Yes: none of its ${all} is late.`;
  const by = lateBy(longest, today);
  const days = by === null ? '' : late.length === 1 ? `, by ${by}` : `, the longest by ${by}`;
  return `No: ${late.length} of ${all} ${late.length === 1 ? 'is' : 'are'} late${days}.`;
}

/** "nothing has been reported yet of its 137 milestones, and the day of 109 has passed." */
export function unreportedWords(milestones: number, late: number): string {
  const passed = late === 0 ? '' : `, and the day of ${late} has passed`;
  return `nothing has been reported yet of its ${counted(milestones, 'milestone')}${passed}.`;
}

function fallingWords(steps: Step[], today: string): string {
  const { soon } = pressingSteps(steps, today);
  const falling = soon.length === 0 ? 'none falls' : counted(soon.length, 'falls', 'fall');
  return `${falling} due by ${dateWords(soonUntil(today))}`;
}

function numberOf(steps: Step[], wanted: MilestoneStanding): number {
  return steps.filter(({ standing }) => standing === wanted).length;
}

/** How long ago a day was, as people say it: 9 days, 7 weeks, 11 months. */
export function overdueWords(due: string, today: string): string {
  const days = Math.round((Date.parse(today) - Date.parse(due)) / DAY_MS);
  if (days < 14) return counted(days, 'day');
  if (days < 75) return counted(Math.floor(days / 7), 'week');
  return counted(Math.floor(days / 30.4), 'month');
}

/** "Due 31 January 2024"; "Done 3 March 2024". */
export function whenWords({ milestone, standing }: Step): string {
  const { due, done_on } = milestone;
  if (standing === 'done') return done_on ? `Done ${dateWords(done_on)}` : 'Done';
  if (due === null) return 'No date given';
  return `Due ${dateWords(due)}`;
}

/** "11 months late"; of what is late though its day is still to come, or what is not late, where it stands. Of what was
 *  never reported nobody knows whether it is late. */
export function standingWords(step: Step, today: string): string {
  const by = lateBy(step, today);
  if (by !== null && step.milestone.status === null) return `Not reported, due ${by} ago`;
  return by === null ? MILESTONE_WORDS[step.standing] : `${by} late`;
}

function lateBy({ milestone: { due }, standing }: Step, today: string): string | null {
  return standing === 'late' && due !== null && due < today ? overdueWords(due, today) : null;
}
