import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { loadCatalogue } from '../indicators/catalogue.ts';
import type { Effects } from './effects.ts';
import { closeFilesIn, OWN_FOLDER } from './modes.ts';
import { sweep } from './receive/archive.ts';
import type { Home, Settings } from './settings.ts';
import { personKey } from './stage/cells.ts';
import { openWarehouse, WAREHOUSE_PARTS } from './warehouse/open-warehouse.ts';
import { DamageError, explained, isDamage } from './warehouse/storage-errors.ts';
import type { Warehouse } from './warehouse/warehouse.ts';
import type { Workshop } from './workshop.ts';

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
    return await once(settings, effects, null, work);
  } catch (error) {
    if (!(error instanceof DamageError)) throw error;
    const aside = await moveAside(settings, effects);
    return once(settings, effects, aside, work);
  }
}

async function once<T>(
  settings: Settings,
  effects: Effects,
  repaired: string | null,
  work: (workshop: Workshop) => Promise<T>,
): Promise<T> {
  const { home } = settings;
  const catalogue = await loadCatalogue(settings.partnership);
  try {
    await putAnewInPlace(home);
    const warehouse = await openWarehouse(home, catalogue, settings.personKey);
    let isSound = true;
    try {
      await rm(home.work, { recursive: true, force: true });
      await mkdir(home.work, { recursive: true, mode: OWN_FOLDER });
      await sweep(home);
      for (const folder of [home.archive, home.quarantine]) await closeFilesIn(folder);
      const key = personKey(settings.personKey);
      const tools = { settings, catalogue, warehouse, effects, key, workFolder: home.work };
      const result = await work({ ...tools, repaired });
      isSound = await settles(warehouse);
      return result;
    } finally {
      warehouse.close();
      // The work is done; the next run makes the warehouse anew.
      if (!isSound) await moveAside(settings, effects);
      await rm(home.work, { recursive: true, force: true });
    }
  } catch (error) {
    throw explained(home, error);
  }
}

/** Whether the warehouse can take what its log holds into its file. Closing would do the same, but says nothing of damage. */
async function settles(warehouse: Warehouse): Promise<boolean> {
  try {
    await warehouse.run('CHECKPOINT');
    return true;
  } catch (error) {
    // On a full disk all stays in the log, until there is room again.
    return !isDamage(error);
  }
}

async function moveAside({ home }: Settings, effects: Effects): Promise<string> {
  const aside = `${home.warehouse}.damaged-${timeMark(effects.now())}`;
  await move(home.warehouse, aside);
  effects.log(
    `The warehouse was damaged. It was moved aside to ${aside}, and is made anew from the archive; no figure is lost.`,
  );
  return aside;
}

/** Where the old warehouse lies until a rebuild has come to its end. */
export function asideOf({ warehouse }: Home): string {
  return `${warehouse}.before-rebuild`;
}

/** Where a rebuild prepares the new warehouse. */
export function anewOf({ warehouse }: Home): string {
  return `${warehouse}.anew`;
}

/** A rebuild may have ended between moving the old warehouse away and putting the new one in its place. */
async function putAnewInPlace(home: Home): Promise<void> {
  if (existsSync(asideOf(home)) && !existsSync(home.warehouse)) await move(anewOf(home), home.warehouse);
  else await removeParts(anewOf(home));
}

/** The old warehouse goes once the new one is whole, whether or not the rebuild was broken off before. Rows that the archive
 *  has lost may lie in the old one alone. */
export async function endRebuild(home: Home, effects: Effects, hasLost: boolean): Promise<void> {
  if (!hasLost || !existsSync(asideOf(home))) return removeParts(asideOf(home));
  const kept = `${asideOf(home)}-${timeMark(effects.now())}`;
  await move(asideOf(home), kept);
  effects.log(
    `The archive has lost files. The warehouse as it was is kept as ${kept}; put back as ${home.warehouse}, it has the rows that it had.`,
  );
}

export async function move(from: string, to: string): Promise<void> {
  for (const part of WAREHOUSE_PARTS) await moved(`${from}${part}`, `${to}${part}`);
}

export async function removeParts(warehouse: string): Promise<void> {
  for (const part of WAREHOUSE_PARTS) await rm(`${warehouse}${part}`, { force: true });
}

/** A moment as part of a file’s name: 20250115090000. */
function timeMark(now: Date): string {
  return now.toISOString().replace(/\D/g, '').slice(0, 14);
}

/** Renames a file that may not be there. */
async function moved(from: string, to: string): Promise<void> {
  await rename(from, to).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
}
