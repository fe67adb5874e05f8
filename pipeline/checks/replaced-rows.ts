import type { Extract } from '../../indicators/extract-schema.ts';
import { dateWords, periodWords } from '../../indicators/period-words.ts';
import type { Finding } from '../../indicators/series.ts';
import { wholeNumber } from '../../indicators/words.ts';
import type { PeriodProfile } from './profile.ts';

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

/** So few rows come and go. */
const FEW = 5;

/** A period of which clearly fewer rows come than are here: a file that was cut where a row ends looks whole in itself. */
export function fewerRows(
  { supersede, thresholds }: Extract,
  own: Map<string, PeriodProfile>,
  earlier: Map<string, PeriodProfile>,
): Finding[] {
  if (supersede === 'key') return [];
  return [...own.values()].flatMap(({ period, rows }) => {
    const here = earlier.get(period)?.rows ?? 0;
    const isClear = here - rows >= Math.max(FEW, thresholds.fewer_rows * here);
    return isClear ? [replacedByFewer(period, here, rows)] : [];
  });
}

function replacedByFewer(period: string, here: number, rows: number): Finding {
  return {
    severity: 'warning',
    code: 'replaced-rows',
    row: null,
    column: null,
    value: period,
    message: `The file replaces the ${wholeNumber(here)} rows of ${periodWords(period)} that are here with ${wholeNumber(rows)}.`,
    remedy: 'If rows are missing, send the whole file again; if it really is so, there is nothing to do.',
  };
}
