import type { Finding } from '../../indicators/series.ts';
import type { Staged } from '../stage/stage.ts';

/** The file ends in the middle of a row: what came after it was lost, however few rows that were. */
export function cutRows({ cutAt, ragged }: Staged): Finding[] {
  if (cutAt === null) return [];
  return [
    {
      severity: 'error',
      code: 'missing-cell',
      row: cutAt,
      column: null,
      value: null,
      message: `The file ends in the middle of row ${cutAt}, which has fewer cells than the file’s ${ragged.expected} columns.`,
      remedy: 'The file was cut; send the whole file again.',
    },
  ];
}

/** A file that does not end with a line break is whole as far as anybody can see, but worth a look. */
export function lastLineBreak({ endsWithLineBreak, cutAt, headerRow, rows, blank }: Staged): Finding[] {
  if (endsWithLineBreak || cutAt !== null) return [];
  return [
    {
      severity: 'warning',
      code: 'source-error',
      row: headerRow + rows + blank.count,
      column: null,
      value: null,
      message: 'The file does not end with a line break: its last row may have been cut.',
      remedy: 'Look whether the last row is whole; if not, send the whole file again.',
    },
  ];
}
