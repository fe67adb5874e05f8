import type { Extract } from '../../indicators/extract-schema.ts';
import { dateWords } from '../../indicators/period-words.ts';
import { isMonth, monthOfName, monthsOfName } from '../../indicators/periods.ts';
import type { Finding } from '../../indicators/series.ts';
import { wholeNumber } from '../../indicators/words.ts';
import { isExpected } from './history.ts';
import { PART_OF_USUAL } from './months-delivered.ts';
import type { PeriodProfile } from './profile.ts';
import { isSnapshot } from './snapshot-days.ts';

type Profiles = ReadonlyMap<string, PeriodProfile>;

/** With less than this share of the rows that are here of a month, a file of another month does not restate it. */
const RESTATES = 1 / 2;

/** Of fewer people than this half may have gone. */
const ENOUGH = 20;

/** A file of so many months is none of one month with a mistyped day. */
const LIST = 3;

/** The months that a file has so little of, beside its own, that loading it would leave a fragment: of what is here, or, of
 *  people on a day, of as many as there are in its own month and in the month before. */
export function fragments(extract: Extract, file: string, own: Profiles, earlier: Profiles): PeriodProfile[] {
  if (extract.supersede === 'key') return [];
  const its = ownMonths(file, own);
  const usual = own.get(its.at(-1) ?? '')?.rows ?? 0;
  const list = isList(file, own);
  return [...own.values()].filter(({ period, rows }) => {
    if (!isMonth(period) || its.includes(period)) return false;
    const here = earlier.get(period)?.rows ?? 0;
    if (here > 0 || !isSnapshot(extract) || !isExpected(extract, period)) return rows < RESTATES * here;
    const before = monthBefore(period, own, earlier)?.rows;
    if (list) return before !== undefined && before >= ENOUGH && rows < PART_OF_USUAL * before;
    return usual >= ENOUGH && rows < RESTATES * Math.min(before ?? usual, usual);
  });
}

/** Several months, none of them in the name, are a history: within it a service may begin, and half of the people may be
 *  gone for good. */
function isList(file: string, own: Profiles): boolean {
  return monthOfName(file) === null && [...own.keys()].filter(isMonth).length >= LIST;
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
  const its = ownMonths(file, own).at(-1) ?? '';
  const beside = monthBefore(period, own, earlier) ?? own.get(its);
  const harm =
    here > 0
      ? `replace all ${wholeNumber(here)} rows of ${month} that are here`
      : `be all there is of ${month}, while ${dateWords(beside?.period ?? '')} has ${wholeNumber(beside?.rows ?? 0)}`;
  return {
    severity: 'error',
    code: 'period-mismatch',
    row,
    column: columns.join(', '),
    value: period,
    message: `The file is of ${dateWords(its)}, but has ${count} of ${month}; loaded, ${it} would ${harm}.`,
    remedy:
      here > 0
        ? `Correct the month, if it was mistyped; or send all rows of ${month}. Then send the file again.`
        : `Correct the month, if it was mistyped, and send the file again; if these are all rows of ${month}, send them in a file of their own.`,
  };
}

/** The months that a file is named for; without any, the month of most of its rows. */
function ownMonths(file: string, own: Profiles): string[] {
  const named = monthsOfName(file);
  const largest = [...own.values()].sort((one, other) => other.rows - one.rows)[0];
  return named.length > 0 ? named : [largest?.period ?? ''];
}
