import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compare } from '../../indicators/comparison.ts';
import { wilson } from '../../pipeline/statistics/intervals.ts';

describe('a comparison with a benchmark', () => {
  const interval = { lower: 0.4, upper: 0.6 };

  it.each([
    [0.3, 'higher_is_better', 'better'],
    [0.3, 'lower_is_better', 'worse'],
    [0.3, 'neither', 'higher'],
    [0.7, 'higher_is_better', 'worse'],
    [0.7, 'lower_is_better', 'better'],
    [0.7, 'neither', 'lower'],
  ] as const)('with %d below or above the interval, where %s, is %s', (benchmark, polarity, expected) => {
    expect(compare(interval, benchmark, polarity)).toBe(expected);
  });

  it('is similar within the interval and on its limits, whichever way is better', () => {
    for (const benchmark of [0.4, 0.5, 0.6]) {
      for (const polarity of ['higher_is_better', 'lower_is_better', 'neither'] as const) {
        expect(compare(interval, benchmark, polarity)).toBe('similar');
      }
    }
  });

  it('finds 40.2% of plans in 20 weeks worse than England’s 50.3%, and 10 of 10 similar to a benchmark of 100%', () => {
    expect(compare(wilson(525, 1306), 38471 / 76506, 'higher_is_better')).toBe('worse');
    expect(compare(wilson(10, 10), 1, 'higher_is_better')).toBe('similar');
    expect(compare(wilson(0, 10), 0, 'lower_is_better')).toBe('similar');
  });

  it('turns round when the other side is better', () => {
    const opposite = {
      better: 'worse',
      worse: 'better',
      similar: 'similar',
      higher: 'lower',
      lower: 'higher',
    };
    const fraction = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fraction, fraction, fraction, (a, b, benchmark) => {
        const between = { lower: Math.min(a, b), upper: Math.max(a, b) };
        const one = compare(between, benchmark, 'higher_is_better');
        expect(compare(between, benchmark, 'lower_is_better')).toBe(opposite[one]);
      }),
    );
  });
});
