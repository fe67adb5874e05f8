import type { View } from '../../indicators/extract-schema.ts';
import { groupBy } from '../../indicators/group.ts';
import type { Measure } from '../../indicators/measure-schema.ts';
import type { DisclosurePolicy } from '../../indicators/partnership-schema.ts';
import type { Grain } from '../../indicators/series.ts';
import { areBeyondChance, type Counted, findTies, narrower, type Tie, tieTogether } from './across.ts';
import { type CountName, countsOf } from './counts.ts';
import { daysOf, numbersOf, type TrueFigure } from './figures.ts';
import { sumGroups, takeApart } from './groups.ts';
import { timeSums } from './segments.ts';
import { at, type Cell, type CountTable, cellOf, emptyTable, inTable, TOTAL } from './table.ts';

/** One measure’s true figures: for areas, or for the groups of one of its breakdowns. */
export interface Measured {
  measure: Measure;
  figures: TrueFigure[];
  /** The column of a breakdown; null of areas. */
  by: string | null;
  /** Those of its grains that are shown. */
  grains: readonly Grain[];
  /** How much is lost when a figure is hidden, beside others. */
  worth: number;
  /** Whether a figure is of fewer people than an amount may be of. */
  ofFew: (figure: TrueFigure) => boolean;
}

type Views = readonly Pick<View, 'name' | 'reads'>[];

/** Every count’s table, by each of the keys that name it: the same numbers under two names are one count. */
export interface Built {
  tables: CountTable[];
  byKey: ReadonlyMap<string, CountTable>;
  ties: readonly Tie[];
}

/** What a count of a measure is called; apart by breakdown. */
export function keyOf({ key }: CountName, by: string | null): string {
  return by === null ? key : JSON.stringify([key, by]);
}

interface Draft extends Counted {
  /** Numbers of all grains, for sums of days between the published ones. */
  numbers: Map<string, number>;
  fewAt: Set<string>;
  /** Where it is published itself, whatever else is the same count. */
  places: Set<string>;
}

/** From figures to the tables of what was counted, with all that is known of how their cells hang together. */
export function buildTables(all: readonly Measured[], policy: DisclosurePolicy, views: Views = []): Built {
  const { drafts, bonds } = draftsOf(all, policy, views);
  const same = mergeSame([...drafts.values()]);
  const merged = [...new Set(same.values())];
  for (const draft of merged) addSums(draft);
  for (const [above, below] of bonds) bind(same.get(above), same.get(below), true);
  const named = [...same].map(([{ name }, { table }]) => ({ name, table }));
  for (const [part, whole] of narrower(named)) bind(part, whole, false);
  findHalves(merged);
  const byKey = new Map(
    [...drafts].flatMap(([key, draft]) => {
      const kept = same.get(draft);
      return kept ? [[key, kept.table] as const] : [];
    }),
  );
  for (const [draft, { table }] of same) {
    const whole = byKey.get(draft.name.key);
    if (table.by !== null && whole) takeApart(whole, table, draft.places);
  }
  for (const { table } of merged) sumGroups(table);
  const ties = findTies(merged);
  for (const tie of ties) tieTogether(tie);
  for (const draft of merged) hideSmall(draft, policy);
  return { tables: merged.map(({ table }) => table), byKey, ties };
}

/** What each measure counts, by its name, and which counts are shown as shares of which. */
function draftsOf(all: readonly Measured[], policy: DisclosurePolicy, views: Views) {
  const drafts = new Map<string, Draft>();
  const bonds: [Draft, Draft][] = [];
  for (const measured of all) {
    const counts = countsOf(measured.measure);
    const draft = (name: CountName | null) => name && draftOf(drafts, name, measured.by, views);
    const [above, below] = [draft(counts.numerator), draft(counts.denominator)];
    if (above && below && counts.bond === 'part') bonds.push([above, below]);
    for (const figure of measured.figures.filter(({ complete }) => complete)) {
      const numbers = numbersOf(counts, figure);
      const isPublished = measured.grains.includes(figure.grain);
      const enough = counts.bond === 'average' ? policy.minimum_people : policy.percentage_denominator;
      const few =
        (below !== null && isFew(numbers.denominator, enough)) || (counts.amounts && measured.ofFew(figure));
      const { worth } = measured;
      if (above && numbers.numerator !== null)
        enter(above, figure, numbers.numerator, { isPublished, few, worth });
      if (below && numbers.denominator !== null)
        enter(below, figure, numbers.denominator, {
          ...{ isPublished, worth },
          few: counts.amounts && measured.ofFew(figure),
        });
    }
  }
  return { drafts, bonds };
}

