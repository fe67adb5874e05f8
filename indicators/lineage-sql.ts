import { COUNTY } from './areas.ts';
import { byAreaAndDay, countedRows, headcountDays, headcountRows } from './compile.ts';
import { literal, quoted } from './expressions.ts';
import type { Headcount, PublishedMeasure, RowMeasure } from './measure-schema.ts';
import { type Leaf, leavesOf, PUBLISHED } from './measures.ts';
import { dayAfter, periodsBetween, type Term } from './periods.ts';
import type { Part } from './rows-behind.ts';
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
function rowsOf(leaf: Exclude<Leaf, PublishedMeasure>, catalogue: Relations): Rows[] {
  return leaf.kind === 'rank' ? [councilRows(leaf.extract, catalogue)] : rowsOfLeaf(leaf, catalogue);
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

/** Figures that come as figures say themselves for which area and period each is: the county's is a row of its own. */
function publishedRows(measure: string): string {
  return `
    SELECT _arrival, _row, area, period, 1 AS numerator, CASE WHEN denominator IS NOT NULL THEN 1 END AS denominator
    FROM facts.${quoted(PUBLISHED)} WHERE measure = ${literal(measure)} AND comparator IS NULL`;
}

function councilRows(extract: string, { partnership }: Relations): Rows {
  const sql = `
    SELECT _arrival, _row, NULL::VARCHAR AS locality, make_date(left(time_period, 4)::INTEGER, 12, 31) AS day,
      1 AS numerator, NULL::DOUBLE AS denominator
    FROM facts.${quoted(extract)} WHERE la_name = ${literal(partnership.dfe_name)}`;
  return { extract, sql, taken: null, daily: true };
}

/**
 * How many rows of each delivery count in each area and month, and where weeks or terms begin within a month in each
 * part of it: (extract, operand, area, month, day, period, arrival, numerator_rows, denominator_rows).
 * Of head counts, the rows of each such stretch's last day. What comes as figures has no month, but a period.
 */
export function compileCountedRows(
  { measure, grains }: Pick<Indicator, 'measure' | 'grains'>,
  catalogue: Relations & Pick<Catalogue, 'terms'>,
): string {
  const begins = stretchOf('day', grains, catalogue.terms);
  const selects = leavesOf(measure).flatMap((leaf, operand) =>
    leaf.kind === 'published'
      ? [rowsByPeriod(leaf, operand)]
      : rowsOf(leaf, catalogue).map((rows) => rowsByStretch(rows, operand, begins)),
  );
  return `
SELECT extract, operand, area, strftime(begins, '%Y-%m') AS month, arrival,
  CASE WHEN daily THEN strftime(begins, '%Y-%m-%d') END AS day, period,
  sum(numerator_rows)::INTEGER AS numerator_rows, sum(denominator_rows)::INTEGER AS denominator_rows
FROM (${selects.join('\nUNION ALL')})
GROUP BY extract, operand, area, begins, daily, period, arrival, heads`;
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

function rowsByPeriod({ measure }: PublishedMeasure, operand: number): string {
  return `
SELECT ${literal(PUBLISHED)} AS extract, ${operand} AS operand, false AS heads, false AS daily, area,
  NULL::DATE AS begins, period, _arrival AS arrival, count(numerator) AS numerator_rows, count(denominator) AS denominator_rows
FROM (${publishedRows(measure)}
) GROUP BY area, period, _arrival`;
}

function rowsByStretch({ extract, sql, taken, daily }: Rows, operand: number, begins: string): string {
  const totals = {
    numerator_rows: `count(*) FILTER (${IN_NUMERATOR})`,
    denominator_rows: `count(*) FILTER (${IN_DENOMINATOR})`,
  };
  const lastDays = taken ? `WHERE day IN (SELECT max(day) FROM (${taken}) GROUP BY ${begins})` : '';
  return `
SELECT ${literal(extract)} AS extract, ${operand} AS operand, ${taken !== null} AS heads, ${daily} AS daily, area,
  ${begins} AS begins, NULL::VARCHAR AS period, _arrival AS arrival, numerator_rows, denominator_rows
FROM (${byAreaAndDay(sql, totals, ['_arrival'])}
) ${lastDays}`;
}

/** The numbers of the rows that a measure brings to an area's figure: (arrival, numerator_rows, denominator_rows), both
 *  lists in the order of the file. */
export function compileRowNumbers(
  { measure, period, from, to }: Pick<Part, 'measure' | 'period' | 'from' | 'to'>,
  area: string,
  catalogue: Relations,
): string {
  if (measure.kind === 'published')
    return rowLists(
      `FROM (${publishedRows(measure.measure)}) WHERE area = ${literal(area)} AND period = ${literal(period)}`,
    );
  const inArea = area === COUNTY ? 'true' : `locality = ${literal(area)}`;
  const [first, last] = [`DATE ${literal(from)}`, `DATE ${literal(to)}`];
  const selects = rowsOf(measure, catalogue).map(({ sql, taken, daily }) => {
    if (taken)
      return rowLists(
        `FROM (${sql}) WHERE ${inArea} AND day = (SELECT max(day) FROM (${taken}) WHERE day <= ${last})`,
      );
    const days = daily ? `${first} AND ${last}` : `date_trunc('month', ${first}) AND last_day(${last})`;
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
