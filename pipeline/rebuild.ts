import { rm } from 'node:fs/promises';
import { loadCatalogue } from '../indicators/catalogue.ts';
import type { Catalogue } from '../indicators/schema.ts';
import { isLost } from './catch-up.ts';
import type { Effects } from './effects.ts';
import { type RunReport, run } from './run.ts';
import { bringRuns, type KeptRun, keptRuns } from './runs.ts';
import type { Settings } from './settings.ts';
import { BusyError, openWarehouse, WAREHOUSE_PARTS, type Warehouse } from './warehouse.ts';
import { moved, timeMark } from './workshop.ts';

/** Makes the warehouse anew from the archive. When that fails, the old one is put back. */
export async function rebuild(settings: Settings, effects: Effects): Promise<RunReport> {
  const { warehouse } = settings.home;
  const catalogue = await loadCatalogue(settings.partnership);
  const aside = `${warehouse}.before-rebuild`;
  const before = await earlierRuns(settings, catalogue);
  await move(warehouse, aside);
  try {
    const report = await run(settings, effects);
    await withWarehouse(settings, catalogue, (made) => bringRuns(made, before));
    if (report.files.some(isLost)) await setAside(settings, effects, aside);
    for (const part of WAREHOUSE_PARTS) await rm(`${aside}${part}`, { force: true });
    return report;
  } catch (error) {
    await move(aside, warehouse);
    throw error;
  }
}

/** Rows that the archive has lost may lie in the old warehouse alone. */
async function setAside({ home }: Settings, effects: Effects, aside: string): Promise<void> {
  const kept = `${aside}-${timeMark(effects.now())}`;
  for (const part of WAREHOUSE_PARTS) await moved(`${aside}${part}`, `${kept}${part}`);
  effects.log(
    `The archive has lost files. The warehouse as it was is kept as ${kept}; put back as ${home.warehouse}, it has the rows that it had.`,
  );
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

async function move(from: string, to: string): Promise<void> {
  for (const part of WAREHOUSE_PARTS) await moved(`${from}${part}`, `${to}${part}`);
}
