import { dateWords } from '../../indicators/period-words.ts';
import { isMonth, monthOfName } from '../../indicators/periods.ts';
import type { Finding } from '../../indicators/series.ts';

/** The period comes from the content; a name that says another is worth a look.
 *  @param periods those of all rows, and those of the good ones */
export function periodOfName(file: string, [every, good]: [string[], string[]]): Finding[] {
  const month = monthOfName(file);
  const newest = good.at(-1) ?? every.at(-1);
  if (!month || !newest || !isMonth(newest) || month === newest || month === every.at(-1)) return [];
  return [
    {
      severity: 'warning',
      code: 'period-mismatch',
      row: null,
      column: null,
      value: month,
      message: `The name says ${dateWords(month)}, but the newest row is of ${dateWords(newest)}; the rows say what month a file is of.`,
      remedy: 'Look whether the right file was sent; if only the name is wrong, there is nothing to do.',
    },
  ];
}
