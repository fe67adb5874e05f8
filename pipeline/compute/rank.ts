import { COUNTY } from '../../indicators/areas.ts';
import { FEWEST_COUNCILS } from '../../indicators/council-place.ts';
import { quoted } from '../../indicators/expressions.ts';
import type { RankMeasure } from '../../indicators/measure-schema.ts';
import { monthsOf, parsePeriod } from '../../indicators/periods.ts';
import type { Grain } from '../../indicators/series.ts';
import type { Bench, Figures } from './bench.ts';
import { publishedPeriod } from './benchmarks.ts';
import type { CountedPeriod } from './coverage.ts';
import type { Counted } from './points.ts';

/** The council's place among all councils that have a figure: in the Department's open-data files, year by year. Of few
 *  councils there is none. */
export async function rankFigures(
  measure: RankMeasure,
  grains: readonly Grain[],
  { warehouse, catalogue, today }: Bench,
): Promise<Figures> {
  const rows = await warehouse.rows(compileRank(measure), [catalogue.partnership.dfe_name]);
  const ranked = rows.flatMap((row) => {
    const period = parsePeriod(publishedPeriod(String(row.time_period), String(row.time_identifier)));
    return period ? [{ period, place: Number(row.place), councils: Number(row.councils) }] : [];
  });
  const places = new Map(
    ranked.map(({ period, place, councils }): [string, Counted] => [
      period.id,
      { numerator: place, denominator: councils, value: place },
    ]),
  );
  return {
    grains: grains.map((grain) => ({
      grain,
      periods: ranked
        .filter(({ period }) => period.grain === grain)
        .map(({ period }): CountedPeriod => {
          const { start, end } = period;
          const span = { coveredTo: end, countFrom: start, countTo: end, months: monthsOf(period).length };
          return { ...period, ...span, complete: end < today, known: true, countyOnly: false };
        })
        .sort((one, other) => one.start.localeCompare(other.start)),
    })),
    count: (period, area) => (area === COUNTY ? places.get(period) : undefined) ?? NO_PLACE,
    newest: null,
  };
}

const NO_PLACE: Counted = { numerator: null, denominator: null, value: null };

/** To be bound: $1 the council's name. Councils of the same value share a place; a row counts that has both numbers. */
function compileRank({ extract, numerator, denominator, where, best }: RankMeasure): string {
  const [above, below] = [quoted(numerator), denominator && quoted(denominator)];
  const known = `FILTER (${above} IS NOT NULL AND ${below} IS NOT NULL)`;
  const value = below ? `sum(${above}) ${known} / nullif(sum(${below}) ${known}, 0)` : `sum(${above})`;
  return `
SELECT time_period, time_identifier, place, councils FROM (
  SELECT *, rank() OVER (PARTITION BY time_period, time_identifier ORDER BY value ${best === 'highest' ? 'DESC' : 'ASC'}) AS place,
    count(*) OVER (PARTITION BY time_period, time_identifier) AS councils
  FROM (
    SELECT la_name, time_period, time_identifier, ${value} AS value
    FROM facts.${quoted(extract)}
    WHERE geographic_level = 'Local authority'${where ? ` AND (${where}\n)` : ''}
    GROUP BY ALL HAVING value IS NOT NULL
  )
) WHERE la_name = $1 AND councils >= ${FEWEST_COUNCILS}`;
}
