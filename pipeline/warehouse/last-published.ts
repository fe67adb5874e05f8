import { COUNTS } from './deliveries.ts';
import type { Warehouse } from './warehouse.ts';

/** What the last snapshot was made from, so that the same is not made again. */

/** A snapshot, and a digest of all that it was made from. */
export interface Published {
  fingerprint: string;
  snapshot: string;
}

export async function lastPublished(warehouse: Warehouse): Promise<Published | null> {
  const [row] = await warehouse.rows('SELECT fingerprint, snapshot FROM ledger.published');
  return row ? { fingerprint: String(row.fingerprint), snapshot: String(row.snapshot) } : null;
}

export async function notePublished(
  warehouse: Warehouse,
  { fingerprint, snapshot }: Published,
): Promise<void> {
  await warehouse.transaction(async () => {
    await warehouse.run('DELETE FROM ledger.published');
    await warehouse.run('INSERT INTO ledger.published VALUES ($1, $2)', [fingerprint, snapshot]);
  });
}

/** Of each extract, the loadings of its files that count. Whenever a file’s rows are put into a warehouse that is a new
 *  loading: between two that are the same, neither the rows nor what the ledger says of their file have changed. */
export async function loadings(warehouse: Warehouse): Promise<Map<string, string>> {
  const rows = await warehouse.rows(
    `SELECT extract, string_agg(loading, ' ' ORDER BY loading) AS loadings FROM ledger.file WHERE ${COUNTS} GROUP BY extract`,
  );
  return new Map(rows.map((row) => [String(row.extract), String(row.loadings)]));
}

/** What a warehouse is known by: one that is made anew is another. */
export async function warehouseId(warehouse: Warehouse): Promise<string> {
  const [row] = await warehouse.rows('SELECT warehouse::VARCHAR AS id FROM ledger.layout');
  return String(row?.id);
}
