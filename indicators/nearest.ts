import { closest, distance } from 'fastest-levenshtein';

/** Names beyond this length are nobody's slip of the finger. */
const LONGEST = 100;

/** The valid name that was probably meant, if one is near enough. */
export function nearest(given: string, valid: readonly string[]): string | null {
  if (valid.length === 0) return null;
  const word = given.toLowerCase().slice(0, LONGEST);
  const found = closest(word, valid);
  const near = distance(word, found.toLowerCase()) <= Math.max(2, Math.floor(found.length / 3));
  return near ? found : null;
}

/** `; did you mean "person_id"?` when a valid name is near, else nothing. */
export function didYouMean(given: string, valid: readonly string[]): string {
  const found = nearest(given, valid);
  return found === null ? '' : `; did you mean "${found}"?`;
}

/** The valid names that are nearest, however far, the nearest first. */
export function nearestFew(given: string, valid: readonly string[], most: number): string[] {
  const word = given.toLowerCase().slice(0, LONGEST);
  const far = new Map(valid.map((name) => [name, distance(word, name.toLowerCase())]));
  return valid.toSorted((one, other) => (far.get(one) ?? 0) - (far.get(other) ?? 0)).slice(0, most);
}
