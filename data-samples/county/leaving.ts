import { AREAS } from '../areas.ts';
import type { Month } from '../calendar.ts';
import { at, draw, type Random, weekdayBetween } from '../random.ts';
import type { Pathway } from './pathways.ts';
import type { Referral } from './waiting-people.ts';

export interface Contacted extends Referral {
  contactOn: number;
}

/** A pathway's month: who is on its list, and how many of them it can take off. */
interface Clinic {
  month: Month;
  queue: readonly Referral[];
  places: number;
}

const SIX_WEEKS_DAYS = 42;
const DAYS_IN_YEAR = 365;
const FEWEST_DAYS_TO_ARRANGE = 3;

/** Who of the queue comes off it, and when. */
export function contacted(random: Random, pathway: Pathway, clinic: Clinic): Contacted[] {
  const { month } = clinic;
  if (pathway.seenInSixWeeks) return soonAndLate(random, clinic, at(pathway.seenInSixWeeks, month.index));
  const overAYear = pathway.overAYear?.get(month.text);
  const chosen =
    overAYear === undefined
      ? longestWaiting(random, clinic, pathway.inOrder)
      : leavingOverAYear(random, clinic, overAYear);
  return chosen.map((referral) => ({ ...referral, contactOn: contactDay(random, month, referral, 0) }));
}

function longestWaiting(random: Random, { month, queue, places }: Clinic, inOrder: number): Referral[] {
  const daysWaited = ({ referredOn }: Referral) => month.lastDay - referredOn;
  const longest = Math.max(1, ...queue.map(daysWaited));
  const urgency = (referral: Referral) => {
    const turn = (daysWaited(referral) / longest) * paceOf(referral);
    return inOrder * turn + (1 - inOrder) * random();
  };
  return queue
    .map((referral) => ({ referral, urgency: urgency(referral) }))
    .toSorted((a, b) => b.urgency - a.urgency)
    .slice(0, places)
    .map(({ referral }) => referral);
}

/** Leaves exactly so many waiting for more than a year. */
function leavingOverAYear(random: Random, { month, queue, places }: Clinic, overAYear: number): Referral[] {
  const isLong = ({ referredOn }: Referral) => month.lastDay - referredOn > DAYS_IN_YEAR;
  const long = queue.filter(isLong);
  const leavingLong = draw(random, long, long.length - overAYear).drawn;
  const others = queue.filter((referral) => !isLong(referral));
  return [...leavingLong, ...draw(random, others, places - leavingLong.length).drawn];
}

/** Those not reached in six weeks wait on, and are seen oldest first. */
function soonAndLate(random: Random, { month, queue, places }: Clinic, shareSoon: number): Contacted[] {
  const canBeSoon = queue.filter(
    ({ referredOn }) =>
      referredOn + SIX_WEEKS_DAYS >= month.firstDay && referredOn + FEWEST_DAYS_TO_ARRANGE <= month.lastDay,
  );
  const soon = draw(random, canBeSoon, Math.round(places * shareSoon), paceOf).drawn;
  const late = queue
    .filter((referral) => referral.referredOn + SIX_WEEKS_DAYS < month.lastDay && !soon.includes(referral))
    .toSorted((a, b) => a.referredOn - b.referredOn)
    .slice(0, places - soon.length);
  return [
    ...soon.map((referral) => ({ ...referral, contactOn: soonDay(random, month, referral) })),
    ...late.map((referral) => ({
      ...referral,
      contactOn: contactDay(random, month, referral, SIX_WEEKS_DAYS + 1),
    })),
  ];
}

function paceOf({ area }: Referral): number {
  return at(AREAS, area).clinicPace;
}

function contactDay(random: Random, month: Month, { referredOn }: Referral, fewestDays: number): number {
  return weekdayBetween(random, Math.max(month.firstDay, referredOn + fewestDays), month.lastDay);
}

function soonDay(random: Random, month: Month, { referredOn }: Referral): number {
  const first = Math.max(month.firstDay, referredOn + FEWEST_DAYS_TO_ARRANGE);
  return weekdayBetween(random, first, Math.min(month.lastDay, referredOn + SIX_WEEKS_DAYS));
}
