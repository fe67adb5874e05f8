import { readdir } from 'node:fs/promises';
import { AREAS } from '../data-samples/areas.ts';
import { loadCatalogue } from '../indicators/catalogue.ts';
import type { Home, Settings } from '../pipeline/settings.ts';

/** The samples are one county's: anybody else would see its figures as their own, or have them refused. */
export async function fitSamples({ partnership }: Settings): Promise<boolean> {
  const catalogue = await loadCatalogue(partnership).catch(() => null);
  const own = new Set(catalogue?.partnership.areas.map(({ id }) => id));
  return AREAS.every(({ id }) => own.has(id));
}

/** Whether nothing has been delivered to a home, and nothing waits there. */
export async function isEmpty({ inbox, archive, snapshots }: Home): Promise<boolean> {
  const contents = await Promise.all([inbox, archive, snapshots].map((folder) => readdir(folder)));
  return contents.every((names) => names.length === 0);
}
