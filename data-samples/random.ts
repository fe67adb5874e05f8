import { isWeekday } from './calendar.ts';

/** Draws the next number, 0 ≤ n < 1. */
export type Random = () => number;

/** mulberry32, seeded by the FNV-1a hash of the words: the same words always give the same numbers. */
export function seeded(...words: (string | number)[]): Random {
  let state = hash(words.join(' '));
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return value;
}

export function at<T>(items: readonly T[], index: number): T {
  const item = items[index];
  if (item === undefined) throw new RangeError(`No item ${index} among ${items.length}`);
  return item;
}

/** A whole number, both ends included. */
export function between(random: Random, low: number, high: number): number {
  return low + Math.floor(random() * (high - low + 1));
}

export function pick<T>(random: Random, items: readonly T[]): T {
  return at(items, Math.floor(random() * items.length));
}

/** A number with the given mean, often small and now and then large. */
export function exponential(random: Random, mean: number): number {
  return -Math.log(1 - random()) * mean;
}

/** Rounds up or down so that the mean is kept. */
export function wholeNumber(random: Random, value: number): number {
  return Math.floor(value + random());
}

export function weekdayBetween(random: Random, first: number, last: number): number {
  const day = between(random, first, last);
  if (isWeekday(day)) return day;
  return [day - 1, day + 1, day - 2, day + 2].find((d) => d >= first && d <= last && isWeekday(d)) ?? day;
}

/** Returns a function that picks among items by their weights. */
export function weighted<T>(choices: readonly (readonly [item: T, weight: number])[]): (random: Random) => T {
  const total = choices.reduce((sum, [, weight]) => sum + weight, 0);
  let running = 0;
  const steps = choices.map(([item, weight]) => {
    running += weight / total;
    return { item, upTo: running };
  });
  const last = at(steps, steps.length - 1);
  return (random) => {
    const drawn = random();
    return (steps.find((step) => drawn < step.upTo) ?? last).item;
  };
}

/** Weighted draw without replacement (Efraimidis and Spirakis 2006): the drawn items and the rest. */
export function draw<T>(
  random: Random,
  items: readonly T[],
  count: number,
  weight: (item: T) => number = () => 1,
): { drawn: T[]; rest: T[] } {
  const lots = items.map((item) => ({ item, lot: exponential(random, 1 / weight(item)) }));
  const order = lots.toSorted((a, b) => a.lot - b.lot).map(({ item }) => item);
  return { drawn: order.slice(0, count), rest: order.slice(count) };
}

/** Shares a total out by weights into whole numbers that add up to it (largest remainders first). */
export function spread(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  const exact = weights.map((weight) => (total * weight) / sum);
  const shares = exact.map(Math.floor);
  const left = total - shares.reduce((a, b) => a + b, 0);
  const byRemainder = exact
    .map((value, index) => ({ index, remainder: value - Math.floor(value) }))
    .toSorted((a, b) => b.remainder - a.remainder);
  for (const { index } of byRemainder.slice(0, left)) shares[index] = at(shares, index) + 1;
  return shares;
}
