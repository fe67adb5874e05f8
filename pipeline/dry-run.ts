import { access, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { loadCatalogue } from '../indicators/catalogue.ts';
import type { Catalogue } from '../indicators/schema.ts';
import type { FileReport } from '../indicators/series.ts';
import { deliveredBefore } from './checks/duplicate-file.ts';
import type { Effects } from './effects.ts';
import { inspect } from './inspect.ts';
import { remark } from './intake.ts';
import { existing, look } from './receive/receive.ts';
import type { Settings } from './settings.ts';
import { personKey } from './stage/cells.ts';
import { isActive } from './warehouse/deliveries.ts';
import { borrowLedger, temporaryWarehouse } from './warehouse/open-warehouse.ts';
import { BusyError } from './warehouse/storage-errors.ts';
import type { Warehouse } from './warehouse/warehouse.ts';
import type { Inspection } from './workshop.ts';

/** Checks files as a run would, and keeps nothing. */
export async function dryRun(settings: Settings, effects: Effects, named: string[]): Promise<FileReport[]> {
  const catalogue = await loadCatalogue(settings.partnership);
  const paths = await existing(named);
  const workFolder = await mkdtemp(join(tmpdir(), 'waggle-check-'));
  const folders = [workFolder, ...paths.map((path) => dirname(path))];
  const warehouse = await temporaryWarehouse(folders, catalogue, settings.personKey, (borrower) =>
    borrow(borrower, settings, catalogue, effects),
  );
  const inspection = { catalogue, warehouse, effects, key: personKey(settings.personKey), workFolder };
  const reports: FileReport[] = [];
  try {
    for (const path of paths) reports.push(await lookAt(inspection, path));
    return reports;
  } finally {
    warehouse.close();
    await rm(workFolder, { recursive: true, force: true });
  }
}

async function lookAt(inspection: Inspection, path: string): Promise<FileReport> {
  const delivery = await look(path, inspection.effects.now());
  const { report } = await inspect(inspection, delivery, true);
  const isLoaded = report.outcome !== 'rejected' && report.rows > 0;
  if (isLoaded && (await isActive(inspection.warehouse, delivery.sha256))) remark(report, deliveredBefore());
  return report;
}

/** What the home has of earlier files, for comparison. Without it, a file is still checked for all that is in itself. */
async function borrow(
  warehouse: Warehouse,
  { home }: Settings,
  catalogue: Catalogue,
  effects: Effects,
): Promise<void> {
  const isThere = await access(home.warehouse).then(
    () => true,
    () => false,
  );
  if (!isThere) return;
  try {
    await borrowLedger(warehouse, home, catalogue);
  } catch (error) {
    const why = error instanceof BusyError ? 'a run is at work' : 'the warehouse has to be made anew first';
    effects.log(`The files were compared with no earlier ones: ${why}.`);
  }
}
