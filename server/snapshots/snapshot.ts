import { z } from 'zod';
import { openAlone } from '../../indicators/fence.ts';
import type { Frozen } from '../../indicators/frozen.ts';
import type { Catalogue } from '../../indicators/schema.ts';
import { GRAINS, type SnapshotInfo } from '../../indicators/series.ts';
import { Answers } from '../answers.ts';
import { Cache } from '../cache.ts';
import { Pool } from './pool.ts';
import { isVisible, type Sight, sightKey, type TableKnown, viewsFor } from './sight.ts';
import { LimitedView, type SnapshotView } from './view.ts';

const ANSWERS_REMEMBERED = 500;
const CONNECTIONS_OF_A_VIEW = 2;
const ANSWERS_KEPT_BYTES = 32 * 1024 * 1024;

const CONFIGURATION = {
  access_mode: 'READ_ONLY',
  threads: '2',
  memory_limit: '512MB',
};

const catalogueShape = z.looseObject({
  partnership: z.looseObject({
    areas: z.array(z.looseObject({ id: z.string() })),
    frameworks: z.looseObject({}),
  }),
  extracts: z.array(z.looseObject({ name: z.string() })),
  indicators: z.array(
    z.looseObject({ id: z.string(), grains: z.array(z.enum(GRAINS)).min(1), tile_grain: z.enum(GRAINS) }),
  ),
});

/** A claim on a snapshot: it stays open until the last one is released. */
export interface Lease {
  readonly snapshot: Snapshot;
  release(): void;
}

/** One published snapshot, open for reading. What is remembered of it goes when it goes. */
export class Snapshot implements SnapshotView {
  readonly #views = new Map<string, LimitedView>();
  readonly remembered = new Cache(ANSWERS_REMEMBERED);
  readonly answers = new Answers(ANSWERS_KEPT_BYTES);
  #leases = 0;
  #retired = false;
  #info: SnapshotInfo;

  constructor(
    private readonly pool: Pool,
    info: SnapshotInfo,
    readonly sampleData: boolean,
    readonly catalogue: Catalogue,
    private readonly tables: Tables,
  ) {
    this.#info = info;
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
    if (this.tables.known.every(({ name }) => isVisible(name, sight)) && sight.areas === null) return this;
    const key = sightKey(sight);
    const view = this.#views.get(key) ?? this.#limitedTo(sight);
    this.#views.set(key, view);
    return view;
  }

  #limitedTo(sight: Sight): LimitedView {
    const begin = viewsFor(sight, this.tables.known, this.tables.database);
    return new LimitedView(this, sight, this.pool.beside(begin, CONNECTIONS_OF_A_VIEW));
  }

  rows: Pool['rows'] = (sql, values) => this.pool.rows(sql, values);

  /** Whether it has a table, which those of earlier releases may lack. */
  has(table: string): Promise<boolean> {
    return this.remembered.once(`has ${table}`, async () => {
      const found = await this.rows('FROM duckdb_tables() WHERE table_name = $table', { table });
      return found.length > 0;
    });
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
    await this.rows(
      'SELECT count(hash(p)) FROM full_point p UNION ALL SELECT count(hash(s)) FROM full_summary s',
    );
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
    const { sample_data: sampleData, ...info } = await only<SnapshotInfo & { sample_data: boolean }>(
      pool,
      'SELECT id, published_at, data_to::VARCHAR AS data_to, name, sample_data FROM snapshot',
    );
    return new Snapshot(pool, info, sampleData, await catalogueIn(pool), await tablesOf(pool));
  } catch (cause) {
    pool.close();
    throw cause;
  }
}

interface Tables {
  database: string;
  known: TableKnown[];
}

async function tablesOf(pool: Pool): Promise<Tables> {
  const { database } = await only<{ database: string }>(pool, 'SELECT current_database() AS database');
  const known = await pool.rows<TableKnown>(
    `SELECT table_name AS name, bool_or(column_name = 'area') AS "byArea" FROM duckdb_columns()
     WHERE NOT internal AND database_name = current_database() GROUP BY table_name`,
  );
  return { database, known };
}

/** Of snapshots that were published before a catalogue had these. */
const BEFORE_VIEWS = { views: [], terms: [], plan: null };
const BEFORE_EVENTS = { events: [] };

/** The catalogue that was read last. Nearly all snapshots have the same, and while it is read nobody is answered. */
let lastRead: { digest: string; catalogue: Catalogue } | null = null;

async function catalogueIn(pool: Pool): Promise<Catalogue> {
  const { digest } = await only<{ digest: string }>(
    pool,
    'SELECT sha256(document::VARCHAR) AS digest FROM catalogue',
  );
  if (lastRead?.digest === digest) return lastRead.catalogue;
  const { document } = await only<{ document: string }>(
    pool,
    'SELECT document::VARCHAR AS document FROM catalogue',
  );
  const catalogue = readCatalogue(document);
  lastRead = { digest, catalogue };
  return catalogue;
}

/** The pipeline checked the catalogue in full; here only that it is one that this release can read. */
function readCatalogue(document: string): Catalogue {
  const read: unknown = JSON.parse(document);
  catalogueShape.parse(read);
  const { partnership, indicators, ...rest } = read as Catalogue;
  return {
    ...BEFORE_VIEWS,
    ...rest,
    partnership: { ...BEFORE_EVENTS, ...partnership },
    indicators: indicators.map((indicator) => ({ ...BEFORE_EVENTS, ...indicator })),
  };
}

async function only<Row>(pool: Pool, sql: string): Promise<Row> {
  const [row] = await pool.rows<Row>(sql);
  if (!row) throw new Error('the snapshot is unfinished');
  return row;
}
