import type { DuckDBConnection } from '@duckdb/node-api';
import { COUNTY } from '../../indicators/areas.ts';
import type { CountedRows } from '../../indicators/rows-behind.ts';
import type { Benchmark, Level, Point } from '../../indicators/series.ts';
import type { Computed } from '../compute/compute.ts';
import { append, appendRow, type Cell, day } from '../warehouse/appending.ts';

/** An indicator's series, groups and counted rows, as one level shows them. */
type Shown = Pick<Computed, 'indicator' | 'series' | 'breakdowns' | 'counted'>;

export async function writeSeries(
  connection: DuckDBConnection,
  computed: Shown[],
  level: Level,
): Promise<void> {
  await append(connection, `${level}_point`, (appender) => {
    for (const { indicator, area, grain, points, comparisons } of computed.flatMap(({ series }) => series)) {
      points.forEach((point, index) => {
        appendRow(appender, [indicator, area, grain, ...pointCells(point), comparisons[index] ?? null]);
      });
    }
  });
  await append(connection, `${level}_breakdown`, (appender) => {
    for (const { indicator, breakdowns } of computed) {
      for (const { by, group, grain, points } of breakdowns) {
        for (const point of points)
          appendRow(appender, [indicator.id, COUNTY, by, group, grain, ...groupCells(point)]);
      }
    }
  });
  await append(connection, `${level}_summary`, (appender) => {
    for (const { indicator, area, grain, summary } of computed.flatMap(({ series }) => series)) {
      const { variation, assurance, trend, sentence } = summary;
      appendRow(appender, [indicator, area, grain, variation, assurance, trend, sentence]);
    }
  });
  await append(connection, `${level}_counted_rows`, (appender) => {
    for (const { indicator, counted } of computed) {
      for (const entry of counted) appendRow(appender, [indicator.id, ...countedCells(entry)]);
    }
  });
}

export async function writeGroupPeople(connection: DuckDBConnection, computed: Computed[]): Promise<void> {
  await append(connection, 'group_people', (appender) => {
    for (const { indicator, people: entries } of computed) {
      for (const { by, group, period, people } of entries)
        appendRow(appender, [indicator.id, by, group, period, { integer: people }]);
    }
  });
}

export async function writeComparators(connection: DuckDBConnection, computed: Computed[]): Promise<void> {
  await append(connection, 'benchmark', (appender) => {
    for (const { indicator, benchmarks } of computed) {
      for (const cells of benchmarks.flatMap(benchmarkCells)) appendRow(appender, [indicator.id, ...cells]);
    }
  });
  await append(connection, 'council', (appender) => {
    for (const { indicator, councils } of computed) {
      for (const { council, period, numerator, denominator, value } of councils)
        appendRow(appender, [indicator.id, council, period, numerator, denominator, value]);
    }
  });
}

function pointCells(point: Point): Cell[] {
  return [
    ...groupCells(point),
    point.target,
    point.trajectory,
    point.rag,
    point.spc?.mean ?? null,
    point.spc?.lower ?? null,
    point.spc?.upper ?? null,
    point.spc?.flag ?? null,
  ];
}

/** What a group has of a point: no target, and no limits. */
function groupCells(point: Point): Cell[] {
  return [
    point.period,
    day(point.start),
    day(point.end),
    point.complete,
    day(point.covered_to),
    point.status,
    { integer: point.quarantined },
    point.numerator,
    point.denominator,
    point.value,
    point.lower,
    point.upper,
  ];
}

function countedCells(counted: CountedRows): Cell[] {
  const { area, month, day, period, operand, extract, sha256, numerator_rows, denominator_rows } = counted;
  const rows = [numerator_rows, denominator_rows].map((integer) => ({ integer }));
  return [area, month, day, period, { integer: operand }, extract, sha256, ...rows];
}

function benchmarkCells({ comparator, label, source, points }: Benchmark): Cell[][] {
  return points.map((point) => [
    comparator,
    label,
    source,
    point.period,
    day(point.start),
    day(point.end),
    point.numerator,
    point.denominator,
    point.value,
    point.councils_with_data === null ? null : { integer: point.councils_with_data },
    point.councils === null ? null : { integer: point.councils },
  ]);
}
