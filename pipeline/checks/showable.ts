import { quoted } from '../../indicators/expressions.ts';
import { type PersonKey, pseudonymOf } from '../stage/cells.ts';
import type { Staged } from '../stage/stage.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';

/** What a finding shows of a cell: its text, but of a person only the pseudonym, and nothing that tells where a person lives
 *  or how to reach one. */
export type Shown = { value: string | null; personal: boolean };

/** Rows slip by a column, and senders take the wrong one: an identifier may then stand where a code should. */
export async function shownTexts(
  warehouse: Warehouse,
  { fields }: Staged,
  key: PersonKey,
  texts: string[],
): Promise<(text: string) => Shown> {
  const people = fields.filter((field) => field.person);
  const pseudonyms = new Map(texts.map((text) => [text, pseudonymOf(text, key)]));
  const known = new Set<string>();
  for (const { name } of texts.length > 0 ? people : []) {
    const rows = await warehouse.rows(
      `SELECT DISTINCT replace(${quoted(name)}::VARCHAR, '-', '') AS person FROM staged
       WHERE ${quoted(name)} IN (${[...pseudonyms.values()].map((hex) => `'${hex}'::UUID`).join(', ')})`,
    );
    for (const { person } of rows) known.add(String(person));
  }
  return (text) => {
    const pseudonym = pseudonyms.get(text) ?? '';
    if (known.has(pseudonym)) return { value: pseudonym, personal: true };
    return PERSONAL.some((pattern) => pattern.test(text))
      ? { value: null, personal: true }
      : { value: text, personal: false };
  };
}

const PERSONAL = [
  // Postcodes, whole ones.
  /\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b/i,
  // Unique pupil numbers: a letter and twelve digits, of which the last may be a letter.
  /\b[A-Z]\d{11}[\dA-Z]\b/i,
  // Learner and NHS numbers, and telephone numbers.
  /^(\d{10}|\d{3}[ -]\d{3}[ -]\d{4}|(\+44|0)[\d ]{9,13})$/,
  /\S@\S/,
];
