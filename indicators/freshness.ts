import type { Extract } from './extract-schema.ts';
import type { Freshness } from './gaps.ts';
import { isMonth, lastDayOf, localDay, monthId, monthNumber, monthsBetween, parsePeriod } from './periods.ts';
import type { FileRecord } from './series.ts';

/** A delivery and the periods for which it counts as one, also those in which nothing happened. */
export interface Delivered extends Pick<FileRecord, 'file' | 'extract' | 'state' | 'received_at'> {
  covered: string[];
}

/** Whether a file delivers the months that it covers: a refused or withdrawn one does not. */
export function delivers({ state }: Pick<FileRecord, 'state'>): boolean {
  return state === 'accepted' || state === 'superseded';
}

/** Whether a file that came on a day tells all of a month: one that came on its last day, or later. */
export function tellsWhole(extract: Extract, month: string, receivedOn: string): boolean {
  return !isMonth(month) || isToldAtOnce(extract) || receivedOn >= lastDayOf(month);
}

/** Whether its rows are no events of a month: they are of one day, or of a period that others have published, or a log. */
function isToldAtOnce({ in_month, supersede, period, primaryKey, fields }: Extract): boolean {
  const types = fields.filter(({ name }) => period.includes(name)).map(({ type }) => type);
  const isOfOneDay =
    supersede === 'period' && types.includes('date') && period.some((name) => primaryKey.includes(name));
  return in_month === true || isOfOneDay || !types.every((type) => type === 'date' || type === 'yearmonth');
}

/** Where one expected month of an extract stands. */
export interface MonthStatus {
  month: string;
  /** `due` until its due date, then `late`; `missing` when a later month of the extract is here. */
  state: 'in' | 'due' | 'late' | 'missing';
  due_on: string;
  /** When the newest file that delivers the month came, and which it is; null while there is none. */
  received_at: string | null;
  file: string | null;
  /** Whether the first file for the month came by its due date; a later correction does not make it late. Null while
   *  there is none, and for months that were due before the extract's first file came: nobody could be in time. */
  in_time: boolean | null;
}

/** The months of an extract that are over and for which a file is expected, from the first that came. */
export function expectedMonths(
  extract: Extract,
  all: Delivered[],
  today: string,
  calendar: string,
): MonthStatus[] {
  const files = all.filter((file) => file.extract === extract.name && delivers(file));
  const covered = files.flatMap((file) => file.covered).sort();
  const [first, last] = [covered[0], covered.at(-1)];
  if (!first || !last || !isMonth(first) || !isMonth(last)) return [];
  const receivedOn = ({ received_at }: Delivered) => localDay(new Date(received_at), calendar);
  const began = files.map(receivedOn).sort()[0] ?? '';
  return monthsBetween(first, newestOver(today))
    .filter((month) => isExpected(extract, month))
    .map((month) => {
      const due = dueOn(extract, month);
      const isItsOwn = (file: Delivered) =>
        file.covered.includes(month) && tellsWhole(extract, month, receivedOn(file));
      const own = files.filter(isItsOwn);
      const newest = own[0];
      const firstOn = own.map(receivedOn).sort()[0];
      return {
        month,
        state: newest ? 'in' : today <= due ? 'due' : month < last ? 'missing' : 'late',
        due_on: due,
        received_at: newest?.received_at ?? null,
        file: newest?.file ?? null,
        in_time: firstOn && due >= began ? firstOn <= due : null,
      };
    });
}

function isExpected(extract: Extract, month: string): boolean {
  return !extract.silent_months.includes(Number(month.slice(5)));
}

/** The day by which a month's file should be in. */
function dueOn(extract: Extract, month: string): string {
  return new Date(Date.parse(lastDayOf(month)) + extract.due * 86_400_000).toISOString().slice(0, 10);
}

/** The last month that is over. */
function newestOver(today: string): string {
  return monthId(monthNumber(today) - 1);
}

/** An extract's newest period, the next that is expected, and when. */
interface Newest {
  latest: string | null;
  next: string | null;
  due_on: string | null;
}

/** By the days on which they end, and where these are the same, the longer before the shorter; what is no period comes first. */
function inOrder(periods: string[]): string[] {
  const keyed = periods.map((id) => {
    const { start = '', end = '' } = parsePeriod(id) ?? {};
    return { id, key: `${end} ${start} ${id}` };
  });
  return keyed.sort((one, other) => (one.key < other.key ? -1 : 1)).map(({ id }) => id);
}

/** The newest period of which all has been delivered. @param all deliveries, of this extract or of others too */
export function newestOf(extract: Extract, all: Delivered[], calendar: string): Newest {
  const whole = all
    .filter((file) => file.extract === extract.name && delivers(file))
    .flatMap(({ covered, received_at }) => {
      const receivedOn = localDay(new Date(received_at), calendar);
      return covered.filter((period) => tellsWhole(extract, period, receivedOn));
    });
  const latest = inOrder(whole).at(-1) ?? null;
  const next = latest && isMonth(latest) ? nextMonth(extract, latest) : null;
  return { latest, next, due_on: next ? dueOn(extract, next) : null };
}

/** The day by which the next file is due that cannot be late yet; null where none is expected. */
export function nextDueOn(extract: Extract, latest: string | null, today: string): string | null {
  let month = latest && isMonth(latest) ? nextMonth(extract, latest) : null;
  while (month && dueOn(extract, month) < today) month = nextMonth(extract, month);
  return month && dueOn(extract, month);
}

export function freshnessOf(extract: Extract, all: Delivered[], calendar: string): Freshness {
  const { latest, due_on } = newestOf(extract, all, calendar);
  return { extract: extract.name, latest, due_on };
}

/** The first month after the latest for which a file is expected; none when the extract has no calendar of its own. */
function nextMonth(extract: Extract, latest: string): string | null {
  for (let step = 1; step <= 12; step += 1) {
    const month = monthId(monthNumber(latest) + step);
    if (isExpected(extract, month)) return month;
  }
  return null;
}
