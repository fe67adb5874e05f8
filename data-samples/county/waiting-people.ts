import { drawArea, drawReferringArea } from '../areas.ts';
import { isIn, type Month, monthAt } from '../calendar.ts';
import { draw, pick, type Random, weekdayBetween } from '../random.ts';
import { type Child, FIRST_PERSON, personId, yearGroup } from './children.ts';
import type { County } from './county.ts';
import type { Pathway } from './pathways.ts';
import { isPresent, type Pupil } from './pupils.ts';

export interface Referral {
  personId: string;
  area: number;
  referredOn: number;
}

const SHARE_ON_SEN_SUPPORT = 0.35;
const SHARE_ASSESSED_BY_THERAPIST = 0.7;
// Nobody's presence is known before the samples begin.
const FIRST_MONTH = monthAt(0);
const OLDEST_YEAR_GROUP_TO_CHANGE_SCHOOL = 9;

/** Finds the children whom a pathway receives; none of them twice. */
export class WaitingPeople {
  private readonly referred = new Set<string>();
  private invented = 0;

  constructor(
    private readonly county: County,
    private readonly pathway: Pathway,
    /** Where the numbers of this pathway's own invented children begin. */
    private readonly firstNumber: number,
  ) {}

  referralsIn(random: Random, month: Month, count: number): Referral[] {
    const children =
      this.pathway.people === 'plans'
        ? this.withPlan(random, month, count)
        : Array.from({ length: count }, () => this.anyChild(random, month));
    return children.map(({ personId, area }) => ({
      personId,
      area,
      referredOn: weekdayBetween(random, month.firstDay, month.lastDay),
    }));
  }

  /** Children for whom an assessment was agreed in the month. */
  agreedAssessmentsIn(random: Random, month: Month): Referral[] {
    return this.county.requests
      .filter(({ decision, decisionOn }) => decision === 'assess' && isIn(month, decisionOn))
      .filter(() => random() < SHARE_ASSESSED_BY_THERAPIST)
      .map(({ personId, area, decisionOn }) => ({ personId, area, referredOn: decisionOn }));
  }

  private withPlan(random: Random, month: Month, count: number) {
    const candidates = this.county.plans.filter(
      (plan) => plan.placement !== 'special' && isYoungEnough(plan, month) && this.canBeReferred(plan, month),
    );
    const { drawn } = draw(random, candidates, count);
    for (const { personId } of drawn) this.referred.add(personId);
    return drawn;
  }

  private anyChild(random: Random, month: Month) {
    const pupil = pick(random, this.county.senSupport);
    if (random() >= SHARE_ON_SEN_SUPPORT || !this.canBeReferred(pupil, month)) return this.newChild(random);
    this.referred.add(pupil.personId);
    return pupil;
  }

  private canBeReferred(pupil: Pupil, month: Month): boolean {
    return !this.referred.has(pupil.personId) && isPresent(pupil, month.index < 0 ? FIRST_MONTH : month);
  }

  private newChild(random: Random): Pick<Child, 'personId' | 'area'> {
    const area = this.pathway.referredMoreByPressure ? drawReferringArea(random) : drawArea(random);
    this.invented += 1;
    return { personId: personId(FIRST_PERSON.waiting + this.firstNumber + this.invented), area };
  }
}

function isYoungEnough(pupil: Pupil, month: Month): boolean {
  return yearGroup(pupil, month) <= OLDEST_YEAR_GROUP_TO_CHANGE_SCHOOL;
}
