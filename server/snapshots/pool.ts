import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';

const CONNECTIONS_AT_MOST = 4;

/** What a query's names stand for. */
export type Values = Record<string, string>;

/** DuckDB runs one query at a time per connection, so each query borrows one of a few. */
export class Pool {
  readonly #idle: DuckDBConnection[] = [];
  /** They are given a connection, or null: a place in which to open one. */
  readonly #waiting: ((connection: DuckDBConnection | null) => void)[] = [];
  #opened = 0;
  #closed = false;

  /** @param begin what each connection runs before anything else */
  constructor(
    private readonly instance: DuckDBInstance,
    private readonly begin: string | null = null,
    private readonly atMost = CONNECTIONS_AT_MOST,
  ) {}

  /** Others on the same file, each of whose connections begins in a way of its own. Close them first. */
  beside(begin: string, atMost: number): Pool {
    return new Pool(this.instance, begin, atMost);
  }

  /** The rows of a query. Values are only ever bound, never part of the text. */
  async rows<Row>(sql: string, values: Values = {}): Promise<Row[]> {
    const connection = await this.#borrow();
    try {
      const reader = await connection.runAndReadAll(sql, values);
      return reader.getRowObjectsJS() as Row[];
    } finally {
      this.#giveBack(connection);
    }
  }

  /** The row of a query that finds one in every snapshot that was finished. */
  async onlyRow<Row>(sql: string): Promise<Row> {
    const [row] = await this.rows<Row>(sql);
    if (!row) throw new Error('the snapshot is unfinished');
    return row;
  }

  close(): void {
    this.closeConnections();
    this.instance.closeSync();
  }

  closeConnections(): void {
    this.#closed = true;
    for (const connection of this.#idle.splice(0)) connection.closeSync();
  }

  async #borrow(): Promise<DuckDBConnection> {
    const idle = this.#idle.pop();
    if (idle) return idle;
    if (this.#opened < this.atMost) {
      this.#opened += 1;
      return this.#openInPlace();
    }
    const given = await new Promise<DuckDBConnection | null>((resolve) => this.#waiting.push(resolve));
    return given ?? this.#openInPlace();
  }

  /** Where it fails, the place goes to who has waited longest, lest they wait for ever. */
  async #openInPlace(): Promise<DuckDBConnection> {
    try {
      return await this.#open();
    } catch (error) {
      const next = this.#waiting.shift();
      if (next) next(null);
      else this.#opened -= 1;
      throw error;
    }
  }

  async #open(): Promise<DuckDBConnection> {
    const connection = await this.instance.connect();
    try {
      if (this.begin) await connection.run(this.begin);
      return connection;
    } catch (error) {
      connection.closeSync();
      throw error;
    }
  }

  #giveBack(connection: DuckDBConnection): void {
    const next = this.#waiting.shift();
    if (next) next(connection);
    else if (this.#closed) connection.closeSync();
    else this.#idle.push(connection);
  }
}
