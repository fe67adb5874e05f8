import type { FileReport, Finding } from '../indicators/series.ts';
import { dateWords, wholeNumber } from '../indicators/words.ts';
import type { RunReport } from '../pipeline/run.ts';
import { changesText } from './print-changes.ts';

const FINDINGS_SHOWN = 8;

/** Refused files first: a person reads the first three lines. */
export function reportText(reports: FileReport[], refused: string, taken: string): string[] {
  const rejected = reports.filter((report) => report.outcome === 'rejected');
  const remarks = reports.filter((report) => report.outcome === 'accepted_with_findings');
  const loaded = reports.length - rejected.length;
  const rows = reports.reduce((sum, report) => (report.outcome === 'rejected' ? sum : sum + report.rows), 0);
  return [
    ...rejected.flatMap((report) => fileText(report, refused)),
    ...remarks.flatMap((report) => fileText(report, 'with remarks')),
    ...(loaded > 0
      ? [`${files(loaded)} ${taken}, ${rows === 1 ? '1 row' : `${wholeNumber(rows)} rows`}.`]
      : []),
  ];
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

export function runText({ files: reports, snapshot, changes }: RunReport, quarantine: string): string[] {
  const rejected = reports.some((report) => report.outcome === 'rejected');
  return [
    ...reportText(reports, 'not loaded; the published figures have not changed because of it', 'loaded'),
    ...(rejected ? [`Refused files are kept, with their findings, in ${quarantine}.`] : []),
    ...(reports.length === 0 ? ['There was nothing new in the inbox.'] : []),
    snapshot
      ? `Figures published: ${snapshot.id}${snapshot.data_to ? `, data to ${dateWords(snapshot.data_to)}` : ''}.`
      : 'The figures are as they were; nothing was published.',
    ...changesText(changes),
  ];
}

export function files(count: number): string {
  return count === 1 ? '1 file' : `${wholeNumber(count)} files`;
}
