import type { LineageFile, Split } from '../indicators/lineage.ts';
import type { Measure } from '../indicators/measure-schema.ts';
import { periodWords } from '../indicators/period-words.ts';
import { yearBefore } from '../indicators/year-before.ts';
import { counted } from './words.ts';

/** Which rows are told apart behind a figure, and of what. */
export interface ToldApart {
  measure: Measure;
  period: string;
  split: Split;
}

interface Rows {
  numerator: number | null;
  denominator: number | null;
  read: number | null;
}

/** A file’s rows, by the names that those of all files have. */
export function rowsOf({ numerator_rows, denominator_rows, read_rows }: LineageFile): Rows {
  return { numerator: numerator_rows, denominator: denominator_rows, read: read_rows };
}

/** 58 in the numerator, 101 in the denominator; 3,343 for 2024, 2,849 for 2023. Where there is but one kind of them, the
 *  rows counted, and of what a view makes those that it was made from.
 *  @param number how many, in words, where a side follows */
export function rowWords(told: ToldApart, rows: Rows, number: (count: number) => string): string {
  const { numerator, denominator, read } = rows;
  if (read !== null) return `${counted(read, 'row')} of the period, joined or grouped`;
  const [above, below] = [numerator ?? 0, denominator ?? 0];
  if (told.split === 'fraction' && !isOfTwo(told.measure, denominator))
    return `${counted(Math.max(above, below), 'row')} counted`;
  if (addsAmounts(told.measure))
    return `${counted(below, 'row')} added up, of which ${number(above)} add to the numerator`;
  const [one, other] = sideWords(told);
  return `${number(above)} ${one}, ${number(below)} ${other}`;
}

/** Of an average no row is above the line alone, and what is sent as a figure is no number of rows. */
function isOfTwo({ kind }: Measure, denominator: number | null): boolean {
  return denominator !== null && !['mean', 'median', 'percentile', 'published'].includes(kind);
}

function addsAmounts(measure: Measure): boolean {
  return measure.kind === 'proportion' && measure.denominator !== undefined;
}

function sideWords({ split, period }: ToldApart): [above: string, below: string] {
  switch (split) {
    case 'years':
      return [`for ${periodWords(period)}`, `for ${periodWords(yearBefore(period) ?? '')}`];
    case 'figures':
      return ['for the one figure', 'for the other'];
    default:
      return ['in the numerator', 'in the denominator'];
  }
}

/** What is above the line is called, and what is below it, in a list of rows by their numbers. */
export function sideNames({ split, period }: ToldApart): [above: string, below: string] {
  switch (split) {
    case 'years':
      return [period, yearBefore(period) ?? ''];
    case 'figures':
      return ['one figure', 'the other'];
    default:
      return ['numerator', 'denominator'];
  }
}
