import { isAmount } from '../../../indicators/measures.ts';
import type { Partnership } from '../../../indicators/partnership-schema.ts';
import { dateWords } from '../../../indicators/period-words.ts';
import type { Indicator } from '../../../indicators/schema.ts';
import type { OverviewRow } from '../../../indicators/series.ts';
import { isOfFew, spokenUnit } from '../../../indicators/words.ts';
import type { AreaStanding } from '../../props/overview.ts';
import { areaWithNumber, figureWords, howMany, listWords, worsens } from '../../words.ts';

/** Where a county's trouble lies, when the localities' figures say so. */

/** Of so few people a rise in percent means little. */
const FEWEST_FOR_A_PERCENTAGE = 10;

interface Placed {
  name: string;
  value: number;
  yearBefore: number | null;
  standing: AreaStanding;
}

export function whereWords(
  indicator: Indicator,
  row: OverviewRow,
  standings: AreaStanding[],
  partnership: Partnership,
): string {
  const placed = standings.flatMap((standing): Placed[] => {
    const area = partnership.areas.find(({ id }) => id === standing.area);
    const { value } = standing.latest;
    const yearBefore = standing.yearBefore?.value ?? null;
    return area && value !== null ? [{ name: areaWithNumber(area), value, yearBefore, standing }] : [];
  });
  // Of localities whose figure is hidden nothing is said, so not of all of them either.
  if (placed.length < 3 || placed.length < partnership.areas.length) return '';
  if (!isAmount(indicator)) return shareWords(indicator, row, placed, partnership.county);
  return worsens(row.variation)
    ? changeWords(indicator, row, placed)
    : amountWords(placed, row.latest?.value ?? 0);
}

/** Localities' shares or times beside the target, or beside the county's where there is none. */
function shareWords(indicator: Indicator, row: OverviewRow, placed: Placed[], county: string): string {
  const sign = indicator.polarity === 'lower_is_better' ? -1 : 1;
  const target = row.status === 'off_track' ? (row.latest?.target ?? row.target?.value ?? null) : null;
  if (target === null) return besideCountyWords(placed, county);
  // Of few it cannot be said that they are short, nor that they are not.
  if (placed.some(({ standing }) => isOfFew(standing.latest))) return '';
  const unit = spokenUnit(indicator);
  const short = placed.filter(({ value }) => sign * (value - target) < 0);
  const furthest = short.toSorted((one, other) => sign * (one.value - other.value))[0];
  if (!furthest) return '';
  const { name, standing } = furthest;
  const figure = figureWords(unit, standing.latest);
  if (short.length === 1)
    return `Short of the target in one of ${howMany(placed.length)} areas: ${name}, ${figure}`;
  return `Short of the target in ${ofAll(short.length, placed.length)}; furthest in ${name}, ${figure}`;
}

function besideCountyWords(placed: Placed[], county: string): string {
  const worse = placed.filter(({ standing }) => standing.comparison === 'worse');
  if (worse.length === 0) return placed.every(isSimilar) ? `Much the same in ${all(placed.length)}` : '';
  const names = listWords(worse.slice(0, 2).map(({ name }) => name));
  return worse.length > 2
    ? `Clearly worse than ${county} in ${howMany(worse.length)} of ${howMany(placed.length)} areas`
    : `Clearly worse than ${county} in ${names}`;
}

function isSimilar({ standing }: Placed): boolean {
  return standing.comparison === 'similar';
}

/** Where a number of people or events has moved the wrong way within a year. */
function changeWords(indicator: Indicator, row: OverviewRow, placed: Placed[]): string {
  const rises = row.variation === 'concern_high';
  const moved = placed.flatMap((one) =>
    one.yearBefore === null
      ? []
      : [{ ...one, before: one.yearBefore, by: (rises ? 1 : -1) * (one.value - one.yearBefore) }],
  );
  if (moved.length < placed.length) return '';
  const worse = moved.filter(({ by }) => by > 0).toSorted((one, other) => other.by - one.by);
  const since = moved[0]?.standing.yearBefore;
  const half = halfOf(worse.map(({ by }) => by));
  if (since && half && half.count <= placed.length / 3 && isMostly(moved.map(({ by }) => by)))
    return `${half.words} of the ${rises ? 'rise' : 'fall'} since ${dateWords(since.end.slice(0, 7))} is in ${areas(worse.slice(0, half.count))}`;
  if (worse.length === 0) return '';
  const many = worse.filter(({ before }) => before >= FEWEST_FOR_A_PERCENTAGE);
  const steepest = many.toSorted((one, other) => other.by / other.before - one.by / one.before)[0];
  const where = `${rises ? 'Up' : 'Down'} in ${ofAll(worse.length, placed.length)} within a year`;
  if (!steepest || indicator.unit === 'percent') return where;
  const by = `${Math.round((100 * steepest.by) / steepest.before)}%`;
  if (worse.length === 1) return `${where}: ${steepest.name}, by ${by}`;
  const among =
    many.length < worse.length ? `of those that began at ${FEWEST_FOR_A_PERCENTAGE} or more, ` : '';
  return `${where}; ${among}steepest in ${steepest.name}, by ${by}`;
}

/** Where a number is mostly found; nothing where it is spread about. */
function amountWords(placed: Placed[], county: number): string {
  const largest = placed.toSorted((one, other) => other.value - one.value);
  const half = halfOf(
    largest.map(({ value }) => value),
    county,
  );
  return half && half.count <= placed.length / 3
    ? `${half.words} of them are in ${areas(largest.slice(0, half.count))}`
    : '';
}

/** Whether nearly all moved the same way: where some rose and others fell, the rises are more than the whole's. */
function isMostly(moves: number[]): boolean {
  const whole = moves.reduce((sum, by) => sum + by, 0);
  return whole > 0 && whole >= 0.75 * moves.reduce((sum, by) => sum + Math.max(0, by), 0);
}

const CLEARLY_MORE_THAN_HALF = 0.55;

/** How many of the amounts, largest first, make up half of all; nothing where they do not. Not all that is counted need
 *  be in a locality: some complaints come without an address. */
function halfOf(
  amounts: number[],
  all = amounts.reduce((sum, amount) => sum + amount, 0),
): { count: number; words: string } | null {
  let sum = 0;
  for (const [index, amount] of amounts.entries()) {
    sum += amount;
    if (sum > 0 && sum >= all / 2)
      return { count: index + 1, words: sum >= CLEARLY_MORE_THAN_HALF * all ? 'More than half' : 'Half' };
  }
  return null;
}

/** "two areas, North and South". */
function areas(placed: Placed[]): string {
  const names = listWords(placed.map(({ name }) => name));
  return placed.length === 1 ? names : `${howMany(placed.length)} areas: ${names}`;
}

function ofAll(count: number, total: number): string {
  return count === total ? all(total) : `${howMany(count)} of ${howMany(total)} areas`;
}

function all(total: number): string {
  return `all ${howMany(total)} areas`;
}
