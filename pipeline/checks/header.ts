import { closest } from 'fastest-levenshtein';
import { feedingColumns, isNeverLoaded } from '../../indicators/feeds.ts';
import { neededColumns } from '../../indicators/needs.ts';
import type { Extract, Field, Indicator } from '../../indicators/schema.ts';
import type { Finding } from '../../indicators/series.ts';

/** What is wrong with a header: labels too many, without a name, twice, or missing.
 *  @param fields what each label stands for; null where it is none of the extract's */
export function headerFindings(
  labels: string[],
  fields: (Field | null)[],
  extract: Extract,
  indicators: readonly Indicator[],
): Finding[] {
  const users = neededColumns(extract, indicators);
  const feeding = feedingColumns(extract);
  const spare = labels.filter((label, index) => !fields[index] && !isNeverLoaded(label, extract));
  return [
    ...labels.flatMap((label, index) => {
      const field = fields[index];
      if (!field) return isNeverLoaded(label, extract) ? [] : [extra(label, index)];
      return fields.indexOf(field) < index ? [duplicate(label, field, users, feeding)] : [];
    }),
    ...extract.fields
      .filter((field) => !fields.includes(field) && !field.from_name)
      .map((field) => missing(field, users, feeding, spare)),
  ];
}

function extra(label: string, index: number): Finding {
  const message = label
    ? `The column “${label}” is none that the extract has; it was not loaded.`
    : `Column ${index + 1} has no heading; it was not loaded.`;
  return {
    severity: 'warning',
    code: label ? 'extra-label' : 'blank-header',
    ...inHeader(label || null),
    message,
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
  const hint = spare.length > 0 ? ` If it is the column “${closest(field.name, spare)}”, rename that.` : '';
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
  return field.constraints?.required === true || users.has(field.name) || feeding.has(field.name);
}

function inHeader(column: string | null) {
  return { row: 1, column, value: null };
}
