import type { Extract, Field } from '../../indicators/extract-schema.ts';
import { feedingColumns, isNeverLoaded } from '../../indicators/feeds.ts';
import { neededColumns } from '../../indicators/needs.ts';
import type { Catalogue, Indicator } from '../../indicators/schema.ts';
import type { Finding } from '../../indicators/series.ts';
import { likeliest } from '../stage/labels.ts';

/** What is wrong with a header: labels too many, twice, or missing.
 *  @param fields what each label stands for; null where it is none of the extract's */
export function headerFindings(
  labels: string[],
  headerRow: number,
  fields: (Field | null)[],
  extract: Extract,
  catalogue: Pick<Catalogue, 'indicators' | 'views'>,
): Finding[] {
  const users = neededColumns(extract, catalogue);
  const feeding = feedingColumns(extract);
  const spare = labels.filter((label, index) => label && !fields[index] && !isNeverLoaded(label, extract));
  const findings = [
    ...labels.flatMap((label, index) => {
      const field = fields[index];
      if (!field) return label && !isNeverLoaded(label, extract) ? [extra(label)] : [];
      return fields.indexOf(field) < index ? [duplicate(label, field, users, feeding)] : [];
    }),
    ...extract.fields
      .filter((field) => !fields.includes(field) && !field.from_name && !field.nowhere)
      .map((field) => missing(field, users, feeding, spare)),
  ];
  return findings.map((finding) => ({ ...finding, row: headerRow }));
}

/** A title may stand above the header, but no rows: they would be passed over.
 *  @param above the cells of each row above the header
 *  @param fields what the columns are; null where they are none of the extract's */
export function rowsAbove(above: string[][], headerRow: number, fields: (Field | null)[]): Finding[] {
  const isRow = (cells: string[]) =>
    fields.every((field, index) => !field?.constraints?.required || Boolean(cells[index]));
  const row = above.findIndex(isRow) + 1;
  if (row === 0) return [];
  return [
    {
      severity: 'error',
      code: 'source-error',
      row,
      column: null,
      value: null,
      message: `Row ${row} is as full as a row of the extract, and stands above the header in row ${headerRow}.`,
      remedy: 'Put the header first; if two files are in one, send each of them by itself.',
    },
  ];
}

/** The file begins with its rows, or its headings are not the extract's. */
export function noHeader(extract: Extract): Finding {
  const required = extract.fields.filter(({ constraints }) => constraints?.required).map(({ name }) => name);
  return {
    ...inHeader(null),
    row: null,
    severity: 'error',
    code: 'missing-label',
    message: `No row of the file is a header of ${extract.name}: none has its columns’ names.`,
    remedy: `Put the columns’ names in the first row (at least ${required.join(', ')}) and send the file again.`,
  };
}

/** A column that has cells and no heading: nobody can say what is in it. Empty ones, as Excel leaves them, are no matter.
 *  @param columns counted from 0 */
export function unnamedColumns(columns: number[], headerRow: number): Finding[] {
  return columns.map((column) => ({
    ...inHeader(null),
    row: headerRow,
    severity: 'warning',
    code: 'blank-header',
    message: `Column ${column + 1} has no heading; it was not loaded.`,
    remedy:
      'Nothing to do, unless the column was meant to be one of the extract’s; then give it its heading.',
  }));
}

function extra(label: string): Finding {
  return {
    severity: 'warning',
    code: 'extra-label',
    ...inHeader(label),
    message: `The column “${label}” is none that the extract has; it was not loaded.`,
    remedy: 'Nothing to do, unless the column was meant to be one of the extract’s.',
  };
}

/** Of two columns with one name, nobody can say which is meant; it matters where somebody counts with it. */
function duplicate(
  label: string,
  field: Field,
  users: Map<string, Indicator>,
  feeding: Set<string>,
): Finding {
  const matters = isNeeded(field, users, feeding);
  return {
    severity: matters ? 'error' : 'warning',
    code: 'duplicate-label',
    ...inHeader(label),
    message: `The header has two columns for ${field.name}${matters ? '' : '; the first was loaded'}.`,
    remedy: matters
      ? 'Keep one of them and send the file again.'
      : 'Nothing to do, unless the second was the one that was meant.',
  };
}

/** A column that every row must have, that an indicator counts with or other facts are made with, cannot be missing. */
function missing(
  field: Field,
  users: Map<string, Indicator>,
  feeding: Set<string>,
  spare: string[],
): Finding {
  const matters = isNeeded(field, users, feeding);
  const user = users.get(field.name);
  const why = user ? `; “${user.title}” is counted with it` : '';
  const meant = likeliest(field, spare);
  const hint = meant ? ` If it is the column “${meant}”, rename that.` : '';
  return {
    severity: matters ? 'error' : 'warning',
    code: 'missing-label',
    ...inHeader(field.name),
    message: `The column ${field.name} is missing${why}.`,
    remedy: matters
      ? `Add the column ${field.name} and send the file again.${hint}`
      : `Nothing to do if the sender has no ${field.name}; its values count as not known.`,
  };
}

function isNeeded(field: Field, users: Map<string, Indicator>, feeding: Set<string>): boolean {
  if (field.nowhere) return false;
  return field.constraints?.required === true || users.has(field.name) || feeding.has(field.name);
}

function inHeader(column: string | null) {
  return { row: 1, column, value: null };
}
