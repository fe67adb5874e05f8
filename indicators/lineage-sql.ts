import { byAreaAndDay, countedRows, headcountDays, headcountRows } from './compile.ts';
import { literal, quoted } from './expressions.ts';
import type { Headcount, RowMeasure } from './measure-schema.ts';
import { type Leaf, leavesOf, PUBLISHED } from './measures.ts';
import { dayAfter, periodsBetween, type Term } from './periods.ts';
import type { Catalogue, Indicator } from './schema.ts';
import type { Grain } from './series.ts';

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
  /** Whether a row is known to count on its day; else in its month. */
  daily: boolean;
}

/** All rows that a measure is made of, extract by extract. */
function rowsOf(leaf: Leaf, catalogue: Relations): Rows[] {
  if (leaf.kind === 'published') return [publishedRows(leaf.measure)];
  if (leaf.kind === 'rank') return [councilRows(leaf.extract, catalogue)];
  return rowsOfLeaf(leaf, catalogue);
}

function rowsOfLeaf(leaf: RowMeasure, catalogue: Relations): Rows[] {
  const own = readRows(leaf.extract, catalogue) ?? [
    { extract: leaf.extract, sql: countedRows(leaf, catalogue, ROW), taken: null, daily: true },
  ];
  return leaf.kind === 'rate' ? [...own, ...headRows(leaf.denominator, catalogue)] : own;
}

function headRows(headcount: Headcount, catalogue: Relations): Rows[] {
  const sql = () => headcountRows(headcount, catalogue, ROW);
  const taken = () => headcountDays(headcount, catalogue);
  return (
    readRows(headcount.extract, catalogue) ?? [
      { extract: headcount.extract, sql: sql(), taken: taken(), daily: true },
    ]
  );
}

const ROW = ['_arrival', '_row'];

/** A view joins and groups: which of the rows that it reads are in a figure cannot be told, so all of the months are
 *  named. Null of what is no view. */
function readRows(name: string, { extracts, views }: Relations): Rows[] | null {
  const view = views.find((one) => one.name === name);
  if (!view) return null;
  return view.reads.map((extract) => {
    const area = extracts.find((one) => one.name === extract)?.fields.find((field) => field.area);
    const sql = `
    SELECT _arrival, _row, ${area ? quoted(area.name) : 'NULL::VARCHAR'} AS locality,
      TRY_CAST(_period || '-15' AS DATE) AS day, 1 AS numerator, NULL::DOUBLE AS denominator
    FROM facts.${quoted(extract)}`;
    return { extract, sql, taken: null, daily: false };
  });
}

function publishedRows(measure: string): Rows {
  const sql = `
    SELECT _arrival, _row, nullif(area, 'county') AS locality, ${endOfPeriod('period')} AS day,
      1 AS numerator, CASE WHEN denominator IS NOT NULL THEN 1 END AS denominator
    FROM facts.${quoted(PUBLISHED)} WHERE measure = ${literal(measure)} AND comparator IS NULL`;
  return { extract: PUBLISHED, sql, taken: null, daily: true };
}

function councilRows(extract: string, { partnership }: Relations): Rows {
  const sql = `
    SELECT _arrival, _row, NULL::VARCHAR AS locality, make_date(left(time_period, 4)::INTEGER, 12, 31) AS day,
      1 AS numerator, NULL::DOUBLE AS denominator
    FROM facts.${quoted(extract)} WHERE la_name = ${literal(partnership.dfe_name)}`;
  return { extract, sql, taken: null, daily: true };
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
 * How many rows of each delivery count in each area and month, and where weeks or terms begin within a month in each
 * part of it: (extract, operand, area, month, day, arrival, numerator_rows, denominator_rows).
 * Of head counts, the rows of each such stretch's last day.
 */
export function compileCountedRows(
  { measure, grains }: Pick<Indicator, 'measure' | 'grains'>,
  catalogue: Relations & Pick<Catalogue, 'terms'>,
): string {
  const begins = stretchOf('day', grains, catalogue.terms);
  const selects = leavesOf(measure).flatMap((leaf, operand) =>
    rowsOf(leaf, catalogue).map((rows) => rowsByStretch(rows, operand, begins)),
  );
  return `
SELECT extract, operand, area, strftime(begins, '%Y-%m') AS month, arrival,
  CASE WHEN daily THEN strftime(begins, '%Y-%m-%d') END AS day,
  sum(numerator_rows)::INTEGER AS numerator_rows, sum(denominator_rows)::INTEGER AS denominator_rows
FROM (${selects.join('\nUNION ALL')})
GROUP BY extract, operand, area, begins, daily, arrival, heads`;
}

/** SQL for the first of the days that count together with a day, whichever period of these grains is asked for. */
function stretchOf(day: string, grains: readonly Grain[], terms: readonly Term[]): string {
  const periods = grains.includes('term') ? periodsBetween('term', '0001-01', '9999-12', terms) : [];
  const days = periods.flatMap(({ start, end }) => [start, dayAfter(end)]);
  const list = [...new Set(days)].map((one) => `DATE ${literal(one)}`).join(', ');
  const begins = [
    `date_trunc('month', ${day})`,
    ...(grains.includes('week') ? [`date_trunc('week', ${day})`] : []),
    ...(list === '' ? [] : [`list_max(list_filter([${list}], begins -> begins <= ${day}))`]),
  ];
  return `CAST(greatest(${begins.join(', ')}) AS DATE)`;
}

function rowsByStretch({ extract, sql, taken, daily }: Rows, operand: number, begins: string): string {
  const totals = {
    numerator_rows: `count(*) FILTER (${IN_NUMERATOR})`,
    denominator_rows: `count(*) FILTER (${IN_DENOMINATOR})`,
  };
  const lastDays = taken ? `WHERE day IN (SELECT max(day) FROM (${taken}) GROUP BY ${begins})` : '';
  return `
SELECT ${literal(extract)} AS extract, ${operand} AS operand, ${taken !== null} AS heads, ${daily} AS daily, area,
  ${begins} AS begins, _arrival AS arrival, numerator_rows, denominator_rows
FROM (${byAreaAndDay(sql, totals, ['_arrival'])}
) ${lastDays}`;
}

/**
 * The numbers of the rows that a measure brings to a figure: (arrival, numerator_rows, denominator_rows), both lists in
 * the order of the file. To be bound: $1 the area, $2 and $3 the first and the last day that count.
 */
export function compileRowNumbers(measure: Leaf, catalogue: Relations): string {
  const inArea = `($1 = 'county' OR locality = $1)`;
  const selects = rowsOf(measure, catalogue).map(({ sql, taken, daily }) => {
    if (taken)
      return rowLists(
        `FROM (${sql}) WHERE ${inArea} AND day = (SELECT max(day) FROM (${taken}) WHERE day <= $3::DATE)`,
      );
    const days = daily ? '$2::DATE AND $3::DATE' : `date_trunc('month', $2::DATE) AND last_day($3::DATE)`;
    return rowLists(`FROM (${sql}) WHERE ${inArea} AND day BETWEEN ${days}`);
  });
  return selects.join('\nUNION ALL');
}

function rowLists(rows: string): string {
  const list = (condition: string) => `coalesce(list(_row ORDER BY _row) FILTER (${condition}), [])`;
  return `
SELECT _arrival AS arrival, ${list(IN_NUMERATOR)} AS numerator_rows, ${list(IN_DENOMINATOR)} AS denominator_rows
FROM (${rows}
) GROUP BY _arrival`;
}
