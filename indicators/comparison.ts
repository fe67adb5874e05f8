import type { Comparison, Polarity } from './series.ts';

/** Compares a figure with a benchmark by whether its interval excludes the benchmark (OHID's RAG rating).
 *  A benchmark on a limit is not excluded. Without a better side the answer is `higher` or `lower`. */
export function compare(
  interval: { lower: number; upper: number },
  reference: number,
  polarity: Polarity,
): Comparison {
  const higher = reference < interval.lower;
  if (!higher && reference <= interval.upper) return 'similar';
  if (polarity === 'neither') return higher ? 'higher' : 'lower';
  return higher === (polarity === 'higher_is_better') ? 'better' : 'worse';
}
