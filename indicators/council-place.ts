import { isAmount } from './measures.ts';
import type { Partnership } from './partnership-schema.ts';
import { parsePeriod } from './periods.ts';
import type { Indicator } from './schema.ts';
import type { CouncilFigure, CouncilPlace } from './series.ts';

/** A place among fewer says nothing of where a council stands in England, which has about 150. */
export const FEWEST_COUNCILS = 100;

const QUARTILES = [1, 2, 3, 4] as const;

/** The place of the partnership's own council, and those of its neighbours, among all councils that have a figure for the
 *  latest year. Null where that year has no figure of its own, or few of others. Councils of the same value share a place. */
export function councilPlace(
  figures: readonly CouncilFigure[],
  indicator: Pick<Indicator, 'polarity' | 'measure' | 'unit'>,
  { dfe_name, statistical_neighbours }: Pick<Partnership, 'dfe_name' | 'statistical_neighbours'>,
): CouncilPlace | null {
  const period = latestYear(figures);
  const ranked = figures.filter((figure) => figure.period === period);
  const placeOf = placesAmong(ranked, indicator.polarity === 'lower_is_better' && hasBest(indicator));
  const place = placeOf(dfe_name);
  const of = ranked.length;
  if (period === null || place === null || of < FEWEST_COUNCILS) return null;
  const quartile = QUARTILES.find((quarter) => 4 * place <= quarter * of) ?? 4;
  const neighbours = statistical_neighbours.map((council) => ({ council, place: placeOf(council) }));
  return { period, place, of, quartile, isBest: hasBest(indicator), neighbours };
}

/** Of a number of people or events a large council has more than a small one, however well it does. */
function hasBest(indicator: Pick<Indicator, 'polarity' | 'measure' | 'unit'>): boolean {
  return indicator.polarity !== 'neither' && !isAmount(indicator);
}

function latestYear(figures: readonly CouncilFigure[]): string | null {
  const periods = [...new Set(figures.map(({ period }) => period))].flatMap((id) => parsePeriod(id) ?? []);
  const years = periods.filter(({ grain }) => grain.endsWith('_year') && grain !== 'rolling_year');
  return years.sort((one, other) => one.end.localeCompare(other.end)).at(-1)?.id ?? null;
}

/** One more than the councils that come before it; null of a council without a figure. */
function placesAmong(
  figures: readonly CouncilFigure[],
  lowestFirst: boolean,
): (council: string) => number | null {
  return (council) => {
    const own = figures.find((figure) => figure.council === council)?.value;
    if (own === undefined) return null;
    return 1 + figures.filter(({ value }) => (lowestFirst ? value < own : value > own)).length;
  };
}
