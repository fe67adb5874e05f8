import { quoted } from '../../indicators/expressions.ts';
import { isShortened, SHORTENED_PERSON } from '../stage/cells.ts';
import { forEachField } from './rule.ts';

/** Of an identifier that a spreadsheet has shortened nobody knows whose it is. */
export const shortened = forEachField((field, { extract }) => {
  const name = quoted(field.name);
  const isKey =
    extract.primaryKey.includes(field.name) && field.type === 'string' && !field.area && !field.place;
  if (!field.person && (!isKey || field.constraints?.enum)) return null;
  return {
    code: 'shortened-number',
    severity: 'error',
    column: field.name,
    shown: field.person ? 'NULL' : name,
    fails: `coalesce(${field.person ? `${name} = ${SHORTENED_PERSON}` : isShortened(name)}, false)`,
    message: () =>
      `${field.name} has been shortened to a number like 8.23E+12: its last digits are lost, and two may have become one.`,
    remedy: `Export the file again; in Excel, format the column ${field.name} as text before the file is saved.`,
  };
});
