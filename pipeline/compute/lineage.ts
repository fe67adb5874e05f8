import { literal } from '../../indicators/expressions.ts';
import { compileCountedRows } from '../../indicators/lineage-sql.ts';
import { extractsBehind, leavesOf } from '../../indicators/measures.ts';
import { parsePeriod } from '../../indicators/periods.ts';
import type { CountedRows } from '../../indicators/rows-behind.ts';
import type { Catalogue, Indicator } from '../../indicators/schema.ts';
import { newestDeliveries } from '../warehouse/facts.ts';
import type { Row, Warehouse } from '../warehouse/warehouse.ts';

/**
 * How many rows of each file count in an indicator's figures, for each month and each area of the table `area`. Behind
 * a nought stands the file that delivered its month, so that has an entry too.
 */
export async function countedRows(
  warehouse: Warehouse,
  indicator: Indicator,
  catalogue: Catalogue,
): Promise<CountedRows[]> {
  const all = [
    'SELECT extract, operand, area, month, day, period, arrival, numerator_rows, denominator_rows FROM counted',
    ...noughtsOf(indicator, catalogue).map((nought) => `SELECT *, 0, 0 FROM (${nought})`),
  ];
  const rows = await warehouse.rows(`
    WITH counted AS MATERIALIZED (${compileCountedRows(indicator, catalogue)})
    SELECT rows.*, file.sha256
    FROM (${all.join(' UNION ALL ')}) AS rows
    JOIN ledger.file AS file ON file.arrival = rows.arrival`);
  return rows.map((row) => ({
    area: String(row.area),
    ...whenCounted(row),
    operand: Number(row.operand),
    extract: String(row.extract),
    sha256: String(row.sha256),
    numerator_rows: Number(row.numerator_rows),
    denominator_rows: Number(row.denominator_rows),
  }));
}

function whenCounted({ month, day, period }: Row): Pick<CountedRows, 'month' | 'day' | 'period'> {
  if (typeof period !== 'string')
    return { month: String(month), day: day === null ? null : String(day), period: null };
  return { month: parsePeriod(period)?.end.slice(0, 7) ?? '', day: null, period };
}

/** Of what each operand counts, the months and areas of which a file brought no row: not of head counts, nor of figures
 *  that come as figures. (extract, operand, area, month, day, period, arrival) */
function noughtsOf({ measure }: Indicator, catalogue: Catalogue): string[] {
  return leavesOf(measure).flatMap((leaf, operand) => {
    if (leaf.kind === 'published' || leaf.kind === 'rank') return [];
    const names = extractsBehind(leaf.kind === 'rate' ? { ...leaf, kind: 'count' } : leaf, catalogue);
    return catalogue.extracts
      .filter(({ name }) => names.includes(name))
      .map(
        (extract) => `
      SELECT ${literal(extract.name)} AS extract, ${operand} AS operand, area.id AS area, _period AS month,
        NULL::VARCHAR AS day, NULL::VARCHAR AS period, _arrival AS arrival
      FROM (${newestDeliveries(extract)}) CROSS JOIN area
      ANTI JOIN counted ON counted.extract = ${literal(extract.name)} AND counted.operand = ${operand}
        AND counted.area = area.id AND counted.month = _period AND counted.arrival = _arrival`,
      );
  });
}