function readBy({ extract }: CountName, views: Views): readonly string[] {
  return views.find(({ name }) => name === extract)?.reads ?? [extract];
}

/** Of nobody there is nothing to hide. */
function isFew(people: number | null, enough: number): boolean {
  return people !== null && people > 0 && people < enough;
}

function draftOf(drafts: Map<string, Draft>, name: CountName, by: string | null, views: Views): Draft {
  const key = keyOf(name, by);
  const found = drafts.get(key);
  if (found) return found;
  const draft = {
    table: emptyTable(key, name.extract, by),
    name,
    reads: readBy(name, views),
    numbers: new Map<string, number>(),
    fewAt: new Set<string>(),
    places: new Set<string>(),
  };
  drafts.set(key, draft);
  return draft;
}

interface Entry {
  isPublished: boolean;
  few: boolean;
  worth: number;
}

function enter(draft: Draft, figure: TrueFigure, value: number, { isPublished, few, worth }: Entry): void {
  const { table, name, numbers, fewAt, places } = draft;
  const days = daysOf(name, figure);
  const place = at(figure.place, days);
  numbers.set(place, value);
  if (!isPublished) return;
  places.add(figure.place);
  if (few) fewAt.add(place);
  const cell = cellOf(table, figure.place, days, value, true);
  const before = table.cells.get(place);
  table.cells.set(place, { ...cell, cost: Math.max(before?.cost ?? 0, cell.cost * worth) });
}

/** Counts of one extract that are the same number wherever both are known are one count; of an extract and a view of it,
 *  where that is too often for chance. */
function mergeSame(drafts: Draft[]): Map<Draft, Draft> {
  const kept = new Map<Draft, Draft>();
  for (const draft of drafts) {
    const same = [...new Set(kept.values())].find((other) => areSame(draft, other));
    kept.set(draft, same ?? draft);
    if (!same) continue;
    for (const [place, value] of draft.numbers) same.numbers.set(place, value);
    for (const place of draft.fewAt) same.fewAt.add(place);
    for (const [place, cell] of draft.table.cells) {
      const found = same.table.cells.get(place);
      if (found) found.cost = Math.max(found.cost, cell.cost);
      else same.table.cells.set(place, { ...cell, table: same.table });
    }
  }
  return kept;
}

function areSame(one: Draft, other: Draft): boolean {
  if (!areAlike(one, other)) return false;
  const common = [...one.table.cells.values()].flatMap((cell) => {
    const found = inTable(other.table, cell);
    return found ? [[cell.value, found.value]] : [];
  });
  if (common.length === 0 || common.some(([a, b]) => a !== b)) return false;
  return areOfOne(one, other) || areBeyondChance(common.map(([number]) => number ?? 0));
}

function areAlike(one: Draft, other: Draft): boolean {
  return (
    one.name.adds === other.name.adds &&
    one.table.by === other.table.by &&
    one.reads.some((extract) => other.reads.includes(extract))
  );
}

function areOfOne(...[first, ...others]: Draft[]): boolean {
  return others.every(({ name }) => name.extract === first?.name.extract);
}

