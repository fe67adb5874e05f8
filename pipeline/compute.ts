import { areaIds } from '../indicators/areas.ts';
import { literal } from '../indicators/expressions.ts';
import type { CountedRows } from '../indicators/lineage.ts';
import type { Catalogue, Indicator } from '../indicators/schema.ts';
import type { Benchmark, CouncilFigure } from '../indicators/series.ts';
import { type AssembledSeries, assemble } from './assemble.ts';
import { benchmarksOf, councilsOf } from './benchmarks.ts';
import type { Progress } from './effects.ts';
import { type Bench, figuresOf } from './figures.ts';
import { countedRows } from './lineage.ts';
import { type SetAsideRows, setAsideOf, setAsideRows } from './set-aside.ts';
import { ExpressionError, type Warehouse } from './warehouse.ts';

/** Everything that a snapshot says about one indicator. */
export interface Computed {
  indicator: Indicator;
  series: AssembledSeries[];
  benchmarks: Benchmark[];
  councils: CouncilFigure[];
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
    computed.push(await named(indicator, computeOne(indicator, { warehouse, catalogue, today }, setAside)));
    progress.step();
  }
  return computed;
}

async function computeOne(indicator: Indicator, bench: Bench, setAside: SetAsideRows): Promise<Computed> {
  const { warehouse, catalogue } = bench;
  const { grains, count } = await figuresOf(indicator.measure, indicator.grains, bench);
  const benchmarks = await benchmarksOf(indicator, bench);
  const series = assemble({
    ...{ indicator, partnership: catalogue.partnership, grains, count, benchmarks },
    setAside: setAsideOf(setAside, indicator, catalogue),
  });
  const isKnown = grains.some(({ periods }) => periods.some(({ known }) => known));
  const rows = isKnown ? await countedRows(warehouse, indicator, catalogue) : [];
  return { indicator, series, benchmarks, councils: await councilsOf(indicator, bench), counted: rows };
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

async function createAreas(warehouse: Warehouse, ids: string[]): Promise<void> {
  const values = ids.map((id) => `(${literal(id)})`).join(', ');
  await warehouse.run(`CREATE OR REPLACE TEMP TABLE area AS SELECT * FROM (VALUES ${values}) AS area (id)`);
}
