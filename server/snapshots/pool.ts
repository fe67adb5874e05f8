import type { DuckDBConnection, DuckDBInstance, DuckDBValue } from '@duckdb/node-api';

const CONNECTIONS_AT_MOST = 4;

/** DuckDB runs one query at a time per connection, so each query borrows one of a few. */
export class Pool {
  readonly #idle: DuckDBConnection[] = [];
  readonly #waiting: ((connection: DuckDBConnection) => void)[] = [];
  #opened = 0;

  constructor(private readonly instance: DuckDBInstance) {}

  /** The rows of a query. Values are only ever bound, never part of the text. */
  async rows<Row>(sql: string, values: Record<string, DuckDBValue> = {}): Promise<Row[]> {
    const connection = await this.#borrow();
    try {
      const reader = await connection.runAndReadAll(sql, values);
      return reader.getRowObjectsJS() as Row[];
    } finally {
      this.#giveBack(connection);
    }
  }

  close(): void {
    for (const connection of this.#idle) connection.closeSync();
    this.instance.closeSync();
  }

  async #borrow(): Promise<DuckDBConnection> {
    const idle = this.#idle.pop();
    if (idle) return idle;
    if (this.#opened === CONNECTIONS_AT_MOST) return new Promise((resolve) => this.#waiting.push(resolve));
    this.#opened += 1;
    return this.instance.connect();
  }

  #giveBack(connection: DuckDBConnection): void {
    const next = this.#waiting.shift();
    if (next) next(connection);
    else this.#idle.push(connection);
  }
}
