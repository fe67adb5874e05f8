import type { CombinedMeasure, Measure } from '../../indicators/measure-schema.ts';
import { isStock } from '../../indicators/measures.ts';
import { monthNumber } from '../../indicators/periods.ts';
import type { Grain } from '../../indicators/series.ts';
import { yearBefore } from '../../indicators/year-before.ts';
import { differenceInterval } from '../statistics/intervals.ts';
import type { Bench, Count, Figures } from './bench.ts';
import type { CountedPeriod } from './coverage.ts';
import { type Counted, measuredBy } from './points.ts';

type FiguresOf = (measure: Measure, grains: readonly Grain[], bench: Bench) => Promise<Figures>;

/** Figures that are worked out from other measures' figures for the same period and area. */
export async function combined(
  measure: CombinedMeasure,
  grains: readonly Grain[],
  bench: Bench,
  figuresOf: FiguresOf,
): Promise<Figures> {
  if (measure.kind === 'growth') return growth(measure.of, await figuresOf(measure.of, grains, bench));
  const [one, other] = sidesOf(measure);
  const [left, right] = await asFar(
    (measure, upTo) => figuresOf(measure, grains, upTo === null ? bench : { ...bench, upTo }),
    one,
    other,
  );
  return ofTwo(measure, one, left, other, right);
}

/** The same of figures that are at hand and go as far. */
export function combinedFigures(measure: CombinedMeasure, figuresOf: (measure: Measure) => Figures): Figures {
  if (measure.kind === 'growth') return growth(measure.of, figuresOf(measure.of));
  const [one, other] = sidesOf(measure);
  return ofTwo(measure, one, figuresOf(one), other, figuresOf(other));
}

type TwoSided = Exclude<CombinedMeasure, { kind: 'growth' }>;

function sidesOf(measure: TwoSided): [Measure, Measure] {
  return measure.kind === 'gap' ? [measure.of, measure.less] : [measure.numerator, measure.denominator];
}

function ofTwo(measure: TwoSided, one: Measure, left: Figures, other: Measure, right: Figures): Figures {
  const count: Count = (period, area) => {
    const [a, b] = [left.count(period, area), right.count(period, area)];
    return measure.kind === 'gap' ? gap(one, a, other, b) : ratio(one, a, other, b, measure.per);
  };
  return { grains: inBoth(left, right), count, newest: earlier(left.newest, right.newest) };
}

/** Both sides up to the same month: what has come for one alone is left out, or a year so far would be held against a
 *  longer one. */
async function asFar(
  upTo: (measure: Measure, month: string | null) => Promise<Figures>,
  one: Measure,
  other: Measure,
): Promise<[Figures, Figures]> {
  const [left, right] = [await upTo(one, null), await upTo(other, null)];
  if (left.newest === null || right.newest === null || left.newest === right.newest) return [left, right];
  return left.newest < right.newest
    ? [left, await upTo(other, left.newest)]
    : [await upTo(one, right.newest), right];
}

function earlier(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other;
  return one < other ? one : other;
}

const NO_FIGURE: Counted = { numerator: null, denominator: null, value: null };

/** Why two figures make none: what is hidden says more than what is missing, and that more than that there is nobody. */
function noFigure(...operands: Counted[]): Counted {
  const reasons = operands.map(({ status }) => status);
  const status = (['suppressed', 'missing'] as const).find((reason) => reasons.includes(reason));
  return status ? { ...NO_FIGURE, status } : NO_FIGURE;
}

function gap(one: Measure, a: Counted, other: Measure, b: Counted): Counted {
  const [of, less] = [measuredBy(one, a), measuredBy(other, b)];
  if (!of || !less) return noFigure(a, b);
  const interval = of.interval && less.interval ? differenceInterval(of, less) : null;
  return { numerator: null, denominator: null, value: of.value - less.value, interval };
}

function ratio(one: Measure, a: Counted, other: Measure, b: Counted, per: number): Counted {
  const [above, below] = [measuredBy(one, a), measuredBy(other, b)];
  if (!above || !below || below.value === 0) return noFigure(a, b);
  return { numerator: above.value, denominator: below.value, value: (above.value / below.value) * per };
}

/** The periods that both have; each is known, finished and covered as far as both are. */
function inBoth(left: Figures, right: Figures): Figures['grains'] {
  return left.grains.map(({ grain, periods }, index) => {
    const others = new Map(right.grains[index]?.periods.map((period) => [period.id, period]));
    return {
      grain,
      periods: periods.flatMap((period) => {
        const other = others.get(period.id);
        return other ? [both(period, other)] : [];
      }),
    };
  });
}

function both(one: CountedPeriod, other: CountedPeriod): CountedPeriod {
  const shorter = one.coveredTo <= other.coveredTo ? one : other;
  return {
    ...shorter,
    complete: one.complete && other.complete,
    known: one.known && other.known,
    countyOnly: one.countyOnly || other.countyOnly,
  };
}

/** The change on the same period a year before, as a share of it. Part of a year is never held against a whole one, nor
 *  are snapshots that are not a year apart. */
function growth(measure: Measure, { grains, count, newest }: Figures): Figures {
  const stock = isStock(measure);
  const isWhole = (period: CountedPeriod) => period.known && (period.complete || stock);
  const whole = new Map(
    grains.flatMap(({ periods }) => periods.filter(isWhole).map((period) => [period.id, period] as const)),
  );
  const onYearBefore = (period: CountedPeriod): CountedPeriod[] => {
    const then = whole.get(yearBefore(period.id) ?? '');
    if (!then || (stock && monthNumber(period.countTo) - monthNumber(then.countTo) !== 12)) return [];
    return [{ ...period, countyOnly: period.countyOnly || then.countyOnly }];
  };
  return {
    grains: grains.map(({ grain, periods }) => ({
      grain,
      periods: periods.filter(({ id }) => whole.has(id)).flatMap(onYearBefore),
    })),
    newest,
    count: (period, area) => {
      const [a, b] = [count(period, area), count(yearBefore(period) ?? '', area)];
      const [now, then] = [measuredBy(measure, a), measuredBy(measure, b)];
      if (!now || !then || then.value === 0) return noFigure(a, b);
      return {
        numerator: now.value - then.value,
        denominator: then.value,
        value: now.value / then.value - 1,
      };
    },
  };
}
