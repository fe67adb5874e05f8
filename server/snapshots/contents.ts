import { z } from 'zod';
import type { Catalogue } from '../../indicators/schema.ts';
import { GRAINS } from '../../indicators/series.ts';
import type { Pool } from './pool.ts';
import type { TableKnown } from './sight.ts';

/** What a snapshot holds beside its figures: the catalogue that they were counted by, and the tables that they are in. */
interface Contents {
  catalogue: Catalogue;
  tables: readonly TableKnown[];
}

/** What was read last. Nearly all snapshots have the same, and while it is read nobody is answered. */
let lastRead: { digest: string; contents: Contents } | null = null;

export async function contentsOf(pool: Pool): Promise<Contents> {
  const { digest } = await pool.onlyRow<{ digest: string }>(
    `SELECT md5(concat(document::VARCHAR, (
       SELECT string_agg(sql, '' ORDER BY sql) FROM duckdb_tables() WHERE database_name = current_database()
     ))) AS digest FROM catalogue`,
  );
  if (lastRead?.digest === digest) return lastRead.contents;
  const contents = { catalogue: await catalogueIn(pool), tables: await tablesIn(pool) };
  lastRead = { digest, contents };
  return contents;
}

function tablesIn(pool: Pool): Promise<TableKnown[]> {
  return pool.rows<TableKnown>(
    `SELECT table_name AS name, bool_or(column_name = 'area') AS "byArea" FROM duckdb_columns()
     WHERE NOT internal AND database_name = current_database() GROUP BY table_name`,
  );
}

async function catalogueIn(pool: Pool): Promise<Catalogue> {
  const { document } = await pool.onlyRow<{ document: string }>(
    'SELECT document::VARCHAR AS document FROM catalogue',
  );
  return readCatalogue(document);
}

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

/** Of snapshots that were published before a catalogue had these. */
const BEFORE_VIEWS = { views: [], terms: [], plan: null };
const BEFORE_EVENTS = { events: [] };

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
