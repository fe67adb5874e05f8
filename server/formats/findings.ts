import Papa from 'papaparse';
import type { Finding } from '../../indicators/series.ts';
import { LOOKS_LIKE_A_FORMULA } from './csv.ts';

const COLUMNS = ['file', 'severity', 'code', 'row', 'column', 'value', 'message', 'remedy'] as const;

/** Findings of one file or several, to send back to who made them. */
export function findingsCsv(files: { file: string; findings: Finding[] }[]): string {
  const data = files.flatMap(({ file, findings }) => findings.map((finding) => ({ file, ...finding })));
  const fields = [...COLUMNS];
  return `${Papa.unparse({ fields, data }, { escapeFormulae: LOOKS_LIKE_A_FORMULA })}\r\n`;
}
