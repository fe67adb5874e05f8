import { archived, archivedPath, type Note, type Rejection, rejections } from './archive.ts';
import { inspect } from './inspect.ts';
import { load, type Workshop } from './intake.ts';
import * as ledger from './ledger.ts';

/**
 * Brings the warehouse up to what lies in the archive and in quarantine. After a crash that is the file it was busy
 * with; after a change to an extract, that extract's files; with a new warehouse, everything.
 */
export async function catchUp(workshop: Workshop): Promise<void> {
  const { settings, warehouse, effects } = workshop;
  const known = await ledger.known(warehouse);
  const notes = await archived(settings.home);
  const missing = notes.filter(({ sha256 }) => known.get(sha256)?.rejected !== false);
  const progress = effects.progress('Loading from the archive', missing.length);
  for (const note of missing) {
    await reload(workshop, note);
    progress.step();
  }
  progress.end();
  // A file that was refused once and is in the archive too was judged above, as the extract is described now.
  const judged = new Set([...known.keys(), ...notes.map(({ sha256 }) => sha256)]);
  for (const rejection of await rejections(settings.home)) {
    if (!judged.has(rejection.sha256)) await recall(workshop, rejection);
  }
}

/**
 * The same checks as at the door. A file that the extract, as it is described now, no longer fits is set aside with
 * its findings rather than loaded with holes; it stays in the archive and is tried again at every run.
 */
async function reload(workshop: Workshop, note: Note): Promise<void> {
  const delivery = { ...note, path: archivedPath(workshop.settings.home, note.sha256) };
  const inspected = await inspect(workshop, delivery);
  if (inspected.report.outcome === 'rejected') {
    workshop.effects.log(`${note.file} no longer fits its extract and does not count until it does.`);
    await recall(workshop, { ...note, report: inspected.report });
  } else await load(workshop, delivery, inspected);
}

async function recall({ warehouse }: Workshop, { report, ...note }: Rejection): Promise<void> {
  const delivery = { ...note, path: '' };
  await warehouse.transaction(() => ledger.enter(warehouse, { report, delivery, periods: [], covered: [] }));
}
