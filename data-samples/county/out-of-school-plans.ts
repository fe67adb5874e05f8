import { type Month, monthAt } from '../calendar.ts';
import { between, type Random, seeded, weekdayBetween } from '../random.ts';
import { yearGroup } from './children.ts';
import type { County } from './county.ts';
import type { MonthOut, OutOfSchool } from './out-of-school.ts';
import type { Plan } from './plans.ts';
import type { Leaver, WaitingList } from './waiting-list.ts';

interface Stay extends OutOfSchool {
  firstMonth: number;
  lastMonth: number;
  /** Null for those who do not come back. */
  backOn: number | null;
}

const SHARE_MISSING_EDUCATION = 0.3;
const SHARE_TAUGHT_AT_HOME = 0.35;
const OLDEST_YEAR_GROUP = 11;
const ABSENCE_OF_THOSE_WHO_HARDLY_COME = 0.45;
const MOST_DAYS_AROUND_REFERRAL = 60;
const MOST_MONTHS_BEFORE_SAMPLES = 30;

/** Children with an EHC plan: those without a school, and some of those who wait for a special one. */
export class OutOfSchoolWithPlan {
  private readonly stays: readonly Stay[];
  private readonly hardlyCome: ReadonlyMap<string, Plan>;
  private readonly missing = new Map<string, OutOfSchool>();

  constructor(
    { plans }: County,
    private readonly specialSchools: WaitingList,
  ) {
    const random = seeded('children with plans out of school');
    this.stays = plans.flatMap((plan) => staysOf(random, plan));
    const withStay = new Set(this.stays.map(({ personId }) => personId));
    this.hardlyCome = new Map(
      plans
        .filter(
          ({ absence, personId }) => absence >= ABSENCE_OF_THOSE_WHO_HARDLY_COME && !withStay.has(personId),
        )
        .map((plan) => [plan.personId, plan]),
    );
  }

  at(month: Month): MonthOut {
    const waiting = this.waitingForSpecialSchool(month);
    const stays = this.stays.filter(
      (stay) => stay.firstMonth <= month.index && month.index <= stay.lastMonth,
    );
    const ended = this.stays.filter(({ lastMonth }) => lastMonth === month.index - 1);
    const back = ended.flatMap(({ backOn, ...stay }) => (backOn === null ? [] : [{ ...stay, backOn }]));
    return { out: [...stays, ...waiting.out], back: [...back, ...waiting.back] };
  }

  private waitingForSpecialSchool(month: Month): MonthOut {
    const random = seeded('missing education before a special school', month.text);
    const { waiting, leavers } = this.specialSchools.at(month);
    const back = leavers.flatMap((leaver) => this.placed(leaver));
    const out = waiting.flatMap(({ personId, area, referredOn }) => {
      if (!this.hardlyCome.has(personId)) return [];
      const known = this.missing.get(personId);
      if (known) return [known];
      const day = referredOn + between(random, -MOST_DAYS_AROUND_REFERRAL, MOST_DAYS_AROUND_REFERRAL);
      const sinceOn = weekdayBetween(random, Math.min(day, month.lastDay) - 6, Math.min(day, month.lastDay));
      const child: OutOfSchool = { personId, area, provision: 'E', status: 'missing_education', sinceOn };
      this.missing.set(personId, child);
      return [child];
    });
    return { out, back };
  }

  private placed({ personId, status, contactOn }: Leaver): MonthOut['back'] {
    const child = this.missing.get(personId);
    return child && status === 'seen' ? [{ ...child, backOn: contactOn }] : [];
  }
}

function staysOf(random: Random, plan: Plan): Stay[] {
  const waits = plan.placedFrom > plan.firstMonth;
  const stays = [
    ...(waits ? [waitingStay(random, plan)] : []),
    ...(plan.placement === 'eotas' ? [otherwiseStay(random, plan)] : []),
  ];
  return stays.filter(
    ({ firstMonth, lastMonth }) => firstMonth <= lastMonth && isOfSchoolAge(plan, monthAt(firstMonth)),
  );
}

/** Until there is a place. */
function waitingStay(random: Random, plan: Plan): Stay {
  const first = monthAt(plan.firstMonth);
  const placed = monthAt(plan.placedFrom);
  return {
    ...whoIs(plan),
    status: random() < SHARE_MISSING_EDUCATION ? 'missing_education' : 'awaiting_place',
    sinceOn: weekdayBetween(random, first.firstDay, first.lastDay),
    firstMonth: first.index,
    lastMonth: Math.min(plan.lastMonth, plan.placedFrom - 1),
    backOn: plan.lastMonth < plan.placedFrom ? null : weekdayBetween(random, placed.firstDay, placed.lastDay),
  };
}

/** Education otherwise than at school. */
function otherwiseStay(random: Random, plan: Plan): Stay {
  const earlier = plan.placedFrom === 0 ? between(random, 0, MOST_MONTHS_BEFORE_SAMPLES) : 0;
  const began = monthAt(plan.placedFrom - earlier);
  const yearsLeft = OLDEST_YEAR_GROUP - yearGroup(plan, monthAt(plan.placedFrom));
  return {
    ...whoIs(plan),
    status: random() < SHARE_TAUGHT_AT_HOME ? 'elective_home_education' : 'alternative_provision',
    sinceOn: weekdayBetween(random, began.firstDay, began.lastDay),
    firstMonth: plan.placedFrom,
    lastMonth: Math.min(plan.lastMonth, lastMonthOfSchoolAge(plan.placedFrom, yearsLeft)),
    backOn: null,
  };
}

function whoIs({ personId, area }: Plan): Pick<OutOfSchool, 'personId' | 'area' | 'provision'> {
  return { personId, area, provision: 'E' };
}

function isOfSchoolAge(plan: Plan, month: Month): boolean {
  const group = yearGroup(plan, month);
  return group >= 0 && group <= OLDEST_YEAR_GROUP;
}

/** August of the school year in which the child is in year 11. */
function lastMonthOfSchoolAge(from: number, yearsLeft: number): number {
  const monthsToAugust = (8 - monthAt(from).number + 12) % 12;
  return from + monthsToAugust + 12 * yearsLeft;
}
