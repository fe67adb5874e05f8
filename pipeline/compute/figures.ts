import { compileMeasure, headcountDays } from '../../indicators/compile.ts';
import { literal } from '../../indicators/expressions.ts';
import type { Extract } from '../../indicators/extract-schema.ts';
import type { Measure, RowMeasure } from '../../indicators/measure-schema.ts';
import { extractsBehind, isStock, relationOf } from '../../indicators/measures.ts';
import { columnsBehind } from '../../indicators/needs.ts';
import { isMonth } from '../../indicators/periods.ts';
import type { Grain } from '../../indicators/series.ts';
import { meanInterval } from '../statistics/intervals.ts';
import type { Row, Warehouse } from '../warehouse/warehouse.ts';
import type { Bench, Count, Figures } from './bench.ts';
import { combined } from './combined.ts';
import { type CountedPeriod, type Coverage, countedPeriods } from './coverage.ts';
import { earlyOf, type FedMonths, fedMonths } from './fed-months.ts';
import type { Counted } from './points.ts';
import { publishedFigures } from './published.ts';
import { rankFigures } from './rank.ts';

export async function figuresOf(measure: Measure, grains: readonly Grain[], bench: Bench): Promise<Figures> {
  switch (measure.kind) {
    case 'published':
      return publishedFigures(measure, grains, bench);
    case 'rank':
      return rankFigures(measure, grains, bench);
    case 'gap':
    case 'ratio':
    case 'growth':
      return combined(measure, grains, bench, figuresOf);
    default:
      return countedFigures(measure, grains, bench);
  }
}

async function countedFigures(measure: RowMeasure, grains: readonly Grain[], bench: Bench): Promise<Figures> {
  const coverage = await coverageOf(measure, bench);
  const census = await firstCensus(measure, bench);
  const periodsOf = (grain: Grain) => (census === null ? [] : countedPeriods(grain, coverage));
  const periods = grains.map((grain) => ({
    grain,
    periods: periodsOf(grain).map((period) => ({
      ...period,
      known: period.known && period.countTo >= (census ?? ''),
    })),
  }));
  const known = periods.flatMap((one) => one.periods.filter((period) => period.known));
  const newest = [...coverage.covered].filter(isMonth).sort().at(-1) ?? '';
  return { grains: periods, count: await counted(measure, known, bench), newest };
}

/** Of a rate, the first day on which heads were counted: before it nobody knows out of how many. Null where they never
 *  were; undefined of what is no rate. */
async function firstCensus(
  measure: RowMeasure,
  { warehouse, catalogue, viewsAtHand }: Bench,
): Promise<string | null | undefined> {
  if (measure.kind !== 'rate') return undefined;
  await viewsAtHand(measure);
  const days = headcountDays(measure.denominator, catalogue);
  const [row] = await warehouse.rows(`SELECT min(day)::DATE::VARCHAR AS first FROM (${days})`);
  return typeof row?.first === 'string' ? row.first : null;
}

/** The months for which there can be figures, by what has been delivered. */
async function coverageOf(measure: RowMeasure, bench: Bench): Promise<Coverage> {
  const { catalogue, today, upTo } = bench;
  const relation = relationOf(measure.extract, catalogue);
  const names = extractsBehind({ ...measure, kind: 'count' }, catalogue);
  const behind = catalogue.extracts.filter(({ name }) => names.includes(name));
  const sources = await Promise.all(behind.map((extract) => sourceOf(extract, measure, bench)));
  const covered = monthsOfAll(sources).filter((month) => !upTo || month <= upTo);
  const unplaced = relation.fields.every(({ area }) => !area);
  const silences = behind.flatMap((extract) => extract.silent_months);
  const silent = silences.filter((month) => behind.every((extract) => !isDue(extract, month)));
  return {
    covered: new Set(covered),
    countyOnly: new Set(covered.filter((month) => unplaced || sources.some(isUnplacedIn(month)))),
    early: earlyAmong(sources),
    silent,
    partly: silences.filter((month) => !silent.includes(month)),
    today,
    stock: isStock(measure),
    terms: catalogue.terms,
    monthly: relation.fields.find(({ name }) => name === measure.date)?.type === 'yearmonth',
  };
}

