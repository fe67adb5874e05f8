import { groupBy } from '../../indicators/group.ts';
import { follows } from './conditions.ts';
import type { CountName } from './counts.ts';
import { at, type CountTable, inTable, TOTAL } from './table.ts';

/** A count of the whole county, or of one of its groups. */
export interface Column {
  table: CountTable;
  place: string;
}

/** A column that is always as much as others together: the same children, whatever they are broken down by. */
export interface Tie {
  whole: Column;
  parts: readonly Column[];
}

/** What is known of one count when such ties are looked for. */
export interface Counted {
  table: CountTable;
  name: CountName;
  /** Of all grains, those too that are not shown: the more there are, the less is chance. */
  numbers: ReadonlyMap<string, number>;
  /** The extracts whose rows it counts, by way of views too. */
  reads: readonly string[];
}

/** Each of the counts minds it: where one of them moves, so must another. */
export function tieTogether({ whole, parts }: Tie): void {
  for (const total of whole.table.cells.values()) {
    if (total.place !== whole.place) continue;
    const cells = parts.flatMap(({ table, place }) => inTable(table, { place, days: total.days }) ?? []);
    if (cells.length < parts.length) continue;
    const sum = { total, parts: cells };
    for (const table of new Set([total, ...cells].map((cell) => cell.table))) table.across.push(sum);
  }
}

/** All such ties among counts of the same rows: two columns that are one, and two that make up a third. */
export function findTies(counts: readonly Counted[]): Tie[] {
  const columns = counts.flatMap(columnsOf);
  return columns.flatMap((whole, index) => {
    const parts = columns.filter((one) => isPart(one, whole));
    const earlier = new Set(columns.slice(0, index));
    const same = parts
      .filter((one) => isSame(one, whole) || (earlier.has(one) && areEqual(one, whole)))
      .map((one) => ({ whole, parts: [one] }));
    const threes = parts.flatMap((one, index) =>
      parts
        .slice(index + 1)
        .filter((other) => isPart(other, whole) && makeUp(one, other, whole))
        .map((other) => ({ whole, parts: [one, other] })),
    );
    return [...same, ...threes];
  });
}

interface Known extends Column {
  counted: Counted;
  /** Its numbers that are not nought, and how many there are in all, by days. */
  numbers: ReadonlyMap<string, number>;
}

function columnsOf(counted: Counted): Known[] {
  const { table } = counted;
  const places = table.by === null ? [TOTAL] : new Set([...table.cells.values()].map(({ place }) => place));
  return [...places].flatMap((place) => {
    const own = [...counted.numbers].filter(([key]) => key.startsWith(at(place, '')));
    const numbers = new Map(own.map(([key, number]) => [key.slice(at(place, '').length), number]));
    return [...numbers.values()].some((number) => number !== 0) ? [{ table, place, counted, numbers }] : [];
  });
}

function isPart(part: Known, whole: Known): boolean {
  if (part === whole || !areAlike(part.counted, whole.counted)) return false;
  let common = 0;
  for (const [days, number] of part.numbers) {
    const around = whole.numbers.get(days);
    if (around === undefined) continue;
    if (number > around) return false;
    common += 1;
  }
  return common > 0;
}

function areAlike({ name, reads }: Counted, other: Counted): boolean {
  return name.adds === other.name.adds && reads.some((extract) => other.reads.includes(extract));
}

/** A group whose rows are by definition among another's, and which is always as large, is that group. */
function isSame(part: Known, whole: Known): boolean {
  const { table, place, counted } = part;
  if (table === whole.table || table.by === null || table.by !== whole.table.by || place !== whole.place)
    return false;
  if (!isNarrower(counted.name, whole.counted.name)) return false;
  const both = [...part.numbers].filter(([days]) => whole.numbers.has(days));
  return (
    both.some(([, number]) => number !== 0) &&
    both.every(([days, number]) => whole.numbers.get(days) === number)
  );
}

/** Where rows are counted by an extract and by a view, or by two columns, only the numbers tell that they are the same. */
function areEqual(one: Known, other: Known): boolean {
  if (one.table.apart.has(other.table) || other.table.apart.has(one.table)) return false;
  const both = [...one.numbers].filter(([days]) => other.numbers.has(days));
  const areSame = both.every(([days, number]) => other.numbers.get(days) === number);
  return areSame && areBeyondChance(both.map(([, number]) => number));
}

/** Counts of which one is of more conditions than the other: whoever knows what they mean knows that it is no more. */
export function narrower<T extends { name: CountName; table: CountTable }>(
  counts: readonly T[],
): [part: T, whole: T][] {
  const alike = groupBy(counts, ({ name, table }) => JSON.stringify([partsOf(name)[0], table.by]));
  return [...alike.values()].flatMap((own) =>
    own.flatMap((part) =>
      own
        .filter((whole) => whole.table !== part.table && isNarrower(part.name, whole.name))
        .map((whole): [T, T] => [part, whole]),
    ),
  );
}

function isNarrower(name: CountName, other: CountName): boolean {
  const [rows, conditions] = partsOf(name);
  const [otherRows, otherConditions] = partsOf(other);
  return rows === otherRows && otherConditions.every((condition) => follows(condition, conditions));
}

/** What is counted by which date, and on which conditions. */
function partsOf({ key }: CountName): [rows: string, conditions: string[]] {
  const [extract, date, kind, what, ...conditions] = JSON.parse(key) as string[];
  return [JSON.stringify([extract, date, kind, what]), conditions];
}

/** How many digits must agree before it cannot be chance: a hundred columns make up a million threes. */
const DIGITS = 12;

export function areBeyondChance(numbers: readonly number[]): boolean {
  return numbers.reduce((digits, number) => digits + Math.log10(1 + Math.abs(number)), 0) >= DIGITS;
}

function makeUp(one: Known, other: Known, whole: Known): boolean {
  if (areKnownTo(one.table, other.table, whole.table)) return false;
  const sums: number[] = [];
  let areBoth = false;
  for (const [days, a] of one.numbers) {
    const [b, c] = [other.numbers.get(days), whole.numbers.get(days)];
    if (b === undefined || c === undefined) continue;
    if (a + b !== c) return false;
    sums.push(c);
    areBoth ||= a !== 0 && b !== 0;
  }
  return areBoth && areBeyondChance(sums);
}

/** Groups add up to their own whole, and halves to theirs, as it is. */
function areKnownTo(one: CountTable, other: CountTable, whole: CountTable): boolean {
  const areGroups = one === other && one.apart.has(whole);
  return (
    areGroups ||
    whole.halves.some((half) => half.whole === whole && half.one === one && half.other === other) ||
    whole.halves.some((half) => half.whole === whole && half.one === other && half.other === one)
  );
}
