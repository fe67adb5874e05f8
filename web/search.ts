import type { Indicator } from '../indicators/schema.ts';

/** Finding an indicator by words of its title and its definition. */

export function searchWords(q: string): string[] {
  return plain(q).split(/\s+/).filter(Boolean);
}

/** Whether all words stand in the indicator's title, its definition or its owner. */
export function hasWords({ id, title, definition, owner }: Indicator, words: string[]): boolean {
  if (words.length === 0) return true;
  const text = plain([id, title, definition, owner].join(' '));
  return words.every((word) => text.includes(word));
}

export function titleHasWords({ title }: Indicator, words: string[]): boolean {
  return words.every((word) => plain(title).includes(word));
}

/** Without capitals and accents, and with straight apostrophes. */
export function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('’', "'").toLowerCase();
}
