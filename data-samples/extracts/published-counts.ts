import type { Period } from '../../indicators/periods.ts';
import { AREAS } from '../areas.ts';
import { dayOf, MONTHS, type Month, monthAt, monthIndexOf } from '../calendar.ts';
import type { County } from '../county/county.ts';
import { PATHWAYS } from '../county/pathways.ts';
import { isPresent } from '../county/pupils.ts';
import { WaitingList } from '../county/waiting-list.ts';
import { at } from '../random.ts';
import { REDUCED_TIMETABLES } from '../totals.ts';
import { milestonesBy } from './milestones.ts';
import type { Count } from './published-figures.ts';
import { pupilsByArea } from './pupils.ts';

/** What figures of partners have in common with the other samples, counted from the same children. */

/** For each pupil with a plan on a part-time timetable, pupils without one. */
const WITHOUT_PLAN = 0.7;
/** Few are seen in an area in one month. */
const MONTHS_OF_WAITS = 3;

export const plansInJanuary: Count = ({ plans }, period) => {
  const january = januaryOf(period);
  return byArea(plans.filter((plan) => isPresent(plan, january)));
};

export const plansIssued: Count = ({ requests }, { start, end }) => [
  requests.filter(({ issuedOn }) => issuedOn !== null && issuedOn >= dayOf(start) && issuedOn <= dayOf(end))
    .length,
];

export const pupilsOnRoll: Count = (county, period) => pupilsByArea(county, januaryOf(period), 'EKN');
export const pupilsWithSend: Count = (county, period) => pupilsByArea(county, januaryOf(period), 'EK');
export const pupilsOnSenSupport: Count = (county, period) => pupilsByArea(county, januaryOf(period), 'K');

/** Whoever has a plan or SEN support, at school or not. */
export const childrenWithSend: Count = ({ plans, senSupport }, period) => {
  const month = lastMonthOf(period);
  return byArea([...plans, ...senSupport].filter((child) => isPresent(child, month)));
};

export const waitingForMentalHealth: Count = (_, period) =>
  PATHWAYS.filter(({ name }) => name === 'cypmhs').map(({ waiting }) =>
    at(waiting, lastMonthOf(period).index),
  );

export const partTimeTimetables: Count = (_, period) => [
  Math.round(at(REDUCED_TIMETABLES, lastMonthOf(period).index) * (1 + WITHOUT_PLAN)),
];

export const milestonesDue: Count = (_, { end }) => [milestonesBy(dayOf(end)).due];
export const milestonesOnTime: Count = (_, { end }) => [milestonesBy(dayOf(end)).onTime];

/** Of all services, areas differ most in how long children wait for speech and language advice. */
export const waitVariation: Count = (county, period) => {
  const lastMonth = lastMonthOf(period).index;
  const seen = speechContacts(county).filter(
    ({ month }) => month > lastMonth - MONTHS_OF_WAITS && month <= lastMonth,
  );
  const medians = AREAS.map((_, index) => median(seen.filter(({ area }) => area === index)));
  return [Math.max(...medians) / Math.min(...medians)];
};

interface Contact {
  month: number;
  area: number;
  days: number;
}

const contactsOf = new WeakMap<County, Contact[]>();

function speechContacts(county: County): Contact[] {
  const known = contactsOf.get(county);
  if (known) return known;
  const position = PATHWAYS.findIndex(({ name }) => name === 'salt_ehcna');
  const list = new WaitingList(county, at(PATHWAYS, position), position);
  const contacts = MONTHS.flatMap((month) =>
    list
      .at(month)
      .leavers.filter(({ status }) => status === 'seen')
      .map(({ area, contactOn, referredOn }) => ({ month: month.index, area, days: contactOn - referredOn })),
  );
  contactsOf.set(county, contacts);
  return contacts;
}

function median(contacts: readonly Contact[]): number {
  const days = contacts.map((contact) => contact.days).toSorted((a, b) => a - b);
  const middle = (days.length - 1) / 2;
  return (at(days, Math.floor(middle)) + at(days, Math.ceil(middle))) / 2;
}

function byArea(people: readonly { area: number }[]): number[] {
  const counts = AREAS.map(() => 0);
  for (const { area } of people) counts[area] = at(counts, area) + 1;
  return counts;
}

function lastMonthOf({ end }: Period): Month {
  return monthAt(monthIndexOf(dayOf(end)));
}

/** Schools and councils count in January: the one in the calendar year or school year. */
function januaryOf(period: Period): Month {
  return at(MONTHS, 12 * Math.floor(lastMonthOf(period).index / 12));
}
