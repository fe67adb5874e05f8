import Papa from 'papaparse';
import { harmlessCell } from '../../indicators/harmless.ts';
import { columnsOf, type Table } from './table.ts';

/** One line for each row. Text that a spreadsheet would run as a formula is given a quotation mark before it. */
export function csv(table: Table): string {
  const fields = columnsOf(table).map(([name]) => name);
  const data = table.rows.map((row) => fields.map((name) => harmlessCell(row[name])));
  return `${Papa.unparse({ fields, data })}\r\n`;
}
