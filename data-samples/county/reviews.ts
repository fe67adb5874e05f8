import { AREAS } from '../areas.ts';
import { isIn, type Month, monthAt } from '../calendar.ts';
import { at, draw, exponential, type Random, seeded, weekdayBetween } from '../random.ts';
import { REVIEWS_DUE_IN_LOTS_OF, REVIEWS_ON_TIME } from '../totals.ts';
import type { Plan } from './plans.ts';
import { isPresent } from './pupils.ts';

export interface Review {
  plan: Plan;
  dueOn: number;
  /** As known at the month's end. */
  completedOn: number | null;
  /** A late review's day, decided when it falls due. */
  willCompleteOn: number | null;
}

// 52 weeks: within the twelve months of the Children and Families Act 2014, s. 44, on the same weekday.
const DAYS_BETWEEN_REVIEWS = 364;
const MOST_DAYS_LATE = 270;
const FIRST_MONTH_OVERDUE_AT_START = 8;
const SHARE_OVERDUE_AT_START = 0.55;

/** The annual reviews of the plans, carried from one month's end to the next. */
export class ReviewDiary {
  private reviews: Review[] = [];

  constructor(private readonly plans: readonly Plan[]) {}

  reviewsAt(month: Month): Review[] {
    const random = seeded('reviews', month.text);
    const ongoing = this.reviews.filter(({ plan }) => isPresent(plan, month));
    for (const review of ongoing) moveOn(review);
    const started = this.plans.filter(({ firstMonth }) => firstMonth === month.index);
    this.reviews = [...ongoing, ...started.map((plan) => firstReview(random, plan, month))];
    this.fallDue(random, month);
    for (const review of this.reviews) completeIfDone(review, month);
    return this.reviews;
  }

  private fallDue(random: Random, month: Month): void {
    const due = this.postponeOddOnes(random, month);
    const onTime = Math.round(due.length * at(REVIEWS_ON_TIME, month.index));
    const { drawn, rest } = draw(random, due, onTime, ({ plan }) => at(AREAS, plan.area).punctuality);
    for (const review of drawn) review.willCompleteOn = weekdayBetween(random, month.firstDay, review.dueOn);
    for (const review of rest) review.willCompleteOn = lateDay(random, review.dueOn);
  }

  private postponeOddOnes(random: Random, month: Month): Review[] {
    const due = this.reviews.filter(({ dueOn }) => isIn(month, dueOn));
    const odd = due.length % (REVIEWS_DUE_IN_LOTS_OF.get(month.text) ?? 1);
    const { drawn, rest } = draw(random, due, odd);
    for (const review of drawn) review.dueOn = dayIn(random, monthAt(month.index + 1));
    return rest;
  }
}

/** A year on, in the snapshot after the one that showed the review as completed. */
function moveOn(review: Review): void {
  if (review.completedOn === null) return;
  review.dueOn += DAYS_BETWEEN_REVIEWS;
  review.completedOn = null;
  review.willCompleteOn = null;
}

function completeIfDone(review: Review, month: Month): void {
  const { willCompleteOn } = review;
  if (willCompleteOn !== null && willCompleteOn <= month.lastDay) review.completedOn = willCompleteOn;
}

function firstReview(random: Random, plan: Plan, month: Month): Review {
  if (month.index > 0) return newReview(plan, dayIn(random, month) + DAYS_BETWEEN_REVIEWS);
  const dueMonth = Math.floor(random() * 12);
  const overdue = dueMonth >= FIRST_MONTH_OVERDUE_AT_START && random() < SHARE_OVERDUE_AT_START;
  if (!overdue) return newReview(plan, dayIn(random, monthAt(dueMonth)));
  const dueOn = dayIn(random, monthAt(dueMonth - 12));
  return {
    ...newReview(plan, dueOn),
    willCompleteOn: weekdayBetween(random, month.firstDay, month.firstDay + 150),
  };
}

function newReview(plan: Plan, dueOn: number): Review {
  return { plan, dueOn, completedOn: null, willCompleteOn: null };
}

function dayIn(random: Random, month: Month): number {
  return weekdayBetween(random, month.firstDay, month.lastDay);
}

function lateDay(random: Random, dueOn: number): number {
  const daysLate = 1 + Math.min(MOST_DAYS_LATE, Math.floor(exponential(random, 75)));
  return weekdayBetween(random, dueOn + daysLate, dueOn + daysLate + 2);
}
