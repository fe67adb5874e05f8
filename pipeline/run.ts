import { createHash } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { loadCatalogue } from '../indicators/catalogue.ts';
import { localDay } from '../indicators/periods.ts';
import type { FileReport, SnapshotInfo } from '../indicators/series.ts';
import { catchUp } from './catch-up.ts';
import { personKey } from './cells.ts';
import { compute } from './compute.ts';
import type { Effects } from './effects.ts';
import { defineFacts } from './facts.ts';
import { take, type Workshop } from './intake.ts';
import * as ledger from './ledger.ts';
import { leftOut } from './left-out.ts';
import { publish } from './publish.ts';
import { bringIn, inboxFiles, receive } from './receive.ts';
import type { Settings } from './settings.ts';
import { openWarehouse } from './warehouse.ts';

export interface RunReport {
  files: FileReport[];
  /** The snapshot that the run published; null when nothing had changed. */
  snapshot: SnapshotInfo | null;
}

/** One run: what lies in the inbox (or the files named) goes in, figures come out. */
export async function run(settings: Settings, effects: Effects, named: string[] = []): Promise<RunReport> {
  const catalogue = await loadCatalogue(settings.partnership);
  const warehouse = await openWarehouse(settings.home, catalogue, settings.personKey);
  try {
    await mkdir(settings.home.work, { recursive: true, mode: 0o700 });
    const workshop = {
      settings,
      catalogue,
      warehouse,
      effects,
      key: personKey(settings.personKey),
      workFolder: settings.home.work,
    };
    await catchUp(workshop);
    const files = await takeIn(workshop, named);
    await defineFacts(warehouse, catalogue.extracts);
    return { files, snapshot: await publishIfChanged(workshop) };
  } finally {
    warehouse.close();
    await rm(settings.home.work, { recursive: true, force: true });
  }
}

async function takeIn(workshop: Workshop, named: string[]): Promise<FileReport[]> {
  const { settings, warehouse, effects } = workshop;
  const inInbox = named.length === 0;
  const paths = inInbox ? await inboxFiles(settings.home.inbox) : await bringIn(settings.home, named);
  const known = await ledger.known(warehouse);
  let arrival = Math.max(0, ...[...known.values()].map((file) => file.arrival));
  const progress = effects.progress('Loading files', paths.length);
  const reports: FileReport[] = [];
  for (const path of paths) {
    const delivery = await receive(path, arrival + 1, effects.now());
    if (delivery) reports.push(await take(workshop, delivery, known, inInbox));
    arrival += 1;
    progress.step();
  }
  progress.end();
  return reports;
}

async function publishIfChanged({
  settings,
  catalogue,
  warehouse,
  effects,
}: Workshop): Promise<SnapshotInfo | null> {
  const today = localDay(effects.now(), catalogue.partnership.calendar);
  const files = await ledger.files(warehouse, catalogue.extracts);
  const fingerprint = digest([catalogue, settings.sampleData, today.slice(0, 7), files]);
  if ((await ledger.lastPublished(warehouse)) === fingerprint) return null;
  for (const line of await leftOut(warehouse, catalogue.extracts)) effects.log(line);
  const progress = effects.progress('Working out indicators', catalogue.indicators.length);
  const computed = await compute(warehouse, catalogue, today, progress);
  progress.end();
  const snapshot = await publish(settings.home, {
    catalogue,
    computed,
    files,
    findings: await ledger.findings(warehouse),
    publishedAt: effects.now(),
    sampleData: settings.sampleData,
  });
  await ledger.notePublished(warehouse, fingerprint);
  return snapshot;
}

function digest(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}
