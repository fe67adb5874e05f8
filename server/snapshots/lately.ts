import type { Pool, Values } from './pool.ts';

const REMEMBERED_AT_MOST = 20;
const ROWS_AT_MOST = 1_000;

interface Query {
  sql: string;
  values: Values;
}

/** The small queries that were asked lately. When another snapshot becomes current all ask the same of it at once, and
 *  whoever is first keeps the others waiting: so their rows are read before it is shown. */
export class AskedLately {
  readonly #asked = new Map<string, Query>();
  readonly #ready = new Map<string, unknown[]>();

  constructor(private readonly ask: Pool['rows']) {}

  async rows<Row>(sql: string, values: Values = {}): Promise<Row[]> {
    const question = JSON.stringify([sql, values]);
    const ready = this.#ready.get(question) as Row[] | undefined;
    // Once only: whoever has them may change them.
    this.#ready.delete(question);
    const rows = ready ?? (await this.ask<Row>(sql, values));
    if (rows.length <= ROWS_AT_MOST) this.#remember(question, { sql, values });
    return rows;
  }

  /** Makes ready what another was asked, one by one: those who ask meanwhile go first. What fails is left, for it fails
   *  again for who asks it, and they are told. */
  async prepareFor(other: AskedLately): Promise<void> {
    for (const [question, { sql, values }] of other.#asked) {
      const rows = await this.ask(sql, values).catch(() => null);
      if (rows) this.#ready.set(question, rows);
    }
  }

  #remember(question: string, query: Query): void {
    this.#asked.delete(question);
    this.#asked.set(question, query);
    const [oldest] = this.#asked.keys();
    if (this.#asked.size > REMEMBERED_AT_MOST && oldest !== undefined) this.#asked.delete(oldest);
  }
}
