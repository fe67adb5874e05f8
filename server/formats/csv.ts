import Papa from 'papaparse';
import type { Series } from '../../indicators/series.ts';
import { COLUMN_NAMES, type FlatRow, flatRows } from './flat.ts';
import { harmless } from './harmless.ts';

export function seriesCsv(series: Series): string {
  return csv(flatRows(series));
}

/** One line for each row. Text that a spreadsheet would run as a formula is given a quotation mark before it. */
export function csv(rows: FlatRow[]): string {
  const data = rows.map((row) => COLUMN_NAMES.map((name) => harmlessCell(row[name])));
  const text = Papa.unparse({ fields: COLUMN_NAMES, data });
  return `${text}\r\n`;
}

// Papa Parse's own way ends in `.*$`, which a line break in the cell defeats.
export function harmlessCell<T>(value: T): T | string {
  return typeof value === 'string' ? harmless(value) : value;
}
