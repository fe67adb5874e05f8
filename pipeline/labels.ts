import { distance } from 'fastest-levenshtein';
import { plain } from '../indicators/areas.ts';
import type { Field } from '../indicators/schema.ts';

/** Every heading by which a field is known, in plain spelling. */
export function namesOf(field: Field): string[] {
  const known = remembered.get(field) ?? [field.name, ...(field.aliases ?? [])].map(plain);
  remembered.set(field, known);
  return known;
}

/** Every label of every possible header is compared with them. */
const remembered = new WeakMap<Field, string[]>();

const FARTHEST = 0.4;

/** The heading that was probably meant for a field; null when none is near to any of its names. */
export function likeliest(field: Field, headings: string[]): string | null {
  const names = [field.name, ...(field.aliases ?? [])].map(inOrder);
  const ranked = headings
    .map((heading) => ({ heading, far: Math.min(...names.map((name) => apart(inOrder(heading), name))) }))
    .sort((one, other) => one.far - other.far);
  return ranked[0] && ranked[0].far <= FARTHEST ? ranked[0].heading : null;
}

/** A heading's words in the order of the alphabet: "Possible Sessions" is "sessions_possible". */
function inOrder(heading: string): string {
  return heading
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .sort()
    .join('');
}

/** 0 for the same, 1 for nothing in common. */
function apart(one: string, other: string): number {
  return distance(one, other) / Math.max(one.length, other.length, 1);
}
