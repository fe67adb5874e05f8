import { groupBy } from '../../indicators/group.ts';
import type { Benchmark, BenchmarkPoint } from '../../indicators/series.ts';
import type { Figures } from '../figures.ts';
import { where } from './where.ts';

interface BenchmarkRow extends BenchmarkPoint, Omit<Benchmark, 'points'> {
  indicator: string;
}

interface Wanted {
  indicator?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

/** Benchmarks are often yearly, so one belongs beside a series when its period meets the time asked for. */
const CONDITIONS = {
  indicator: 'indicator = $indicator',
  from: 'benchmark."end" >= $from::DATE',
  to: 'benchmark.start <= $to::DATE',
};

export async function benchmarksOf(figures: Figures, indicator: string, from?: string, to?: string) {
  const rows = await benchmarkRows(figures, { indicator, from, to });
  return benchmarks(rows);
}

/** Those of every indicator that has some, in one question. */
export function allBenchmarks(figures: Figures): Promise<Map<string, Benchmark[]>> {
  return figures.snapshot.remembered.once('benchmarks', async () => {
    const byIndicator = groupBy(await benchmarkRows(figures, {}), ({ indicator }) => indicator);
    return new Map([...byIndicator].map(([indicator, rows]) => [indicator, benchmarks(rows)]));
  });
}

function benchmarkRows(figures: Figures, wanted: Wanted): Promise<BenchmarkRow[]> {
  const { sql, values } = where(CONDITIONS, wanted);
  return figures.snapshot.rows<BenchmarkRow>(
    `SELECT indicator, comparator, label, source, period, benchmark.start::VARCHAR AS start,
       benchmark."end"::VARCHAR AS "end", numerator, denominator, value, councils_with_data, councils
     FROM benchmark ${sql}
     ORDER BY rowid`,
    values,
  );
}

/** Of one indicator's rows: a benchmark for each comparator, oldest point first. */
function benchmarks(rows: BenchmarkRow[]): Benchmark[] {
  return [...groupBy(rows, ({ comparator }) => comparator).values()].flatMap(benchmark);
}

function benchmark(rows: BenchmarkRow[]): Benchmark[] {
  const [first] = rows;
  if (!first) return [];
  const { comparator, label, source } = first;
  const points = rows.map(
    ({ indicator: _i, comparator: _c, label: _l, source: _s, ...point }): BenchmarkPoint => point,
  );
  return [{ comparator, label, source, points: points.sort((a, b) => a.start.localeCompare(b.start)) }];
}
