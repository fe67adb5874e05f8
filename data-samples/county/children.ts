import { type Month, schoolYear } from '../calendar.ts';

export interface Child {
  personId: string;
  /** Position in `AREAS`. */
  area: number;
  /** The school year in which the child is in Reception. */
  receptionYear: number;
}

const PERSON_ID_MODULUS = 9_999_991;
const PERSON_ID_STEP = 6_180_341;

/** A prime modulus gives every number its own id, in no visible order. */
export function personId(number: number): string {
  return `P${String((number * PERSON_ID_STEP) % PERSON_ID_MODULUS).padStart(7, '0')}`;
}

/** Where the numbers of each group begin, so that no two children share an id. */
export const FIRST_PERSON = {
  requests: 100_000,
  plans: 200_000,
  senSupport: 300_000,
  waiting: 500_000,
  noSen: 900_000,
  outOfSchool: 950_000,
};

/** Reception is year group 0. */
export function yearGroup(child: Child, month: Month): number {
  return schoolYear(month) - child.receptionYear;
}

export function receptionYearOf(yearGroupThen: number, month: Month): number {
  return schoolYear(month) - yearGroupThen;
}
