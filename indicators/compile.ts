import { literal, quoted } from './expressions.ts';
import type { Catalogue, Extract, FileBenchmark, Headcount, Measure, Partnership } from './schema.ts';

/**
 * From a measure to SQL. The connection must have the facts (schema `facts`, one relation per extract) and two tables:
 *   area   (id VARCHAR)                                  the county and the localities
 *   period (id VARCHAR, count_from DATE, count_to DATE)  which days count in each period of the series
 * The answer has a row for every period and area: (period, area, numerator, denominator). Sums are over rows, for each
 * period anew; a ratio is never made from ratios.
 */
export function compileMeasure(measure: Measure, catalogue: Catalogue): string {
  const extract = extractOf(measure.extract, catalogue);
  const daily = dailyTotals(measure, extract);
  const denominator = measure.kind === 'rate' ? headcounts(measure.denominator, catalogue) : null;
  return `
WITH daily AS (${daily}),
counted AS (
  SELECT period.id AS period, area.id AS area, period.count_to,
    coalesce(sum(daily.numerator), 0) AS numerator,
    ${measure.kind === 'proportion' ? 'coalesce(sum(daily.denominator), 0)' : 'NULL'} AS denominator
  FROM period CROSS JOIN area
  LEFT JOIN daily ON daily.area = area.id AND daily.day BETWEEN period.count_from AND period.count_to
  GROUP BY ALL
)
${denominator ? withHeadcounts(denominator) : 'SELECT period, area, numerator, denominator FROM counted'}`;
}

/** Totals for each area and day, the county's beside the localities'. Rows without a known area count for the county. */
function dailyTotals(measure: Measure, extract: Extract): string {
  const ratio = measure.kind === 'proportion';
  const numerator = ratio ? `CAST((${measure.numerator}\n) AS DOUBLE)` : '1';
  const denominator = ratio && measure.denominator ? `CAST((${measure.denominator}\n) AS DOUBLE)` : '1';
  return byAreaAndDay(
    extract,
    measure.date,
    measure.where,
    `sum(${numerator}) AS numerator, sum(${denominator}) AS denominator`,
  );
}

function headcounts(denominator: Headcount, catalogue: Catalogue): string {
  const extract = extractOf(denominator.extract, catalogue);
  return byAreaAndDay(
    extract,
    denominator.date ?? extract.period[0] ?? '',
    denominator.where,
    `sum(CAST(${quoted(denominator.sum)} AS DOUBLE)) AS headcount`,
  );
}

function withHeadcounts(headcount: string): string {
  return `, headcount AS (${headcount})
SELECT counted.period, counted.area, counted.numerator, headcount.headcount AS denominator
FROM counted ASOF LEFT JOIN headcount ON counted.area = headcount.area AND counted.count_to >= headcount.day`;
}

function byAreaAndDay(extract: Extract, date: string, where: string | undefined, totals: string): string {
  const areaField = extract.fields.find((field) => field.area);
  const area = areaField ? quoted(areaField.name) : 'NULL::VARCHAR';
  return `
  SELECT CASE WHEN grouping(locality) = 1 THEN 'county' ELSE locality END AS area, day, ${totals}
  FROM (
    SELECT *, ${area} AS locality, CAST(${quoted(date)} AS DATE) AS day
    FROM facts.${quoted(extract.name)}
    WHERE ${quoted(date)} IS NOT NULL${where ? ` AND (${where}\n)` : ''}
  )
  GROUP BY GROUPING SETS ((locality, day), (day))
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
  const numerator = quoted(benchmark.numerator);
  const denominator = benchmark.denominator ? quoted(benchmark.denominator) : '1';
  const known = `${numerator} IS NOT NULL AND ${denominator} IS NOT NULL`;
  return `
SELECT ${literal(comparator)} AS comparator, time_period, time_identifier,
  sum(${numerator}) FILTER (${known}) AS numerator,
  ${benchmark.denominator ? `sum(${denominator}) FILTER (${known})` : 'NULL'} AS denominator,
  count(*) FILTER (${known}) AS councils_with_data
FROM facts.${quoted(benchmark.extract)}
WHERE ${rows}${benchmark.where ? ` AND (${benchmark.where}\n)` : ''}
GROUP BY time_period, time_identifier`;
}

function extractOf(name: string, catalogue: Catalogue): Extract {
  const extract = catalogue.extracts.find((one) => one.name === name);
  if (!extract) throw new Error(`The catalogue has no extract ${name}.`);
  return extract;
}
