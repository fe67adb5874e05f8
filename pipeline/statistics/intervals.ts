/** Intervals for proportions, counts, rates and means, as OHID's PHEindicatormethods computes them. */

export interface Interval {
  lower: number;
  upper: number;
}

/** The standard normal's 97.5% point: two-sided 95%. */
export const Z95 = 1.959963984540054;

/** From this many events on, Byar's approximation stands in for the exact interval (PHEindicatormethods, phe_rate). */
const BYAR_FROM = 10;

/** Wilson score interval for a proportion (Wilson 1927), as in OHID's technical guide.
 *  The upper limit is the lower limit of the complement, so none of 10 starts at exactly 0 and all of 10 ends at 1.
 *  @param events 0…total @param total people or plans, > 0 @returns fractions 0…1 */
export function wilson(events: number, total: number, z = Z95): Interval {
  return { lower: wilsonLower(events, total, z), upper: 1 - wilsonLower(total - events, total, z) };
}

function wilsonLower(events: number, total: number, z: number): number {
  const spread = z * Math.sqrt(z * z + 4 * events * (1 - events / total));
  return (2 * events + z * z - spread) / (2 * (total + z * z));
}

/** Byar's approximation to the exact Poisson interval of a count (Breslow & Day 1987, vol. II, p. 69).
 *  @param count events, ≥ 0 @returns limits of the expected count, never below 0 */
export function byar(count: number, z = Z95): Interval {
  const cubed = (x: number, side: number) => x * (1 - 1 / (9 * x) + (side * z) / (3 * Math.sqrt(x))) ** 3;
  return { lower: count > 0 ? Math.max(0, cubed(count, -1)) : 0, upper: cubed(count + 1, 1) };
}

/** Exact Poisson interval of a count (Garwood 1936). The limits are the expected counts under which this count or more,
 *  and this count or fewer, has the tail's probability: χ²(tail; 2·count) / 2 and χ²(1 − tail; 2·count + 2) / 2.
 *  @param count a whole number of events, 0 to some hundreds */
export function poissonExact(count: number, z = Z95): Interval {
  const tail = upperTail(z);
  return {
    lower: count > 0 ? expectedCount(count - 1, 1 - tail) : 0,
    upper: expectedCount(count, tail),
  };
}

/** 95% limits (or those of another z) of a count: exact below 10 events, Byar's from 10. */
export function countInterval(count: number, z = Z95): Interval {
  return count < BYAR_FROM ? poissonExact(count, z) : byar(count, z);
}

/** The limits of `countInterval` as a rate.
 *  @param denominator people, plans or sessions, > 0 @param per what the rate is out of: 100, 1,000, 10,000 */
export function rateInterval(count: number, denominator: number, per: number, z = Z95): Interval {
  const { lower, upper } = countInterval(count, z);
  return { lower: (lower / denominator) * per, upper: (upper / denominator) * per };
}

/** Of what the variance may be by rounding alone, as a share of the mean's square. */
const ALIKE = 1e-9;

/** Of fewer amounts nobody can say how they scatter: three answers from 1 to 5 would reach beyond both ends. */
const FEWEST_FOR_A_MEAN = 10;

/** 95% limits of a mean by Student's t, as PHEindicatormethods' phe_mean: x̄ ± t·s/√n, t of n − 1 degrees of freedom.
 *  Null of fewer than ten amounts, and of amounts that are all alike: ten answers of 4 do not say that the next will be
 *  one.
 *  @param sum of the amounts @param squares the sum of their squares */
export function meanInterval(sum: number, count: number, squares: number): Interval | null {
  if (count < FEWEST_FOR_A_MEAN) return null;
  const mean = sum / count;
  const variance = Math.max(0, squares - count * mean * mean) / (count - 1);
  if (variance <= ALIKE * mean * mean) return null;
  const reach = studentT(count - 1) * Math.sqrt(variance / count);
  return { lower: mean - reach, upper: mean + reach };
}

/** The 97.5% point of Student's t by Abramowitz & Stegun 26.7.5: to within 0.00002 from nine degrees of freedom on. */
function studentT(freedom: number): number {
  const [z, v] = [Z95, freedom];
  return (
    z +
    (z ** 3 + z) / (4 * v) +
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * v ** 2) +
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / (384 * v ** 3) +
    (79 * z ** 9 + 776 * z ** 7 + 1482 * z ** 5 - 1920 * z ** 3 - 945 * z) / (92160 * v ** 4)
  );
}

/** Limits of a difference from the limits of both sides: the square-and-add method (Newcombe 1998, method 10, where
 *  the sides are proportions with Wilson's limits; Zou & Donner 2008 for any other limits). */
export function differenceInterval(of: Limited, less: Limited): Interval | null {
  if (!of.interval || !less.interval) return null;
  const difference = of.value - less.value;
  return {
    lower: difference - Math.hypot(of.value - of.interval.lower, less.interval.upper - less.value),
    upper: difference + Math.hypot(of.interval.upper - of.value, less.value - less.interval.lower),
  };
}

interface Limited {
  value: number;
  interval: Interval | null;
}

/** The expected count under which `count` or fewer events have this probability: the gamma quantile of shape
 *  count + 1 and upper tail `probability`, found by halving until no number lies between the bounds. */
function expectedCount(count: number, probability: number): number {
  let [low, high] = [0, count + 1];
  while (atMost(count, high) > probability) high *= 2;
  for (;;) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) return middle;
    if (atMost(count, middle) > probability) low = middle;
    else high = middle;
  }
}

/** Probability of `count` or fewer events where `expected` are expected: the Poisson distribution's sum. */
function atMost(count: number, expected: number): number {
  let term = Math.exp(-expected);
  let sum = term;
  for (let events = 1; events <= count; events++) {
    term *= expected / events;
    sum += term;
  }
  return sum;
}

/** Probability that a standard normal exceeds z (Marsaglia 2004's series; absolute error below 1e-15 for z of 0…5). */
function upperTail(z: number): number {
  let term = z;
  let sum = z;
  for (let odd = 3; Math.abs(term) > 1e-17 * Math.abs(sum); odd += 2) {
    term *= (z * z) / odd;
    sum += term;
  }
  return 0.5 - (sum * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI);
}
