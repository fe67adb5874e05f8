import type { Grain, PointStatus } from '../../../indicators/series.ts';
import { daysOf, type Span, spansOf } from './spans.ts';
import type { Row, Source, Value, World } from './world.ts';

/** Every kind of measure, counted from rows in plain TypeScript. */

export interface Figure {
  numerator: number | null;
  denominator: number | null;
  /** Null where there is nobody to count. */
  value: number | null;
  /** Why there is none. */
  status?: PointStatus;
}

/** What an expression comes to for a row; true counts one. */
export type Of = (row: Row) => Value | boolean;

/** How a series is counted: over all periods of a grain, and for each of them and an area. */
export interface Recount {
  spans(grain: Grain, world: World, upTo: string): Span[];
  figure(span: Span, area: string, grain: Grain, world: World, upTo: string): Figure;
  /** The last month that it can tell of; null where no month is the last. */
  reach(world: World): string | null;
  stock: boolean;
}

export type Reading = (world: World) => Source & { localities?: boolean };

export interface Rows {
  of: Reading;
  day: string;
  where?: Of;
  stock?: boolean;
}

/** The periods of a series are found once, and not for each of its figures. */
function once(spans: Recount['spans']): Recount['spans'] {
  const known = new WeakMap<World, Map<string, Span[]>>();
  return (grain, world, upTo) => {
    const own = known.get(world) ?? new Map<string, Span[]>();
    known.set(world, own);
    const found = own.get(`${grain} ${upTo}`) ?? spans(grain, world, upTo);
    own.set(`${grain} ${upTo}`, found);
    return found;
  };
}

export const ENDLESS = '9999-12';
const NOBODY: Figure = { numerator: null, denominator: null, value: null };

export function from(extract: string): Reading {
  return (world) =>
    world.sources[extract] ?? { rows: [], months: new Set(), idle: [], partly: [], monthly: false };
}

/** Amounts that are no numbers are left out. */
export function amountsOf(rows: Row[], of: Of): number[] {
  return rows.map(of).flatMap((value) => (value === null ? [] : [Number(value)]));
}

