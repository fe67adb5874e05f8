import type { FileReport } from '../../indicators/series.ts';
import type { UploadedFile, UploadRun } from '../../web/props/upload.ts';
import type { Figures } from '../figures.ts';
import { filesOf, findingsOf } from '../queries/files.ts';
import type { Inbox } from './inbox.ts';

/** An upload that the schedule loads, as far as a snapshot tells what became of it: nothing else tells the server. A file
 *  that is still in the inbox waits, though the very same may have come before. */
export async function withOutcomes(run: UploadRun, figures: Figures, inbox: Inbox): Promise<UploadRun> {
  const reported = async (file: UploadedFile): Promise<UploadedFile> => {
    const isHere = await inbox.holds(file.file);
    return { ...file, report: isHere ? null : await reportOn(figures, file.sha256) };
  };
  const files = await Promise.all(run.files.map(reported));
  return { ...run, files, state: files.every(({ report }) => report) ? 'done' : 'waiting' };
}

async function reportOn(figures: Figures, digest: string): Promise<FileReport | null> {
  const found = (await filesOf(figures)).find(({ sha256 }) => sha256 === digest);
  if (!found) return null;
  const { file, sha256, extract, period, outcome, rows, quarantined, counts } = found;
  const findings = await findingsOf(figures, digest);
  return { file, sha256, extract, period, outcome, rows, quarantined, counts, findings };
}
