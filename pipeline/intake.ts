import { monthOfName } from '../indicators/periods.ts';
import type { FileReport, Finding } from '../indicators/series.ts';
import { archive, clear, quarantine, withEarlierNames, writeNote } from './archive.ts';
import { deliver } from './facts.ts';
import { type Inspected, type Inspection, inspect } from './inspect.ts';
import * as ledger from './ledger.ts';
import type { Delivery } from './receive.ts';
import type { Settings } from './settings.ts';

/** What every stage of a run works with. */
export interface Workshop extends Inspection {
  settings: Settings;
}

/** One file's way: inspected, then kept as facts or set aside with its report. Nothing is ever thrown away. */
export async function take(
  workshop: Workshop,
  arrived: Delivery,
  known: Map<string, { arrival: number; rejected: boolean }>,
  inInbox: boolean,
): Promise<FileReport> {
  const delivery = await named(workshop, arrived);
  const inspected = await inspect(workshop, delivery);
  const { report } = inspected;
  const before = known.get(delivery.sha256);
  if (report.outcome === 'rejected') await reject(workshop, delivery, report);
  else if (before && !before.rejected) await takeAgain(workshop, delivery, inspected);
  else await accept(workshop, delivery, inspected);
  known.set(delivery.sha256, { arrival: delivery.arrival, rejected: report.outcome === 'rejected' });
  if (inInbox) await clear(delivery.path);
  return report;
}

/** The delivery with the earlier names of its bytes, but for months that another file has delivered since. */
async function named({ settings, warehouse }: Workshop, arrived: Delivery): Promise<Delivery> {
  const delivery = await withEarlierNames(settings.home, arrived);
  if (delivery.names.length === 1) return delivery;
  const since = await ledger.deliveredSince(warehouse, arrived.sha256);
  const names = delivery.names.filter((name) => name === arrived.file || !since.has(monthOfName(name) ?? ''));
  return { ...delivery, names };
}

async function accept(workshop: Workshop, delivery: Delivery, inspected: Inspected): Promise<void> {
  await archive(workshop.settings.home, delivery);
  await load(workshop, delivery, inspected);
}

/** Rows and ledger entry together, or neither. */
export async function load({ warehouse }: Workshop, delivery: Delivery, inspected: Inspected): Promise<void> {
  const { report, staged, periods, covered } = inspected;
  await warehouse.transaction(async () => {
    if (staged) await deliver(warehouse, staged, delivery.arrival);
    await ledger.enter(warehouse, { report, delivery, periods, covered });
  });
}

async function reject(
  { settings, warehouse }: Workshop,
  delivery: Delivery,
  report: FileReport,
): Promise<void> {
  await quarantine(settings.home, delivery, report);
  await warehouse.transaction(() => ledger.enter(warehouse, { report, delivery, periods: [], covered: [] }));
}

/** The same bytes once more: nothing to load, but the file is now the newest word on its periods; a new name may say another. */
async function takeAgain(
  { settings, warehouse }: Workshop,
  delivery: Delivery,
  { report, staged, periods, covered }: Inspected,
): Promise<void> {
  await writeNote(settings.home, delivery);
  await warehouse.transaction(async () => {
    await ledger.renumberRows(warehouse, delivery, report.extract ?? '');
    if (staged?.extract.fields.some((field) => field.from_name)) {
      await deliver(warehouse, staged, delivery.arrival);
    }
    await ledger.enter(warehouse, { report, delivery, periods, covered });
  });
  if (report.rows === 0) return;
  report.outcome = 'accepted_with_findings';
  report.counts = { ...report.counts, [DELIVERED_BEFORE.code]: 1 };
  report.findings.push(DELIVERED_BEFORE);
}

const DELIVERED_BEFORE: Finding = {
  severity: 'warning',
  code: 'duplicate-file',
  row: null,
  column: null,
  value: null,
  message: 'This very file had been delivered before; its rows are not counted twice.',
  remedy: 'Nothing to do, unless a newer file was meant to be sent.',
};
