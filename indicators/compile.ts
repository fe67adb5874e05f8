import { literal, quoted } from './expressions.ts';
import type { Relation } from './extract-schema.ts';
import type { Headcount, RowMeasure } from './measure-schema.ts';
import { relationOf } from './measures.ts';
import type { Partnership } from './partnership-schema.ts';
import type { Catalogue, FileBenchmark } from './schema.ts';

/**
 * From a measure to SQL. The connection must have the facts (schema `facts`, one relation per extract and view) and two
 * tables:
 *   area   (id VARCHAR)                                  the county and the localities
 *   period (id VARCHAR, count_from DATE, count_to DATE)  which days count in each period of the series
 * The answer has a row for every period and area: (period, area, numerator, denominator, squares, value); `squares` is
 * the sum of a mean's squared amounts, `value` a median or percentile. Sums are over rows, for each period anew; a ratio
 * is never made from ratios.
 */
export function compileMeasure(measure: RowMeasure, catalogue: Relations): string {
  if (measure.kind === 'median') return compileQuantile(measure, 0.5, catalogue);
  if (measure.kind === 'percentile') return compileQuantile(measure, measure.percentile, catalogue);
  return compileTotals(measure, catalogue);
}

type Relations = Pick<Catalogue, 'extracts' | 'views'>;

function compileTotals(measure: RowMeasure, catalogue: Relations): string {
  const daily = byAreaAndDay(countedRows(measure, catalogue), {
    numerator: 'sum(numerator)',
    denominator: 'sum(denominator)',
    ...(measure.kind === 'mean' && { squares: 'sum(numerator * numerator)' }),
  });
  const below = measure.kind === 'proportion' || measure.kind === 'mean';
  return `
WITH daily AS (${daily}),
counted AS (
  SELECT period.id AS period, area.id AS area, period.count_to,
    coalesce(sum(daily.numerator), 0) AS numerator,
    ${below ? 'coalesce(sum(daily.denominator), 0)' : 'NULL'} AS denominator,
    ${measure.kind === 'mean' ? 'coalesce(sum(daily.squares), 0)' : 'NULL'} AS squares, NULL AS value
  FROM period CROSS JOIN area
  LEFT JOIN daily ON daily.area = area.id AND daily.day BETWEEN period.count_from AND period.count_to
  GROUP BY ALL
)
${measure.kind === 'rate' ? withHeadcounts(measure.denominator, catalogue) : 'SELECT period, area, numerator, denominator, squares, value FROM counted'}`;
}

/** A middle or a share cannot be added up from days: the rows of each period are looked at together. */
function compileQuantile(measure: RowMeasure, share: number, catalogue: Relations): string {
  return `
WITH amount AS MATERIALIZED (
  SELECT locality, day, numerator FROM (${countedRows(measure, catalogue)}) WHERE numerator IS NOT NULL
),
placed AS (
  SELECT 'county' AS area, day, numerator FROM amount
  UNION ALL SELECT locality, day, numerator FROM amount WHERE locality IS NOT NULL
)
SELECT period.id AS period, placed.area, NULL AS numerator, count(*) AS denominator, NULL AS squares,
  quantile_cont(placed.numerator, ${share}) AS value
FROM period JOIN placed ON placed.day BETWEEN period.count_from AND period.count_to
SEMI JOIN area ON area.id = placed.area
GROUP BY ALL`;
}

/** The rows that a measure counts: where and when each does, and with how much. Figures and their lineage are made
 *  of these same rows. `columns` are further columns of the facts to have beside them. */
export function countedRows(measure: RowMeasure, catalogue: Relations, columns: string[] = []): string {
  const relation = relationOf(measure.extract, catalogue);
  return selectedRows(relation, measure, ...amounts(measure), columns);
}

function amounts(measure: RowMeasure): [numerator: string, denominator: string] {
  switch (measure.kind) {
    case 'proportion':
      return shareAmounts(measure.numerator, measure.denominator);
    case 'sum':
      return [amount(measure.value), NO_AMOUNT];
    case 'mean':
    case 'median':
    case 'percentile':
      return [amount(measure.value), `CASE WHEN (${measure.value}\n) IS NOT NULL THEN 1 END`];
    default:
      return ['1', NO_AMOUNT];
  }
}

const NO_AMOUNT = 'NULL::DOUBLE';

/** A row whose denominator is blank counts on neither side of the line. */
function shareAmounts(numerator: string, denominator?: string): [numerator: string, denominator: string] {
  if (!denominator) return [amount(numerator), amount('1')];
  return [`CASE WHEN (${denominator}\n) IS NOT NULL THEN ${amount(numerator)} END`, amount(denominator)];
}

/** The rows of a rate's head counts, of which the latest day up to the end of a period is used. */
export function headcountRows(headcount: Headcount, catalogue: Relations, columns: string[] = []): string {
  const relation = relationOf(headcount.extract, catalogue);
  const { where, census, sum } = headcount;
  const conditions = [where, census].filter((one) => one !== undefined).map((one) => `(${one}\n)`);
  const counted = { date: headcountDate(headcount, relation), where: conditions.join(' AND ') || undefined };
  return selectedRows(relation, counted, NO_AMOUNT, sum ? amount(quoted(sum)) : '1', columns);
}

/** The days on which heads were counted, whoever there was: where nobody of a group was found, there was nobody. */
export function headcountDays(headcount: Headcount, catalogue: Relations): string {
  const relation = relationOf(headcount.extract, catalogue);
  const date = headcountDate(headcount, relation);
  const counted = { date, where: headcount.census };
  return `SELECT DISTINCT day FROM (${selectedRows(relation, counted, NO_AMOUNT, NO_AMOUNT, [])})`;
}

