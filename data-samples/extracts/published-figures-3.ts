import { childrenWithSend, plansInJanuary, plansIssued } from './published-counts.ts';
import type { PublishedFigures } from './published-figures.ts';

/** Figures about plans, audits, complaints and places that no extract counts. What a document publishes is `known`. */
// biome-ignore format: a table
export const PUBLISHED_FIGURES_3: readonly PublishedFigures[] = [
  { measure: 'ehcp-growth-since-2015', grain: 'calendar_year', from: 'CY2022', to: 'CY2024', start: 1.75, end: 2.23, known: { CY2023: 1.85 } },
  { measure: 'ehcp-new-rate-0-25', grain: 'calendar_year', from: 'CY2022', to: 'CY2024', numerator: plansIssued, denominator: 366_000 },
  { measure: 'ehcp-prevalence-0-25', grain: 'calendar_year', from: 'CY2022', to: 'CY2024', numerator: plansInJanuary, denominator: 366_000, areas: true },
  { measure: 'phase-transfer-reviews-on-time', grain: 'academic_year', from: 'AY2021', to: 'AY2023', start: 0.47, end: 0.72, denominator: 1_940, areas: true },
  { measure: 'ehcna-advice-on-time', grain: 'quarter', from: 'FY2021Q4', to: 'FY2024Q3', start: 0.46, end: 0.69, denominator: 1_460 },
  { measure: 'ehcp-parent-voice', grain: 'quarter', from: 'FY2022Q1', to: 'FY2024Q3', start: 0.31, end: 0.54, denominator: 180 },
  { measure: 'this-is-me-use', grain: 'quarter', from: 'FY2024Q1', to: 'FY2024Q3', start: 0.09, end: 0.33, denominator: 2_350 },
  { measure: 'audits-reported-to-board', grain: 'quarter', from: 'FY2023Q2', to: 'FY2024Q3', start: 0.5, end: 1, reached: 'FY2023Q4', denominator: 8 },
  { measure: 'provision-effective-at-review', grain: 'quarter', from: 'FY2024Q2', to: 'FY2024Q3', start: 0.48, end: 0.55, denominator: 110 },
  { measure: 'ehcp-attending-named-provision', grain: 'term', from: 'AY2021T2', to: 'AY2024T1', start: 0.921, end: 0.938, denominator: 9_450, areas: true },
  { measure: 'formal-representations', grain: 'quarter', from: 'FY2021Q4', to: 'FY2024Q3', start: 118, end: 94, whole: true },
  { measure: 'complaints-learning-recorded', grain: 'quarter', from: 'FY2022Q1', to: 'FY2024Q3', start: 0.27, end: 0.63, denominator: 136 },
  { measure: 'tribunal-appeal-rate', grain: 'calendar_year', from: 'CY2022', to: 'CY2024', start: 0.0347, end: 0.0349 },
  { measure: 'legal-challenge-rate', grain: 'quarter', from: 'FY2021Q4', to: 'FY2024Q3', start: 1.07, end: 1.15 },
  { measure: 'ld-review-encourages-check', grain: 'quarter', from: 'FY2024Q2', to: 'FY2024Q3', start: 0.41, end: 0.52, denominator: 44 },
  { measure: 'needs-met-locally', grain: 'term', from: 'AY2021T2', to: 'AY2024T1', start: 0.847, end: 0.861, denominator: childrenWithSend, areas: true },
  { measure: 'needs-not-met-appropriate', grain: 'term', from: 'AY2021T2', to: 'AY2024T1', start: 612, end: 538, whole: true, areas: true },
  { measure: 'service-quality-variation', grain: 'quarter', from: 'FY2023Q4', to: 'FY2024Q3', start: 0.34, end: 0.21 },
];
