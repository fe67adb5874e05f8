import { COUNTY } from '../../indicators/areas.ts';
import { groupBy } from '../../indicators/group.ts';
import { disclosurePolicy } from '../../indicators/partnership-schema.ts';
import type { Catalogue, Indicator } from '../../indicators/schema.ts';
import type { TrueFigure } from './figures.ts';
import { isOfGrainNotShown, PUBLISHED } from './published.ts';
import { numbersOfShare } from './published-few.ts';
import { at, type CountTable, cellOf, emptyTable, inTable, TOTAL } from './table.ts';

/**
 * What can be known from outside of figures that come as figures, of people. Nothing says how they add up but their names:
 * where each locality has one, the county’s is taken for what they are together.
 */
export function publishedTables(
  { indicators, partnership }: Catalogue,
  figures: readonly TrueFigure[],
): CountTable[] {
  const policy = disclosurePolicy(partnership);
  const told = figures.filter((one) => one.place === COUNTY || !isOfGrainNotShown(one, policy));
  const byIndicator = groupBy(told, ({ indicator }) => indicator);
  const localities = partnership.areas.map(({ id }) => id);
  return indicators.flatMap((indicator) => {
    const own = byIndicator.get(indicator.id) ?? [];
    const tables = sidesOf(indicator).map(([key, numberOf]) => {
      const table = emptyTable(key, key, null);
      // Localities are hidden together, noughts too.
      table.least = 0;
      for (const figure of own) see(table, figure, numberOf(figure));
      sumLocalities(table, localities);
      return table;
    });
    const [part, whole] = tables;
    if (part && whole) part.wholes.add(whole);
    return tables;
  });
}

type Told = Pick<Indicator, 'id' | 'measure' | 'unit'>;

export function publishedKeys(indicator: Told): string[] {
  return sidesOf(indicator).map(([key]) => key);
}

export function isPublishedKey(key: string): boolean {
  return key.startsWith(PUBLISHED);
}

type Side = readonly [key: string, numberOf: (figure: TrueFigure) => number | null];

/** Averages and the like add up to nothing. */
function sidesOf({ id, measure, unit }: Told): Side[] {
  if (measure.kind !== 'published' || measure.counts_people === false) return [];
  if (unit === 'count') return [[`${PUBLISHED}${id}`, ({ value }) => value]];
  if (unit !== 'percent' || measure.share === false) return [];
  const whole = (number: number | null) => (number === null ? null : Math.round(number));
  return [
    [`${PUBLISHED}${id} numerator`, (figure) => whole(numbersOfShare(figure).numerator)],
    [`${PUBLISHED}${id} denominator`, (figure) => whole(numbersOfShare(figure).denominator)],
  ];
}

function see(table: CountTable, { place, start, end, status }: TrueFigure, number: number | null): void {
  const days = `${start}/${end}`;
  if (status === 'suppressed')
    table.cells.set(at(place, days), { ...cellOf(table, place, days, null, true), hidden: true });
  else if (status === 'ok' && number !== null)
    table.cells.set(at(place, days), cellOf(table, place, days, number, true));
}

function sumLocalities(table: CountTable, localities: readonly string[]): void {
  for (const total of table.cells.values()) {
    if (total.place !== TOTAL) continue;
    const parts = localities.flatMap((place) => inTable(table, { place, days: total.days }) ?? []);
    if (parts.length > 1 && parts.length === localities.length) table.sums.push({ total, parts });
  }
}
