import { AREAS } from '../data-samples/areas.ts';
import { loadCatalogue } from '../indicators/catalogue.ts';
import type { Settings } from '../pipeline/settings.ts';

/** The samples are one county's: anybody else would see its figures as their own, or have them refused. */
export async function fitSamples({ partnership }: Settings): Promise<boolean> {
  const catalogue = await loadCatalogue(partnership).catch(() => null);
  const own = new Set(catalogue?.partnership.areas.map(({ id }) => id));
  return AREAS.every(({ id }) => own.has(id));
}
