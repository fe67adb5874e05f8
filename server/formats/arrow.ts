import { Bool, DateDay, Float64, Table, tableToIPC, Utf8, type Vector, vectorFromArray } from 'apache-arrow';
import type { Series } from '../../indicators/series.ts';
import { COLUMN_NAMES, COLUMNS, type Column, type FlatRow, flatRows } from './flat.ts';

/** A series as an Arrow IPC stream: one record for each point. */
export function seriesArrow(series: Series): Buffer {
  const rows = flatRows(series);
  const vectors = Object.fromEntries(COLUMN_NAMES.map((column) => [column, vectorOf(column, rows)]));
  return Buffer.from(tableToIPC(new Table(vectors), 'stream'));
}

function vectorOf(column: Column, rows: FlatRow[]): Vector {
  const values = rows.map((row) => row[column]);
  switch (COLUMNS[column]) {
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
