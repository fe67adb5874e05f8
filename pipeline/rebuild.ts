import { loadCatalogue } from '../indicators/catalogue.ts';
import type { Catalogue } from '../indicators/schema.ts';
import type { Effects } from './effects.ts';
import { anewOf, asideOf, move, removeParts } from './in-workshop.ts';
import { forgetTries } from './receive/tries.ts';
import { run } from './run.ts';
import { bringRuns, type KeptRun, keptRuns, type RunReport } from './runs.ts';
import type { Settings } from './settings.ts';
import { openWarehouse } from './warehouse/open-warehouse.ts';
import { BusyError } from './warehouse/storage-errors.ts';
import type { Warehouse } from './warehouse/warehouse.ts';

/**
 * Makes the warehouse anew from the archive. When that fails, the old one is put back; when it is broken off, the next
 * run goes on with the new one, which knows the runs of the old from the beginning.
 */
export async function rebuild(settings: Settings, effects: Effects): Promise<RunReport> {
  const { home } = settings;
  const catalogue = await loadCatalogue(settings.partnership);
  const before = await earlierRuns(settings, catalogue);
  await forgetTries(home);
  await begin(settings, catalogue, before);
  try {
    return await run(settings, effects);
  } catch (error) {
    await removeParts(home.warehouse);
    await move(asideOf(home), home.warehouse);
    throw error;
  }
}

/** Puts a warehouse that knows the runs and nothing else in the place of the old one. */
async function begin(settings: Settings, catalogue: Catalogue, before: KeptRun[]): Promise<void> {
  const { home } = settings;
  const made = { ...home, warehouse: anewOf(home) };
  await removeParts(made.warehouse);
  await withWarehouse({ ...settings, home: made }, catalogue, (warehouse) => bringRuns(warehouse, before));
  await removeParts(asideOf(home));
  await move(home.warehouse, asideOf(home));
  await move(made.warehouse, home.warehouse);
}

/** What the old warehouse knows that the archive does not. One in use must not be moved away under its user; a damaged
 *  one may, and knows nothing. */
async function earlierRuns(settings: Settings, catalogue: Catalogue): Promise<KeptRun[]> {
  try {
    return await withWarehouse(settings, catalogue, keptRuns);
  } catch (error) {
    if (error instanceof BusyError) throw error;
    return [];
  }
}

async function withWarehouse<T>(
  settings: Settings,
  catalogue: Catalogue,
  work: (warehouse: Warehouse) => Promise<T>,
): Promise<T> {
  const warehouse = await openWarehouse(settings.home, catalogue, settings.personKey);
  try {
    return await work(warehouse);
  } finally {
    warehouse.close();
  }
}
