import { distance } from 'fastest-levenshtein';
import { plain } from '../indicators/areas.ts';
import type { Field } from '../indicators/schema.ts';

/**
 * Which cells’ texts a finding may show. A row that has slipped, or a sender who took the wrong column, puts a name, an
 * identifier or an address anywhere, and no list of what is personal is ever whole. So a text is shown only where it is
 * plainly a slip of what its column holds; of any other the finding says row, column and shape.
 */
export function isShowable(text: string, field: Field | undefined, areas: readonly string[]): boolean {
  if (field?.person) return true;
  if (!field || text.length > LONGEST) return false;
  const word = plain(text);
  if (word.length <= 1 || /^\d\d$/.test(word) || SAID_INSTEAD.has(word)) return true;
  const known = field.area ? areas : field.constraints?.enum?.map(plain);
  if (known) return known.some((name) => isMisspelt(word, name));
  return LOOKS_LIKE[field.type].some((pattern) => pattern.test(text));
}

const LONGEST = 60;

/** Words that stand for a missing or a plain answer, in plain spelling; the last ones are Excel’s errors. */
const SAID_INSTEAD = new Set(
  'yes no true false none nil null na unknown notknown notapplicable other tbc ref value name div0 num'.split(
    ' ',
  ),
);

/** One letter in five, so that no short name is near to a short code. */
function isMisspelt(word: string, known: string): boolean {
  return distance(word, known) <= (Math.max(word.length, known.length) - 1) / 4;
}

const MONTH =
  'jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?|dec(ember)?';
const DATES = [
  /^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}([T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?Z?)?$/,
  /^\d{4}[-/.]\d{1,2}$|^\d{1,2}[-/.]\d{4}$|^(19|20)\d\d$/,
  new RegExp(`^(\\d{1,2}[-/. ])?(${MONTH})[-/. ]\\d{2,4}$`, 'i'),
];
/** Not more digits in a row than an identifier has. */
const NUMBERS = [/^[-+£]?\d{0,4}(\.\d{1,6})?%?$/, /^[-+£]?\d{1,3}(,\d{3})+(\.\d{1,6})?%?$/];
const LOOKS_LIKE: Record<Field['type'], RegExp[]> = {
  date: DATES,
  yearmonth: DATES,
  year: DATES,
  integer: NUMBERS,
  number: NUMBERS,
  string: [],
};

/** `AL10 9XY` as `AA99 9AA`: enough to see what kind of thing it is. */
export function shapeOf(text: string): string {
  const shape = text
    .replace(/\p{M}/gu, '')
    .replace(/\p{L}/gu, (letter) => (/\p{Lu}/u.test(letter) ? 'A' : 'a'))
    .replace(/\p{N}/gu, '9')
    .replace(/\s+/g, ' ');
  return shape.length > LONGEST ? `${shape.slice(0, LONGEST)}…` : shape;
}
