import { leadingFramework } from '../../indicators/frameworks.ts';
import type { Catalogue, Indicator } from '../../indicators/schema.ts';
import type { DefinitionsFilter } from '../props/definitions.ts';

/** Finding an indicator by its words, its letter or its place in a framework. */

/** The indicators that fit, those whose title has the words first. */
export function definitionsThatFit(
  catalogue: Catalogue,
  { q, letter, item }: DefinitionsFilter,
): Indicator[] {
  const leading = leadingFramework(catalogue.partnership)?.id;
  const words = wordsOf(q);
  const fitting = catalogue.indicators.filter(
    (indicator) =>
      (letter === null || letterOf(indicator) === letter) &&
      (item === null || (leading !== undefined && itemsOf(indicator, leading).includes(item))) &&
      words.every((word) => textOf(indicator).includes(word)),
  );
  if (words.length === 0) return fitting;
  const hasAll = ({ title }: Indicator) => words.every((word) => plain(title).includes(word));
  return [...fitting.filter(hasAll), ...fitting.filter((indicator) => !hasAll(indicator))];
}

/** The letter under which an index has it; a title that begins with a figure stands under #. */
function letterOf({ title }: Indicator): string {
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

function textOf({ id, title, definition, owner }: Indicator): string {
  return plain([id, title, definition, owner].join(' '));
}

function wordsOf(q: string): string[] {
  return plain(q).split(/\s+/).filter(Boolean);
}

/** Without capitals and accents, and with straight apostrophes. */
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('’', "'").toLowerCase();
}
