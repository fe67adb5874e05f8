import { Bool, DateDay, Float64, Table, tableToIPC, Utf8, type Vector, vectorFromArray } from 'apache-arrow';
import { type Cell, type ColumnType, columnsOf, type Table as Rows } from './table.ts';

/** A table as an Arrow IPC stream: one record for each row. */
export function arrow(table: Rows): Buffer {
  const vectors = Object.fromEntries(
    columnsOf(table).map(([name, type]) => [
      name,
      vectorOf(
        type,
        table.rows.map((row) => row[name] ?? null),
      ),
    ]),
  );
  return Buffer.from(tableToIPC(new Table(vectors), 'stream'));
}

function vectorOf(type: ColumnType, values: Cell[]): Vector {
  switch (type) {
    case 'number':
      return vectorFromArray(values, new Float64());
    case 'boolean':
      return vectorFromArray(values, new Bool());
    case 'day':
      return vectorFromArray(
        values.map((day) => (day === null ? null : new Date(String(day)))),
        new DateDay(),
      );
    case 'text':
      return vectorFromArray(values, new Utf8());
  }
}