/** A whole is the sum of its areas, a year that of its parts. */
function addSums({ table, name, numbers }: Draft): void {
  if (name.adds) timeSums(table, numbers);
  for (const cells of table.by === null ? byDays(table).values() : []) {
    const total = cells.find(({ place }) => place === TOTAL);
    const parts = cells.filter((cell) => cell !== total);
    if (parts.length > 0 && total) table.sums.push({ total, parts });
  }
  if ([...numbers.values()].some((value) => value < 0)) table.least = Number.NEGATIVE_INFINITY;
}

function byDays(table: CountTable): Map<string, Cell[]> {
  return groupBy([...table.cells.values()], ({ days }) => days);
}

type Bound = Pick<Draft, 'table'> | undefined;

function bind(above: Bound, below: Bound, asShare: boolean): void {
  if (!above || !below || above.table === below.table) return;
  const cells = [...above.table.cells.values()];
  if (
    cells.some((cell) => (cell.value ?? 0) > (inTable(below.table, cell)?.value ?? Number.POSITIVE_INFINITY))
  )
    return;
  above.table.wholes.add(below.table);
  below.table.parts.add(above.table);
  if (asShare) above.table.shareOf.add(below.table);
}

/** Counts that together are a third, of whichever indicators: who knows two of the three knows the third. */
function findHalves(drafts: Draft[]): void {
  for (const whole of drafts) {
    const parts = drafts.filter(
      (other) => other !== whole && areAlike(other, whole) && isPart(other.table, whole.table),
    );
    for (const [index, one] of parts.entries())
      for (const other of parts.slice(index + 1))
        if (areAlike(one, other) && isRest(other, one, whole)) join(one.table, other.table, whole.table);
  }
}

function join(one: CountTable, other: CountTable, whole: CountTable): void {
  const ofShare = one.shareOf.has(whole) || other.shareOf.has(whole);
  const halves = { one, other, whole, ofShare };
  for (const table of [one, other, whole]) table.halves.push(halves);
  for (const table of ofShare ? [one, other] : []) {
    bind({ table }, { table: whole }, true);
  }
}

function isPart(part: CountTable, whole: CountTable): boolean {
  const both = [...part.cells.values()].flatMap((cell) => {
    const around = inTable(whole, cell)?.value;
    return typeof around === 'number' ? [[cell.value ?? 0, around]] : [];
  });
  return both.length > 0 && both.every(([one = 0, around = 0]) => one <= around);
}

function isRest(rest: Draft, one: Draft, whole: Draft): boolean {
  const known = [...one.table.cells.values()].flatMap((cell) => {
    const [a, b, c] = [cell.value, inTable(rest.table, cell)?.value, inTable(whole.table, cell)?.value];
    return typeof a === 'number' && typeof b === 'number' && typeof c === 'number' ? [[a, b, c]] : [];
  });
  const isSum = known.every(([a = 0, b = 0, c = 0]) => a + b === c);
  if (!isSum || !known.some(([a, b]) => a !== 0 && b !== 0)) return false;
  return areOfOne(rest, one, whole) || areBeyondChance(known.map(([, , c = 0]) => c));
}

/** A count of 1 to 4 is hidden, one that lacks 1 to 4 of its whole, and what is out of fewer than ten. None is shown. */
function hideSmall({ table, fewAt }: Draft, { threshold }: DisclosurePolicy): void {
  const isSmall = (count: number) => count > 0 && count < threshold;
  for (const [place, cell] of table.cells) {
    const { published, value } = cell;
    if (!published || !value) continue;
    const lacks = [...table.shareOf].flatMap((whole) => inTable(whole, cell)?.value ?? []);
    if (isSmall(value) || fewAt.has(place) || lacks.some((whole) => isSmall(whole - value)))
      hideWithHalf(cell);
  }
}

/** What a half is hidden for, the other half of the share would tell. */
export function hideWithHalf(cell: Cell): void {
  if (cell.value === 0) return;
  cell.hidden = true;
  for (const { one, other, whole, ofShare } of cell.table.halves) {
    if (cell.table === whole || !ofShare) continue;
    const half = inTable(cell.table === one ? other : one, cell);
    if (half && !half.hidden) hideWithHalf(half);
  }
}
