import { spelled } from '../areas.ts';
import { isoDate, type Month } from '../calendar.ts';
import { yearGroup } from '../county/children.ts';
import { phaseOf } from '../county/codes.ts';
import { hasSchool, type Plan, placementAt } from '../county/plans.ts';
import { schoolAt } from '../county/pupils.ts';
import { type Review, ReviewDiary } from '../county/reviews.ts';
import { caseworkerOf, teamOf } from '../county/teams.ts';
import type { SampleExtract } from '../extract.ts';
import { at } from '../random.ts';

const AREA_NAMES = spelled('spaced');

export const ehcPlans: SampleExtract = {
  name: 'ehc_plans',
  newline: '\r\n',
  columns: [
    'snapshot_on',
    'plan_id',
    'person_id',
    'dspl_area',
    'school_urn',
    'school_dspl_area',
    'placement',
    'out_of_county',
    'primary_need',
    'phase',
    'review_due_on',
    'review_completed_on',
    'team',
    'caseworker_id',
  ],
  rows: ({ plans }) => {
    const diary = new ReviewDiary(plans);
    return (month) => monthRows(diary, month);
  },
};

function* monthRows(diary: ReviewDiary, month: Month): Iterable<string> {
  for (const review of diary.reviewsAt(month)) yield row(review, month);
}

function row({ plan, dueOn, completedOn }: Review, month: Month): string {
  const phase = phaseOf(yearGroup(plan, month));
  const placement = placementAt(plan, month);
  const team = teamOf(plan, phase, placement, month);
  const completed = completedOn === null ? '' : isoDate(completedOn);
  return `${isoDate(month.lastDay)},${plan.planId},${plan.personId},${AREA_NAMES[plan.area]},${school(plan, month)},${placement},${plan.outOfCounty ? 'Y' : 'N'},${plan.need},${phase},${isoDate(dueOn)},${completed},${team.name},${caseworkerOf(plan, team, month)}`;
}

/** The school's URN and its area; a school outside the county has none. */
function school(plan: Plan, month: Month): string {
  if (!hasSchool(plan, month)) return ',';
  const { urn, area } = schoolAt(plan, month);
  return plan.outOfCounty ? `${urn},` : `${urn},${at(AREA_NAMES, area)}`;
}
