import type { Month } from '../calendar.ts';
import { at } from '../random.ts';
import {
  EARLY_YEARS_TEAM,
  LOOKED_AFTER_TEAM,
  NEW_TEAMS_FROM,
  OUT_OF_SCHOOL_TEAM,
  type Phase,
  POST_16_TEAM,
  SCHOOL_AGE_TEAM,
} from './codes.ts';
import type { Plan } from './plans.ts';

interface Team {
  name: string;
  initials: string;
  /** Coordinators in post, January to December 2024. */
  coordinators: readonly number[];
}

const SCHOOL_AGE = team(SCHOOL_AGE_TEAM, 'SA', [27, 30, 33, 37, 41, 45, 48, 50, 52, 53, 54, 55]);
const EARLY_YEARS = team(EARLY_YEARS_TEAM, 'EY', [1, 1, 1, 1, 2, 2, 2, 2, 1, 1, 1, 1]);
const POST_16 = team(POST_16_TEAM, 'YP', [5, 6, 7, 8, 8, 9, 9, 9, 12, 12, 12, 13]);
const LOOKED_AFTER = team(LOOKED_AFTER_TEAM, 'VS', [3, 3, 4, 4, 5, 5, 5, 6, 6, 6, 6, 6]);
const OUT_OF_SCHOOL = team(OUT_OF_SCHOOL_TEAM, 'AI', [5, 6, 7, 8, 9, 9, 10, 11, 11, 11, 12, 12]);

const COORDINATORS_BEFORE = 22;

function team(name: string, initials: string, coordinators: readonly number[]): Team {
  return { name, initials, coordinators };
}

/** One team held all casework until 2024. */
export function teamOf(plan: Plan, phase: Phase, placement: string, month: Month): Team {
  if (month.text < NEW_TEAMS_FROM) return SCHOOL_AGE;
  if (plan.lookedAfter) return LOOKED_AFTER;
  if (placement === 'alternative' || placement === 'eotas' || placement === 'awaiting') return OUT_OF_SCHOOL;
  if (phase === 'early_years') return EARLY_YEARS;
  return phase === 'post_16' ? POST_16 : SCHOOL_AGE;
}

export function caseworkerOf(plan: Plan, { initials, coordinators }: Team, month: Month): string {
  const inPost = month.text < NEW_TEAMS_FROM ? COORDINATORS_BEFORE : at(coordinators, month.number - 1);
  const number = (plan.caseNumber % inPost) + 1;
  return `${initials}${String(number).padStart(2, '0')}`;
}
