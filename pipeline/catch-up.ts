import { archivedPath, type Note, notes, quarantine, readReport } from './archive.ts';
import { isPoison, load, tryInspecting, type Unfinished, type Workshop } from './intake.ts';
import * as ledger from './ledger.ts';
import { endTry, triesOf } from './tries.ts';

export interface CaughtUp {
  /** Files that have broken off a run before: they come after all that is known to be good. */
  suspects: Note[];
  /** Files that broke off the work on them just now. */
  unfinished: Unfinished[];
  /** The newest delivery's number, whether or not the warehouse knows it. */
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
  let lastArrival = Math.max(0, ...[...known.values()].map(({ arrival }) => arrival));
  for (const note of await notes(settings.home)) {
    const entry = known.get(note.sha256);
    lastArrival = Math.max(lastArrival, note.arrival);
    if (note.state === 'rejected') await recallOnce(workshop, note, entry);
    else if (entry && !entry.rejected && entry.arrival === note.arrival)
      await ledger.setWithdrawn(warehouse, note.sha256, note.state === 'withdrawn');
    else if ((await triesOf(settings.home, note.sha256)).count > 0) suspects.push(note);
    else missing.push(note);
  }
  const progress = effects.progress('Loading from the archive', missing.length);
  const unfinished: Unfinished[] = [];
  for (const note of missing) {
    progress.begin(1);
    const said = await reload(workshop, note);
    if (said) unfinished.push(said);
    progress.step();
  }
  progress.end();
  return { suspects, unfinished, lastArrival };
}

/**
 * The same checks as at the door. A file that the extract, as it is described now, no longer fits is set aside with
 * its findings rather than loaded with holes; it stays in the archive and is tried again at every run.
 */
export async function reload(workshop: Workshop, note: Note): Promise<Unfinished | null> {
  const { settings, warehouse, effects } = workshop;
  const delivery = { ...note, path: archivedPath(settings.home, note.sha256) };
  const inspected = await tryInspecting(workshop, delivery);
  if ('reason' in inspected) return inspected;
  if (inspected.report.outcome === 'rejected') {
    effects.log(`${note.file} no longer fits its extract and does not count until it does.`);
    await quarantine(settings.home, inspected.report);
    await warehouse.transaction(() => ledger.enterRejected(warehouse, inspected.report, delivery));
  } else await load(workshop, delivery, inspected, note.state === 'withdrawn');
  // A poison file keeps its mark: it is not tried anew at every run.
  if (!isPoison(inspected.report)) await endTry(settings.home, note.sha256);
  return null;
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
