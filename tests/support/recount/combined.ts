import type { Grain } from '../../../indicators/series.ts';
import { ENDLESS, type Figure, NOBODY, once, type Recount } from './recount.ts';
import type { Span } from './spans.ts';
import type { World } from './world.ts';

/** What is worked out from two figures. */

/** Why there is no figure where one of two has none: hidden says more than not there, and that more than nobody. */
function why(figures: Figure[]): Figure {
  const reasons = figures.flatMap(({ value, status }) =>
    value === null ? [status ?? 'not_applicable'] : [],
  );
  const status = (['suppressed', 'missing'] as const).find((one) => reasons.includes(one));
  return { ...NOBODY, ...(status && { status }) };
}

/** Two measures for the same periods, both as far as both are known. */
function pair(
  one: Recount,
  other: Recount,
  figure: (a: Figure, b: Figure, values: [number, number]) => Figure,
): Recount {
  const reach = (world: World) => {
    const ends = [one.reach(world), other.reach(world)].filter((end) => end !== null).sort();
    return ends[0] ?? null;
  };
  const both = (world: World, upTo: string) => [reach(world) ?? ENDLESS, upTo].sort()[0] ?? '';
  const others = (id: string, grain: Grain, world: World, upTo: string) =>
    other.spans(grain, world, both(world, upTo)).find((span) => span.id === id);
  return {
    reach,
    stock: one.stock && other.stock,
    spans: once((grain, world, upTo) =>
      one.spans(grain, world, both(world, upTo)).flatMap((span) => {
        const beside = others(span.id, grain, world, upTo);
        if (!beside) return [];
        return [{ ...span, known: span.known && beside.known, complete: span.complete && beside.complete }];
      }),
    ),
    figure: (span, area, grain, world, upTo) => {
      const beside = others(span.id, grain, world, upTo);
      if (!beside) throw new Error(`There is no ${span.id} beside.`);
      const ends = both(world, upTo);
      const [a, b] = [
        one.figure(span, area, grain, world, ends),
        other.figure(beside, area, grain, world, ends),
      ];
      return a.value === null || b.value === null ? why([a, b]) : figure(a, b, [a.value, b.value]);
    },
  };
}

export const gap = (of: Recount, less: Recount) =>
  pair(of, less, (_a, _b, [a, b]) => ({ numerator: null, denominator: null, value: a - b }));

export const ratio = (above: Recount, below: Recount, per = 1) =>
  pair(above, below, (_a, _b, [a, b]) =>
    b === 0 ? NOBODY : { numerator: a, denominator: b, value: (a / b) * per },
  );

/** Whole periods against whole ones; of stocks, snapshots that are a year apart. */
export const growth = (of: Recount): Recount => {
  const usable = (span: Span) => span.known && (span.complete || of.stock);
  const before = (span: Span, grain: Grain, world: World, upTo: string) => {
    const then = of.spans(grain, world, upTo).find(({ id }) => id === yearBefore(span.id));
    if (!then || !usable(then)) return null;
    return !of.stock || yearBefore(span.newest) === then.newest ? then : null;
  };
  return {
    reach: of.reach,
    stock: of.stock,
    spans: (grain, world, upTo) =>
      of.spans(grain, world, upTo).filter((span) => usable(span) && before(span, grain, world, upTo)),
    figure: (span, area, grain, world, upTo) => {
      const then = before(span, grain, world, upTo);
      if (!then) throw new Error(`There is no year before ${span.id}.`);
      const [a, b] = [of.figure(span, area, grain, world, upTo), of.figure(then, area, grain, world, upTo)];
      if (a.value === null || b.value === null) return why([a, b]);
      return b.value === 0
        ? NOBODY
        : { numerator: a.value - b.value, denominator: b.value, value: a.value / b.value - 1 };
    },
  };
};

function yearBefore(id: string): string | null {
  return id.includes('W') ? null : id.replace(/\d{4}/, (year) => String(Number(year) - 1));
}
