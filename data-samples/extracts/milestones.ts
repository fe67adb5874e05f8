import { dayOf, isoDate, MONTHS, type Month } from '../calendar.ts';
import type { SampleExtract } from '../extract.ts';
import { at, between, pick, type Random, seeded, weekdayBetween, weighted } from '../random.ts';

interface Milestone {
  id: string;
  dueOn: number | null;
}

interface Progress extends Milestone {
  startedOn: number;
  /** From then on the team says that the day will be missed. */
  doubtedFrom: number;
  doneOn: number;
  doubt: string;
}

/** The plan as indicators/hertfordshire/milestones.yaml has it: each action, and when its milestones a, b, c … are due.
 *  A dash where the plan gives no day. */
const DUE_DAYS: readonly (readonly [action: string, days: string])[] = [
  ['pap-1-1', '2024-01-31 2024-03-31 2024-06-30'],
  ['pap-1-2', '2024-01-31 2024-03-31 2024-03-31 2024-06-30 2024-06-30'],
  ['pap-1-3', '2024-01-31 2024-06-30 2024-09-30 2024-11-30'],
  ['pap-1-4', '2024-02-29 2024-06-30 2024-09-30 2024-09-30 2025-03-31'],
  ['pap-1-5', '2024-04-30 2024-06-30 2024-06-30 2024-07-31 2024-12-31'],
  ['pap-1-6', '2024-12-31 2024-09-30 2024-12-31'],
  ['pap-2-1', '2024-01-31 2024-01-31 2024-01-31 2024-01-31 2024-03-31 2025-03-31'],
  ['pap-2-2', '2024-01-31 2024-03-31 2024-06-30 2025-03-31 2024-02-29 2024-07-30'],
  ['pap-2-3', '2024-01-31 2024-01-31 2024-04-30 2024-06-30 2024-04-30 2024-07-31'],
  ['pap-2-4', '2024-03-31 2024-04-30 2024-04-30 2025-03-31 2024-09-30'],
  ['ip-1-1', '2025-01-31'],
  ['ip-1-2', '2025-03-31 2024-01-31'],
  ['ip-1-3', '2024-09-30 2024-06-30'],
  ['ip-1-4', '2025-04-30 2024-07-31 2024-09-30'],
  ['ip-1-5', '2024-09-30 2024-11-30'],
  ['ip-1-6', '2024-09-30'],
  ['ip-1-7', '2025-03-31 2025-03-31 -'],
  ['ip-1-8', '2024-03-31 2026-12-31 2024-07-31 2024-01-31 2024-03-31 - 2024-03-31 - 2024-04-30'],
  ['ip-1-9', '- - - 2024-01-31 2025-04-30 2024-04-30'],
  ['ip-1-10', '2024-03-31 2024-10-31 2024-09-30 2024-03-31 2024-12-31'],
  ['ip-2-1', '2024-04-30 2024-04-30 2024-04-30'],
  ['ip-2-2', '2024-04-30'],
  ['ip-2-3', '2023-12-31 2024-01-31 2024-06-30 2024-03-31 2025-01-31'],
  ['ip-2-4', '2024-04-30 2024-03-31 2024-04-30 2024-10-31 2024-04-30 2024-06-30 2024-07-31'],
  ['ip-2-5', '2024-06-30 2024-06-30 2025-03-31'],
  ['ip-2-6', '2024-06-30 2024-06-30 - -'],
  ['ip-3-1', '2024-09-30 2024-09-30 2024-01-31 2024-09-30 2024-09-30'],
  ['ip-3-2', '2024-09-30 2024-09-30 2024-04-30 2024-09-30'],
  ['ip-3-3', '2024-03-31'],
  ['ip-3-4', '2024-06-30 2024-09-30 2024-12-31'],
  ['ip-3-5', '2025-04-30 2025-04-30 2024-05-31 2025-01-31 2025-09-30'],
  ['ip-5-1', '2024-06-30 2024-06-30'],
  ['ip-5-2', '2023-12-31 2024-01-31 2024-01-31'],
  ['ip-5-3', '- - - 2024-04-30 2024-04-30 2024-09-30'],
  ['ip-5-4', '2024-04-30 2024-01-31'],
  ['ip-5-5', '2024-04-30'],
];

