import { compileBenchmark, compileCouncils } from '../../indicators/compile.ts';
import { groupBy } from '../../indicators/group.ts';
import { parsePeriod } from '../../indicators/periods.ts';
import type { Catalogue, FileBenchmark, Indicator, StatedBenchmark } from '../../indicators/schema.ts';
import type { Benchmark, BenchmarkPoint, CouncilFigure } from '../../indicators/series.ts';
import { comparatorNames } from '../../indicators/words.ts';
import type { Row, Warehouse } from '../warehouse/warehouse.ts';
import type { Bench } from './bench.ts';
import { publishedBenchmarks } from './published.ts';

/** The comparators' values that an indicator is shown beside: from national files, and as documents state them. */
export async function benchmarksOf(indicator: Indicator, bench: Bench): Promise<Benchmark[]> {
  const { warehouse, catalogue } = bench;
  const { measure } = indicator;
  const found = measure.kind === 'published' ? publishedBenchmarks(measure, bench) : [];
  for (const definition of indicator.benchmarks) {
    if ('extract' in definition) found.push(...(await fromFile(warehouse, definition, catalogue)));
    else found.push(...stated(definition, catalogue));
  }
  return merged(found);
}

/** One of each comparator: a year that a document states may be in a file too, and is then the file's. */
function merged(found: Benchmark[]): Benchmark[] {
  const byComparator = groupBy(found, ({ comparator }) => comparator);
  return [...byComparator.values()].flatMap(([first, ...others]) =>
    first ? [others.reduce(filled, first)] : [],
  );
}

/** With the years that it lacks from another, and where they are from. */
function filled(one: Benchmark, other: Benchmark): Benchmark {
  const lacking = other.points.filter(({ period }) => one.points.every((point) => point.period !== period));
  if (lacking.length === 0) return one;
  const points = [...one.points, ...lacking].sort((a, b) => a.start.localeCompare(b.start));
  const source = one.source.split('; ').includes(other.source)
    ? one.source
    : `${one.source}; ${other.source}`;
  return { ...one, source, points };
}

async function fromFile(
  warehouse: Warehouse,
  definition: FileBenchmark,
  catalogue: Catalogue,
): Promise<Benchmark[]> {
  const { partnership } = catalogue;
  const source = catalogue.extracts.find((extract) => extract.name === definition.extract)?.source ?? '';
  const labels = comparatorNames(partnership.region);
  const rows = await warehouse.rows(compileBenchmark(definition, partnership));
  return definition.comparators.flatMap((comparator) => {
    const councils =
      comparator === 'statistical_neighbours' ? partnership.statistical_neighbours.length : null;
    const points = rows
      .filter((row) => row.comparator === comparator)
      .flatMap((row) => benchmarkPoint(row, councils))
      .sort((one, other) => one.start.localeCompare(other.start));
    return points.length > 0 ? [{ comparator, label: labels[comparator] ?? comparator, source, points }] : [];
  });
}

/** Every council's figures, from the first national file that the indicator is held beside. */
export async function councilsOf({ benchmarks }: Indicator, { warehouse }: Bench): Promise<CouncilFigure[]> {
  const file = benchmarks.find((benchmark) => 'extract' in benchmark);
  if (!file) return [];
  const rows = await warehouse.rows(compileCouncils(file));
  return rows.flatMap((row) => {
    const [point] = benchmarkPoint(row, null);
    if (!point || point.numerator === null) return [];
    const { period, numerator, denominator, value } = point;
    return [{ council: String(row.council), period, numerator, denominator, value }];
  });
}

function benchmarkPoint(row: Row, councils: number | null): BenchmarkPoint[] {
  const period = parsePeriod(publishedPeriod(String(row.time_period), String(row.time_identifier)));
  const numerator = row.numerator === null ? null : Number(row.numerator);
  const denominator = row.denominator === null ? null : Number(row.denominator);
  if (!period || numerator === null || denominator === 0) return [];
  return [
    {
      period: period.id,
      start: period.start,
      end: period.end,
      numerator,
      denominator,
      value: denominator === null ? numerator : numerator / denominator,
      councils_with_data: councils === null ? null : Number(row.councils_with_data),
      councils,
    },
  ];
}

const MONTHS = 'january february march april may june july august september october november december'.split(
  ' ',
);

const TERMS = ['autumn term', 'spring term', 'summer term'];

/** The Department's open-data standard writes 2023, "Calendar year" or 202324, "Academic year". */
export function publishedPeriod(timePeriod: string, identifier: string): string {
  const year = timePeriod.slice(0, 4);
  const kind = identifier.toLowerCase();
  if (kind === 'calendar year') return `CY${year}`;
  if (kind === 'academic year') return `AY${year}`;
  if (kind === 'financial year') return `FY${year}`;
  const term = TERMS.indexOf(kind);
  if (term >= 0) return `AY${year}T${term + 1}`;
  const month = MONTHS.indexOf(kind);
  return month < 0 ? '' : `${year}-${String(month + 1).padStart(2, '0')}`;
}

function stated(
  { comparator, period: id, value, source }: StatedBenchmark,
  { partnership }: Catalogue,
): Benchmark[] {
  const period = parsePeriod(id);
  if (!period) return [];
  const unknown = { numerator: null, denominator: null, councils_with_data: null, councils: null };
  const points = [{ period: period.id, start: period.start, end: period.end, value, ...unknown }];
  return [
    { comparator, label: comparatorNames(partnership.region)[comparator] ?? comparator, source, points },
  ];
}
