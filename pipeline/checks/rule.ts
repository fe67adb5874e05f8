import type { Field } from '../../indicators/extract-schema.ts';
import type { Finding, Severity } from '../../indicators/series.ts';
import type { Staged } from '../stage/stage.ts';

/** A rule about single rows: one SQL predicate over `staged`, true of a bad row. All of them are counted in one scan. */
export interface RowRule {
  code: string;
  severity: Severity;
  /** The column to name in the finding. */
  column: string | null;
  /** SQL for the text to show of it. */
  shown: string;
  fails: string;
  /** @param said the text between quotation marks, or what is said in its place @param value the text, where it is shown */
  message(said: string, value: string | null): string;
  remedy: string;
}

/** A rule about sets of rows: a query that answers with the bad rows' numbers, as `row`, and may say more of each. */
export interface SetRule {
  code: string;
  severity: Severity;
  column: string | null;
  rows: string;
  /** An aggregate over `staged` that is cheap, and true wherever there are such rows: only then are they looked for. */
  suspicion?: string;
  /** @param found all that the query says of the row */
  message(found: Record<string, unknown>): string;
  remedy: string;
  /** It says that the file is not whole, whatever the share of its rows. */
  refuses?: true;
}

/** A check makes its rules for one file: one for each field that it concerns. */
export type Check = (staged: Staged) => RowRule[];

/** A check about one field at a time; null where it does not concern the field. */
export function forEachField(rule: (field: Field, staged: Staged) => RowRule | null): Check {
  return (staged) => staged.fields.flatMap((field) => rule(field, staged) ?? []);
}

/** What a check found: the first of each kind, and how many there are in all. */
export interface Checked {
  findings: Finding[];
  /** For each code, every failure counted, also those not listed. */
  counts: Record<string, number>;
  /** The file as a whole cannot be loaded, however many of its rows are good. */
  refuses: boolean;
}
