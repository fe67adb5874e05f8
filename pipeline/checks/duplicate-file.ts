import { periodWords } from '../../indicators/period-words.ts';
import type { Finding } from '../../indicators/series.ts';
import { listWords, wholeNumber } from '../../indicators/words.ts';

const DUPLICATE = {
  severity: 'warning',
  code: 'duplicate-file',
  row: null,
  column: null,
  value: null,
} as const;

/** @param finished months that were not over when it came before, and are now */
export function deliveredBefore(finished: string[]): Finding {
  const rows = 'This very file had been delivered before; its rows are not counted twice.';
  const months = listWords(finished.map(periodWords));
  const count = finished.length === 1 ? 'counts' : 'count';
  return {
    ...DUPLICATE,
    message:
      finished.length === 0
        ? rows
        : `${rows} It came before the end of ${months}; now that it has come again since, ${months} ${count} as whole.`,
    remedy: 'Nothing to do, unless a newer file was meant to be sent.',
  };
}

/** Another file had been the newest word since; now this one is again.
 *  @param since the files that counted for its periods until now, the newest first */
export function countsAgain(since: { file: string; rows: number }[]): Finding {
  const [newest] = since;
  const files = listWords(since.map(({ file, rows }) => `${file} (${counted(rows)})`));
  return {
    ...DUPLICATE,
    message: `This very file had been delivered before; now it counts again, in place of ${files}.`,
    remedy: `If that was meant, there is nothing to do; if not, send ${newest?.file} again.`,
  };
}

function counted(rows: number): string {
  return `${wholeNumber(rows)} ${rows === 1 ? 'row' : 'rows'}`;
}

/** Another file's rows, exported once more: in another order, another encoding, with another title above them. */
export function sameRowsAs(file: string): Finding {
  return {
    ...DUPLICATE,
    message: `Row for row, the file says the same as ${file}, which had been delivered before; no figure changes by it.`,
    remedy: 'Nothing to do, unless a newer file was meant to be sent.',
  };
}

/** A list that does not say of which day it is: the month in the name decides, and the same bytes are kept only once.
 *  @param counts what they count as */
export function sameFileAs(counts: { file: string; period: string }, period: string): Finding {
  const [then, now] = [periodWords(counts.period), periodWords(period)];
  return {
    ...DUPLICATE,
    severity: 'error',
    message: `This is the very file that came as ${counts.file} and counts as ${then}; as ${now} it would leave ${then} with none.`,
    remedy: `Export ${now} again and send that. If the name that says ${then} is the wrong one, withdraw that file first, and then send this one again.`,
  };
}
