import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api';

export type Row = Record<string, DuckDBValue>;

/** The row-level store. It belongs to the one pipeline process that has it open; nobody else reads it. */
export interface Warehouse {
  connection: DuckDBConnection;
  run(sql: string, values?: DuckDBValue[]): Promise<void>;
  rows(sql: string, values?: DuckDBValue[]): Promise<Row[]>;
  /** All of the work, or none of it. */
  transaction<T>(work: () => Promise<T>): Promise<T>;
  close(): void;
}

/** A list of texts, as DuckDB gives it. */
export function texts(value: DuckDBValue | undefined): string[] {
  return value !== null && value !== undefined && typeof value === 'object' && 'items' in value
    ? value.items.map(String)
    : [];
}
