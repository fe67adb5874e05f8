import { SCHOOLS } from '../totals.ts';
import { partTimeTimetables, waitingForMentalHealth, waitVariation } from './published-counts.ts';
import type { PublishedFigures } from './published-figures.ts';

// biome-ignore format: a table
export const PUBLISHED_FIGURES_4: readonly PublishedFigures[] = [
  { measure: 'cypmhs-waiting-well', grain: 'month', from: '2023-04', to: '2024-12', start: 0.38, end: 0.72, denominator: waitingForMentalHealth },
  { measure: 'health-wait-variation', grain: 'month', from: '2022-03', to: '2024-12', numerator: waitVariation },
  { measure: 'salt-risk-assessed', grain: 'month', from: '2023-09', to: '2024-12', start: 0.55, end: 1, reached: '2024-02', denominator: 95 },
  { measure: 'salt-universal-referrals', grain: 'month', from: '2022-01', to: '2024-12', start: 19, end: 11, whole: true },
  { measure: 'waiting-families-informed', grain: 'month', from: '2024-05', to: '2024-12', start: 0.34, end: 0.58, denominator: 10_600, areas: true },
  { measure: 'audiology-abr-backlog', grain: 'month', from: '2023-09', to: '2024-12', start: 42, end: 6, whole: true },
  { measure: 'audiology-seen-on-time', grain: 'month', from: '2022-01', to: '2024-12', start: 0.46, end: 0.69, denominator: 62 },
  { measure: 'part-time-timetables-long', grain: 'month', from: '2024-02', to: '2024-12', start: 0.47, end: 0.33, denominator: partTimeTimetables },
  { measure: 'at-risk-supported', grain: 'term', from: 'AY2023T1', to: 'AY2024T1', start: 0.44, end: 0.57, denominator: 1_900, areas: true },
  { measure: 'groupcall-coverage', grain: 'month', from: '2023-11', to: '2024-12', start: 0.22, end: 1, reached: '2024-07', denominator: SCHOOLS },
  { measure: 'provision-wait-weeks', grain: 'term', from: 'AY2022T1', to: 'AY2024T1', start: 21.4, end: 16.2 },
];
