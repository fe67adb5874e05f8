import { plain } from '../../indicators/areas.ts';
import { quoted } from '../../indicators/expressions.ts';
import type { Field } from '../../indicators/extract-schema.ts';
import { type PersonKey, pseudonymOf } from '../stage/cells.ts';
import { namesOf } from '../stage/labels.ts';
import type { Staged } from '../stage/stage.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';

/** What a finding shows of a cell: its text, but of a person only the pseudonym, and nothing that tells where a person lives
 *  or how to reach one. Rows slip by a column, and senders take the wrong one: an identifier may then stand where a code
 *  should. */
export async function shownTexts(
  warehouse: Warehouse,
  { fields }: Staged,
  key: PersonKey,
  texts: string[],
): Promise<(text: string) => string | null> {
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
    if (known.has(pseudonym)) return pseudonym;
    return PERSONAL.some((pattern) => pattern.test(text)) ? null : text;
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

/** In a row that has slipped anything may stand anywhere. Shown are only headings, and what is in another form what the
 *  column should hold: no name is either. */
export function ownTexts({ extract }: Staged, column: string | null): (text: string) => boolean {
  const headings = new Set(extract.fields.flatMap(namesOf));
  const form = FORMS[extract.fields.find(({ name }) => name === column)?.type ?? 'string'];
  return (text) => headings.has(plain(text)) || form.test(text);
}

const MONTH =
  '(jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?|dec(ember)?)';
const NUMBER = '\\d{1,4}(st|nd|rd|th)?';
const BETWEEN = '[-/., ]{0,2}';
const TIME = '([T ,]+\\d{1,2}:\\d{2}[\\d:.]*( ?[ap]m)?(Z|[-+]\\d{2}:?\\d{2})?)?';
/** Dates in any order and length, and those that a spreadsheet has left as the number of days since 1900. */
const DATES = [
  `${NUMBER}([-/. ]\\d{1,4}){1,2}`,
  `${NUMBER}${BETWEEN}${MONTH}(${BETWEEN}${NUMBER})?`,
  `${MONTH}${BETWEEN}${NUMBER}(${BETWEEN}${NUMBER})?`,
  '(19|20)\\d{2}(0[1-9]|1[0-2])([0-2]\\d|3[01])',
];
const DATE = new RegExp(`^((${DATES.join('|')})${TIME}|[3-5]\\d{4}(\\.\\d+)?)$`, 'i');
/** So short that it is no identifier. */
const AMOUNT = /^[-+£]?\d{1,4}([.,]\d{1,3}){0,2}%?$/;
const NEVER = /(?!)/;

const FORMS: Record<Field['type'], RegExp> = {
  ...{ date: DATE, yearmonth: DATE, year: DATE, period: DATE },
  ...{ integer: AMOUNT, number: AMOUNT },
  string: NEVER,
};
