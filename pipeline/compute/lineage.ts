import { literal } from '../../indicators/expressions.ts';
import type { CountedRows } from '../../indicators/lineage.ts';
import { compileCountedRows } from '../../indicators/lineage-sql.ts';
import type { Measure } from '../../indicators/measure-schema.ts';
import { extractsBehind, leavesOf } from '../../indicators/measures.ts';
import type { Catalogue, Indicator } from '../../indicators/schema.ts';
import { newestDeliveries } from '../warehouse/facts.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';

/**
 * How many rows of each file count in an indicator's figures, for each month and each area of the table `area`. Behind
 * a nought stands the file that delivered its month, so that has an entry too.
 */
export async function countedRows(
  warehouse: Warehouse,
  { measure }: Indicator,
  catalogue: Catalogue,
): Promise<CountedRows[]> {
  const names = noughtsOf(measure, catalogue);
  const noughts = catalogue.extracts
    .filter(({ name }) => names.includes(name))
    .map(
      (extract) => `
      SELECT ${literal(extract.name)} AS extract, area.id AS area, _period AS month, _arrival AS arrival
      FROM (${newestDeliveries(extract)}) CROSS JOIN area
      ANTI JOIN counted ON counted.extract = ${literal(extract.name)} AND counted.area = area.id
        AND counted.month = _period AND counted.arrival = _arrival`,
    );
  const all = ['FROM counted', ...noughts.map((nought) => `SELECT *, 0, 0 FROM (${nought})`)];
  const rows = await warehouse.rows(`
    WITH counted AS MATERIALIZED (${compileCountedRows(measure, catalogue)})
    SELECT rows.*, file.sha256
    FROM (${all.join(' UNION ALL ')}) AS rows
    JOIN ledger.file AS file ON file.arrival = rows.arrival`);
  return rows.map((row) => ({
    area: String(row.area),
    month: String(row.month),
    extract: String(row.extract),
    sha256: String(row.sha256),
    numerator_rows: Number(row.numerator_rows),
    denominator_rows: Number(row.denominator_rows),
  }));
}

/** The extracts of which no row is a nought: not head counts, and not figures that come as figures. */
function noughtsOf(measure: Measure, catalogue: Catalogue): string[] {
  const leaves = leavesOf(measure).filter(({ kind }) => kind !== 'published' && kind !== 'rank');
  return leaves.flatMap((leaf) => (leaf.kind === 'rate' ? [leaf.extract] : extractsBehind(leaf, catalogue)));
}
