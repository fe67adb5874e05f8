import { drawArea } from '../areas.ts';
import { isIn, MONTHS, type Month } from '../calendar.ts';
import { at, between, draw, type Random, seeded, weighted } from '../random.ts';
import { PLANS_MAINTAINED } from '../totals.ts';
import { type Child, FIRST_PERSON, personId, receptionYearOf, yearGroup } from './children.ts';
import { drawNeed } from './codes.ts';
import { drawAbsence, type Pupil, type Schools } from './pupils.ts';
import type { Request } from './requests.ts';
import { drawMainstreamSchools, drawSchool } from './schools.ts';

export interface Plan extends Pupil {
  planId: string;
  need: string;
  placement: 'mainstream' | 'resourced' | 'special' | 'independent' | 'alternative' | 'eotas';
  /** The first month in which the child has a place. */
  placedFrom: number;
  outOfCounty: boolean;
  sixthForm: boolean;
  lookedAfter: boolean;
  /** Shares plans out among coordinators. */
  caseNumber: number;
}

const ABSENCE = { frequent: 0.285, severe: 0.052 };
const SHARE_WAITING_FOR_PLACE = 0.35;
const SHARE_OUT_OF_COUNTY = { special: 0.02, independent: 0.15, mainstream: 0.004 };

/** January to December; school leavers' plans end in summer. */
const FEWEST_LEAVERS = [28, 20, 24, 20, 22, 26, 62, 48, 40, 24, 22, 20];
const FEWEST_TRANSFERS_IN = 7;

const drawPlacement = weighted([
  ['mainstream', 0.5],
  ['special', 0.335],
  ['independent', 0.07],
  ['resourced', 0.055],
  ['alternative', 0.025],
  ['eotas', 0.015],
] as const);

// From two years before Reception to the age of 22.
const drawYearGroup = weighted(
  [4, 12, 30, 44, 56, 66, 72, 78, 84, 88, 90, 92, 92, 88, 50, 36, 16, 9, 6, 4].map(
    (weight, index) => [index - 2, weight] as const,
  ),
);

/** Every plan maintained at the end of some month from 2022 to 2024. */
export function plansOfCounty(requests: readonly Request[]): Plan[] {
  const plans: Plan[] = [];
  let maintained: Plan[] = [];
  for (const month of MONTHS) {
    const random = seeded('plans', month.text);
    const issued = requests.filter(({ issuedOn }) => issuedOn !== null && isIn(month, issuedOn));
    const { transfers, leavers } = movements(month, maintained.length, issued.length);
    const staying = leave(random, maintained, leavers, month);
    const arriving = [...issued, ...Array.from({ length: transfers }, () => null)].map((request, position) =>
      newPlan(random, plans.length + position, request, month),
    );
    plans.push(...arriving);
    maintained = [...staying, ...arriving];
  }
  return plans;
}

/** Whoever does not come by a new plan has moved in with one; in the first month that is everybody. */
function movements(month: Month, maintained: number, issued: number) {
  const target = at(PLANS_MAINTAINED, month.index);
  const fewest = Math.min(maintained, at(FEWEST_LEAVERS, month.number - 1));
  const leavers = Math.max(fewest, maintained + issued + FEWEST_TRANSFERS_IN - target);
  return { leavers, transfers: target - maintained - issued + leavers };
}

function leave(random: Random, plans: readonly Plan[], leavers: number, month: Month): Plan[] {
  const { drawn, rest } = draw(random, plans, leavers, (plan) => leavingWeight(yearGroup(plan, month)));
  for (const plan of drawn) plan.lastMonth = month.index - 1;
  return rest;
}

function leavingWeight(group: number): number {
  if (group <= 11) return 0.1;
  if (group <= 13) return 1;
  return group <= 18 ? 4 : 60;
}

function newPlan(random: Random, number: number, request: Request | null, month: Month): Plan {
  const { area, personId, receptionYear, need } = request ?? newcomer(random, number, month);
  const placement = drawPlacement(random);
  const mustWait = request !== null && placement !== 'mainstream' && random() < SHARE_WAITING_FOR_PLACE;
  return {
    planId: `EHCP-${String(number + 1).padStart(5, '0')}`,
    personId,
    area,
    receptionYear,
    need,
    placement,
    placedFrom: month.index + (mustWait ? between(random, 2, 8) : 0),
    outOfCounty: random() < shareOutOfCounty(placement),
    sixthForm: random() < 0.45,
    lookedAfter: random() < 0.03,
    caseNumber: number,
    absence: drawAbsence(random, ABSENCE),
    ...schoolsFor(random, placement, area),
    firstMonth: month.index,
    lastMonth: MONTHS.length - 1,
  };
}

function newcomer(random: Random, number: number, month: Month): Child & { need: string } {
  return {
    personId: personId(FIRST_PERSON.plans + number),
    area: drawArea(random),
    receptionYear: receptionYearOf(drawYearGroup(random), month),
    need: drawNeed(random),
  };
}

function schoolsFor(random: Random, placement: Plan['placement'], area: number): Schools {
  if (placement !== 'special' && placement !== 'independent') return drawMainstreamSchools(random, area);
  const school = drawSchool(random, placement, area);
  return { primarySchool: school, secondarySchool: school };
}

function shareOutOfCounty(placement: Plan['placement']): number {
  if (placement === 'special' || placement === 'independent') return SHARE_OUT_OF_COUNTY[placement];
  return SHARE_OUT_OF_COUNTY.mainstream;
}

/** Where the child is placed at the month's end, as the plan's file says it. */
export function placementAt(plan: Plan, month: Month): string {
  if (month.index < plan.placedFrom) return 'awaiting';
  const group = yearGroup(plan, month);
  const inCollege = group >= 14 || (group >= 12 && !plan.sixthForm && plan.placement !== 'special');
  return inCollege && plan.placement !== 'eotas' ? 'further_education' : plan.placement;
}

const WITHOUT_SCHOOL = ['awaiting', 'further_education', 'eotas'];

export function hasSchool(plan: Plan, month: Month): boolean {
  return !WITHOUT_SCHOOL.includes(placementAt(plan, month));
}

/** Whether a school of the county reports the child. */
export function isOnRoll(plan: Plan, month: Month): boolean {
  return yearGroup(plan, month) >= 0 && !plan.outOfCounty && hasSchool(plan, month);
}
