import type { Extract } from '../../indicators/extract-schema.ts';
import { isMonth, monthOfName } from '../../indicators/periods.ts';
import type { Finding } from '../../indicators/series.ts';
import { dateWords, wholeNumber } from '../../indicators/words.ts';
import type { PeriodProfile } from './profile.ts';

type Profiles = ReadonlyMap<string, PeriodProfile>;

/** With less than this share of the rows that are here of a month, a file of another month does not restate it. */
const RESTATES = 1 / 2;

/** The months that a file has so little of, beside its own, that loading it would leave a fragment of what is here. */
export function fragments(
  { supersede }: Extract,
  file: string,
  own: Profiles,
  earlier: Profiles,
): PeriodProfile[] {
  if (supersede === 'key') return [];
  const its = monthOfFile(file, own);
  return [...own.values()].filter(
    ({ period, rows }) =>
      isMonth(period) && period !== its && rows < RESTATES * (earlier.get(period)?.rows ?? 0),
  );
}

/** @param row the first of its rows @param here how many rows of the month are here already */
export function fragmentFinding(
  { period: columns }: Extract,
  file: string,
  own: Profiles,
  { period, rows }: PeriodProfile,
  row: number,
  here: number,
): Finding {
  const month = dateWords(period);
  const [count, it] = rows === 1 ? ['1 row', 'it'] : [`${wholeNumber(rows)} rows`, 'they'];
  return {
    severity: 'error',
    code: 'period-mismatch',
    row,
    column: columns.join(', '),
    value: period,
    message: `The file is of ${dateWords(monthOfFile(file, own))}, but has ${count} of ${month}; loaded, ${it} would replace all ${wholeNumber(here)} rows of ${month} that are here.`,
    remedy: `Correct the month, if it was mistyped; or send all rows of ${month}. Then send the file again.`,
  };
}

/** The month that a file is named for; without one, the month of most of its rows. */
function monthOfFile(file: string, own: Profiles): string {
  const largest = [...own.values()].sort((one, other) => other.rows - one.rows)[0];
  return monthOfName(file) ?? largest?.period ?? '';
}
