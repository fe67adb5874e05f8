import { distance } from 'fastest-levenshtein';
import { plain } from '../indicators/areas.ts';
import type { Field } from '../indicators/schema.ts';

/** Every heading by which a field is known, in plain spelling. */
export function namesOf(field: Field): string[] {
  return [field.name, ...(field.aliases ?? [])].map(plain);
}

/** The heading that was probably meant for a field; null when none is near to any of its names. */
export function likeliest(field: Field, headings: string[]): string | null {
  const ranked = headings
    .map((heading) => ({ heading, far: howFar(plain(heading), namesOf(field)) }))
    .sort((one, other) => one.far - other.far);
  return ranked[0] && ranked[0].far <= 0.5 ? ranked[0].heading : null;
}

/** 0 for the same letters in whatever order, so that swapped words are near; 1 for nothing in common. */
function howFar(heading: string, names: string[]): number {
  return Math.min(
    ...names.map((name) => Math.min(apart(heading, name), apart(inOrder(heading), inOrder(name)))),
  );
}

function apart(one: string, other: string): number {
  return distance(one, other) / Math.max(one.length, other.length, 1);
}

function inOrder(text: string): string {
  return [...text].sort().join('');
}
