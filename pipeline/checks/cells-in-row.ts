import type { Finding } from '../../indicators/series.ts';
import type { Staged } from '../stage/stage.ts';
import type { RowNumbers } from '../stage/tidy.ts';
import type { Checked } from './rule.ts';

/** Rows with too few or too many cells: none of their cells can be trusted to stand in its own column. */
export function cellsInRow({ ragged, cutAt }: Staged): Checked[] {
  const { expected, short, long, separators } = ragged;
  const cut = cutAt === null ? 0 : 1;
  return [
    rowsChecked(
      'missing-cell',
      { count: short.count - cut, first: short.first.filter((row) => row !== cutAt) },
      (row) => ({
        severity: 'error',
        ...(separators
          ? otherSeparator(row, separators)
          : {
              message: `Row ${row} has fewer cells than the file’s ${expected} columns.`,
              remedy: 'Look whether a line break or a separator was lost, and send the row again.',
            }),
      }),
    ),
    rowsChecked('extra-cell', long, (row) => ({
      severity: 'error',
      message: `Row ${row} has more cells than the file’s ${expected} columns.`,
      remedy: 'Put texts that hold a comma between quotation marks, and send the row again.',
    })),
  ];
}

const SEPARATORS: Record<string, string> = {
  ',': 'commas',
  ';': 'semicolons',
  '\t': 'tabs',
  '|': 'vertical bars',
};

function otherSeparator(row: number, { header, rows }: NonNullable<Staged['ragged']['separators']>) {
  return {
    message: `Row ${row} has ${SEPARATORS[rows]} between its cells, and the header has ${SEPARATORS[header]}.`,
    remedy: 'Export the file again with the same separator in the header and in every row.',
  };
}

/** Rows in which there is nothing, with others below them. */
export function blankRows({ blank }: Staged): Checked[] {
  return [
    rowsChecked('blank-row', blank, (row) => ({
      severity: 'warning',
      message: `Row ${row} is blank; it was not loaded.`,
      remedy: 'Nothing to do, unless a row was meant to stand there.',
    })),
  ];
}

function rowsChecked(
  code: string,
  rows: RowNumbers,
  words: (row: number) => Pick<Finding, 'severity' | 'message' | 'remedy'>,
): Checked {
  const findings = rows.first.map(
    (row): Finding => ({ code, row, column: null, value: null, ...words(row) }),
  );
  return { findings, counts: rows.count > 0 ? { [code]: rows.count } : {}, refuses: false };
}
