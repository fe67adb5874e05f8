import { tellsWhole } from '../indicators/freshness.ts';
import { localDay, monthOfName, monthsOfName } from '../indicators/periods.ts';
import type { FileReport, Finding } from '../indicators/series.ts';
import { deliveredBefore, type Since } from './checks/duplicate-file.ts';
import { type Inspected, inspect } from './inspect.ts';
import { keepReport, quarantine, readNote, writeNote } from './receive/archive.ts';
import type { Delivery } from './receive/delivery.ts';
import { beginTry, endTry, MOST_TRIES } from './receive/tries.ts';
import { keepUntold } from './receive/untold.ts';
import type { Unfinished } from './runs.ts';
import { deliveredSince, isActive } from './warehouse/deliveries.ts';
import { deliver } from './warehouse/facts.ts';
import * as ledger from './warehouse/ledger.ts';
import { isNotTheFilesFault } from './warehouse/storage-errors.ts';
import type { Workshop } from './workshop.ts';

/** How a delivery stands that has just been received. */
export interface Standing {
  /** It is the very delivery that an earlier run broke off after it had been noted. */
  resumed: boolean;
  /** It stays in the inbox until it has been dealt with. */
  waits: boolean;
}

/**
 * One file's way: inspected, then kept as facts or set aside with its report. Nothing is ever thrown away.
 */
export async function take(
  workshop: Workshop,
  arrived: Delivery,
  known: Map<string, ledger.Known>,
  { resumed, waits }: Standing,
): Promise<FileReport | Unfinished> {
  workshop.effects.reached('received');
  const delivery = await named(workshop, arrived);
  const inspected = await tryInspecting(workshop, delivery, true, waits);
  if ('reason' in inspected) return inspected;
  const { report } = inspected;
  await keepUntold(workshop.settings.home, report);
  const before = known.get(delivery.sha256);
  if (report.outcome === 'rejected' && before && !before.rejected) {
    // These bytes were good before: what has come since, or a wrong name, must not take that delivery's rows away.
    await quarantine(workshop.settings.home, report);
    return report;
  }
  if (report.outcome === 'rejected') await reject(workshop, delivery, report);
  else if (before && !before.rejected)
    await takeAgain(workshop, delivery, inspected, resumed || before.withdrawn);
  else await accept(workshop, delivery, inspected);
  known.set(delivery.sha256, {
    arrival: delivery.arrival,
    rejected: report.outcome === 'rejected',
    withdrawn: false,
  });
  return report;
}

/**
 * Inspects a file that may end the process. After three tries that came to no end it is refused as it is, so that it
 * never stands in the way of others.
 */
export async function tryInspecting(
  workshop: Workshop,
  delivery: Delivery,
  isNew: boolean,
  waits = false,
): Promise<Inspected | Unfinished> {
  const { home } = workshop.settings;
  const before = await beginTry(home, delivery.sha256, waits ? delivery.arrival : 0);
  if (before >= MOST_TRIES) return poisonous(delivery);
  try {
    return await inspect(workshop, delivery, isNew);
  } catch (error) {
    if (isNotTheFilesFault(error)) await endTry(home, delivery.sha256);
    if (isNotTheFilesFault(error) || !(error instanceof Error)) throw error;
    if (before + 1 >= MOST_TRIES) return poisonous(delivery);
    const { file, sha256 } = delivery;
    return { file, sha256, tries: before + 1, reason: error.message.split('\n')[0] ?? '' };
  }
}

const POISON = 'poison-file';

export function isPoison({ counts }: FileReport): boolean {
  return POISON in counts;
}

function poisonous(delivery: Delivery): Inspected {
  const finding: Finding = {
    severity: 'error',
    code: POISON,
    row: null,
    column: null,
    value: null,
    message: `The file was tried ${MOST_TRIES} times, and each time the work on it broke off.`,
    remedy: 'Export it again in another way (fewer months, CSV UTF-8), and tell whoever looks after Waggle.',
  };
  const report: FileReport = {
    file: delivery.file,
    sha256: delivery.sha256,
    extract: null,
    period: monthOfName(delivery.file),
    outcome: 'rejected',
    rows: 0,
    quarantined: 0,
    findings: [finding],
    counts: { [finding.code]: 1 },
  };
  return { report, staged: null, periods: [], covered: [], quarantined: {}, profile: [] };
}

/** The delivery with the earlier names of its bytes, but for months that another file has delivered since; and with the
 *  time at which they first came, where they are still the newest word. Names under which they were refused say nothing. */
async function named(workshop: Workshop, again: Delivery): Promise<Delivery> {
  const { settings, warehouse } = workshop;
  const earlier = await readNote(settings.home, again.sha256);
  if (!earlier || earlier.state === 'rejected') return again;
  const isSame = again.names.every((name) => earlier.names.includes(name));
  const stillCounts = isSame && (await isActive(warehouse, again.sha256));
  const isNoNews = stillCounts && (await monthsCutShort(workshop, earlier)).length === 0;
  const arrived = isNoNews ? { ...again, receivedAt: earlier.receivedAt } : again;
  const names = [...new Set([...earlier.names, ...arrived.names])];
  if (names.length === 1) return arrived;
  const since = new Set((await deliveredSince(warehouse, arrived.sha256)).flatMap(({ covered }) => covered));
  const isOver = (months: string[]) => months.length > 0 && months.every((month) => since.has(month));
  return {
    ...arrived,
    names: names.filter((name) => name === arrived.file || !isOver(monthsOfName(name))),
  };
}

