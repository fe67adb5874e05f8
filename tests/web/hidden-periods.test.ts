import { expect, it } from 'vitest';
import type { DisclosurePolicy } from '../../indicators/partnership-schema.ts';
import type { Grain } from '../../indicators/series.ts';
import { byPeriods, shownPeriods } from '../../web/hidden-periods.ts';

/** Why nothing is shown of what is counted for other periods than the partnership shows. */

const YEARS: Grain[] = ['academic_year', 'financial_year', 'calendar_year'];
const policy = (grains: Grain[]) => ({
  disclosure: { threshold: 5, percentage_denominator: 10, minimum_people: 10, grains } as DisclosurePolicy,
});
const FEW = 'there are often few children, and somebody could be recognised.';
const OVERLAP = `in a shorter time, such as that between the ends of two periods that overlap, ${FEW}`;

it.each<[Grain[], Grain[], string]>([
  [['month'], ['quarter', ...YEARS], `by quarter and year alone: in a shorter time ${FEW}`],
  [['term'], ['quarter', ...YEARS], `by quarter and year alone: ${OVERLAP}`],
  [['term', 'month'], ['quarter', ...YEARS], `by quarter and year alone: ${OVERLAP}`],
  [['quarter', 'term'], ['academic_year'], `by school year alone: in a shorter time ${FEW}`],
])('what is counted by %j where %j are shown', (counted, shown, words) => {
  expect(shownPeriods(counted, policy(shown))).toBe(`Here figures are shown ${words}`);
});

it.each<[Grain[], string]>([
  [['term', 'month', 'term'], 'by month or school term'],
  [['calendar_year', 'quarter', 'financial_year'], 'by quarter or year'],
  [['financial_year'], 'by financial year'],
])('the periods %j are said “%s”', (grains, words) => {
  expect(byPeriods(grains, 'or')).toBe(words);
});
