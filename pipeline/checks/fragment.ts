import type { Extract } from '../../indicators/extract-schema.ts';
import { dateWords } from '../../indicators/period-words.ts';
import { isMonth, monthOfName } from '../../indicators/periods.ts';
import type { Finding } from '../../indicators/series.ts';
import { wholeNumber } from '../../indicators/words.ts';
import { isExpected } from './history.ts';
import type { PeriodProfile } from './profile.ts';
import { isSnapshot } from './snapshot-days.ts';

type Profiles = ReadonlyMap<string, PeriodProfile>;

/** With less than this share of the rows that are here of a month, a file of another month does not restate it. */
const RESTATES = 1 / 2;

/** Of fewer people than this half may have gone. */
const ENOUGH = 20;

/** The months that a file has so little of, beside its own, that loading it would leave a fragment: of what is here, or, of
 *  people on a day, of as many as there were the month before. */
export function fragments(extract: Extract, file: string, own: Profiles, earlier: Profiles): PeriodProfile[] {
  if (extract.supersede === 'key') return [];
  const its = monthOfFile(file, own);
  return [...own.values()].filter(({ period, rows }) => {
    if (!isMonth(period) || period === its) return false;
    const here = earlier.get(period)?.rows ?? 0;
    if (here > 0 || !isSnapshot(extract) || !isExpected(extract, period)) return rows < RESTATES * here;
    const before = monthBefore(period, own, earlier)?.rows ?? 0;
    return before >= ENOUGH && rows < RESTATES * before;
  });
}

/** The month before one, or the last that there is. */
function monthBefore(month: string, own: Profiles, earlier: Profiles): PeriodProfile | undefined {
  const known = new Map([...earlier, ...own]);
  const last = [...known.keys()]
    .filter((one) => isMonth(one) && one < month)
    .sort()
    .at(-1);
  return known.get(last ?? '');
}

/** @param row the first of its rows */
export function fragmentFinding(
  { period: columns }: Extract,
  file: string,
  own: Profiles,
  earlier: Profiles,
  { period, rows }: PeriodProfile,
  row: number,
): Finding {
  const month = dateWords(period);
  const [count, it] = rows === 1 ? ['1 row', 'it'] : [`${wholeNumber(rows)} rows`, 'they'];
  const here = earlier.get(period)?.rows ?? 0;
  const before = monthBefore(period, own, earlier);
  const harm =
    here > 0
      ? `replace all ${wholeNumber(here)} rows of ${month} that are here`
      : `be all there is of ${month}, while ${dateWords(before?.period ?? '')} has ${wholeNumber(before?.rows ?? 0)}`;
  return {
    severity: 'error',
    code: 'period-mismatch',
    row,
    column: columns.join(', '),
    value: period,
    message: `The file is of ${dateWords(monthOfFile(file, own))}, but has ${count} of ${month}; loaded, ${it} would ${harm}.`,
    remedy: `Correct the month, if it was mistyped; or send all rows of ${month}. Then send the file again.`,
  };
}

/** The month that a file is named for; without one, the month of most of its rows. */
function monthOfFile(file: string, own: Profiles): string {
  const largest = [...own.values()].sort((one, other) => other.rows - one.rows)[0];
  return monthOfName(file) ?? largest?.period ?? '';
}
