import { areaIds, COUNTY } from '../../indicators/areas.ts';
import { quoted } from '../../indicators/expressions.ts';
import { groupBy } from '../../indicators/group.ts';
import type { PublishedMeasure } from '../../indicators/measure-schema.ts';
import { PUBLISHED } from '../../indicators/measures.ts';
import { type Period, parsePeriod, type Term } from '../../indicators/periods.ts';
import type { Catalogue } from '../../indicators/schema.ts';
import type { Benchmark, Grain, PointStatus } from '../../indicators/series.ts';
import { comparatorNames } from '../../indicators/words.ts';
import { wilson } from '../statistics/intervals.ts';
import type { Row, Warehouse } from '../warehouse/warehouse.ts';
import type { Bench, Figures } from './bench.ts';
import { type CountedPeriod, monthsIn } from './coverage.ts';
import type { Counted } from './points.ts';

/** Figures that reach the partnership as figures: for the periods that they are published for, be it for one area
 *  alone, and for no others. */
export function publishedFigures(measure: PublishedMeasure, grains: readonly Grain[], bench: Bench): Figures {
  const all = bench.published.get(measure.measure) ?? [];
  const rows = all.filter(({ comparator }) => comparator === null);
  const figures = new Map(rows.map((row) => [`${row.period} ${row.area}`, figureOf(row)]));
  const areas = new Set(areaIds(bench.catalogue));
  const periods = [
    ...new Set(rows.filter(({ area }) => areas.has(String(area))).map(({ period }) => String(period))),
  ]
    .flatMap((id) => parsePeriod(id) ?? [])
    .map((period) => asCalendared(period, bench.catalogue.terms))
    .sort((one, other) => one.start.localeCompare(other.start));
  return {
    grains: grains.map((grain) => ({
      grain,
      periods: periods.filter((period) => period.grain === grain).map((period) => whole(period, bench.today)),
    })),
    count: (period, area) => figures.get(`${period} ${area}`) ?? NOT_PUBLISHED,
    newest: null,
  };
}

const NOT_PUBLISHED: Counted = { numerator: null, denominator: null, value: null, status: 'missing' };

/** Other people's figures for the same measure: England's, the region's, a named tool's. */
export function publishedBenchmarks(measure: PublishedMeasure, bench: Bench): Benchmark[] {
  const all = bench.published.get(measure.measure) ?? [];
  const rows = all.filter(({ comparator, area }) => comparator !== null && area === COUNTY);
  const labels = comparatorNames(bench.catalogue.partnership.region);
  const names = [...new Set(rows.map(({ comparator }) => String(comparator)))];
  return names.map((comparator) => {
    const own = rows.filter((row) => row.comparator === comparator);
    return {
      comparator,
      label: labels[comparator] ?? comparator,
      source: String(own.at(-1)?.source ?? ''),
      points: own.flatMap(benchmarkPoint),
    };
  });
}

function benchmarkPoint(row: Row): Benchmark['points'] {
  const period = parsePeriod(String(row.period));
  const { numerator, denominator, value } = figureOf(row);
  if (!period || value === null || value === undefined) return [];
  const { id, start, end } = period;
  return [
    { period: id, start, end, numerator, denominator, value, councils_with_data: null, councils: null },
  ];
}

/** All published figures, by their measure. */
export async function publishedRows(
  warehouse: Warehouse,
  { extracts }: Pick<Catalogue, 'extracts'>,
): Promise<Map<string, Row[]>> {
  if (!extracts.some(({ name }) => name === PUBLISHED)) return new Map();
  const rows = await warehouse.rows(`
    SELECT measure, period, area, comparator, numerator, denominator, value, symbol, source
    FROM facts.${quoted(PUBLISHED)} ORDER BY period`);
  return groupBy(rows, ({ measure }) => String(measure));
}

const STATUSES: Record<string, PointStatus> = { c: 'suppressed', z: 'not_applicable' };

function figureOf({ numerator, denominator, value, symbol }: Row): Counted {
  const above = number(numerator);
  const below = number(denominator);
  const shared = above !== null && below ? above / below : null;
  const figure = number(value) ?? shared ?? (below === null ? above : null);
  if (figure === null) {
    const status = STATUSES[String(symbol)] ?? 'missing';
    return { numerator: null, denominator: null, value: null, status };
  }
  const isShare = above !== null && below !== null && below > 0 && above <= below && figure === shared;
  return {
    numerator: above,
    denominator: below,
    value: figure,
    interval: isShare ? wilson(above, below) : null,
  };
}

function number(cell: Row[string] | undefined): number | null {
  return cell === null || cell === undefined ? null : Number(cell);
}

/** A term has the days of the partnership's own calendar. */
function asCalendared(period: Period, terms: readonly Term[]): Period {
  const term = period.grain === 'term' && terms.find(({ id }) => id === period.id);
  return term ? { ...period, start: term.start, end: term.end } : period;
}

function whole(period: Period, today: string): CountedPeriod {
  return {
    ...period,
    coveredTo: period.end,
    complete: period.end < today,
    known: true,
    countFrom: period.start,
    countTo: period.end,
    countyOnly: false,
    months: monthsIn(period, period.end),
  };
}
