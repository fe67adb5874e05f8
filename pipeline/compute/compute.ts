import { areaIds } from '../../indicators/areas.ts';
import { literal } from '../../indicators/expressions.ts';
import type { CountedRows } from '../../indicators/rows-behind.ts';
import type { Catalogue, Indicator } from '../../indicators/schema.ts';
import type { Benchmark, CouncilFigure } from '../../indicators/series.ts';
import type { Progress } from '../effects.ts';
import { deliveredMonths } from '../warehouse/deliveries.ts';
import { type SetAsideRows, setAsideOf, setAsideRows } from '../warehouse/set-aside.ts';
import { owned } from '../warehouse/storage-errors.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';
import { type AssembledSeries, assemble } from './assemble.ts';
import { withFactsAtHand } from './at-hand.ts';
import type { Bench } from './bench.ts';
import { benchmarksOf, councilsOf } from './benchmarks.ts';
import { type BrokenDown, breakdownsOf } from './breakdowns.ts';
import { figuresOf } from './figures.ts';
import { type GroupPeople, groupPeople } from './group-people.ts';
import { countedRows } from './lineage.ts';
import { publishedRows } from './published.ts';

/** Everything that a snapshot says about one indicator. */
export interface Computed {
  indicator: Indicator;
  series: AssembledSeries[];
  breakdowns: BrokenDown[];
  people: GroupPeople[];
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
  return withFactsAtHand(warehouse, catalogue, async (viewsAtHand) => {
    const bench = { ...(await benchOf(warehouse, catalogue, today)), viewsAtHand };
    const computed: Computed[] = [];
    for (const indicator of catalogue.indicators) {
      progress.begin(1);
      computed.push(await owned(indicator.id, computeOne(indicator, bench, setAside)));
      progress.step();
    }
    return computed;
  });
}

/** What every indicator asks for is asked once. */
async function benchOf(
  warehouse: Warehouse,
  catalogue: Catalogue,
  today: string,
): Promise<Omit<Bench, 'viewsAtHand'>> {
  const delivered = await deliveredMonths(warehouse, catalogue.partnership.calendar);
  const published = await publishedRows(warehouse, catalogue);
  return { warehouse, catalogue, today, delivered, published };
}

async function computeOne(indicator: Indicator, bench: Bench, setAside: SetAsideRows): Promise<Computed> {
  const { warehouse, catalogue } = bench;
  const { grains, count } = await figuresOf(indicator.measure, indicator.grains, bench);
  const benchmarks = await benchmarksOf(indicator, bench);
  const leftOut = setAsideOf(setAside, indicator, catalogue);
  const { partnership } = catalogue;
  const series = assemble({ indicator, partnership, grains, count, benchmarks, setAside: leftOut });
  const breakdowns = await breakdownsOf(indicator, grains, bench, leftOut);
  const people = await groupPeople(indicator, grains, bench);
  const isKnown = grains.some(({ periods }) => periods.some(({ known }) => known));
  const rows = isKnown ? await countedRows(warehouse, indicator, catalogue) : [];
  const councils = await councilsOf(indicator, bench);
  return { indicator, series, breakdowns, people, benchmarks, councils, counted: rows };
}

async function createAreas(warehouse: Warehouse, ids: string[]): Promise<void> {
  const values = ids.map((id) => `(${literal(id)})`).join(', ');
  await warehouse.run(`CREATE OR REPLACE TEMP TABLE area AS SELECT * FROM (VALUES ${values}) AS area (id)`);
}
