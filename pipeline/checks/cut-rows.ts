import type { Finding } from '../../indicators/series.ts';
import type { Staged, UnreadableRow } from '../stage.ts';

/** Rows with too few or too many cells, or a quotation mark that never ends: the file was cut or badly made. */
export function cutRows(staged: Staged): Finding[] {
  const findings = staged.unreadable.map(finding);
  return staged.endsWithLineBreak || findings.length > 0 ? findings : [noLastLineBreak(staged)];
}

function finding({ row, kind, expected }: UnreadableRow): Finding {
  const cut = 'The file may have been cut in the middle of a row; send the whole file again.';
  const at = { severity: 'error', row, column: null, value: null } as const;
  switch (kind) {
    case 'MISSING COLUMNS':
      return {
        ...at,
        code: 'missing-cell',
        message: `Row ${row} has fewer cells than the header’s ${expected}.`,
        remedy: cut,
      };
    case 'TOO MANY COLUMNS':
      return {
        ...at,
        code: 'extra-cell',
        message: `Row ${row} has more cells than the header’s ${expected}.`,
        remedy: 'Put texts that hold a comma between quotation marks, and send the file again.',
      };
    case 'UNQUOTED VALUE':
      return {
        ...at,
        code: 'source-error',
        message: `Row ${row} has a quotation mark that does not end.`,
        remedy: cut,
      };
    default:
      return {
        ...at,
        code: 'source-error',
        message: `Row ${row} cannot be read (${kind.toLowerCase()}).`,
        remedy: cut,
      };
  }
}

function noLastLineBreak(staged: Staged): Finding {
  return {
    severity: 'warning',
    code: 'source-error',
    row: staged.rows + 1,
    column: null,
    value: null,
    message: 'The file does not end with a line break: its last row may have been cut.',
    remedy: 'Look whether the last row is whole; if not, send the whole file again.',
  };
}