const MILESTONES: readonly Milestone[] = DUE_DAYS.flatMap(([action, days]) =>
  days.split(' ').map((due, index) => ({
    id: `${action}-${String.fromCharCode('a'.charCodeAt(0) + index)}`,
    dueOn: due === '-' ? null : dayOf(due),
  })),
);

const FIRST_MONTH = '2023-12';
const NEVER = Number.POSITIVE_INFINITY;
/** The month’s look through the plan is in its last week. */
const DAYS_OF_REVIEW = 6;

const drawDaysLate = weighted<(random: Random) => number>([
  [(random) => -between(random, 0, 75), 0.64],
  [(random) => between(random, 8, 60), 0.2],
  [(random) => between(random, 61, 150), 0.1],
  [() => NEVER, 0.06],
]);

const DOUBTS = [
  'Waits for posts to be filled',
  'Waits for agreement between the partners',
  'Waits for another milestone',
  'The supplier delivers later than agreed',
  'More families and settings have to be asked first',
];

export const milestones: SampleExtract = {
  name: 'milestones',
  newline: '\n',
  columns: ['milestone_id', 'status', 'updated_on', 'due_on', 'done_on', 'evidence'],
  isDue: ({ text }) => text >= FIRST_MONTH,
  rows: () => {
    const progress = MILESTONES.map(progressOf);
    return (month) => {
      const today = reviewDay(month);
      return progress.map((milestone) => row(milestone, today));
    };
  },
};

/** How many milestones were due by a day, and how many of them were done by the day they were due. What is done after the
 *  last review is in no file. */
export function milestonesBy(day: number): { due: number; onTime: number } {
  const lastReview = reviewDay(at(MONTHS, MONTHS.length - 1));
  const due = MILESTONES.map(progressOf).filter(({ dueOn }) => dueOn !== null && dueOn <= day);
  const onTime = due.filter(({ dueOn, doneOn }) => doneOn <= Math.min(dueOn ?? NEVER, lastReview));
  return { due: due.length, onTime: onTime.length };
}

function reviewDay({ text, lastDay }: Month): number {
  return weekdayBetween(seeded('review of the plan', text), lastDay - DAYS_OF_REVIEW, lastDay);
}

/** Work without a day goes on and on. */
function progressOf({ id, dueOn }: Milestone): Progress {
  const random = seeded('milestone', id);
  const daysLate = drawDaysLate(random)(random);
  const due = dueOn ?? NEVER;
  return {
    id,
    dueOn,
    startedOn: dueOn === null ? 0 : dueOn - between(random, 60, 240),
    doubtedFrom: daysLate > 0 ? due - between(random, 10, 80) : NEVER,
    doneOn: due + daysLate,
    doubt: pick(random, DOUBTS),
  };
}

function row(milestone: Progress, today: number): string {
  const { id, dueOn, doneOn, doubt } = milestone;
  const status = statusOn(today, milestone);
  return [
    id,
    status,
    isoDate(today),
    dueOn === null ? '' : isoDate(dueOn),
    status === 'done' ? isoDate(doneOn) : '',
    { done: 'Reported to the Partnership and Assurance Board', at_risk: doubt, late: doubt }[status] ?? '',
  ].join(',');
}

function statusOn(today: number, { dueOn, startedOn, doubtedFrom, doneOn }: Progress): string {
  if (doneOn <= today) return 'done';
  if (dueOn !== null && dueOn < today) return 'late';
  if (startedOn > today) return 'not_started';
  return doubtedFrom <= today ? 'at_risk' : 'on_track';
}
