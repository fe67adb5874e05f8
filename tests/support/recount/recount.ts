import type { Grain, PointStatus } from '../../../indicators/series.ts';
import { type Span, spansOf } from './spans.ts';
import type { Row, Source, Value, World } from './world.ts';

/** What is counted from rows, in plain TypeScript. */

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
export function once(spans: Recount['spans']): Recount['spans'] {
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
export const NOBODY: Figure = { numerator: null, denominator: null, value: null };

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

/** Of the newest head count up to the end of the days that count, whoever was counted in it; before the first, unknown. */
export const rate = (
  rows: Rows,
  per: number,
  heads: { of: Reading; day: string; sum?: string; where?: Of },
): Recount => {
  const found = counted(rows, (own, span, area, world) => {
    const all = heads.of(world).rows.filter((row) => String(row[heads.day]) <= span.to);
    const newest = all
      .map((row) => String(row[heads.day]))
      .sort()
      .at(-1);
    if (newest === undefined) return { ...NOBODY, status: 'missing' };
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
  const spans: Recount['spans'] = (grain, world, upTo) =>
    heads.of(world).rows.length === 0 ? [] : found.spans(grain, world, upTo);
  return { ...found, spans };
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
