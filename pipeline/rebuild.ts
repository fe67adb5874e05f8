import { rm } from 'node:fs/promises';
import { loadCatalogue } from '../indicators/catalogue.ts';
import type { Effects } from './effects.ts';
import { type RunReport, run } from './run.ts';
import type { Settings } from './settings.ts';
import { BusyError, openWarehouse } from './warehouse.ts';
import { moved, WAREHOUSE_PARTS } from './workshop.ts';

/** Makes the warehouse anew from the archive. When that fails, the old one is put back. */
export async function rebuild(settings: Settings, effects: Effects): Promise<RunReport> {
  const { warehouse } = settings.home;
  const aside = `${warehouse}.before-rebuild`;
  await nobodyElse(settings);
  await move(warehouse, aside);
  try {
    const report = await run(settings, effects);
    for (const part of WAREHOUSE_PARTS) await rm(`${aside}${part}`, { force: true });
    return report;
  } catch (error) {
    await move(aside, warehouse);
    throw error;
  }
}

/** A warehouse in use must not be moved away under its user; a damaged one may. */
async function nobodyElse(settings: Settings): Promise<void> {
  const catalogue = await loadCatalogue(settings.partnership);
  try {
    (await openWarehouse(settings.home, catalogue, settings.personKey)).close();
  } catch (error) {
    if (error instanceof BusyError) throw error;
  }
}

async function move(from: string, to: string): Promise<void> {
  for (const part of WAREHOUSE_PARTS) await moved(`${from}${part}`, `${to}${part}`);
}
