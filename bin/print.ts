import { dateWords } from '../indicators/period-words.ts';
import type { FileRecord, FileReport, Finding } from '../indicators/series.ts';
import { wholeNumber } from '../indicators/words.ts';
import { isLost } from '../pipeline/receive/archive.ts';
import type { Unreadable } from '../pipeline/receive/receive.ts';
import { MOST_TRIES } from '../pipeline/receive/tries.ts';
import type { RunReport, Unfinished } from '../pipeline/runs.ts';
import { changesText } from './print-changes.ts';

const FINDINGS_SHOWN = 8;

/** Refused files first: a person reads the first three lines. */
export function reportText(reports: FileReport[], refused: string, taken: string): string[] {
  const rejected = reports.filter((report) => report.outcome === 'rejected');
  const remarks = reports.filter((report) => report.outcome === 'accepted_with_findings');
  const loaded = reports.filter((report) => report.outcome !== 'rejected');
  const rows = loaded.reduce((sum, report) => sum + report.rows - report.quarantined, 0);
  return [
    ...rejected.flatMap((report) => fileText(report, refused)),
    ...remarks.flatMap((report) =>
      fileText(report, report.quarantined > 0 ? setAside(report) : 'with remarks'),
    ),
    ...(loaded.length > 0 ? [`${files(loaded.length)} ${taken}, ${rowsText(rows)}.`] : []),
  ];
}

function setAside({ rows, quarantined }: FileReport): string {
  return `${rowsText(quarantined)} of ${wholeNumber(rows)} set aside, the others loaded`;
}

function rowsText(count: number): string {
  return count === 1 ? '1 row' : `${wholeNumber(count)} rows`;
}

function fileText(report: FileReport, verdict: string): string[] {
  const total = Object.values(report.counts).reduce((sum, count) => sum + count, 0);
  const shown = report.findings.slice(0, FINDINGS_SHOWN);
  const rest = total - shown.length;
  return [
    `${report.file}: ${verdict}${report.extract ? ` (${report.extract})` : ''}.`,
    ...shown.map(findingText),
    ...(rest > 0 ? [`  … and ${wholeNumber(rest)} more of the kind: ${kinds(report)}.`] : []),
  ];
}

function findingText({ row, column, message, remedy }: Finding): string {
  const place = [row === null ? null : `row ${wholeNumber(row)}`, column].filter(Boolean).join(', ');
  return `  ${place ? `${place}: ` : ''}${message} ${remedy}`;
}

function kinds({ counts }: FileReport): string {
  return Object.entries(counts)
    .map(([code, count]) => `${wholeNumber(count)} × ${code}`)
    .join(', ');
}

export const NOTHING_IN_INBOX = 'There was nothing new in the inbox.';

export function runText(report: RunReport, quarantine: string): string[] {
  const { files: reports, unfinished, unreadable, repaired, snapshot, changes } = report;
  const kept = reports.some((one) => one.quarantined > 0 || one.outcome === 'rejected');
  const delivered = reports.filter((one) => !isLost(one));
  return [
    ...(repaired
      ? [`The warehouse was damaged; it was made anew from the archive. The damaged one is ${repaired}.`]
      : []),
    ...unreadable.map(unreadableText),
    ...unfinished.map(unfinishedText),
    ...reports.filter(isLost).flatMap((one) => fileText(one, 'counted, and its rows are in no figure now')),
    ...reportText(delivered, 'not loaded; the published figures have not changed because of it', 'loaded'),
    ...(kept ? [`The findings are kept in ${quarantine}, also as tables to send back to the supplier.`] : []),
    ...(reports.length + unfinished.length + unreadable.length === 0 ? [NOTHING_IN_INBOX] : []),
    snapshot
      ? `Figures published: ${snapshot.id}${snapshot.data_to ? `, data to ${dateWords(snapshot.data_to)}` : ''}.`
      : 'The figures are as they were; nothing was published.',
    ...changesText(changes),
  ];
}

/** What is left where it is, and is nobody's fault. */
const NOT_FILES = new Map([
  ['folder', 'a folder, and files in it are not loaded. Move them up into the inbox itself.'],
  ['link', 'a link to another place, and is not followed. Put the file itself into the inbox.'],
  ['no file', 'neither a file nor a folder, and is not loaded. Take it out of the inbox.'],
  ['growing', 'still being written, and is not loaded yet. The next run takes it once it is whole.'],
]);

/** Whether something that should have been read could not be. */
export function isFault({ code }: Unreadable): boolean {
  return !NOT_FILES.has(code);
}

function unreadableText({ file, code }: Unreadable): string {
  const kind = NOT_FILES.get(code);
  if (kind) return `${file} is ${kind}`;
  return `${file}: not loaded, for it cannot be read (${code}). It stays where it is. Let the account that runs the pipeline read it, or put it there anew; the next run tries again.`;
}

function unfinishedText({ file, tries, reason }: Unfinished): string {
  const time = tries === 1 ? 'the first' : 'the second';
  return `${file}: the work on it broke off, for ${time} time of ${MOST_TRIES} (${reason}). It is tried again at the next run.`;
}

const FILE_STATES: Record<FileRecord['state'], string> = {
  received: 'received',
  accepted: 'counts',
  superseded: 'superseded',
  rejected: 'REFUSED',
  withdrawn: 'withdrawn',
};

export function filesText(all: FileRecord[]): string[] {
  if (all.length === 0) return ['No file has been delivered yet.'];
  const width = Math.max(...all.map(({ file }) => file.length));
  return all.map((file) => {
    const rows = `${rowsText(file.rows)}${file.quarantined > 0 ? `, ${wholeNumber(file.quarantined)} set aside` : ''}`;
    return `${file.sha256.slice(0, 12)}  ${file.file.padEnd(width)}  ${FILE_STATES[file.state].padEnd(10)}  ${rows}`;
  });
}

export function files(count: number): string {
  return count === 1 ? '1 file' : `${wholeNumber(count)} files`;
}
