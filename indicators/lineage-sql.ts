import { byAreaAndDay, countedRows, headcountDays, headcountRows } from './compile.ts';
import { literal, quoted } from './expressions.ts';
import type { Measure, RowMeasure } from './measure-schema.ts';
import { leavesOf, PUBLISHED } from './measures.ts';
import type { Catalogue } from './schema.ts';

/**
 * From a measure to SQL about the rows behind its figures. The facts have, besides the extract's columns, `_arrival`
 * (the delivery that a row came with) and `_row` (its number in the file).
 */

/** A row is in the numerator where it adds something, in the denominator where it is known what it adds. */
const IN_NUMERATOR = 'numerator > 0';
const IN_DENOMINATOR = 'denominator IS NOT NULL';

type Relations = Pick<Catalogue, 'extracts' | 'views' | 'partnership'>;

/** Some rows of one extract's facts: (_arrival, _row, locality, day, numerator, denominator). */
interface Rows {
  extract: string;
  sql: string;
  /** Of head counts, the days on which they were taken: those of the latest alone are used. */
  taken: string | null;
}

/** All rows that a measure is made of, extract by extract. */
function rowsOf(measure: Measure, catalogue: Relations): Rows[] {
  return leavesOf(measure).flatMap((leaf): Rows[] => {
    if (leaf.kind === 'published') return [publishedRows(leaf.measure)];
    if (leaf.kind === 'rank') return [councilRows(leaf.extract, catalogue)];
    return rowsOfLeaf(leaf, catalogue);
  });
}

function rowsOfLeaf(leaf: RowMeasure, catalogue: Relations): Rows[] {
  const view = catalogue.views.find(({ name }) => name === leaf.extract);
  if (view) return view.reads.map((extract) => readRows(extract, catalogue));
  const own = { extract: leaf.extract, sql: countedRows(leaf, catalogue, ROW), taken: null };
  if (leaf.kind !== 'rate') return [own];
  const { denominator } = leaf;
  return [
    own,
    {
      extract: denominator.extract,
      sql: headcountRows(denominator, catalogue, ROW),
      taken: headcountDays(denominator, catalogue),
    },
  ];
}

const ROW = ['_arrival', '_row'];

/** A view joins and groups: which of the rows that it reads are in a figure cannot be told, so all of them are named. */
function readRows(name: string, { extracts }: Relations): Rows {
  const area = extracts.find((extract) => extract.name === name)?.fields.find((field) => field.area);
  const sql = `
    SELECT _arrival, _row, ${area ? quoted(area.name) : 'NULL::VARCHAR'} AS locality,
      TRY_CAST(_period || '-15' AS DATE) AS day, 0 AS numerator, 1 AS denominator
    FROM facts.${quoted(name)}`;
  return { extract: name, sql, taken: null };
}

function publishedRows(measure: string): Rows {
  const sql = `
    SELECT _arrival, _row, nullif(area, 'county') AS locality, ${endOfPeriod('period')} AS day,
      1 AS numerator, CASE WHEN denominator IS NOT NULL THEN 1 END AS denominator
    FROM facts.${quoted(PUBLISHED)} WHERE measure = ${literal(measure)} AND comparator IS NULL`;
  return { extract: PUBLISHED, sql, taken: null };
}

function councilRows(extract: string, { partnership }: Relations): Rows {
  const sql = `
    SELECT _arrival, _row, NULL::VARCHAR AS locality, make_date(left(time_period, 4)::INTEGER, 12, 31) AS day,
      1 AS numerator, NULL::DOUBLE AS denominator
    FROM facts.${quoted(extract)} WHERE la_name = ${literal(partnership.dfe_name)}`;
  return { extract, sql, taken: null };
}

/** The last day of a period that is written as 2024-07, FY2024Q1, FY2024, AY2024T1, AY2024 or CY2024. */
function endOfPeriod(period: string): string {
  const year = `TRY_CAST(substr(${period}, 3, 4) AS INTEGER)`;
  const part = `TRY_CAST(right(${period}, 1) AS INTEGER)`;
  return `last_day(CASE
      WHEN regexp_full_match(${period}, '[0-9]{4}-[0-9]{2}') THEN TRY_CAST(${period} || '-01' AS DATE)
      WHEN ${period} LIKE 'CY%' THEN make_date(${year}, 12, 1)
      WHEN ${period} LIKE 'FY____Q_' THEN CAST(make_date(${year}, 3, 1) + to_months(3 * ${part}) AS DATE)
      WHEN ${period} LIKE 'FY%' THEN make_date(${year} + 1, 3, 1)
      WHEN ${period} LIKE 'AY____T1' THEN make_date(${year}, 12, 1)
      WHEN ${period} LIKE 'AY____T2' THEN make_date(${year} + 1, 3, 1)
      WHEN ${period} LIKE 'AY%' THEN make_date(${year} + 1, 8, 1)
    END)`;
}

/**
 * How many rows of each delivery count in each area and month:
 * (extract, area, month, arrival, numerator_rows, denominator_rows).
 * Of head counts, the rows of each month's last day.
 */
export function compileCountedRows(measure: Measure, catalogue: Relations): string {
  const selects = rowsOf(measure, catalogue).map(({ extract, sql, taken }) => {
    const daily = byAreaAndDay(
      sql,
      {
        numerator_rows: `count(*) FILTER (${IN_NUMERATOR})`,
        denominator_rows: `count(*) FILTER (${IN_DENOMINATOR})`,
      },
      ['_arrival'],
    );
    const lastOfMonth = `
  FROM (${daily})
  WHERE day IN (SELECT max(day) FROM (${taken}) GROUP BY date_trunc('month', day))`;
    return rowsByMonth(extract, taken !== null, taken ? lastOfMonth : daily);
  });
  return `
SELECT extract, area, month, arrival, sum(numerator_rows)::INTEGER AS numerator_rows,
  sum(denominator_rows)::INTEGER AS denominator_rows
FROM (${selects.join('\nUNION ALL')}) GROUP BY extract, area, month, arrival, heads`;
}

function rowsByMonth(extract: string, heads: boolean, daily: string): string {
  return `
SELECT ${literal(extract)} AS extract, ${heads} AS heads, area, strftime(day, '%Y-%m') AS month, _arrival AS arrival,
  sum(numerator_rows)::INTEGER AS numerator_rows, sum(denominator_rows)::INTEGER AS denominator_rows
FROM (${daily}
) GROUP BY ALL`;
}

/**
 * The numbers of the rows behind one figure: (arrival, numerator_rows, denominator_rows), both lists in the order of
 * the file. To be bound: $1 the area, $2 and $3 the first and the last day that count.
 */
export function compileRowNumbers(measure: Measure, catalogue: Relations): string {
  const inArea = `($1 = 'county' OR locality = $1)`;
  const selects = rowsOf(measure, catalogue).map(({ sql, taken }) =>
    rowLists(
      taken
        ? `FROM (${sql}) WHERE ${inArea} AND day = (SELECT max(day) FROM (${taken}) WHERE day <= $3::DATE)`
        : `FROM (${sql}) WHERE ${inArea} AND day BETWEEN $2::DATE AND $3::DATE`,
    ),
  );
  return selects.join('\nUNION ALL');
}

function rowLists(rows: string): string {
  const list = (condition: string) => `coalesce(list(_row ORDER BY _row) FILTER (${condition}), [])`;
  return `
SELECT _arrival AS arrival, ${list(IN_NUMERATOR)} AS numerator_rows, ${list(IN_DENOMINATOR)} AS denominator_rows
FROM (${rows}
) GROUP BY _arrival`;
}
