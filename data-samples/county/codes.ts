import { weighted } from '../random.ts';

export const drawNeed = weighted([
  ['ASD', 0.29],
  ['SLCN', 0.22],
  ['SEMH', 0.165],
  ['MLD', 0.105],
  ['SLD', 0.07],
  ['SPLD', 0.045],
  ['PD', 0.035],
  ['PMLD', 0.025],
  ['HI', 0.018],
  ['VI', 0.01],
  ['MSI', 0.002],
  ['OTH', 0.015],
]);

export type Phase = 'early_years' | 'primary' | 'secondary' | 'post_16';

/** Reception is year group 0, the year before it -1. */
export function phaseOf(yearGroup: number): Phase {
  if (yearGroup < 0) return 'early_years';
  if (yearGroup <= 6) return 'primary';
  return yearGroup <= 11 ? 'secondary' : 'post_16';
}

export const FRONT_DOOR_TEAM = 'SEND Front Door Assessment Team';
export const EARLY_YEARS_TEAM = 'Early Years';
export const SCHOOL_AGE_TEAM = 'School Age SEND';
export const POST_16_TEAM = 'Services for Young People';
export const LOOKED_AFTER_TEAM = 'Virtual School';
export const OUT_OF_SCHOOL_TEAM = 'Access Inclusion and Alternative Provision';

/** Until then one team held every plan; its coordinators had more than 450 each. */
export const NEW_TEAMS_FROM = '2024-01';
