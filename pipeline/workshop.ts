import { mkdir, rename, rm } from 'node:fs/promises';
import { loadCatalogue } from '../indicators/catalogue.ts';
import { sweep } from './archive.ts';
import { personKey } from './cells.ts';
import type { Effects } from './effects.ts';
import type { Workshop } from './intake.ts';
import { closeFilesIn, OWN_FOLDER } from './modes.ts';
import type { Settings } from './settings.ts';
import { DamageError, explained, openWarehouse, WAREHOUSE_PARTS } from './warehouse.ts';

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
      await mkdir(home.work, { recursive: true, mode: OWN_FOLDER });
      await sweep(home);
      for (const folder of [home.archive, home.quarantine]) await closeFilesIn(folder);
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
  const aside = `${home.warehouse}.damaged-${timeMark(effects.now())}`;
  for (const part of WAREHOUSE_PARTS) await moved(`${home.warehouse}${part}`, `${aside}${part}`);
  effects.log(
    `The warehouse was damaged. It was moved aside to ${aside}, and is made anew from the archive; no figure is lost.`,
  );
}

/** A moment as part of a file’s name: 20250115090000. */
export function timeMark(now: Date): string {
  return now.toISOString().replace(/\D/g, '').slice(0, 14);
}

/** Renames a file that may not be there. */
export async function moved(from: string, to: string): Promise<void> {
  await rename(from, to).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
}
