import type { Month } from '../calendar.ts';
import type { Random } from '../random.ts';
import { type Child, yearGroup } from './children.ts';
import type { School } from './schools.ts';

export interface Schools {
  primarySchool: School;
  secondarySchool: School;
}

/** A child whom a school reports, present from one month to another. */
export interface Pupil extends Child, Schools {
  /** Share of sessions missed in an ordinary month. */
  absence: number;
  firstMonth: number;
  lastMonth: number;
}

export function isPresent(pupil: Pupil, month: Month): boolean {
  return pupil.firstMonth <= month.index && month.index <= pupil.lastMonth;
}

export function schoolAt(pupil: Pupil, month: Month): School {
  return yearGroup(pupil, month) <= 6 ? pupil.primarySchool : pupil.secondarySchool;
}

/** Schools report by their own kind: a sixth form is secondary. */
export function schoolPhase(pupil: Pupil, month: Month): 'primary' | 'secondary' | 'special' {
  const { kind } = schoolAt(pupil, month);
  return kind === 'independent' ? 'special' : kind;
}

/** Most children miss little; some miss a tenth or more, and a few most sessions. */
export function drawAbsence(random: Random, shares: { frequent: number; severe: number }): number {
  const kind = random();
  if (kind < shares.severe) return 0.45 + 0.5 * random();
  return kind < shares.severe + shares.frequent ? 0.1 + 0.15 * random() : 0.02 + 0.06 * random();
}
