import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileReport } from '../../indicators/series.ts';
import type { Home } from '../settings.ts';
import * as ledger from '../warehouse/ledger.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';
import { isLost, readJson, reportSchema, writeWhole } from './archive.ts';

/**
 * What no run that came to its end has told yet: the report on a file lies beside it in the archive, from before its note
 * is made until a run has it in its own report. Where a run is ended in between, the next one tells it.
 */

const ENDING = '.untold';

export async function keepUntold(home: Home, report: FileReport): Promise<void> {
  await writeWhole(untoldPath(home, report.sha256), JSON.stringify(report));
}

/** What earlier runs left untold of files that this one says nothing about. That a file was loaded is told once it is. */
export async function untold(
  home: Home,
  warehouse: Warehouse,
  said: { sha256: string }[],
): Promise<FileReport[]> {
  const told = new Set(said.map(({ sha256 }) => `${sha256}${ENDING}`));
  const names = (await readdir(home.archive)).filter((name) => name.endsWith(ENDING) && !told.has(name));
  if (names.length === 0) return [];
  const known = await ledger.known(warehouse);
  const reports = await Promise.all(names.map((name) => readJson(join(home.archive, name), reportSchema)));
  return reports
    .filter((report) => report !== null)
    .filter((report) => isTrue(report, known.get(report.sha256)))
    .sort((one, other) => (one.file < other.file ? -1 : 1));
}

/** A loss may have been made good since, and a file taken back. */
function isTrue(report: FileReport, entry: ledger.Known | undefined): boolean {
  const counts = entry !== undefined && !entry.rejected && !entry.withdrawn;
  return report.outcome === 'rejected' ? !(counts && isLost(report)) : counts;
}

export async function endUntold(home: Home, told: FileReport[]): Promise<void> {
  for (const { sha256 } of told) await rm(untoldPath(home, sha256), { force: true });
}

function untoldPath(home: Home, sha256: string): string {
  return join(home.archive, `${sha256}${ENDING}`);
}