export function total(numbers: number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

function counted(
  { of, day, where = () => true, stock = false }: Rows,
  figure: (rows: Row[], span: Span, area: string, world: World) => Figure,
): Recount {
  const upToMonth = (source: Source, upTo: string) =>
    new Set([...source.months].filter((month) => month <= upTo));
  return {
    stock,
    reach: (world) => [...of(world).months].sort().at(-1) ?? '',
    spans: once((grain, world, upTo) => {
      const source = of(world);
      return spansOf(grain, { ...source, months: upToMonth(source, upTo) }, stock, world);
    }),
    figure: (span, area, _grain, world) => {
      const source = of(world);
      if (area !== 'county' && source.localities === false) return { ...NOBODY, status: 'missing' };
      const own = source.rows.filter((row) => {
        const when = row[day];
        if (typeof when !== 'string' || where(row) !== true) return false;
        const on = source.monthly ? `${when.slice(0, 7)}-15` : when;
        return span.from <= on && on <= span.to && (area === 'county' || row.dspl_area === area);
      });
      return figure(own, span, area, world);
    },
  };
}

export const count = (rows: Rows) =>
  counted(rows, (own) => ({ numerator: own.length, denominator: null, value: own.length }));

export const sum = (rows: Rows, of: Of) =>
  counted(rows, (own) => {
    const amount = total(amountsOf(own, of));
    return { numerator: amount, denominator: null, value: amount };
  });

/** A row whose denominator is blank counts on neither side of the line. */
export const proportion = (rows: Rows, above: Of, below: Of = () => 1) =>
  counted(rows, (own) => {
    const both = own.filter((row) => below(row) !== null);
    const [numerator, denominator] = [total(amountsOf(both, above)), total(amountsOf(both, below))];
    return denominator === 0 ? NOBODY : { numerator, denominator, value: numerator / denominator };
  });

export const mean = (rows: Rows, of: Of) =>
  counted(rows, (own) => {
    const amounts = amountsOf(own, of);
    const numerator = total(amounts);
    return amounts.length === 0
      ? NOBODY
      : { numerator, denominator: amounts.length, value: numerator / amounts.length };
  });

/** With the amounts in order at 0…n − 1, the amount at share · (n − 1), between two in proportion. */
export const percentile = (rows: Rows, of: Of, share: number) =>
  counted(rows, (own) => {
    const amounts = amountsOf(own, of).sort((one, other) => one - other);
    const place = share * (amounts.length - 1);
    const [low, high] = [amounts[Math.floor(place)], amounts[Math.ceil(place)]];
    if (low === undefined || high === undefined) return NOBODY;
    return {
      numerator: null,
      denominator: amounts.length,
      value: low + (high - low) * (place - Math.floor(place)),
    };
  });

/** Of the newest head count up to the end of the days that count, whoever was counted in it. */
export const rate = (
  rows: Rows,
  per: number,
  heads: { of: Reading; day: string; sum?: string; where?: Of },
) =>
  counted(rows, (own, span, area, world) => {
    const all = heads.of(world).rows.filter((row) => String(row[heads.day]) <= span.to);
    const newest = all
      .map((row) => String(row[heads.day]))
      .sort()
      .at(-1);
    const column = heads.sum;
    const denominator = total(
      all
        .filter((row) => row[heads.day] === newest && (area === 'county' || row.dspl_area === area))
        .filter(heads.where ?? (() => true))
        .map((row) => (column ? Number(row[column]) : 1)),
    );
    return denominator === 0
      ? NOBODY
      : { numerator: own.length, denominator, value: (own.length / denominator) * per };
  });

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

/** A period that comes as a figure, and is not made of months. */
function finished(id: string, grain: Grain, { terms, today }: World): Span[] {
  const days = daysOf(id, grain, terms);
  const term = terms.find((one) => one.id === id);
  if (!days) return [];
  const { start, end } = term ?? days;
  return [{ id, start, end, from: start, to: end, known: true, complete: end < today, newest: '' }];
}

const STATUSES: Record<string, PointStatus> = { c: 'suppressed', z: 'not_applicable' };

export const published = (measure: string): Recount => {
  const own = ({ sources }: World) =>
    (sources.published_measures?.rows ?? []).filter(
      (row) => row.measure === measure && row.comparator === null,
    );
  return {
    reach: () => null,
    stock: false,
    spans: (grain, world) =>
      [...new Set(own(world).map(({ period }) => String(period)))]
        .flatMap((id) => finished(id, grain, world))
        .sort((one, other) => (one.start < other.start ? -1 : 1)),
    figure: ({ id }, area, _grain, world) => {
      const row = own(world).find((one) => one.period === id && one.area === area);
      if (!row) return { ...NOBODY, status: 'missing' };
      const [above, below, given] = [row.numerator, row.denominator, row.value].map(numberOf);
      const share = isNumber(above) && isNumber(below) && below !== 0 ? above / below : null;
      const value = given ?? share ?? (isNumber(below) ? null : (above ?? null));
      if (value === null) return { ...NOBODY, status: STATUSES[String(row.symbol)] ?? 'missing' };
      return { numerator: above ?? null, denominator: below ?? null, value };
    },
  };
};

const numberOf = (value: Value | undefined) => (isNumber(value) ? value : null);
const isNumber = (value: Value | undefined): value is number => typeof value === 'number';

const FEWEST_COUNCILS = 100;

/** Councils of the same value share the better place; among few there is none. */
export const rank = (
  extract: string,
  council: string,
  value: (rows: Row[]) => number | null,
  where: Of,
  best: 'highest' | 'lowest',
): Recount => {
  const valuesOf = (year: string, { sources }: World) => {
    const rows = (sources[extract]?.rows ?? []).filter(
      (row) => row.geographic_level === 'Local authority' && row.time_period === year && where(row) === true,
    );
    const names = [...new Set(rows.map((row) => String(row.la_name)))];
    return new Map(
      names.flatMap((name) => {
        const found = value(rows.filter((row) => row.la_name === name));
        return found === null ? [] : [[name, found] as const];
      }),
    );
  };
  const years = ({ sources }: World) => [
    ...new Set((sources[extract]?.rows ?? []).map((row) => String(row.time_period))),
  ];
  return {
    reach: () => null,
    stock: false,
    spans: (grain, world) =>
      years(world)
        .filter((year) => {
          const values = valuesOf(year, world);
          return values.has(council) && values.size >= FEWEST_COUNCILS;
        })
        .flatMap((year) => (grain === 'calendar_year' ? finished(`CY${year}`, grain, world) : [])),
    figure: ({ id }, area, _grain, world) => {
      const values = valuesOf(id.slice(2), world);
      const own = values.get(council);
      if (own === undefined || area !== 'county') return NOBODY;
      const ahead = [...values.values()].filter((other) => (best === 'highest' ? other > own : other < own));
      return { numerator: ahead.length + 1, denominator: values.size, value: ahead.length + 1 };
    },
  };
};

export interface Expected extends Figure {
  status: PointStatus;
  start: string;
  end: string;
  complete: boolean;
}

/** Every point of a series by its period, as the rows make it. */
export function pointsOf(recount: Recount, area: string, grain: Grain, world: World): Map<string, Expected> {
  return new Map(
    recount.spans(grain, world, ENDLESS).map((span) => {
      const figure: Figure = span.known
        ? recount.figure(span, area, grain, world, ENDLESS)
        : { ...NOBODY, status: 'missing' };
      const status = figure.value === null ? (figure.status ?? 'not_applicable') : 'ok';
      const { start, end, complete } = span;
      return [span.id, { ...figure, status, start, end, complete }];
    }),
  );
}
