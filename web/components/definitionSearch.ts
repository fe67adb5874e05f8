import { leadingFramework } from '../../indicators/frameworks.ts';
import type { Catalogue, Indicator } from '../../indicators/schema.ts';
import type { DefinitionsFilter } from '../props/definitions.ts';
import { hasWords, plain, searchWords, titleHasWords } from '../search.ts';

/** The indicators that fit a search of the definitions, those whose title has the words first. */
export function definitionsThatFit(
  catalogue: Catalogue,
  { q, letter, item }: DefinitionsFilter,
): Indicator[] {
  const leading = leadingFramework(catalogue.partnership)?.id;
  const words = searchWords(q);
  const fitting = catalogue.indicators.filter(
    (indicator) =>
      (letter === null || letterOf(indicator) === letter) &&
      (item === null || (leading !== undefined && itemsOf(indicator, leading).includes(item))) &&
      hasWords(indicator, words),
  );
  if (words.length === 0) return fitting;
  const titled = (indicator: Indicator) => titleHasWords(indicator, words);
  return [...fitting.filter(titled), ...fitting.filter((indicator) => !titled(indicator))];
}

/** The letter under which an index has it; a title that begins with a figure stands under #. */
export function letterOf({ title }: Indicator): string {
  const first = plain(title).charAt(0).toUpperCase();
  return /[A-Z]/.test(first) ? first : '#';
}

export function lettersOf(indicators: Indicator[]): string[] {
  return [...new Set(indicators.map(letterOf))].sort();
}

function itemsOf(
  indicator: Indicator,
  framework: keyof Pick<Indicator, 'bees' | 'ambitions' | 'improvement' | 'outcomes'>,
) {
  return indicator[framework] as string[];
}
