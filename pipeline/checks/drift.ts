import type { Extract, Field } from '../../indicators/extract-schema.ts';
import { periodWords } from '../../indicators/period-words.ts';
import { isMonth, parsePeriod } from '../../indicators/periods.ts';
import type { Finding } from '../../indicators/series.ts';
import { counted, valueWords, wholeNumber } from '../../indicators/words.ts';
import { isExpected, periodsBefore } from './history.ts';
import { BLANK, HEADS, type PeriodProfile } from './profile.ts';
import { isSnapshot } from './snapshot-days.ts';

/** What a file is compared as: its extract, the day, and how to say a code. */
interface Subject {
  extract: Extract;
  today: string;
  nameOf(field: string, code: string): string;
}

type Profiles = ReadonlyMap<string, PeriodProfile>;

/** With fewer periods before it, nobody can say what is usual. */
const FEWEST_PERIODS = 3;
const MOST_FINDINGS = 5;

/** A period is far off by its rows, or its people, when they are fewer than the median, or more than the most, by more than
 *  each of these: a share of the median; what the periods before show among themselves; and what chance does to few.
 *  Steady growth is no drift, but a second fragment after a first one is. */
const FAR_SHARE = 1 / 3;
/** From the median moving range to natural process limits (Wheeler 1995). */
const RANGES_TO_LIMIT = 3.145;
const chanceOf = (median: number) => 4 * Math.sqrt(median) + 4;

/** A column's mix is far off when the share of rows that would have to change category is more than each of these. */
const MIX_SHARE = 0.15;
const TIMES_THE_USUAL = 1.5;
/** Of fewer rows the mix says nothing. */
const FEWEST_ROWS = 30;

/** The file's periods against the last ones before them, whether these came earlier or are in the file itself. */
export function drift(subject: Subject, own: Profiles, earlier: Profiles): Finding[] {
  const known = new Map([...earlier, ...own]);
  const judged = [...own.values()].filter(
    ({ period, rows }) => rows > 0 && isExpected(subject.extract, period),
  );
  const pairs = judged
    .map((profile) => ({
      profile,
      before: periodsBefore(subject.extract, profile.period, [...known.keys()]).flatMap(
        (period) => known.get(period) ?? [],
      ),
    }))
    .filter(({ before }) => before.length >= FEWEST_PERIODS);
  const amounts = [ROWS, ...subject.extract.fields.filter(({ heads }) => heads).map(headsIn)];
  const far = amounts.flatMap((amount) =>
    pairs.flatMap((pair) => amountFinding(subject, pair, amount) ?? []),
  );
  return [...far, ...mixFindings(subject, pairs)].slice(0, MOST_FINDINGS);
}

interface Pair {
  profile: PeriodProfile;
  before: PeriodProfile[];
}

/** How much of something a period has: rows, or the people that they stand for. */
interface Amount {
  column: string | null;
  of(profile: PeriodProfile): number | undefined;
  words(count: number): string;
}

const ROWS: Amount = {
  column: null,
  of: ({ rows }) => rows,
  words: (count) => counted(count, 'row'),
};

function headsIn({ name }: Field): Amount {
  return {
    column: name,
    of: ({ mix }) => mix.get(name)?.get(HEADS),
    words: (count) => `${wholeNumber(count)} in ${name} altogether`,
  };
}

function amountFinding(subject: Subject, { profile, before: all }: Pair, amount: Amount): Finding | null {
  const { period } = profile;
  const own = amount.of(profile);
  const before = all.filter((one) => amount.of(one) !== undefined);
  const usual = before.flatMap((one) => amount.of(one) ?? []);
  if (own === undefined || usual.length < FEWEST_PERIODS) return null;
  const middle = median(usual);
  const ranges = usual.slice(1).map((count, index) => Math.abs(count - (usual[index] ?? count)));
  const limit = Math.max(middle * FAR_SHARE, median(ranges) * RANGES_TO_LIMIT, chanceOf(middle));
  const isLow = middle - own > limit && isOver(subject, period);
  if (!isLow && own - Math.max(...usual) <= limit) return null;
  return {
    ...warning(amount.column, period),
    message: `${subject.extract.supersede === 'key' ? 'The file' : periodWords(period)} has ${amount.words(own)}; ${theOnesBefore(subject, before)} had ${range(usual, wholeNumber)}.`,
    remedy: isLow
      ? 'Ask the sender whether rows are missing; if it really is so, there is nothing to do.'
      : 'Ask the sender whether rows are in it twice, or others’ rows; if it really is so, there is nothing to do.',
  };
}

/** What happens in a month is not all known before its end; a snapshot shows everybody on its day. */
function isOver({ extract, today }: Subject, period: string): boolean {
  return isSnapshot(extract) || (parsePeriod(period)?.end ?? '') < today;
}

interface Shift extends Pair {
  field: string;
  distance: number;
}

/** For each column the period that is furthest off; the furthest columns first. */
function mixFindings(subject: Subject, pairs: Pair[]): Finding[] {
  const worst = new Map<string, Shift>();
  for (const pair of pairs) {
    for (const field of pair.profile.mix.keys()) {
      const shift = shiftOf(field, pair);
      if (shift && shift.distance > (worst.get(field)?.distance ?? 0)) worst.set(field, shift);
    }
  }
  const shifts = [...worst.values()].sort((one, other) => other.distance - one.distance);
  return shifts.map((shift) => mixFinding(subject, shift));
}