/** The months of a file's that were not over when it came: sent again since, it says that nothing more has happened. */
async function monthsCutShort(
  { catalogue, warehouse }: Workshop,
  { sha256, receivedAt }: Pick<Delivery, 'sha256' | 'receivedAt'>,
): Promise<string[]> {
  const entry = await ledger.entryOf(warehouse, sha256);
  const extract = catalogue.extracts.find(({ name }) => name === entry?.report.extract);
  const cameOn = localDay(new Date(receivedAt), catalogue.partnership.calendar);
  return (entry?.covered ?? []).filter((month) => extract && !tellsWhole(extract, month, cameOn));
}

async function accept(workshop: Workshop, delivery: Delivery, inspected: Inspected): Promise<void> {
  const { home } = workshop.settings;
  await keepReport(home, inspected.report);
  await writeNote(home, delivery, 'accepted');
  workshop.effects.reached('archived');
  await load(workshop, delivery, inspected);
}

/** Rows and ledger entry together, or neither. */
export async function load(
  { warehouse, effects }: Workshop,
  delivery: Delivery,
  inspected: Inspected,
  withdrawn = false,
): Promise<void> {
  const { staged, periods } = inspected;
  await warehouse.transaction(async () => {
    if (staged) {
      // Where a crash came between a note and its rows, those of the delivery before are still there.
      await ledger.renumberRows(warehouse, delivery, staged.extract.name);
      await deliver(warehouse, staged, delivery.arrival, periods);
    }
    await ledger.enter(warehouse, { ...inspected, delivery, withdrawn });
  });
  effects.reached('loaded');
}

/** A file that had been accepted before stays so in its note: it is loaded again as soon as it fits again. */
async function reject(
  { settings, warehouse, effects }: Workshop,
  delivery: Delivery,
  report: FileReport,
): Promise<void> {
  const earlier = await readNote(settings.home, delivery.sha256);
  await quarantine(settings.home, report);
  await writeNote(settings.home, delivery, earlier?.state === 'accepted' ? 'accepted' : 'rejected');
  effects.reached('archived');
  await warehouse.transaction(() => ledger.enterRejected(warehouse, report, delivery));
  effects.reached('loaded');
}

/** The same bytes once more: nothing to load, but the file is now the newest word on its periods; a new name may say another. */
async function takeAgain(
  workshop: Workshop,
  delivery: Delivery,
  inspected: Inspected,
  isNoNews: boolean,
): Promise<void> {
  const { settings, warehouse, effects } = workshop;
  const { report } = inspected;
  const since = await sinceBefore(workshop, delivery, inspected);
  await writeNote(settings.home, delivery, 'accepted');
  effects.reached('archived');
  await warehouse.transaction(async () => {
    await ledger.renumberRows(warehouse, delivery, report.extract ?? '');
    if (inspected.staged?.extract.fields.some((field) => field.from_name)) {
      await deliver(warehouse, inspected.staged, delivery.arrival, inspected.periods);
    }
    await ledger.enter(warehouse, { ...inspected, delivery, withdrawn: false });
  });
  effects.reached('loaded');
  if (report.rows > 0 && !isNoNews) remark(report, deliveredBefore(since));
}

async function sinceBefore(
  workshop: Workshop,
  delivery: Delivery,
  { staged, covered }: Inspected,
): Promise<Since | undefined> {
  if (!staged) return undefined;
  const files = await deliveredSince(workshop.warehouse, delivery.sha256);
  const replaced = files.map(({ covered: periods, ...file }) => ({
    ...file,
    periods: periods.filter((period) => covered.includes(period)),
  }));
  return {
    extract: staged.extract,
    finished: await monthsFinished(workshop, delivery),
    replaced: replaced.filter(({ periods }) => periods.length > 0),
  };
}

/** The months that count as whole from now on, because the same file has come again since they were over. */
async function monthsFinished(workshop: Workshop, delivery: Delivery): Promise<string[]> {
  const earlier = await readNote(workshop.settings.home, delivery.sha256);
  if (!earlier) return [];
  const [before, now] = [await monthsCutShort(workshop, earlier), await monthsCutShort(workshop, delivery)];
  return before.filter((month) => !now.includes(month));
}

/** Adds a finding about the delivery rather than the file, unless it has been said in another way. */
export function remark(report: FileReport, finding: Finding): void {
  if (report.counts[finding.code]) return;
  report.outcome = 'accepted_with_findings';
  report.counts = { ...report.counts, [finding.code]: 1 };
  report.findings.push(finding);
}
