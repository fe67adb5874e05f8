import { type DuckDBAppender, type DuckDBConnection, DuckDBDateValue } from '@duckdb/node-api';

export type Cell = string | number | boolean | null | DuckDBDateValue | { integer: number };

/** Puts rows into a table one by one, which is quicker than any INSERT. */
export async function append(
  connection: DuckDBConnection,
  table: string,
  fill: (appender: DuckDBAppender) => void,
) {
  const appender = await connection.createAppender(table);
  fill(appender);
  appender.closeSync();
}

export function appendRow(appender: DuckDBAppender, cells: Cell[]): void {
  for (const cell of cells) appendCell(appender, cell);
  appender.endRow();
}

function appendCell(appender: DuckDBAppender, cell: Cell): void {
  if (cell === null) appender.appendNull();
  else if (typeof cell === 'string') appender.appendVarchar(cell);
  else if (typeof cell === 'number') appender.appendDouble(cell);
  else if (typeof cell === 'boolean') appender.appendBoolean(cell);
  else if (cell instanceof DuckDBDateValue) appender.appendDate(cell);
  else appender.appendInteger(cell.integer);
}

/** @param iso an ISO day */
export function day(iso: string): DuckDBDateValue {
  return new DuckDBDateValue(Date.parse(iso) / 86_400_000);
}
