import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { loadCatalogue } from '../indicators/catalogue.ts';
import { sweep } from './archive.ts';
import { personKey } from './cells.ts';
import type { Effects } from './effects.ts';
import type { Workshop } from './intake.ts';
import { OPENING_MARK } from './opening.ts';
import type { Home, Settings } from './settings.ts';
import { DamageError, explained, openWarehouse } from './warehouse.ts';

/** The warehouse's file, its log of what is not yet in it, and what DuckDB leaves when it is stopped amid a checkpoint. */
const WAREHOUSE_PARTS = ['', '.wal', '.wal.checkpoint', '.wal.recovery', OPENING_MARK];

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
    try {
      await rm(home.work, { recursive: true, force: true });
      await mkdir(home.work, { recursive: true, mode: 0o700 });
      await sweep(home);
      const key = personKey(settings.personKey);
      const tools = { settings, catalogue, warehouse, effects, key, workFolder: home.work };
      const result = await work({ ...tools, repaired });
      // A rebuild that was broken off has now been brought to its end.
      await removeParts(asideOf(home));
      return result;
    } finally {
      warehouse.close();
      await rm(home.work, { recursive: true, force: true });
    }
  } catch (error) {
    throw explained(home, error);
  }
}

async function moveAside({ home }: Settings, effects: Effects): Promise<string> {
  const aside = `${home.warehouse}.damaged-${effects.now().toISOString().replace(/\D/g, '').slice(0, 14)}`;
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

export async function move(from: string, to: string): Promise<void> {
  for (const part of WAREHOUSE_PARTS) await moved(`${from}${part}`, `${to}${part}`);
}

export async function removeParts(warehouse: string): Promise<void> {
  for (const part of WAREHOUSE_PARTS) await rm(`${warehouse}${part}`, { force: true });
}

/** Renames a file that may not be there. */
async function moved(from: string, to: string): Promise<void> {
  await rename(from, to).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
}
