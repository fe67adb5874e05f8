import type { Finding } from '../../indicators/series.ts';

const DUPLICATE = {
  severity: 'warning',
  code: 'duplicate-file',
  row: null,
  column: null,
  value: null,
} as const;

export const deliveredBefore: Finding = {
  ...DUPLICATE,
  message: 'This very file had been delivered before; its rows are not counted twice.',
  remedy: 'Nothing to do, unless a newer file was meant to be sent.',
};

/** Another file's rows, exported once more: in another order, another encoding, with another title above them. */
export function sameRowsAs(file: string): Finding {
  return {
    ...DUPLICATE,
    message: `Row for row, the file says the same as ${file}, which had been delivered before; no figure changes by it.`,
    remedy: 'Nothing to do, unless a newer file was meant to be sent.',
  };
}
