import Papa from 'papaparse';
import type { Series } from '../../indicators/series.ts';
import { COLUMN_NAMES, type FlatRow, flatRows } from './flat.ts';

// Papa Parse's own pattern ends in `.*$`, which a line break in the cell defeats.
export const LOOKS_LIKE_A_FORMULA = /^[=+\-@\t\r\n]/;

export function seriesCsv(series: Series): string {
  return csv(flatRows(series));
}

/** One line for each row. Text that a spreadsheet would run as a formula is given a quotation mark before it. */
export function csv(rows: FlatRow[]): string {
  const text = Papa.unparse({ fields: COLUMN_NAMES, data: rows }, { escapeFormulae: LOOKS_LIKE_A_FORMULA });
  return `${text}\r\n`;
}
