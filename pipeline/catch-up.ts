import { monthOfName } from '../indicators/periods.ts';
import type { FileReport } from '../indicators/series.ts';
import { isPoison, load, tryInspecting } from './intake.ts';
import { archivedPath, keepReport, type Note, notes, quarantine, readReport } from './receive/archive.ts';
import { damaged, loadKept, readKept } from './receive/kept.ts';
import { sha256 } from './receive/receive.ts';
import { endTry, triesOf, waitingArrivals } from './receive/tries.ts';
import { keepUntold } from './receive/untold.ts';
import type { Unfinished } from './runs.ts';
import type { Home } from './settings.ts';
import { FileError } from './stage/text.ts';
import * as ledger from './warehouse/ledger.ts';
import type { Workshop } from './workshop.ts';

interface CaughtUp {
  /** Files that have broken off a run before: they come after all that is known to be good. */
  suspects: Note[];
  /** Files that broke off the work on them just now. */
  unfinished: Unfinished[];
  /** Reports on files that counted and of which the archive has nothing that could be loaded. */
  lost: FileReport[];
  /** The newest delivery's number, whether or not the warehouse knows it, or even a note. */
  lastArrival: number;
}

/**
 * Brings the warehouse up to what the archive's notes say. After a crash that is the file it was busy with; after a
 * change to an extract, that extract's files; with a new warehouse, everything.
 */
export async function catchUp(workshop: Workshop): Promise<CaughtUp> {
  const { settings, warehouse, effects } = workshop;
  const known = await ledger.known(warehouse);
  const missing: Note[] = [];
  const suspects: Note[] = [];
  const waiting = await waitingArrivals(settings.home);
  let lastArrival = Math.max(0, ...waiting, ...[...known.values()].map(({ arrival }) => arrival));
  for (const note of await notes(settings.home)) {
    const entry = known.get(note.sha256);
    lastArrival = Math.max(lastArrival, note.arrival);
    if (note.state === 'rejected') await recallOnce(workshop, note, entry);
    else if (entry && !entry.rejected && entry.arrival === note.arrival) {
      const withdrawn = note.state === 'withdrawn';
      if (entry.withdrawn !== withdrawn) await ledger.setWithdrawn(warehouse, note.sha256, withdrawn);
    } else if ((await triesOf(settings.home, note.sha256)).count > 0) suspects.push(note);
    else missing.push(note);
  }
  const progress = effects.progress('Loading from the archive', missing.length);
  const unfinished: Unfinished[] = [];
  const lost: FileReport[] = [];
  for (const note of missing) {
    progress.begin(1);
    const said = await reload(workshop, note);
    const isNews = !known.get(note.sha256)?.rejected && note.state === 'accepted';
    if (said && 'reason' in said) unfinished.push(said);
    else if (said && isNews) {
      await keepUntold(settings.home, said);
      lost.push(said);
    }
    progress.step();
  }
  progress.end();
  for (const { file, findings } of lost)
    effects.log(`${file} cannot be loaded from the archive and does not count. ${findings[0]?.message}`);
  return { suspects, unfinished, lost, lastArrival };
}

/**
 * The same checks as at the door. A file that the extract, as it is described now, no longer fits is set aside with
 * its findings rather than loaded with holes; it stays in the archive and is tried again at every run.
 */
export async function reload(workshop: Workshop, note: Note): Promise<Unfinished | FileReport | null> {
  const { settings, warehouse, effects } = workshop;
  const fault = await faultOfRawFile(settings.home, note);
  if (fault) return reloadKept(workshop, note, fault);
  const delivery = { ...note, path: archivedPath(settings.home, note.sha256) };
  const inspected = await tryInspecting(workshop, delivery, false);
  if ('reason' in inspected) return inspected;
  if (inspected.report.outcome === 'rejected') {
    effects.log(`${note.file} no longer fits its extract and does not count until it does.`);
    await quarantine(settings.home, inspected.report);
    await warehouse.transaction(() => ledger.enterRejected(warehouse, inspected.report, delivery));
  } else {
    await keepReport(settings.home, inspected.report);
    await load(workshop, delivery, inspected, note.state === 'withdrawn');
  }
  // A poison file keeps its mark: it is not tried anew at every run.
  if (!isPoison(inspected.report)) await endTry(settings.home, note.sha256);
  return null;
}

/** What is wrong with the archive's copy of a file; null where it is the very file that was delivered. */
async function faultOfRawFile(home: Home, note: Note): Promise<FileError | null> {
  const digest = await sha256(archivedPath(home, note.sha256)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'EIO') return error.code;
    throw error;
  });
  if (digest === note.sha256) return null;
  if (digest !== 'ENOENT') return damaged(`${note.sha256}.csv`);
  return new FileError(
    'archive-error',
    `${note.sha256}.csv is no longer in the archive, and its facts were not kept.`,
    'Deliver the file again, or put the archive’s copy back from a backup.',
  );
}

/** Where the raw file is gone its facts may have been kept. A file of which there is nothing left does not stop the others. */
async function reloadKept(workshop: Workshop, note: Note, fault: FileError): Promise<FileReport | null> {
  const { settings, warehouse } = workshop;
  try {
    const kept = await readKept(settings.home, note);
    if (!kept) throw fault;
    await loadKept(workshop, note, kept);
    await keepReport(settings.home, kept.report);
    await endTry(settings.home, note.sha256);
    return null;
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    const report = lostReport(note, error);
    await quarantine(settings.home, report);
    const delivery = { ...note, path: '' };
    await warehouse.transaction(() => ledger.enterRejected(warehouse, report, delivery));
    return report;
  }
}

function lostReport({ file, sha256: digest }: Note, { code, message, remedy }: FileError): FileReport {
  return {
    file,
    sha256: digest,
    extract: null,
    period: monthOfName(file),
    outcome: 'rejected',
    rows: 0,
    quarantined: 0,
    findings: [{ severity: 'error', code, row: null, column: null, value: null, message, remedy }],
    counts: { [code]: 1 },
  };
}

async function recallOnce(
  { settings, warehouse }: Workshop,
  note: Note,
  entry: ledger.Known | undefined,
): Promise<void> {
  if (entry?.rejected && entry.arrival === note.arrival) return;
  const report = await readReport(settings.home, note.sha256);
  if (!report) return;
  const delivery = { ...note, path: archivedPath(settings.home, note.sha256) };
  await warehouse.transaction(() => ledger.enterRejected(warehouse, report, delivery));
}
