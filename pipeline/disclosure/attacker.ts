import type { Indicator } from '../../indicators/schema.ts';
import { type Column, narrower, tieTogether } from './across.ts';
import { type Built, keyOf } from './build.ts';
import { type Bond, type CountName, countsOf } from './counts.ts';
import { daysOf, type TrueFigure } from './figures.ts';
import { sumGroups, takeApart } from './groups.ts';
import { timeSums } from './segments.ts';
import { at, type Cell, type CountTable, cellOf, emptyTable, inTable, TOTAL } from './table.ts';

/** What an indicator is shown to count, by areas or by the groups of a column. */
export interface ShownFigures {
  indicator: Pick<Indicator, 'id' | 'measure'>;
  by: string | null;
  figures: TrueFigure[];
}

/** How counts hang together by what they mean, which who knows the definitions knows, whatever is hidden. */
export interface Ties {
  /** The one name of counts that have several. */
  nameOf: ReadonlyMap<string, string>;
  /** Two counts, by those names, that together are the third. */
  thirds: readonly (readonly [one: string, other: string, whole: string])[];
  /** The same of single columns. */
  across: readonly { whole: NamedColumn; parts: readonly NamedColumn[] }[];
}

interface NamedColumn {
  count: string;
  place: string;
}

const NO_TIES: Ties = { nameOf: new Map(), thirds: [], across: [] };

export function tiesOf({ tables, byKey, ties }: Built): Ties {
  const named = ({ table, place }: Column) => ({ count: table.key, place });
  return {
    across: ties.map(({ whole, parts }) => ({ whole: named(whole), parts: parts.map(named) })),
    nameOf: new Map([...byKey].map(([key, table]) => [key, table.key])),
    thirds: tables.flatMap((table) =>
      table.halves
        .filter(({ one }) => one === table)
        .map(({ one, other, whole }) => [one.key, other.key, whole.key] as const),
    ),
  };
}

/**
 * What can be known from outside: the catalogue says what is counted, the published figures say how many, and where a
 * figure is hidden only that it is. A cell without a value is one that somebody might want to work out.
 */
export function seenTables(
  shown: readonly ShownFigures[],
  { nameOf, thirds, across }: Ties = NO_TIES,
): CountTable[] {
  const tables = new Map<string, CountTable>();
  const additive = new Set<CountTable>();
  const bonds: [CountTable, CountTable][] = [];
  const named = new Map<string, { name: CountName; table: CountTable }>();
  for (const { indicator, by, figures } of shown) {
    const counts = countsOf(indicator.measure);
    const tableOf = (name: CountName, column: string | null) => {
      const own = keyOf(name, column);
      const key = nameOf.get(own) ?? own;
      const table = tables.get(key) ?? emptyTable(key, name.extract, column);
      tables.set(key, table);
      if (name.adds) additive.add(table);
      named.set(own, { name, table });
      return table;
    };
    for (const side of ['numerator', 'denominator'] as const) {
      const name = counts[side];
      if (!name) continue;
      const table = tableOf(name, by);
      if (by !== null)
        takeApart(
          tableOf(name, null),
          table,
          figures.map(({ place }) => place),
        );
      for (const figure of figures)
        see(table, figure, daysOf(name, figure), toldBy(figure, side, counts.bond));
    }
    const { numerator, denominator, bond } = counts;
    if (numerator && denominator && bond === 'part')
      bonds.push([tableOf(numerator, by), tableOf(denominator, by)]);
  }
  for (const table of additive) timeSums(table, new Map());
  for (const table of tables.values()) if (table.by === null) sumAreas(table);
  for (const table of tables.values()) sumGroups(table);
  for (const [part, whole] of narrower([...named.values()])) bonds.push([part.table, whole.table]);
  for (const [part, whole] of bonds) if (part !== whole && isWithin(part, whole)) part.wholes.add(whole);
  for (const third of thirds) {
    const [one, other, whole] = third.map((key) => tables.get(key));
    if (one && other && whole) one.halves.push({ one, other, whole, ofShare: false });
  }
  for (const tie of across) {
    const [whole, ...parts] = [tie.whole, ...tie.parts].flatMap(({ count, place }) => {
      const table = tables.get(count);
      return table ? [{ table, place }] : [];
    });
    if (whole && parts.length === tie.parts.length) tieTogether({ whole, parts });
  }
  return [...tables.values()];
}

/** A share tells one of its counts by the other. */
function toldBy(figure: TrueFigure, side: 'numerator' | 'denominator', bond: Bond | null): number | null {
  const { numerator, denominator, value } = figure;
  if (figure[side] !== null || bond !== 'part' || value === null) return figure[side];
  if (side === 'numerator') return denominator === null ? null : Math.round(value * denominator);
  return numerator === null || value === 0 ? null : Math.round(numerator / value);
}

/** A figure that is shown says its counts; of one that is not, only those that are told beside it. What is hidden in one
 *  place and told in another stays marked: it is given away. */
function see(table: CountTable, { place, status }: TrueFigure, days: string, told: number | null): void {
  if (status === 'missing') return;
  const value = told ?? (status === 'not_applicable' ? 0 : null);
  const before = table.cells.get(at(place, days));
  const hidden = value === null || before?.hidden === true;
  const known = before?.value ?? value;
  table.cells.set(at(place, days), { ...cellOf(table, place, days, known, true), hidden });
}

function byDays(table: CountTable): Map<string, Cell[]> {
  const found = new Map<string, Cell[]>();
  for (const cell of table.cells.values()) found.set(cell.days, [...(found.get(cell.days) ?? []), cell]);
  return found;
}

function sumAreas(table: CountTable): void {
  for (const cells of byDays(table).values()) {
    const total = cells.find(({ place }) => place === TOTAL);
    const parts = cells.filter(({ place }) => place !== TOTAL);
    if (total && parts.length > 0) table.sums.push({ total, parts });
  }
}

/** Amounts may be more than what they are held against. */
function isWithin(part: CountTable, whole: CountTable): boolean {
  return [...part.cells.values()].every(
    (cell) => (cell.value ?? 0) <= (inTable(whole, cell)?.value ?? Number.POSITIVE_INFINITY),
  );
}
