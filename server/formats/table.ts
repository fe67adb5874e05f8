/** What a cell of a column is; an empty one is null, and never a zero. */
export type ColumnType = 'text' | 'day' | 'boolean' | 'number';
export type Cell = string | number | boolean | null;

/** Rows as they go into a file of any format. */
export interface Table<Column extends string = string> {
  /** What the file is called, without its ending. */
  name: string;
  /** In order. */
  columns: Readonly<Record<Column, ColumnType>>;
  rows: Readonly<Record<Column, Cell>>[];
}

export function columnsOf({ columns }: Pick<Table, 'columns'>): [name: string, type: ColumnType][] {
  return Object.entries(columns);
}
