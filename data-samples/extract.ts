import type { Month } from './calendar.ts';
import type { County } from './county/county.ts';
import type { Newline } from './csv.ts';

export interface SampleExtract {
  name: string;
  columns: readonly string[];
  newline: Newline;
  /** Every month unless it says otherwise. */
  isDue?(month: Month): boolean;
  /** Lines of CSV. Asked for one month after the other from January 2022, since some extracts carry people from
   *  month to month. */
  rows(county: County): (month: Month) => Iterable<string>;
}

/** A date as a system shows it at the month's end: what comes later is not yet known. */
export function known(day: number | null, month: Month): boolean {
  return day !== null && day <= month.lastDay;
}
