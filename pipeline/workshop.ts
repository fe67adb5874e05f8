import { mkdir, rename, rm } from 'node:fs/promises';
import { loadCatalogue } from '../indicators/catalogue.ts';
import { sweep } from './archive.ts';
import { personKey } from './cells.ts';
import type { Effects } from './effects.ts';
import type { Workshop } from './intake.ts';
import type { Settings } from './settings.ts';
import { DamageError, explained, openWarehouse } from './warehouse.ts';

/** The warehouse's file, its log of what is not yet in it, and what DuckDB leaves when it is stopped amid a checkpoint. */
export const WAREHOUSE_PARTS = ['', '.wal', '.wal.checkpoint', '.wal.recovery'];

/**
 * Does a stretch of work with the warehouse open and everything at hand. A damaged warehouse is moved aside and the
 * work begun again with a new one, which it fills from the archive.
 */
export async function inWorkshop<T>(
  settings: Settings,
  effects: Effects,
  work: (workshop: Workshop) => Promise<T>,
): Promise<T> {
  try {
    return await once(settings, effects, work);
  } catch (error) {
    if (!(error instanceof DamageError)) throw error;
    await moveAside(settings, effects);
    return once(settings, effects, work);
  }
}

async function once<T>(
  settings: Settings,
  effects: Effects,
  work: (workshop: Workshop) => Promise<T>,
): Promise<T> {
  const { home } = settings;
  const catalogue = await loadCatalogue(settings.partnership);
  try {
    const warehouse = await openWarehouse(home, catalogue, settings.personKey);
    try {
      await rm(home.work, { recursive: true, force: true });
      await mkdir(home.work, { recursive: true, mode: 0o700 });
      await sweep(home);
      const key = personKey(settings.personKey);
      return await work({ settings, catalogue, warehouse, effects, key, workFolder: home.work });
    } finally {
      warehouse.close();
      await rm(home.work, { recursive: true, force: true });
    }
  } catch (error) {
    throw explained(home, error);
  }
}

async function moveAside({ home }: Settings, effects: Effects): Promise<void> {
  const aside = `${home.warehouse}.damaged-${effects.now().toISOString().replace(/\D/g, '').slice(0, 14)}`;
  for (const part of WAREHOUSE_PARTS) await moved(`${home.warehouse}${part}`, `${aside}${part}`);
  effects.log(
    `The warehouse was damaged. It was moved aside to ${aside}, and is made anew from the archive; no figure is lost.`,
  );
}

/** Renames a file that may not be there. */
export async function moved(from: string, to: string): Promise<void> {
  await rename(from, to).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
}
