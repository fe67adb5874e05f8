import { dayAfter } from '../../indicators/periods.ts';
import { at, type CountTable, cellOf } from './table.ts';

/**
 * Periods overlap: a school year begins in the middle of a quarter. They are cut where any of them begins or ends; each
 * is then the sum of the pieces that it is made of, and each piece a cell, published or not.
 */
export function timeSums(table: CountTable, numbers: ReadonlyMap<string, number>): void {
  const published = [...table.cells.values()];
  const spans = [...new Set(published.map(({ days }) => days))].map(span);
  const cuts = [...new Set(spans.flatMap(({ from, to }) => [from, dayAfter(to)]))].sort();
  const pieces = cuts
    .slice(0, -1)
    .map((from, index) => ({ from, to: dayAfter(cuts[index + 1] ?? from, -1) }));
  const finer = finerDays(numbers);
  for (const total of published) {
    const whole = span(total.days);
    const inside = pieces.filter(({ from, to }) => from >= whole.from && to <= whole.to);
    if (inside.length < 2) continue;
    const parts = inside.map(({ from, to }) => {
      const days = `${from}/${to}`;
      const key = at(total.place, days);
      const found = table.cells.get(key);
      if (found) return found;
      const value = numbers.get(key) ?? addedUp(from, to, total.place, finer, numbers);
      const cell = cellOf(table, total.place, days, value, false);
      table.cells.set(key, cell);
      return cell;
    });
    table.sums.push({ total, parts });
  }
}

interface Span {
  from: string;
  to: string;
}

function span(days: string): Span {
  return { from: days.slice(0, 10), to: days.slice(11) };
}

/** Where each number's days begin, the shortest first. */
function finerDays(numbers: ReadonlyMap<string, number>): Map<string, Span[]> {
  const spans = [...new Set([...numbers.keys()].map((key) => key.slice(key.lastIndexOf(' ') + 1)))].map(span);
  const starts = new Map<string, Span[]>();
  for (const one of spans.sort((a, b) => a.to.localeCompare(b.to)))
    starts.set(one.from, [...(starts.get(one.from) ?? []), one]);
  return starts;
}

/** The number of some days as a sum of shorter ones, such as months; null where one is not known. */
function addedUp(
  from: string,
  to: string,
  place: string,
  finer: ReadonlyMap<string, Span[]>,
  numbers: ReadonlyMap<string, number>,
): number | null {
  let sum = 0;
  for (let day = from; day <= to; ) {
    const next = finer
      .get(day)
      ?.find((one) => one.to <= to && numbers.has(at(place, `${one.from}/${one.to}`)));
    if (!next) return null;
    sum += numbers.get(at(place, `${next.from}/${next.to}`)) ?? 0;
    day = dayAfter(next.to);
  }
  return sum;
}