function isDue({ silent_months }: Extract, month: number): boolean {
  return !silent_months.includes(month);
}

/** The months that an extract has, by its own files and by those of extracts that feed it. */
interface MonthsOf {
  extract: Extract;
  own: ReadonlySet<string>;
  /** Those of its own that were not over when their last file came, each with the day on which it did. */
  early: ReadonlyMap<string, string>;
  fed: FedMonths;
}

async function sourceOf(
  extract: Extract,
  measure: RowMeasure,
  { warehouse, catalogue, delivered }: Bench,
): Promise<MonthsOf> {
  const counted = () => columnsBehind(extract, measure, catalogue.views);
  const own = delivered.get(extract.name) ?? new Map<string, string>();
  return {
    extract,
    own: new Set(own.keys()),
    early: earlyOf(extract, own),
    fed: await fedMonths(warehouse, extract, counted, catalogue),
  };
}

/** Of several extracts, each month with the day on which the first of them came too early. */
function earlyAmong(sources: MonthsOf[]): Map<string, string> {
  const found = sources.flatMap(({ own, early, fed }) => [
    ...early,
    ...[...fed.early].filter(([month]) => !own.has(month)),
  ]);
  return new Map(found.sort(([, one], [, other]) => (one < other ? 1 : -1)));
}

/** The months that every one of some extracts has; a month in which one is silent needs only the others. */
function monthsOfAll(sources: MonthsOf[]): string[] {
  const has = (month: string) =>
    sources.every(
      ({ extract, own, fed }) =>
        own.has(month) || fed.months.has(month) || !isDue(extract, Number(month.slice(5))),
    );
  return [...new Set(sources.flatMap(({ own, fed }) => [...own, ...fed.months]))].filter(has);
}

function isUnplacedIn(month: string): (source: MonthsOf) => boolean {
  return ({ own, fed }) => fed.countyOnly && fed.months.has(month) && !own.has(month);
}

export const NOTHING: Counted = { numerator: 0, denominator: null };

/** Asks the database once for all periods and areas of a measure. */
async function counted(
  measure: RowMeasure,
  periods: CountedPeriod[],
  { warehouse, catalogue, viewsAtHand }: Bench,
): Promise<Count> {
  if (periods.length === 0) return () => NOTHING;
  await viewsAtHand(measure);
  await createPeriods(warehouse, periods);
  const rows = await warehouse.rows(compileMeasure(measure, catalogue));
  const counts = new Map(rows.map((row) => [`${row.period} ${row.area}`, countOf(measure, row)]));
  return (period, area) => counts.get(`${period} ${area}`) ?? NOTHING;
}

export function countOf(measure: RowMeasure, row: Row): Counted {
  const numerator = row.numerator === null ? null : Number(row.numerator);
  const denominator = row.denominator === null ? null : Number(row.denominator);
  switch (measure.kind) {
    case 'mean':
      return meanOf(numerator ?? 0, denominator ?? 0, Number(row.squares));
    case 'median':
    case 'percentile':
      return { numerator, denominator, value: row.value === null ? null : Number(row.value) };
    default:
      return { numerator, denominator };
  }
}

function meanOf(sum: number, people: number, squares: number): Counted {
  if (people === 0) return { numerator: sum, denominator: 0, value: null };
  const interval = meanInterval(sum, people, squares);
  return { numerator: sum, denominator: people, value: sum / people, interval };
}

export async function createPeriods(warehouse: Warehouse, periods: CountedPeriod[]): Promise<void> {
  const values = periods.map(
    ({ id, countFrom, countTo }) => `(${literal(id)}, DATE ${literal(countFrom)}, DATE ${literal(countTo)})`,
  );
  await warehouse.run('CREATE OR REPLACE TEMP TABLE period (id VARCHAR, count_from DATE, count_to DATE)');
  await warehouse.run(`INSERT INTO period VALUES ${values.join(', ')}`);
}
