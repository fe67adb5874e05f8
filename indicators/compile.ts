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
  const daily = byAreaAndDay(countedRows(measure, catalogue), {
    numerator: 'sum(numerator)',
    denominator: 'sum(denominator)',
  });
  const rate = measure.kind === 'rate';
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
${rate ? withHeadcounts(headcountRows(measure.denominator, catalogue)) : 'SELECT period, area, numerator, denominator FROM counted'}`;
}

/** The rows that a measure counts: where and when each does, and with how much. Figures and their lineage are made
 *  of these same rows. `columns` are further columns of the facts to have beside them. */
export function countedRows(measure: Measure, catalogue: Catalogue, columns: string[] = []): string {
  const extract = extractOf(measure.extract, catalogue);
  const proportion = measure.kind === 'proportion';
  const numerator = proportion ? amount(measure.numerator) : '1';
  const denominator = proportion ? amount(measure.denominator ?? '1') : 'NULL::DOUBLE';
  return selectedRows(extract, measure, numerator, denominator, columns);
}

/** The rows of a rate's head counts, of which the latest day up to the end of a period is used. */
export function headcountRows(headcount: Headcount, catalogue: Catalogue, columns: string[] = []): string {
  const extract = extractOf(headcount.extract, catalogue);
  const date = headcount.date ?? extract.period[0] ?? '';
  const { where } = headcount;
  return selectedRows(extract, { date, where }, 'NULL::DOUBLE', amount(quoted(headcount.sum)), columns);
}

function selectedRows(
  extract: Extract,
  { date, where }: { date: string; where?: string | undefined },
  numerator: string,
  denominator: string,
  columns: string[],
): string {
  const areaField = extract.fields.find((field) => field.area);
  const area = areaField ? quoted(areaField.name) : 'NULL::VARCHAR';
  const selected = [
    ...columns,
    `${area} AS locality`,
    `CAST(${quoted(date)} AS DATE) AS day`,
    `${numerator} AS numerator`,
    `${denominator} AS denominator`,
  ];
  return `
    SELECT ${selected.join(', ')}
    FROM facts.${quoted(extract.name)}
    WHERE ${quoted(date)} IS NOT NULL${where ? ` AND (${where}\n)` : ''}`;
}

function amount(expression: string): string {
  return `CAST((${expression}\n) AS DOUBLE)`;
}

function withHeadcounts(rows: string): string {
  return `, headcount AS (${byAreaAndDay(rows, { headcount: 'sum(denominator)' })})
SELECT counted.period, counted.area, counted.numerator, headcount.headcount AS denominator
FROM counted ASOF LEFT JOIN headcount ON counted.area = headcount.area AND counted.count_to >= headcount.day`;
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
