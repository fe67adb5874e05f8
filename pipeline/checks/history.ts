import type { DuckDBValue } from '@duckdb/node-api';
import type { Extract } from '../../indicators/extract-schema.ts';
import { isMonth } from '../../indicators/periods.ts';
import type { Delivery } from '../receive/delivery.ts';
import { COUNTS } from '../warehouse/deliveries.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';
import { byPeriod, type PeriodProfile, type ProfileRow } from './profile.ts';

/** What of an extract counted before a file came: for each of its periods, the file whose rows do. */
export interface History {
  files: Map<string, { sha256: string; file: string }>;
  /** The profiles of the periods that matter to the file, oldest first. */
  profiles: Map<string, PeriodProfile>;
}

/** A file is compared with so many periods before its own. */
const PERIODS_LOOKED_AT = 6;

/** Only earlier arrivals are looked at, so that a rebuild finds what the runs had found. */
export async function historyOf(
  warehouse: Warehouse,
  extract: Extract,
  { sha256, arrival }: Delivery,
  periods: string[],
): Promise<History> {
  const period = extract.supersede === 'period' ? 'unnest(covered)' : 'period';
  const standing = await warehouse.rows(
    `SELECT period, arg_max(sha256, arrival) AS sha256, arg_max(file, arrival) AS file
     FROM (SELECT ${period} AS period, sha256, file, arrival FROM ledger.file
           WHERE extract = $1 AND ${COUNTS} AND arrival < $2 AND sha256 <> $3)
     WHERE period IS NOT NULL GROUP BY period ORDER BY period`,
    [extract.name, arrival, sha256],
  );
  const files = new Map(
    standing.map((row) => [String(row.period), { sha256: String(row.sha256), file: String(row.file) }]),
  );
  const matter = new Set(periods.flatMap((one) => [one, ...periodsBefore(extract, one, [...files.keys()])]));
  const kept = [...files].filter(([one]) => matter.has(one));
  return { files, profiles: await profilesOf(warehouse, kept) };
}

/** The last few periods before one, oldest first, without those for which no file is expected. */
export function periodsBefore(extract: Extract, period: string, known: string[]): string[] {
  const earlier = known.filter((one) => one < period && isExpected(extract, one));
  return earlier.sort().slice(-PERIODS_LOOKED_AT);
}

/** An extract that is silent in every month has no rhythm: nothing can be expected of its next file. */
export function isExpected({ silent_months: silent }: Extract, period: string): boolean {
  return isMonth(period) ? !silent.includes(Number(period.slice(5))) : silent.length < 12;
}

/** A period that was delivered and has no profile is one in which nothing happened. */
async function profilesOf(
  warehouse: Warehouse,
  standing: [string, { sha256: string }][],
): Promise<History['profiles']> {
  const wanted = new Set(standing.map(([period, { sha256 }]) => `${sha256} ${period}`));
  const rows = await warehouse.rows(
    `SELECT * FROM ledger.profile WHERE sha256 IN (SELECT unnest(CAST($1::JSON AS VARCHAR[])))`,
    [JSON.stringify([...new Set(standing.map(([, { sha256 }]) => sha256))])],
  );
  const known = byPeriod(rows.filter((row) => wanted.has(`${row.sha256} ${row.period}`)).map(profileRow));
  return new Map(
    standing.map(([period]) => [period, known.get(period) ?? { period, rows: 0, mix: new Map() }]),
  );
}

function profileRow(row: Record<string, DuckDBValue>): ProfileRow {
  return {
    period: String(row.period),
    field: String(row.field),
    category: String(row.category),
    rows: Number(row.rows),
  };
}
