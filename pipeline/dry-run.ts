import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { loadCatalogue } from '../indicators/catalogue.ts';
import type { FileReport } from '../indicators/series.ts';
import { personKey } from './cells.ts';
import type { Effects } from './effects.ts';
import { inspect } from './inspect.ts';
import { existing, look } from './receive.ts';
import type { Settings } from './settings.ts';
import { temporaryWarehouse } from './warehouse.ts';

/** Checks files as a run would, and keeps nothing. */
export async function dryRun(settings: Settings, effects: Effects, named: string[]): Promise<FileReport[]> {
  const catalogue = await loadCatalogue(settings.partnership);
  const paths = await existing(named);
  const workFolder = await mkdtemp(join(tmpdir(), 'waggle-check-'));
  const warehouse = await temporaryWarehouse([workFolder, ...paths.map((path) => dirname(path))]);
  const inspection = { catalogue, warehouse, effects, key: personKey(settings.personKey), workFolder };
  const reports: FileReport[] = [];
  try {
    for (const path of paths) {
      reports.push((await inspect(inspection, await look(path, effects.now()))).report);
    }
    return reports;
  } finally {
    warehouse.close();
    await rm(workFolder, { recursive: true, force: true });
  }
}
