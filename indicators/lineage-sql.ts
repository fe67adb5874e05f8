import { byAreaAndDay, countedRows, headcountRows } from './compile.ts';
import { literal } from './expressions.ts';
import type { Catalogue, Measure } from './schema.ts';

/**
 * From a measure to SQL about the rows behind its figures. The facts have, besides the extract's columns, `_arrival`
 * (the delivery that a row came with) and `_row` (its number in the file).
 */

/** A row is in the numerator where it adds something, in the denominator where it is known what it adds. */
const IN_NUMERATOR = 'numerator > 0';
const IN_DENOMINATOR = 'denominator IS NOT NULL';

/**
 * How many rows of each delivery count in each area and month:
 * (extract, area, month, arrival, numerator_rows, denominator_rows).
 * Of head counts, the rows of each month's last day.
 */
export function compileCountedRows(measure: Measure, catalogue: Catalogue): string {
  const counted = rowsByMonth(
    measure.extract,
    byAreaAndDay(
      countedRows(measure, catalogue, ['_arrival']),
      {
        numerator_rows: `count(*) FILTER (${IN_NUMERATOR})`,
        denominator_rows: `count(*) FILTER (${IN_DENOMINATOR})`,
      },
      ['_arrival'],
    ),
  );
  if (measure.kind !== 'rate') return counted;
  const { denominator } = measure;
  const heads = byAreaAndDay(
    headcountRows(denominator, catalogue, ['_arrival']),
    { numerator_rows: '0', denominator_rows: 'count(*)' },
    ['_arrival'],
  );
  const lastOfMonth = `
  FROM (${heads})
  QUALIFY day = max(day) OVER (PARTITION BY area, date_trunc('month', day))`;
  return `${counted}\nUNION ALL${rowsByMonth(denominator.extract, lastOfMonth)}`;
}

function rowsByMonth(extract: string, daily: string): string {
  return `
SELECT ${literal(extract)} AS extract, area, strftime(day, '%Y-%m') AS month, _arrival AS arrival,
  sum(numerator_rows)::INTEGER AS numerator_rows, sum(denominator_rows)::INTEGER AS denominator_rows
FROM (${daily}
) GROUP BY ALL`;
}

/**
 * The numbers of the rows behind one figure: (arrival, numerator_rows, denominator_rows), both lists in the order of
 * the file. To be bound: $1 the area, $2 and $3 the first and the last day that count.
 */
export function compileRowNumbers(measure: Measure, catalogue: Catalogue): string {
  const inArea = `($1 = 'county' OR locality = $1)`;
  const counted = `
  FROM (${countedRows(measure, catalogue, ['_arrival', '_row'])})
  WHERE ${inArea} AND day BETWEEN $2::DATE AND $3::DATE`;
  const numbered = rowLists(counted, IN_NUMERATOR, IN_DENOMINATOR);
  if (measure.kind !== 'rate') return numbered;
  const heads = `
  FROM (${headcountRows(measure.denominator, catalogue, ['_arrival', '_row'])})
  WHERE ${inArea} AND day <= $3::DATE QUALIFY day = max(day) OVER ()`;
  return `${numbered}\nUNION ALL${rowLists(heads, 'false', 'true')}`;
}

function rowLists(rows: string, inNumerator: string, inDenominator: string): string {
  const list = (condition: string) => `coalesce(list(_row ORDER BY _row) FILTER (${condition}), [])`;
  return `
SELECT _arrival AS arrival, ${list(inNumerator)} AS numerator_rows, ${list(inDenominator)} AS denominator_rows
FROM (${rows}
) GROUP BY _arrival`;
}
