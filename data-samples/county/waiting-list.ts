import { type Month, monthAt } from '../calendar.ts';
import { at, type Random, seeded, wholeNumber } from '../random.ts';
import type { County } from './county.ts';
import { type Contacted, contacted } from './leaving.ts';
import type { Pathway } from './pathways.ts';
import { type Referral, WaitingPeople } from './waiting-people.ts';

export interface Leaver extends Contacted {
  status: 'seen' | 'discharged';
}

/** January to December: fewer referrals when schools are closed. */
const REFERRAL_SEASON = [1.02, 1.05, 1.12, 0.9, 1.05, 1.08, 1.04, 0.66, 0.86, 1.08, 1.14, 0.92];
const MOST_PEOPLE_PER_PATHWAY = 20_000;

/** The children on one pathway, carried from one month's end to the next. */
export class WaitingList {
  private waiting: Referral[] = [];
  private readonly people: WaitingPeople;

  constructor(
    county: County,
    readonly pathway: Pathway,
    position: number,
  ) {
    this.people = new WaitingPeople(county, pathway, position * MOST_PEOPLE_PER_PATHWAY);
  }

  /** Who waits at the month's end, and who left the list during the month. */
  at(month: Month): { waiting: readonly Referral[]; leavers: readonly Leaver[] } {
    const random = seeded('waiting list', this.pathway.name, month.text);
    const target = at(this.pathway.waiting, month.index);
    if (month.index === 0) this.waiting = this.queueBefore(random, month);
    const queue = [...this.waiting, ...this.referredIn(random, month, target)];
    const places = Math.max(0, queue.length - target);
    const leaving = contacted(random, this.pathway, { month, queue, places });
    const left = new Set(leaving.map(({ personId }) => personId));
    this.waiting = queue.filter(({ personId }) => !left.has(personId));
    return { waiting: this.waiting, leavers: leaving.map((leaver) => this.withStatus(random, leaver)) };
  }

  private withStatus(random: Random, leaver: Contacted): Leaver {
    return { ...leaver, status: random() < this.pathway.shareDischarged ? 'discharged' : 'seen' };
  }

  /** As many past months' referrals as make up the list. */
  private queueBefore(random: Random, month: Month): Referral[] {
    const [first = 0, second = 0] = this.pathway.waiting;
    const monthsBack = Math.ceil(first / this.pathway.referrals);
    const past = Array.from({ length: monthsBack }, (_, position) =>
      monthAt(month.index - monthsBack + position),
    );
    const perMonth = Math.round((2 * first - second) / monthsBack);
    return past.flatMap((earlier) => this.people.referralsIn(random, earlier, perMonth));
  }

  private referredIn(random: Random, month: Month, target: number): Referral[] {
    if (this.pathway.people === 'assessments') return this.people.agreedAssessmentsIn(random, month);
    const usual = wholeNumber(random, this.pathway.referrals * at(REFERRAL_SEASON, month.number - 1));
    return this.people.referralsIn(random, month, Math.max(usual, target - this.waiting.length));
  }
}
