import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  byar,
  countInterval,
  differenceInterval,
  type Interval,
  meanInterval,
  poissonExact,
  rateInterval,
  wilson,
  Z95,
} from '../../../pipeline/statistics/intervals.ts';
import { reference } from './reference.ts';

const Z998 = 3.090232306167813;

function expectClose(actual: Interval, lower: number, upper: number): void {
  expect(Math.abs(actual.lower / lower - 1)).toBeLessThan(1e-9);
  expect(Math.abs(actual.upper / upper - 1)).toBeLessThan(1e-9);
}

/** P(X = events) for each number of events up to `most`, through logarithms. */
function poissonMass(most: number, expected: number): number[] {
  const logFactorial = (k: number) =>
    Array.from({ length: k }, (_, i) => Math.log(i + 1)).reduce((a, b) => a + b, 0);
  return Array.from({ length: most + 1 }, (_, k) =>
    Math.exp(k * Math.log(expected) - expected - logFactorial(k)),
  );
}

const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);

describe('an interval for a proportion', () => {
  it.each([
    [502, 1541],
    [957, 1699],
    [1, 100],
    [3, 7],
  ])('has limits at which %i of %i is exactly 1.96 standard errors away', (events, total) => {
    const { lower, upper } = wilson(events, total);
    for (const limit of [lower, upper]) {
      const standardError = Math.sqrt((limit * (1 - limit)) / total);
      expect(Math.abs(events / total - limit) / standardError).toBeCloseTo(Z95, 9);
    }
  });

  it('starts at exactly 0 for none and ends at exactly 1 for all', () => {
    for (const total of [1, 7, 12, 1541, 76506]) {
      expect(wilson(0, total).lower).toBe(0);
      expect(wilson(total, total).upper).toBe(1);
    }
  });

  it('contains the proportion, stays within 0 and 1, and widens with z', () => {
    const proportion = fc
      .integer({ min: 1, max: 100_000 })
      .chain((total) => fc.tuple(fc.integer({ min: 0, max: total }), fc.constant(total)));
    fc.assert(
      fc.property(proportion, fc.double({ min: 0.1, max: 4, noNaN: true }), ([events, total], z) => {
        const [narrow, wide] = [wilson(events, total, z), wilson(events, total, z * 1.1)];
        expect(narrow.lower).toBeLessThanOrEqual(events / total);
        expect(narrow.upper).toBeGreaterThanOrEqual(events / total);
        expect(wide.lower).toBeLessThanOrEqual(narrow.lower);
        expect(wide.upper).toBeGreaterThanOrEqual(narrow.upper);
        expect(wide.lower).toBeGreaterThanOrEqual(0);
        expect(wide.upper).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('an exact interval for a count', () => {
  it.each([1, 2, 5, 9, 40])(
    'has limits under which %i or more, and %i or fewer, has probability 2.5%',
    (count) => {
      const { lower, upper } = poissonExact(count);
      expect(1 - sum(poissonMass(count - 1, lower))).toBeCloseTo(0.025, 12);
      expect(sum(poissonMass(count, upper))).toBeCloseTo(0.025, 12);
    },
  );

  it('of none is 0 to minus the logarithm of 2.5%', () => {
    expect(poissonExact(0).lower).toBe(0);
    expect(poissonExact(0).upper).toBeCloseTo(-Math.log(0.025), 12);
  });

  it('agrees with the printed tables of Garwood for 5 and 9 events', () => {
    expect(poissonExact(5).lower).toBeCloseTo(1.6235, 4);
    expect(poissonExact(5).upper).toBeCloseTo(11.6683, 4);
    expect(poissonExact(9).lower).toBeCloseTo(4.1154, 4);
    expect(poissonExact(9).upper).toBeCloseTo(17.0848, 4);
  });
});

describe('an interval for a count', () => {
  it('is exact below 10 events and Byar’s from 10', () => {
    expect(countInterval(9)).toEqual(poissonExact(9));
    expect(countInterval(10)).toEqual(byar(10));
    expect(countInterval(10)).not.toEqual(poissonExact(10));
  });

  it('barely depends on the method from 10 events on', () => {
    for (const count of [10, 30, 100]) {
      expect(byar(count).lower).toBeCloseTo(poissonExact(count).lower, 1);
      expect(byar(count).upper).toBeCloseTo(poissonExact(count).upper, 1);
    }
  });

  it('starts at 0 for none, and where Byar’s formula would go below', () => {
    expect(byar(0).lower).toBe(0);
    expect(byar(1, Z998).lower).toBe(0);
  });

  it('contains the count, is never negative, and widens with z', () => {
    fc.assert(
      fc.property(fc.nat(500), fc.double({ min: 0.1, max: 4, noNaN: true }), (count, z) => {
        const [narrow, wide] = [countInterval(count, z), countInterval(count, z * 1.1)];
        expect(narrow.lower).toBeLessThanOrEqual(count);
        expect(narrow.upper).toBeGreaterThanOrEqual(count);
        expect(wide.lower).toBeLessThanOrEqual(narrow.lower);
        expect(wide.upper).toBeGreaterThanOrEqual(narrow.upper);
        expect(wide.lower).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('rises with the count, across the change of method too', () => {
    fc.assert(
      fc.property(fc.nat(200), (count) => {
        expect(countInterval(count + 1).lower).toBeGreaterThan(countInterval(count).lower);
        expect(countInterval(count + 1).upper).toBeGreaterThan(countInterval(count).upper);
      }),
    );
  });

  it('becomes a rate by dividing by the denominator', () => {
    const { lower, upper } = rateInterval(535, 10486, 1000);
    expect(lower).toBeCloseTo((countInterval(535).lower / 10486) * 1000, 12);
    expect(upper).toBeCloseTo((countInterval(535).upper / 10486) * 1000, 12);
  });
});

interface Published {
  wilson: { x: number; n: number; conf: string; lower: number; upper: number }[];
  byars: { x: number; conf: string; lower: number; upper: number }[];
  proportion: Row[];
  rate: Row[];
}

interface Row {
  Area: string;
  Numerator: number | null;
  Denominator: number | null;
  multiplier: number;
  lower95_0cl: number;
  upper95_0cl: number;
  lower99_8cl: number;
  upper99_8cl: number;
}

const published = reference<Published>('ci-cases.json');

describe.runIf(published)('PHEindicatormethods', () => {
  const zOf = (conf: string) => (conf === '95%' ? Z95 : Z998);
  const counted = (rows: Row[] = []) =>
    rows.flatMap((row) =>
      row.Numerator === null || row.Denominator === null
        ? []
        : [{ ...row, name: `${row.Area} per ${row.multiplier}`, x: row.Numerator, n: row.Denominator }],
    );

  it.each(published?.wilson ?? [])('has the same Wilson limits for $x of $n at $conf', (row) => {
    expectClose(wilson(row.x, row.n, zOf(row.conf)), row.lower, row.upper);
  });

  it.each(published?.byars ?? [])('has the same Byar’s limits for $x at $conf', (row) => {
    expectClose(byar(row.x, zOf(row.conf)), row.lower, row.upper);
  });

  it.each(counted(published?.proportion))('has the same limits for the proportion of $name', (row) => {
    const scaled = ({ lower, upper }: Interval) => ({
      lower: lower * row.multiplier,
      upper: upper * row.multiplier,
    });
    expectClose(scaled(wilson(row.x, row.n)), row.lower95_0cl, row.upper95_0cl);
    expectClose(scaled(wilson(row.x, row.n, Z998)), row.lower99_8cl, row.upper99_8cl);
  });

  it.each(counted(published?.rate))('has the same limits for the rate of $name', (row) => {
    expectClose(rateInterval(row.x, row.n, row.multiplier), row.lower95_0cl, row.upper95_0cl);
    expectClose(rateInterval(row.x, row.n, row.multiplier, Z998), row.lower99_8cl, row.upper99_8cl);
  });
});

describe('an interval for a mean', () => {
  it('reaches as many standard errors to both sides as Student’s t of one degree of freedom less than amounts', () => {
    // 1, 2, 4, 4, 4, 5, 5, 7, 9 and 9: mean 5, variance 64/9, standard error √(64/90) = 0.843274; t of 9 is 2.262157.
    const { lower, upper } = meanInterval(50, 10, 314) ?? { lower: Number.NaN, upper: Number.NaN };
    expect(lower).toBeCloseTo(3.092382, 4);
    expect(upper).toBeCloseTo(6.907618, 4);
  });

  // The two-sided 95% points of any table of Student's t.
  it.each([
    [10, 2.262],
    [11, 2.228],
    [13, 2.179],
    [21, 2.086],
    [31, 2.042],
    [61, 2.0],
    [121, 1.98],
    [100_001, 1.96],
  ])('of %i amounts about nought whose standard error is 1 reaches %f', (count, t) => {
    expect(meanInterval(0, count, count * (count - 1))?.upper).toBeCloseTo(t, 3);
  });

  it('is not known where all amounts are the same, however they round: it would be no wider than a point', () => {
    expect(meanInterval(50, 10, 250)).toBeNull();
    expect(meanInterval(sum(Array(12).fill(0.1)), 12, 12 * 0.1 ** 2)).toBeNull();
    expect(meanInterval(0, 12, 0)).toBeNull();
  });

  it('is not known of fewer than ten amounts, nor of none', () => {
    expect(meanInterval(41, 9, 209)).toBeNull();
    expect(meanInterval(7, 1, 49)).toBeNull();
    expect(meanInterval(0, 0, 0)).toBeNull();
  });

  it('is what the amounts’ deviations from their mean give', () => {
    const amounts = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 10, maxLength: 60 });
    fc.assert(
      fc.property(amounts, (values) => {
        const n = values.length;
        const average = sum(values) / n;
        const variance = sum(values.map((value) => (value - average) ** 2)) / (n - 1);
        const found = meanInterval(sum(values), n, sum(values.map((value) => value ** 2)));
        const reach = found === null ? null : (found.upper - found.lower) / 2;
        if (variance === 0) {
          expect(reach).toBeNull();
        } else {
          expect(reach).toBeGreaterThan(Z95 * Math.sqrt(variance / n));
          expect(found && (found.lower + found.upper) / 2).toBeCloseTo(average, 6);
          const ofStandard = meanInterval(0, n, n * (n - 1))?.upper ?? Number.NaN;
          expect(reach).toBeCloseTo(ofStandard * Math.sqrt(variance / n), 4);
        }
      }),
    );
  });
});

describe('an interval for a difference', () => {
  const share = (events: number, total: number) => ({
    value: events / total,
    interval: wilson(events, total),
  });

  // Newcombe 1998, “Interval estimation for the difference between independent proportions”, table II, method 10.
  it.each([
    [56, 70, 48, 80, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.1705, 0.809],
    [6, 7, 2, 7, 0.0582, 0.8062],
    [5, 56, 0, 29, -0.0381, 0.1926],
    [0, 10, 0, 20, -0.1611, 0.2775],
    [0, 10, 0, 10, -0.2775, 0.2775],
    [10, 10, 0, 20, 0.6791, 1],
    [10, 10, 0, 10, 0.6075, 1],
  ])('of %i/%i less %i/%i is Newcombe’s', (events, total, others, otherTotal, lower, upper) => {
    const found = differenceInterval(share(events, total), share(others, otherTotal));
    expect(found?.lower).toBeCloseTo(lower, 4);
    expect(found?.upper).toBeCloseTo(upper, 4);
  });

  it('of two means is by their own intervals: 10 ± 3 less 4 ± 4 is 6 ± 5', () => {
    const of = { value: 10, interval: { lower: 7, upper: 13 } };
    const less = { value: 4, interval: { lower: 0, upper: 8 } };
    expect(differenceInterval(of, less)).toEqual({ lower: 1, upper: 11 });
  });

  it('turns round with its sides, and is not known where one side’s is not', () => {
    const [one, other] = [share(56, 70), share(48, 80)];
    const [there, back] = [differenceInterval(one, other), differenceInterval(other, one)];
    expect(back?.lower).toBeCloseTo(-(there?.upper ?? Number.NaN), 12);
    expect(differenceInterval(one, { value: 0.6, interval: null })).toBeNull();
  });
});
