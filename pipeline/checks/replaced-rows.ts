import type { Finding } from '../../indicators/series.ts';
import { dateWords, wholeNumber } from '../../indicators/words.ts';

/** @param here how many rows of the month are here, of which a file without any leaves none */
export function replacedRows(month: string, here: number): Finding {
  const rows = here === 1 ? 'the 1 row' : `all ${wholeNumber(here)} rows`;
  return {
    severity: 'warning',
    code: 'replaced-rows',
    row: null,
    column: null,
    value: month,
    message: `The file has no rows: it replaces ${rows} of ${dateWords(month)} that ${here === 1 ? 'is' : 'are'} here.`,
    remedy: `If that was not meant, send the rows of ${dateWords(month)} again.`,
  };
}
