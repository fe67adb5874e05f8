import {
  at,
  type Cell,
  type CountTable,
  cellOf,
  emptyTable,
  TOTAL,
} from '../../../pipeline/disclosure/table.ts';

/** A count of some areas in two quarters, with the county's and the year's totals. */
export type Small = readonly (readonly [number, number])[];

export const QUARTERS = ['2024-01-01/2024-03-31', '2024-04-01/2024-06-30'] as const;
export const YEAR = '2024-01-01/2024-06-30';
const ALL_DAYS = [...QUARTERS, YEAR];

export function smallTable(values: Small, key = 'count'): CountTable {
  const table = emptyTable(key, 'extract', null);
  const put = (place: string, days: string, value: number): Cell => {
    const cell = cellOf(table, place, days, value, true);
    table.cells.set(at(place, days), cell);
    return cell;
  };
  const row = (place: string, [one, other]: readonly [number, number]) => {
    const [first, second] = [put(place, QUARTERS[0], one), put(place, QUARTERS[1], other)];
    table.sums.push({ total: put(place, YEAR, one + other), parts: [first, second] });
  };
  for (const [index, pair] of values.entries()) row(`area-${index}`, pair);
  row(TOTAL, [sum(values.map(([one]) => one)), sum(values.map(([, other]) => other))]);
  for (const days of ALL_DAYS) {
    const cells = [...table.cells.values()].filter((cell) => cell.days === days);
    const total = cells.find(({ place }) => place === TOTAL);
    if (total) table.sums.push({ total, parts: cells.filter((cell) => cell !== total) });
  }
  return table;
}

export function hideSmall(table: CountTable): void {
  for (const cell of table.cells.values()) if (isSmall(cell.value)) cell.hidden = true;
}

export function isSmall(value: number | null): boolean {
  return value !== null && value > 0 && value < 5;
}

/** What somebody sees of it: what is hidden has no value. */
export function seen(table: CountTable): CountTable {
  const copy = emptyTable(table.key, table.extract, table.by);
  for (const [place, cell] of table.cells)
    copy.cells.set(place, { ...cell, table: copy, value: cell.hidden ? null : cell.value });
  const same = (cell: Cell) => {
    const found = copy.cells.get(at(cell.place, cell.days));
    if (!found) throw new Error('a cell was lost');
    return found;
  };
  copy.sums = table.sums.map(({ total, parts }) => ({ total: same(total), parts: parts.map(same) }));
  return copy;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
