import type { DuckDBConnection } from '@duckdb/node-api';
import { groupBy } from '../../indicators/group.ts';
import type { Benchmark, Grain, PointStatus } from '../../indicators/series.ts';
import { groupPlace, type TrueFigure } from './figures.ts';

/** What the half-written snapshot says at the level `full`, which the protected figures are made of. */
export interface Told {
  /** By indicator. */
  figures: ReadonlyMap<string, TrueFigure[]>;
  /** By indicator and column. */
  groups: ReadonlyMap<string, ReadonlyMap<string, TrueFigure[]>>;
  benchmarks: ReadonlyMap<string, Benchmark[]>;
  /** The most rows that an indicator counted in one month of some days, for an area; null where it is not known. */
  rowsIn(indicator: string, area: string, start: string, end: string): number | null;
  /** Of how many people, at the least, the amounts of a group are; 0 where it is not known. */
  peopleIn(indicator: string, by: string, place: string, period: string): number;
}

export async function readTold(connection: DuckDBConnection): Promise<Told> {
  const points = await figuresIn(connection, 'full_point', `area, NULL AS "by", NULL AS "group"`);
  const parts = await figuresIn(connection, 'full_breakdown', `area, "by", "group"`);
  return {
    figures: groupBy(points, ({ indicator }) => indicator),
    groups: new Map(
      [...groupBy(parts, ({ indicator }) => indicator)].map(([id, own]) => [
        id,
        groupBy(own, ({ by }) => by ?? ''),
      ]),
    ),
    benchmarks: await benchmarksIn(connection),
    rowsIn: await rowsCounted(connection),
    peopleIn: await peopleCounted(connection),
  };
}

async function rowsOf(connection: DuckDBConnection, sql: string) {
  return (await connection.runAndReadAll(sql)).getRowObjectsJS();
}

export async function figuresIn(
  connection: DuckDBConnection,
  table: string,
  places: string,
): Promise<(TrueFigure & { by: string | null })[]> {
  const rows = await rowsOf(
    connection,
    `SELECT indicator, ${places}, grain, period, told.start::VARCHAR AS "start", told."end"::VARCHAR AS "end", complete,
       status, numerator, denominator, value, lower, upper
     FROM ${table} AS told ORDER BY told.start, rowid`,
  );
  return rows.map((row) => ({
    indicator: String(row.indicator),
    by: row.by === null ? null : String(row.by),
    place: row.by === null ? String(row.area) : groupPlace(row.group === null ? null : String(row.group)),
    grain: String(row.grain) as Grain,
    period: String(row.period),
    start: String(row.start),
    end: String(row.end),
    complete: row.complete === true,
    status: String(row.status) as PointStatus,
    ...{ numerator: number(row.numerator), denominator: number(row.denominator), value: number(row.value) },
    ...{ lower: number(row.lower), upper: number(row.upper) },
  }));
}

function number(cell: unknown): number | null {
  return typeof cell === 'number' ? cell : null;
}

async function benchmarksIn(connection: DuckDBConnection): Promise<Map<string, Benchmark[]>> {
  const rows = await rowsOf(
    connection,
    `SELECT indicator, comparator, label, source, period, told.start::VARCHAR AS "start", told."end"::VARCHAR AS "end",
       numerator, denominator, value, councils_with_data, councils FROM benchmark AS told ORDER BY rowid`,
  );
  const byIndicator = groupBy(rows, ({ indicator }) => String(indicator));
  return new Map(
    [...byIndicator].map(([id, own]) => {
      const comparators = groupBy(own, ({ comparator }) => String(comparator));
      return [id, [...comparators].map(([comparator, points]) => benchmarkOf(comparator, points))];
    }),
  );
}

function benchmarkOf(comparator: string, rows: Record<string, unknown>[]): Benchmark {
  return {
    comparator,
    label: String(rows[0]?.label),
    source: String(rows[0]?.source),
    points: rows.map((row) => ({
      ...{ period: String(row.period), start: String(row.start), end: String(row.end) },
      ...{ numerator: number(row.numerator), denominator: number(row.denominator), value: Number(row.value) },
      ...{ councils_with_data: number(row.councils_with_data), councils: number(row.councils) },
    })),
  };
}

async function rowsCounted(connection: DuckDBConnection): Promise<Told['rowsIn']> {
  const rows = await rowsOf(
    connection,
    `SELECT indicator, area, month, sum(greatest(numerator_rows, denominator_rows))::DOUBLE AS counted
     FROM full_counted_rows GROUP BY ALL`,
  );
  const months = groupBy(rows, ({ indicator, area }) => `${indicator} ${area}`);
  return (indicator, area, start, end) => {
    const own = months.get(`${indicator} ${area}`) ?? [];
    const within = own.filter(({ month }) => `${month}-31` >= start && `${month}-01` <= end);
    return within.length === 0 ? null : Math.max(...within.map(({ counted }) => Number(counted)));
  };
}

/** Snapshots of releases that did not count them say nothing of people. */
async function peopleCounted(connection: DuckDBConnection): Promise<Told['peopleIn']> {
  const tables = await rowsOf(connection, `FROM duckdb_tables() WHERE table_name = 'group_people'`);
  const rows = tables.length > 0 ? await rowsOf(connection, 'FROM group_people') : [];
  const people = new Map(
    rows.map((row) => {
      const place = groupPlace(row.group === null ? null : String(row.group));
      return [`${row.indicator} ${row.by} ${place} ${row.period}`, Number(row.people)] as const;
    }),
  );
  return (indicator, by, place, period) => people.get(`${indicator} ${by} ${place} ${period}`) ?? 0;
}
