import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Partnership } from '../../indicators/partnership-schema.ts';
import { localDay, monthId, monthNumber } from '../../indicators/periods.ts';
import type { Workshop } from '../workshop.ts';
import { archivedPath, type Note, notes, RAW_ENDING } from './archive.ts';
import { keepFacts } from './kept.ts';

/**
 * Deletes raw files that were received longer ago than the partnership keeps them. What is deleted is no longer needed:
 * the facts of a file that counts, or would count if it were not withdrawn, lie beside it before it goes.
 */
export async function deleteOldFiles(workshop: Workshop): Promise<void> {
  const { settings, catalogue, effects } = workshop;
  const { retention, calendar } = catalogue.partnership;
  if (!retention) return;
  const first = firstDayKept(retention, localDay(effects.now(), calendar));
  const isOld = (received: Date) => localDay(received, calendar) < first;
  const raw = new Set((await readdir(settings.home.archive)).filter((name) => name.endsWith(RAW_ENDING)));
  const known = await notes(settings.home);
  const old = known.filter(
    (note) => raw.has(`${note.sha256}${RAW_ENDING}`) && isOld(new Date(note.receivedAt)),
  );
  const progress = effects.progress('Deleting old raw files', old.length);
  let deleted = 0;
  for (const note of old) {
    deleted += Number(await deleteOne(workshop, note));
    progress.step();
  }
  progress.end();
  for (const { sha256 } of known) raw.delete(`${sha256}${RAW_ENDING}`);
  deleted += await deleteStrays(settings.home.archive, [...raw], isOld);
  if (deleted > 0) effects.log(said(deleted, retention));
}

type Retention = NonNullable<Partnership['retention']>;

/** Of a month that has no such day, all days are before it. */
function firstDayKept({ raw_files_months: months }: Retention, today: string): string {
  return `${monthId(monthNumber(today.slice(0, 7)) - months)}${today.slice(7)}`;
}

function said(deleted: number, { raw_files_months: months }: Retention): string {
  const files = deleted === 1 ? '1 raw file' : `${deleted} raw files`;
  const time = months === 1 ? 'a month' : `${months} months`;
  return `Deleted ${files} received more than ${time} ago, as the partnership’s retention says; the facts stay.`;
}

async function deleteOne(workshop: Workshop, note: Note): Promise<boolean> {
  const { settings, effects } = workshop;
  if (note.state !== 'rejected' && !(await keepFacts(workshop, note)) && note.state === 'accepted') {
    effects.log(
      `${note.file} is older than raw files are kept, but is not deleted: it counts for nothing until it is loaded, and would be lost. Deliver it anew, or withdraw it (npx waggle withdraw ${note.sha256.slice(0, 12)}).`,
    );
    return false;
  }
  await rm(archivedPath(settings.home, note.sha256), { force: true });
  return true;
}

/** Copies of which no note was ever made: the run that took them in was ended, and the files came again or never. */
async function deleteStrays(
  archive: string,
  names: string[],
  isOld: (received: Date) => boolean,
): Promise<number> {
  let deleted = 0;
  for (const name of names) {
    const path = join(archive, name);
    if (!isOld((await stat(path)).mtime)) continue;
    await rm(path);
    deleted += 1;
  }
  return deleted;
}
