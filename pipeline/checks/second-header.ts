import { literal, quoted } from '../../indicators/expressions.ts';
import type { Field } from '../../indicators/extract-schema.ts';
import { isCoded } from '../stage/cells.ts';
import { namesOf } from '../stage/labels.ts';
import { isNotUnderstood, isTyped, type Staged } from '../stage/stage.ts';
import type { SetRule } from './rule.ts';

/** Headings in the middle of a file, in another order than in its header: two files in one. Texts below it would be taken
 *  for those of other columns. */
export function secondHeader({ fields }: Staged): SetRule | null {
  const known = fields.filter((field) => isCoded(field) || isTyped(field));
  if (known.length < 2) return null;
  const every = fields.flatMap(namesOf);
  const headings = known.map(
    (field) => `(${isNotUnderstood(field)} AND ${isOneOf(text(field), every)})::INTEGER`,
  );
  const elsewhere = fields
    .filter((field) => !field.person)
    .map((field) => `NOT coalesce(${isOneOf(text(field), namesOf(field))}, false)`);
  return {
    code: 'source-error',
    severity: 'error',
    column: null,
    rows: `
      SELECT row FROM (FROM staged WHERE ${known.map(isNotUnderstood).join(' OR ')})
      WHERE ${headings.join(' + ')} >= 2 AND (${elsewhere.join(' OR ')})`,
    message: () => 'The row is a second header, with other columns than the first: two files are in one.',
    remedy: 'Send each of the files by itself.',
    refuses: true,
  };
}

/** Where the order is the same, it is only a bad row; what else is said of its cells needs no look then. */
export function repeatedHeader({ fields }: Staged): SetRule | null {
  const known = fields.filter((field) => isCoded(field) || isTyped(field));
  if (known.length < 2) return null;
  const same = fields
    .filter((field) => !field.person)
    .map((field) => `coalesce(${isOneOf(text(field), namesOf(field))}, false)`);
  return {
    code: 'source-error',
    severity: 'error',
    column: null,
    rows: `SELECT row FROM (FROM staged WHERE ${known.map(isNotUnderstood).join(' OR ')}) WHERE ${same.join(' AND ')}`,
    message: () => 'The row is the header once more, in the middle of the file.',
    remedy: 'Take the row out; if two files were put together, look whether both are whole.',
  };
}

function text(field: Field): string {
  return quoted(isCoded(field) || isTyped(field) ? `${field.name} text` : field.name);
}

/** As near to the plain spelling of headings as many rows allow. */
function isOneOf(column: string, names: string[]): string {
  const plain = `translate(lower(${column}), ' _-.,()/''’', '')`;
  return `list_contains([${[...new Set(names)].map(literal).join(', ')}], ${plain})`;
}
