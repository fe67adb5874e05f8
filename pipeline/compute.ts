import { areaIds } from '../indicators/areas.ts';
import { compileMeasure } from '../indicators/compile.ts';
import { literal } from '../indicators/expressions.ts';
import type { CountedRows } from '../indicators/lineage.ts';
import type { Catalogue, Indicator } from '../indicators/schema.ts';
import type { Benchmark } from '../indicators/series.ts';
import { type AssembledSeries, assemble, type Count } from './assemble.ts';
import { benchmarksOf } from './benchmarks.ts';
import { type CountedPeriod, countedPeriods } from './coverage.ts';
import type { Progress } from './effects.ts';
import { fedMonths } from './fed-months.ts';
import { coveredMonths } from './ledger.ts';
import { countedRows } from './lineage.ts';
import { type SetAsideRows, setAsideOf, setAsideRows } from './set-aside.ts';
import { ExpressionError, type Warehouse } from './warehouse.ts';

/** Everything that a snapshot says about one indicator. */
export interface Computed {
  indicator: Indicator;
  series: AssembledSeries[];
  benchmarks: Benchmark[];
  /** The rows behind the figures, by file. */
  counted: CountedRows[];
}

/** Every indicator's series, for the county and every locality, at every grain. */
export async function compute(
  warehouse: Warehouse,
  catalogue: Catalogue,
  today: string,
  progress: Progress,
): Promise<Computed[]> {
  await createAreas(warehouse, areaIds(catalogue));
  const setAside = await setAsideRows(warehouse, catalogue.extracts);
  const computed: Computed[] = [];
  for (const indicator of catalogue.indicators) {
    progress.begin(1);
    computed.push(await named(indicator, computeOne(warehouse, indicator, catalogue, today, setAside)));
    progress.step();
  }
  return computed;
}

async function computeOne(
  warehouse: Warehouse,
  indicator: Indicator,
  catalogue: Catalogue,
  today: string,
  setAside: SetAsideRows,
): Promise<Computed> {
  const grains = await grainsOf(warehouse, indicator, catalogue, today);
  const periods = grains.flatMap((grain) => grain.periods.filter(({ known }) => known));
  const count = await counted(warehouse, indicator, periods, catalogue);
  const benchmarks = await benchmarksOf(warehouse, indicator, catalogue);
  const series = assemble({
    ...{ indicator, partnership: catalogue.partnership, grains, count, benchmarks },
    setAside: setAsideOf(setAside, indicator, catalogue),
  });
  const rows = periods.length > 0 ? await countedRows(warehouse, indicator, catalogue) : [];
  return { indicator, series, benchmarks, counted: rows };
}

/** An expression that fails says whose it is. */
async function named<T>(indicator: Indicator, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    throw new ExpressionError(`${indicator.id} cannot be worked out. ${error.message}`, { cause: error });
  }
}

/** The periods for which there can be figures, by what has been delivered. */
async function grainsOf(warehouse: Warehouse, indicator: Indicator, catalogue: Catalogue, today: string) {
  const { measure } = indicator;
  const extract = catalogue.extracts.find((one) => one.name === measure.extract);
  const own = await coveredMonths(warehouse, measure.extract);
  const fed = await fedMonths(warehouse, indicator, catalogue);
  const coverage = {
    covered: new Set([...own, ...fed.months]),
    countyOnly: new Set(fed.countyOnly ? [...fed.months].filter((month) => !own.has(month)) : []),
    silent: extract?.silent_months ?? [],
    today,
    stock: measure.kind === 'stock',
  };
  return indicator.grains.map((grain) => ({ grain, periods: countedPeriods(grain, coverage) }));
}

const NOTHING = { numerator: 0, denominator: null };

/** Asks the database once for all periods and areas of an indicator. */
async function counted(
  warehouse: Warehouse,
  indicator: Indicator,
  periods: CountedPeriod[],
  catalogue: Catalogue,
): Promise<Count> {
  if (periods.length === 0) return () => NOTHING;
  await createPeriods(warehouse, periods);
  const rows = await warehouse.rows(compileMeasure(indicator.measure, catalogue));
  const counts = new Map(
    rows.map(({ period, area, numerator, denominator }) => [
      `${period} ${area}`,
      { numerator: Number(numerator), denominator: denominator === null ? null : Number(denominator) },
    ]),
  );
  return (period, area) => counts.get(`${period} ${area}`) ?? NOTHING;
}

async function createAreas(warehouse: Warehouse, ids: string[]): Promise<void> {
  const values = ids.map((id) => `(${literal(id)})`).join(', ');
  await warehouse.run(`CREATE OR REPLACE TEMP TABLE area AS SELECT * FROM (VALUES ${values}) AS area (id)`);
}

async function createPeriods(warehouse: Warehouse, periods: CountedPeriod[]): Promise<void> {
  const values = periods.map(
    ({ id, countFrom, countTo }) => `(${literal(id)}, DATE ${literal(countFrom)}, DATE ${literal(countTo)})`,
  );
  await warehouse.run('CREATE OR REPLACE TEMP TABLE period (id VARCHAR, count_from DATE, count_to DATE)');
  await warehouse.run(`INSERT INTO period VALUES ${values.join(', ')}`);
}
