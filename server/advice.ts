import { nearest } from '../indicators/nearest.ts';

/** Helps somebody who has mistyped a value: what they probably meant, and what they may write. */

const LIST_AT_MOST = 12;

/** The sentence after "there is no …": the nearest value, or the values there are. */
export function suggestion(given: string, valid: readonly string[]): string {
  const close = nearest(given, valid);
  if (close !== null) return `Did you mean “${close}”?`;
  if (valid.length === 0) return 'None can be shown here.';
  if (valid.length > LIST_AT_MOST) return 'Look at how it is written.';
  return `Use ${orList(valid)}.`;
}

/** a, b or c */
export function orList(words: readonly string[]): string {
  const quoted = words.map((word) => `“${word}”`);
  const last = quoted.pop() ?? '';
  return quoted.length === 0 ? last : `${quoted.join(', ')} or ${last}`;
}
