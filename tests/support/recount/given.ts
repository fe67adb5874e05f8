import type { Grain, PointStatus } from '../../../indicators/series.ts';
import { NOBODY, type Of, type Recount } from './recount.ts';
import { daysOf, type Span } from './spans.ts';
import type { Row, Value, World } from './world.ts';

/** What comes as a figure: published measures, and the numbers of all councils. */

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
