import { openAlone } from '../../indicators/fence.ts';
import type { Frozen } from '../../indicators/frozen.ts';
import type { Catalogue } from '../../indicators/schema.ts';
import type { SnapshotInfo } from '../../indicators/series.ts';
import { Answers } from '../answers.ts';
import { Cache } from '../cache.ts';
import { contentsOf } from './contents.ts';
import { AskedLately } from './lately.ts';
import { Pool } from './pool.ts';
import { isVisible, type Sight, sightKey, type TableKnown, viewsFor } from './sight.ts';
import { LimitedView, type SnapshotView } from './view.ts';

const ANSWERS_REMEMBERED = 500;
const CONNECTIONS_OF_A_VIEW = 2;
const ANSWERS_KEPT_BYTES = 32 * 1024 * 1024;

const CONFIGURATION = {
  access_mode: 'READ_ONLY',
  threads: '1',
  memory_limit: '512MB',
};

/** A claim on a snapshot: it stays open until the last one is released. */
export interface Lease {
  readonly snapshot: Snapshot;
  release(): void;
}

/** One published snapshot, open for reading. What is remembered of it goes when it goes. */
export class Snapshot implements SnapshotView {
  readonly #views = new Map<string, LimitedView>();
  readonly #lately: AskedLately;
  readonly hasAllAreas = true;
  readonly remembered = new Cache(ANSWERS_REMEMBERED);
  readonly answers = new Answers(ANSWERS_KEPT_BYTES);
  #leases = 0;
  #retired = false;
  #info: SnapshotInfo;

  constructor(
    private readonly pool: Pool,
    private readonly database: string,
    info: SnapshotInfo,
    readonly sampleData: boolean,
    readonly catalogue: Catalogue,
    private readonly tables: readonly TableKnown[],
  ) {
    this.#info = info;
    this.#lately = new AskedLately((sql, values) => pool.rows(sql, values));
  }

  get info(): SnapshotInfo {
    return this.#info;
  }

  /** Says what a board calls it. What is remembered may name it, and is forgotten. */
  label(frozen: Frozen | null): void {
    if (frozen === null || frozen.name === this.#info.name) return;
    this.#info = { ...this.#info, ...frozen };
    this.remembered.clear();
    for (const view of this.#views.values()) view.remembered.clear();
  }

  /** As somebody may see it; one view for all who see the same. */
  seenBy(sight: Sight): SnapshotView {
    if (this.tables.every(({ name }) => isVisible(name, sight)) && sight.areas === null) return this;
    const key = sightKey(sight);
    const view = this.#views.get(key) ?? this.#limitedTo(sight);
    this.#views.set(key, view);
    return view;
  }

  #limitedTo(sight: Sight): LimitedView {
    const begin = viewsFor(sight, this.tables, this.database);
    return new LimitedView(this, sight, this.pool.beside(begin, CONNECTIONS_OF_A_VIEW));
  }

  rows: Pool['rows'] = (sql, values) => this.#lately.rows(sql, values);

  has(table: string): boolean {
    return this.tables.some(({ name }) => name === table);
  }

  lease(): Lease {
    this.#leases += 1;
    let held = true;
    const release = () => {
      if (!held) return;
      held = false;
      this.#leases -= 1;
      this.#closeIfDone();
    };
    return { snapshot: this, release };
  }

  /** Reads every figure once, so that damage is found out now and not by a reader. */
  async readThrough(): Promise<void> {
    await this.pool.rows(
      'SELECT count(hash(p)) FROM full_point p UNION ALL SELECT count(hash(s)) FROM full_summary s',
    );
  }

  /** Reads beforehand what was lately asked of the one before. */
  prepareFor(previous: Snapshot): Promise<void> {
    return this.#lately.prepareFor(previous.#lately);
  }

  /** No new request will ask for it; it closes when those that have it are done. */
  retire(): void {
    this.#retired = true;
    this.#closeIfDone();
  }

  #closeIfDone(): void {
    if (!this.#retired || this.#leases > 0) return;
    for (const view of this.#views.values()) view.pool.closeConnections();
    this.pool.close();
  }
}

export async function openSnapshot(path: string): Promise<Snapshot> {
  const pool = new Pool(await openAlone(path, CONFIGURATION));
  try {
    const {
      sample_data: sampleData,
      database,
      ...info
    } = await pool.onlyRow<Introduction>(
      `SELECT id, published_at, data_to::VARCHAR AS data_to, name, sample_data, current_database() AS database
       FROM snapshot`,
    );
    const { catalogue, tables } = await contentsOf(pool);
    return new Snapshot(pool, database, info, sampleData, catalogue, tables);
  } catch (cause) {
    pool.close();
    throw cause;
  }
}

interface Introduction extends SnapshotInfo {
  sample_data: boolean;
  database: string;
}
