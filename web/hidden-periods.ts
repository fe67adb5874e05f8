import { disclosurePolicy, type Partnership } from '../indicators/partnership-schema.ts';
import { GRAINS, type Grain } from '../indicators/series.ts';
import { GRAIN_EACH, listWords } from './words.ts';

/** Why nothing is shown of what is counted for other periods than those that area groups and the public may see. */

/** "by month", "by quarter and year": what kind of year, only where there is one kind. */
export function byPeriods(grains: readonly Grain[], last: 'and' | 'or' = 'and'): string {
  const years = grains.filter((grain) => YEARS.includes(grain));
  const inOrder = GRAINS.filter((grain) => grains.includes(grain));
  const names = inOrder.map((grain) => (years.length > 1 && years.includes(grain) ? 'year' : nameOf(grain)));
  return `by ${listWords([...new Set(names)], last)}`;
}

const YEARS: readonly Grain[] = ['academic_year', 'financial_year', 'calendar_year'];

function nameOf(grain: Grain): string {
  return grain === 'term' ? 'school term' : GRAIN_EACH[grain];
}

/** What is said after “It is counted by month.”: for which periods figures are shown, and why for no others. */
export function shownPeriods(
  counted: readonly Grain[],
  partnership: Pick<Partnership, 'disclosure'>,
): string {
  const { grains } = disclosurePolicy(partnership);
  const place = (grain: Grain) => GRAINS.indexOf(grain);
  const areShorter = counted.every((one) => grains.every((shown) => place(one) < place(shown)));
  const time = areShorter
    ? 'a shorter time'
    : 'a shorter time, such as that between the ends of two periods that overlap,';
  return `Here figures are shown ${byPeriods(grains)} alone: in ${time} there are often few children, and somebody could be recognised.`;
}