/** A column's shift, where it is more than it should be. */
function shiftOf(field: string, { profile, before }: Pair): Shift | null {
  const own = shares([profile], field);
  const counted = before.filter((one) => total(one, field) > 0);
  if (counted.length < FEWEST_PERIODS || profile.rows < FEWEST_ROWS) return null;
  if (median(counted.map(({ rows }) => rows)) < FEWEST_ROWS) return null;
  const pool = shares(counted, field);
  const distance = distanceOf(own, pool);
  const among = counted.map((one) =>
    distanceOf(
      shares([one], field),
      shares(
        counted.filter((other) => other !== one),
        field,
      ),
    ),
  );
  const limit = Math.max(MIX_SHARE, TIMES_THE_USUAL * Math.max(...among), chanceOfMix(pool, profile.rows));
  return distance > limit ? { field, profile, before: counted, distance } : null;
}

/** The category that has gained or lost most, in words. */
function mixFinding(subject: Subject, { field, profile, before }: Shift): Finding {
  const own = shares([profile], field);
  const category = mostChanged(own, shares(before, field));
  const now = percent(own.get(category) ?? 0);
  const usual = range(
    before.map((one) => shares([one], field).get(category) ?? 0),
    percent,
  );
  const rows = subject.extract.supersede === 'key' ? 'its' : `${periodWords(profile.period)}’s`;
  const then = `in ${theOnesBefore(subject, before)}, it was`;
  const isSo = 'if it really is so, there is nothing to do.';
  if (category === BLANK) {
    return {
      ...warning(field, profile.period),
      message: `${field} is blank in ${now} of ${rows} rows; ${then} blank in ${usual}.`,
      remedy: `Ask the sender whether ${field} was left out, or has only just been begun; ${isSo}`,
    };
  }
  return {
    ...warning(field, profile.period),
    message: `In ${field}, ${subject.nameOf(field, category)} is ${now} of ${rows} rows; ${then} ${usual}.`,
    remedy: `Ask the sender whether ${field} is still filled in as before; ${isSo}`,
  };
}

/** Where some have changed alike, blanks say most, then what had been there most. */
function mostChanged(own: Shares, pool: Shares): string {
  const changes = [...new Set([...pool.keys(), ...own.keys()])].map((category) => {
    const usual = pool.get(category) ?? 0;
    return { category, usual, change: Math.abs((own.get(category) ?? 0) - usual) };
  });
  const most = Math.max(...changes.map(({ change }) => change)) - 1e-9;
  const worst = changes.filter(({ change }) => change >= most).sort((one, other) => other.usual - one.usual);
  return worst.some(({ category }) => category === BLANK) ? BLANK : (worst[0]?.category ?? BLANK);
}

/** What is said of a period has it as its value: pages doubt that period's figures, and no other's. */
function warning(column: string | null, period: string) {
  return { severity: 'warning', code: 'drift', row: null, column, value: period } as const;
}

const NUMBERS = ['no', 'one', 'two', 'three', 'four', 'five', 'six'];

/** A file of which the newest rows win holds rows of many months: it is said, as it is judged, as a whole. */
function theOnesBefore({ extract }: Subject, before: PeriodProfile[]): string {
  const kind = before.every(({ period }) => isMonth(period)) ? 'months' : 'periods';
  return `the ${NUMBERS[before.length]} ${extract.supersede === 'key' ? 'files' : kind} before`;
}

function range(values: number[], words: (value: number) => string): string {
  const [least, most] = [words(Math.min(...values)), words(Math.max(...values))];
  return least === most ? least : `${least} to ${most}`;
}

function percent(share: number): string {
  return valueWords('percent', share);
}

type Shares = Map<string, number>;

function total({ mix }: PeriodProfile, field: string): number {
  return [...(mix.get(field)?.values() ?? [])].reduce((sum, count) => sum + count, 0);
}

/** The share of each category in the rows of several periods together. */
function shares(profiles: PeriodProfile[], field: string): Shares {
  const all = profiles.reduce((sum, profile) => sum + total(profile, field), 0);
  const found: Shares = new Map();
  for (const { mix } of profiles) {
    for (const [category, count] of mix.get(field) ?? []) {
      found.set(category, (found.get(category) ?? 0) + count / all);
    }
  }
  return found;
}

/** Total variation distance: the share of rows that would have to be in another category. 0 to 1 */
function distanceOf(one: Shares, other: Shares): number {
  const categories = new Set([...one.keys(), ...other.keys()]);
  return (
    [...categories].reduce((sum, key) => sum + Math.abs((one.get(key) ?? 0) - (other.get(key) ?? 0)), 0) / 2
  );
}

/** How far the mix of so many rows strays by chance: the expected distance, and five standard deviations on top of it,
 *  each share's deviation taken as normal. */
function chanceOfMix(pool: Shares, rows: number): number {
  const variances = [...pool.values()].map((share) => (Math.min(1, share) * (1 - Math.min(1, share))) / rows);
  const expected = variances.reduce((sum, variance) => sum + Math.sqrt((2 / Math.PI) * variance), 0) / 2;
  const spread = Math.sqrt(variances.reduce((sum, variance) => sum + (1 - 2 / Math.PI) * variance, 0)) / 2;
  return expected + 5 * spread;
}

function median(values: number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const half = sorted.length / 2;
  return ((sorted[Math.ceil(half) - 1] ?? 0) + (sorted[Math.floor(half)] ?? 0)) / 2;
}
