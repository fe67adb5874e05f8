import { distance } from 'fastest-levenshtein';
import { plain } from '../../indicators/areas.ts';
import type { Extract, Field } from '../../indicators/extract-schema.ts';

/** Every heading by which a field is known, in plain spelling. */
export function namesOf(field: Field): string[] {
  return [field.name, ...(field.aliases ?? [])].map(plain);
}

const headings = new WeakMap<Extract, Map<string, Field>>();

/** The field that a heading, in plain spelling, stands for. Worked out once for each extract: every row of a file's
 *  beginning is held against every extract. */
export function fieldCalled(heading: string, extract: Extract): Field | null {
  const known = headings.get(extract) ?? headingsOf(extract);
  headings.set(extract, known);
  return known.get(heading) ?? null;
}

/** Where two fields share a heading, it is the first one's. */
function headingsOf({ fields }: Extract): Map<string, Field> {
  const known = fields.flatMap((field) => namesOf(field).map((name) => [name, field] as const));
  return new Map(known.reverse());
}

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
