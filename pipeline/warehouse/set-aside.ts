import type { Extract } from '../../indicators/extract-schema.ts';
import { feedersOf } from '../../indicators/feeds.ts';
import { extractsBehind } from '../../indicators/measures.ts';
import type { Catalogue, Indicator } from '../../indicators/schema.ts';
import type { CountedPeriod } from '../compute/coverage.ts';
import { COUNTS } from './deliveries.ts';
import type { Warehouse } from './warehouse.ts';

/** How many rows with errors were left out of a period's figure. */
export type SetAside = (period: CountedPeriod) => number;

/** Rows set aside for each extract and month, in the files that count for them. */
export type SetAsideRows = Map<string, Map<string, number>>;

export async function setAsideRows(warehouse: Warehouse, extracts: Extract[]): Promise<SetAsideRows> {
  const found: SetAsideRows = new Map();
  const withSome = await warehouse.rows('SELECT DISTINCT extract FROM ledger.file WHERE quarantined > 0');
  const names = new Set(withSome.map(({ extract }) => extract));
  for (const extract of extracts.filter(({ name }) => names.has(name))) {
    const rows = await warehouse.rows(rowsOfNewestFiles(extract), [extract.name]);
    const months = rows.map(({ period, rows: count }) => [String(period), Number(count)] as const);
    if (months.length > 0) found.set(extract.name, new Map(months));
  }
  return found;
}

/** A file counts as long as it is the newest for one of its months; where months are replaced whole, for those alone. */
function rowsOfNewestFiles({ supersede }: Extract): string {
  return `
  WITH newest AS (
    SELECT period, arg_max(sha256, arrival) AS sha256
    FROM (SELECT unnest(covered) AS period, sha256, arrival FROM ledger.file WHERE extract = $1 AND ${COUNTS})
    GROUP BY period
  ),
  aside AS (
    SELECT sha256, unnest(map_entries(CAST(quarantined_by_period AS MAP(VARCHAR, INTEGER)))) AS entry
    FROM ledger.file WHERE extract = $1 AND quarantined > 0
  )
  SELECT entry.key AS period, sum(entry.value)::INTEGER AS rows FROM aside
  SEMI JOIN newest ON newest.sha256 = aside.sha256 ${supersede === 'period' ? 'AND newest.period = entry.key' : ''}
  GROUP BY ALL`;
}

export function setAsideOf(rows: SetAsideRows, { measure }: Indicator, catalogue: Catalogue): SetAside {
  const { extracts } = catalogue;
  const names = extractsBehind(measure, catalogue);
  const behind = extracts.filter(({ name }) => names.includes(name));
  const feeding = behind.flatMap((extract) => feedersOf(extract, extracts));
  const all = new Set([...behind, ...feeding].map(({ name }) => name));
  const counted = [...all].flatMap((name) => rows.get(name) ?? []);
  return ({ countFrom, countTo }) => {
    const within = (month: string) => month >= countFrom.slice(0, 7) && month <= countTo.slice(0, 7);
    return counted
      .flatMap((months) => [...months])
      .reduce((sum, [month, count]) => (within(month) ? sum + count : sum), 0);
  };
}
