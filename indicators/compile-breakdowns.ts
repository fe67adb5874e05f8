import { countedRows, headcountDays, headcountRows } from './compile.ts';
import { literal, quoted } from './expressions.ts';
import type { Headcount, RowMeasure } from './measure-schema.ts';
import { relationOf } from './measures.ts';
import type { Catalogue } from './schema.ts';

type Relations = Pick<Catalogue, 'extracts' | 'views'>;

/**
 * The county's figures of a measure, taken apart by each of some columns: of the rows that count for the whole, and of
 * no others. The answer has a row for every period and group: ("by", "group", period, numerator, denominator, squares,
 * value). A blank is a group of its own. The connection needs the facts and the table `period`.
 */
export function compileBreakdowns(measure: RowMeasure, columns: string[], catalogue: Relations): string {
  const rows = countedRows(measure, catalogue, columns.map(asText));
  if (measure.kind === 'median') return quantiles(rows, columns, 0.5);
  if (measure.kind === 'percentile') return quantiles(rows, columns, measure.percentile);
  return totals(rows, columns, measure, catalogue);
}

/**
 * Of how many people the amounts of each group are, at the least: those of the fullest month that lies within a period.
 * The answer has a row for every period and group that has amounts: ("by", "group", period, people). Rows that do not say
 * whose they are are each taken for somebody's. The connection needs the facts and the table `period`.
 */
export function compileGroupPeople(measure: RowMeasure, columns: string[], catalogue: Relations): string {
  const person = relationOf(measure.extract, catalogue).fields.find((field) => field.person);
  const whose = person ? [`${quoted(person.name)} AS "whose row"`] : [];
  const rows = countedRows(measure, catalogue, [...columns.map(asText), ...whose]);
  const people = person ? 'count(DISTINCT "whose row")' : 'count(*)';
  return `
WITH amount AS MATERIALIZED (
  SELECT *, CAST(date_trunc('month', day) AS DATE) AS month
  FROM (${rows}) WHERE numerator <> 0 OR denominator IS NOT NULL
),
monthly AS (${apart('amount', columns, `month, ${people} AS people`)})
SELECT monthly."by", monthly."group", period.id AS period, max(monthly.people)::INTEGER AS people
FROM monthly JOIN period ON monthly.month >= period.count_from AND last_day(monthly.month) <= period.count_to
GROUP BY ALL`;
}

/** Under a name of its own, so that what a measure says of the column is still said of the column. */
function asText(column: string): string {
  return `nullif(trim(CAST(${quoted(column)} AS VARCHAR)), '') AS ${partOf(column)}`;
}

function partOf(column: string): string {
  return quoted(`part by ${column}`);
}

/** The rows are read once, into the few that all the columns and the days make of them. */
function totals(rows: string, columns: string[], measure: RowMeasure, catalogue: Relations): string {
  const heads = measure.kind === 'rate' ? headcounts(measure.denominator, columns, catalogue) : null;
  return `
WITH cell AS MATERIALIZED (
  SELECT ${listed(columns)}, day, sum(numerator) AS numerator, sum(denominator) AS denominator,
    sum(numerator * numerator) AS squares
  FROM (${rows}) GROUP BY ALL
),
daily AS (${apart('cell', columns, 'day, sum(numerator) AS numerator, sum(denominator) AS denominator, sum(squares) AS squares')}),
${heads ? `${heads.tables},` : ''}
member AS (SELECT DISTINCT "by", "group" FROM daily${heads ? ' UNION SELECT DISTINCT "by", "group" FROM headcount' : ''}),
counted AS (
  SELECT member."by", member."group", period.id AS period, period.count_to,
    coalesce(sum(daily.numerator), 0) AS numerator, sum(daily.denominator) AS denominator, sum(daily.squares) AS squares
  FROM member CROSS JOIN period
  LEFT JOIN daily ON daily."by" = member."by" AND daily."group" IS NOT DISTINCT FROM member."group"
    AND daily.day BETWEEN period.count_from AND period.count_to
  GROUP BY ALL
)
${heads?.answer ?? 'SELECT "by", "group", period, numerator, denominator, squares, NULL AS value FROM counted'}`;
}

/** Heads are taken apart by the same columns as the rows that are held against them. */
function headcounts(headcount: Headcount, columns: string[], catalogue: Relations) {
  const rows = headcountRows(headcount, catalogue, columns.map(asText));
  return {
    tables: `
head AS MATERIALIZED (SELECT ${listed(columns)}, day, sum(denominator) AS heads FROM (${rows}) GROUP BY ALL),
headcount AS (${apart('head', columns, 'day, sum(heads) AS heads')}),
census AS (${headcountDays(headcount, catalogue)})`,
    answer: `
SELECT counted."by", counted."group", counted.period, counted.numerator, headcount.heads AS denominator,
  NULL AS squares, NULL AS value
FROM counted ASOF LEFT JOIN census ON counted.count_to >= census.day
LEFT JOIN headcount ON headcount."by" = counted."by" AND headcount."group" IS NOT DISTINCT FROM counted."group"
  AND headcount.day = census.day`,
  };
}

function quantiles(rows: string, columns: string[], share: number): string {
  return `
WITH amount AS MATERIALIZED (
  SELECT ${listed(columns)}, day, numerator FROM (${rows}) WHERE numerator IS NOT NULL
),
placed AS (${columns.map((column) => `SELECT ${keys(column)}, day, numerator FROM amount`).join(' UNION ALL ')})
SELECT placed."by", placed."group", period.id AS period, NULL AS numerator, count(*) AS denominator, NULL AS squares,
  quantile_cont(placed.numerator, ${share}) AS value
FROM period JOIN placed ON placed.day BETWEEN period.count_from AND period.count_to
GROUP BY ALL`;
}

function apart(table: string, columns: string[], totals: string): string {
  return columns
    .map((column) => `SELECT ${keys(column)}, ${totals} FROM ${table} GROUP BY ALL`)
    .join(' UNION ALL ');
}

function keys(column: string): string {
  return `${literal(column)} AS "by", ${partOf(column)} AS "group"`;
}

function listed(columns: string[]): string {
  return columns.map(partOf).join(', ');
}
