import type { Freshness } from '../../indicators/gaps.ts';
import type { Figures } from '../figures.ts';

/** How far each extract's data go; nothing of snapshots that were published before it was kept. */
export async function freshnessOf({ snapshot }: Figures): Promise<Freshness[]> {
  return snapshot.has('freshness') ? snapshot.rows<Freshness>('SELECT * FROM freshness') : [];
}
