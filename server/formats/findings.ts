import Papa from 'papaparse';
import { harmlessCell } from '../../indicators/harmless.ts';
import type { Finding } from '../../indicators/series.ts';

const COLUMNS = ['file', 'severity', 'code', 'row', 'column', 'value', 'message', 'remedy'] as const;

/** Findings of one file or several, to send back to who made them. */
export function findingsCsv(files: { file: string; findings: Finding[] }[]): string {
  const data = files.flatMap(({ file, findings }) => findings.map((finding) => rowOf({ file, ...finding })));
  return `${Papa.unparse({ fields: [...COLUMNS], data })}\r\n`;
}

function rowOf(finding: Record<(typeof COLUMNS)[number], string | number | null>) {
  return COLUMNS.map((column) => harmlessCell(finding[column]));
}
