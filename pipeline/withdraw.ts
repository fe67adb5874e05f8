import type { Effects } from './effects.ts';
import { inWorkshop } from './in-workshop.ts';
import { refuseWithout } from './missing.ts';
import { publishedFiles } from './publish/earlier.ts';
import { type Note, notes, writeNote } from './receive/archive.ts';
import { bringUpToDate } from './run.ts';
import { type RunReport, recorded } from './runs.ts';
import { type Settings, SettingsError } from './settings.ts';

export interface Withdrawal extends RunReport {
  /** The name of the file that no longer counts. */
  withdrawn: string;
}

/** Takes a file's rows out of the figures; what the file had superseded counts again. The file stays in the archive. */
export async function withdraw(settings: Settings, effects: Effects, given: string): Promise<Withdrawal> {
  // Chosen once, though the work may be begun again with another warehouse.
  let note: Note | null = null;
  return inWorkshop(settings, effects, (workshop) =>
    recorded(workshop, async (time) => {
      note ??= chosen(await notes(settings.home), given);
      // Before anything is changed: what is refused has not half happened.
      await refuseWithout(workshop, await publishedFiles(settings.home));
      await writeNote(settings.home, { ...note, path: '' }, 'withdrawn');
      return { ...(await bringUpToDate(workshop, time, [], false)), withdrawn: note.file };
    }),
  );
}

const SHORTEST = 6;

/** The one delivery whose digest begins so. */
function chosen(all: Note[], given: string): Note {
  const wanted = given.toLowerCase();
  const found = all.filter(({ sha256 }) => wanted.length >= SHORTEST && sha256.startsWith(wanted));
  const [note, ...others] = found;
  const list = 'npx waggle files lists them.';
  if (!note)
    throw new SettingsError(
      `No file is known by the SHA-256 “${given}” (at least its first ${SHORTEST} characters); ${list}`,
    );
  if (others.length > 0)
    throw new SettingsError(
      `“${given}” begins the SHA-256 of ${found.length} files; give more of it. ${list}`,
    );
  if (note.state !== 'accepted')
    throw new SettingsError(`${note.file} is ${note.state} already, so it counts for nothing.`);
  return note;
}
