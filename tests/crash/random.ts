/** Numbers that look random and are the same again for the same seed (mulberry32). */
export interface Random {
  /** From 0 up to, but not including, 1. */
  fraction(): number;
  /** From 0 up to, but not including, `end`. */
  below(end: number): number;
  one<T>(of: readonly T[]): T;
  shuffled<T>(of: readonly T[]): T[];
}

export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  const fraction = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (end: number) => Math.floor(fraction() * end);
  const one = <T>(of: readonly T[]): T => {
    if (of.length === 0) throw new Error('There is nothing to choose from.');
    return of[below(of.length)] as T;
  };
  const shuffled = <T>(of: readonly T[]): T[] =>
    of
      .map((value) => ({ value, place: fraction() }))
      .sort((first, second) => first.place - second.place)
      .map(({ value }) => value);
  return { fraction, below, one, shuffled };
}