function headcountDate({ date }: Headcount, relation: Relation): string {
  return date ?? relation.period[0] ?? '';
}

function selectedRows(
  relation: Relation,
  { date, where }: { date: string; where?: string | undefined },
  numerator: string,
  denominator: string,
  columns: string[],
): string {
  const areaField = relation.fields.find((field) => field.area);
  const area = areaField ? quoted(areaField.name) : 'NULL::VARCHAR';
  const selected = [
    ...columns,
    `${area} AS locality`,
    `${dayOf(relation, date)} AS day`,
    `${numerator} AS numerator`,
    `${denominator} AS denominator`,
  ];
  return `
    SELECT ${selected.join(', ')}
    FROM facts.${quoted(relation.name)}
    WHERE ${quoted(date)} IS NOT NULL${where ? ` AND (${where}\n)` : ''}`;
}

/** The day on which a row counts. What is known by its month alone counts in the middle of it. */
function dayOf({ fields }: Relation, date: string): string {
  const monthly = fields.find(({ name }) => name === date)?.type === 'yearmonth';
  return `CAST(${quoted(date)} AS DATE)${monthly ? ` + ${DAYS_TO_THE_MIDDLE}` : ''}`;
}

const DAYS_TO_THE_MIDDLE = 14;

function amount(expression: string): string {
  return `CAST((${expression}\n) AS DOUBLE)`;
}

function withHeadcounts(headcount: Headcount, catalogue: Relations): string {
  const daily = byAreaAndDay(headcountRows(headcount, catalogue), { headcount: 'sum(denominator)' });
  return `, headcount AS (${daily}), census AS (${headcountDays(headcount, catalogue)})
SELECT counted.period, counted.area, counted.numerator, headcount.headcount AS denominator, counted.squares, counted.value
FROM counted ASOF LEFT JOIN census ON counted.count_to >= census.day
LEFT JOIN headcount ON headcount.area = counted.area AND headcount.day = census.day`;
}

/** Totals for each area and day, the county's beside the localities'. Rows without a known area count for the county.
 *  `totals` are sums or counts by name: those of the localities are added up to the county's. `columns` are further
 *  columns to keep apart by. */
export function byAreaAndDay(rows: string, totals: Record<string, string>, columns: string[] = []): string {
  const keys = ['day', ...columns].join(', ');
  const names = Object.keys(totals);
  return `
  SELECT CASE WHEN grouping(locality) = 1 THEN 'county' ELSE locality END AS area, ${keys},
    ${names.map((name) => `sum(${name}_of_locality) AS ${name}`).join(', ')}
  FROM (
    SELECT locality, ${keys}, ${names.map((name) => `${totals[name]} AS ${name}_of_locality`).join(', ')}
    FROM (${rows}
    ) GROUP BY locality, ${keys}
  )
  GROUP BY GROUPING SETS ((locality, ${keys}), (${keys}))
  HAVING grouping(locality) = 1 OR locality IS NOT NULL`;
}

/** The Department's open-data standard: which rows of a file are a comparator's. */
export function compileBenchmark(benchmark: FileBenchmark, partnership: Partnership): string {
  const comparators = {
    england: `geographic_level = 'National'`,
    region: `geographic_level = 'Regional' AND region_name = ${literal(partnership.region)}`,
    statistical_neighbours: `geographic_level = 'Local authority' AND la_name IN (${partnership.statistical_neighbours.map(literal).join(', ')})`,
  };
  const selects = benchmark.comparators.map((comparator) =>
    comparatorTotals(benchmark, comparator, comparators[comparator]),
  );
  return selects.join('\nUNION ALL\n');
}

/** A ratio of sums over the councils that have both numbers; the others are counted, not guessed. */
function comparatorTotals(benchmark: FileBenchmark, comparator: string, rows: string): string {
  const { above, below, known, having } = amountsOf(benchmark);
  return `
SELECT ${literal(comparator)} AS comparator, time_period, time_identifier,
  sum(${above}) FILTER (${known}) AS numerator,
  ${below ? `sum(${below}) FILTER (${known})` : 'NULL'} AS denominator,
  count(*) FILTER (${known}) AS councils_with_data
FROM facts.${quoted(benchmark.extract)}
WHERE ${rows}${benchmark.where ? ` AND (${benchmark.where}\n)` : ''}
GROUP BY time_period, time_identifier${having}`;
}

function amountsOf({ numerator, denominator, value, scale = 1 }: FileBenchmark) {
  const above = numerator ? quoted(numerator) : `${quoted(value ?? '')} * ${scale}`;
  const below = denominator ? quoted(denominator) : null;
  const known = `${above} IS NOT NULL${below ? ` AND ${below} IS NOT NULL` : ''}`;
  // Ratios cannot be added: a place with several rows, as where the file has breakdowns, has no figure.
  const having = value ? ` HAVING count(*) FILTER (${known}) = 1` : '';
  return { above, below, known, having };
}

/** Every council's own numbers: (council, time_period, time_identifier, numerator, denominator). */
export function compileCouncils(benchmark: FileBenchmark): string {
  const { above, below, known, having } = amountsOf(benchmark);
  return `
SELECT la_name AS council, time_period, time_identifier, sum(${above}) AS numerator,
  ${below ? `sum(${below})` : 'NULL'} AS denominator
FROM facts.${quoted(benchmark.extract)}
WHERE geographic_level = 'Local authority' AND ${known}${benchmark.where ? ` AND (${benchmark.where}\n)` : ''}
GROUP BY ALL${having} ORDER BY council, time_period`;
}
