import type { Extract } from '../../indicators/extract-schema.ts';
import { monthsWords, periodWords } from '../../indicators/period-words.ts';
import { isMonth } from '../../indicators/periods.ts';
import type { Finding } from '../../indicators/series.ts';
import { counted, listWords } from '../../indicators/words.ts';

const DUPLICATE = {
  severity: 'warning',
  code: 'duplicate-file',
  row: null,
  column: null,
  value: null,
} as const;

/** What has changed since the very same file came before. */
export interface Since {
  extract: Extract;
  /** Months that were not over then, and are now. */
  finished: string[];
  /** The files that were the newest word on its periods until now, the newest first. */
  replaced: { file: string; rows: number; periods: string[] }[];
}

export function deliveredBefore(since?: Since): Finding {
  const words = [
    'This very file had been delivered before; its rows are not counted twice.',
    ...finishedWords(since?.finished ?? []),
    ...(since ? replacedWords(since) : []),
  ];
  const [newest] = since?.replaced ?? [];
  return {
    ...DUPLICATE,
    message: words.join(' '),
    remedy: newest
      ? `If that was meant, there is nothing to do; if not, send ${newest.file} again.`
      : 'Nothing to do, unless a newer file was meant to be sent.',
  };
}

function finishedWords(finished: string[]): string[] {
  if (finished.length === 0) return [];
  const months = monthsWords(finished);
  const count = finished.length === 1 ? 'counts' : 'count';
  return [
    `It came before the end of ${months}; now that it has come again since, ${months} ${count} as whole.`,
  ];
}

/** Of the newest rows of keys, the others’ rows with other keys go on counting. */
function replacedWords({ extract, replaced }: Since): string[] {
  if (replaced.length === 0) return [];
  const files = listWords(replaced.map(({ file, rows }) => `${file} (${counted(rows, 'row')})`));
  const ids = [...new Set(replaced.flatMap(({ periods }) => periods))].sort();
  const periods = ids.every(isMonth) ? monthsWords(ids) : listWords(ids.map(periodWords));
  return extract.supersede === 'period'
    ? [`For ${periods} it counts again, in place of ${files}.`]
    : [
        `Where ${files} of ${periods} has rows with the same ${listWords(extract.primaryKey)}, those of this file count again.`,
      ];
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
