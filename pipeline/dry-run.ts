import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { loadCatalogue } from '../indicators/catalogue.ts';
import type { FileReport } from '../indicators/series.ts';
import { personKey } from './cells.ts';
import type { Effects } from './effects.ts';
import { inspect } from './inspect.ts';
import { receive } from './receive.ts';
import { type Settings, SettingsError } from './settings.ts';
import { temporaryWarehouse } from './warehouse.ts';

/** Checks files as a run would, and keeps nothing. */
export async function dryRun(settings: Settings, effects: Effects, named: string[]): Promise<FileReport[]> {
  const catalogue = await loadCatalogue(settings.partnership);
  const paths = await Promise.all(named.map(existing));
  const workFolder = await mkdtemp(join(tmpdir(), 'waggle-check-'));
  const warehouse = await temporaryWarehouse([workFolder, ...paths.map((path) => dirname(path))]);
  const inspection = { catalogue, warehouse, effects, key: personKey(settings.personKey), workFolder };
  const reports: FileReport[] = [];
  try {
    for (const path of paths) {
      const delivery = await receive(path, 0, effects.now());
      if (delivery) reports.push((await inspect(inspection, delivery)).report);
    }
    return reports;
  } finally {
    warehouse.close();
    await rm(workFolder, { recursive: true, force: true });
  }
}

async function existing(name: string): Promise<string> {
  const path = resolve(name);
  const found = await stat(path).catch(() => null);
  if (!found?.isFile()) throw new SettingsError(`There is no file ${name} that can be read.`);
  return path;
}
