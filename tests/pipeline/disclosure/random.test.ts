import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { boundsOf } from '../../../pipeline/disclosure/bounds.ts';
import { Solver } from '../../../pipeline/disclosure/linear.ts';
import { suppress } from '../../../pipeline/disclosure/suppress.ts';
import { at, type Cell, type CountTable, TOTAL } from '../../../pipeline/disclosure/table.ts';
import { hideSmall, isSmall, QUARTERS, type Small, seen, smallTable, YEAR } from './tables.ts';

/** Values that a hidden count may have, found by trying them all: the independent check of what is published. */

const GREATEST = 12;

/** Which values of one cell leave numbers for all others with which everything that is shown is right? */
function possible(values: Small, table: CountTable, sought: Cell): number[] {
  const known = (place: string, days: string) => {
    const cell = table.cells.get(at(place, days));
    return cell && !cell.hidden ? cell.value : null;
  };
  const wide = (known(TOTAL, QUARTERS[0]) ?? GREATEST * 3) + 1;
  const high = (known(TOTAL, QUARTERS[1]) ?? GREATEST * 3) + 1;
  const choices = (days: string, place: string, wanted: number | null): number[] => {
    if (wanted !== null) return [wanted];
    const value = known(place, days);
    return value === null ? Array.from({ length: GREATEST }, (_, index) => index + 1) : [value];
  };
  const fits = (wanted: number): boolean => {
    let sums = new Set([0]);
    for (const index of values.keys()) {
      const place = `area-${index}`;
      const fixed = (days: string) => (sought.place === place && sought.days === days ? wanted : null);
      const year = fixed(YEAR) ?? known(place, YEAR);
      const next = new Set<number>();
      for (const one of choices(QUARTERS[0], place, fixed(QUARTERS[0]))) {
        for (const other of choices(QUARTERS[1], place, fixed(QUARTERS[1]))) {
          if (year !== null && one + other !== year) continue;
          for (const sum of sums) {
            const [first, second] = [Math.floor(sum / high) + one, (sum % high) + other];
            if (first < wide && second < high) next.add(first * high + second);
          }
        }
      }
      sums = next;
    }
    const county = (days: string) =>
      sought.place === TOTAL && sought.days === days ? wanted : known(TOTAL, days);
    return [...sums].some((sum) => {
      const [first, second] = [Math.floor(sum / high), sum % high];
      const agree = (days: string, value: number) => (county(days) ?? value) === value;
      return agree(QUARTERS[0], first) && agree(QUARTERS[1], second) && agree(YEAR, first + second);
    });
  };
  const truth = sought.value ?? 0;
  const near = Array.from({ length: truth + GREATEST }, (_, index) => index).sort(
    (one, other) => Math.abs(one - truth) - Math.abs(other - truth),
  );
  const found: number[] = [];
  for (const value of near) {
    if (fits(value)) found.push(value);
    if (found.length === 3) break;
  }
  return found;
}

let solver: Solver;
beforeAll(async () => {
  solver = await Solver.load();
});

const numbers = fc.integer({ min: 0, max: 9 });
const anyTable = fc.array(fc.tuple(numbers, numbers), { minLength: 2, maxLength: 4 });

describe('two hundred tables', () => {
  it('leave every hidden count three values or more, by trying them all', () => {
    fc.assert(
      fc.property(anyTable, (values) => {
        const table = smallTable(values);
        hideSmall(table);
        suppress([table], solver);
        for (const cell of table.cells.values()) {
          if (isSmall(cell.value)) expect(cell.hidden).toBe(true);
          if (cell.hidden) expect(possible(values, table, cell)).toHaveLength(3);
        }
      }),
      { numRuns: 200 },
    );
  }, 120_000);

  it('leave the audit no hidden count with less than three', () => {
    fc.assert(
      fc.property(anyTable, (values) => {
        const table = smallTable(values);
        hideSmall(table);
        suppress([table], solver);
        const bounds = boundsOf([seen(table)], solver);
        expect(bounds).toHaveLength([...table.cells.values()].filter(({ hidden }) => hidden).length);
        for (const { least, greatest } of bounds) expect(greatest - least).toBeGreaterThanOrEqual(2);
      }),
      { numRuns: 200 },
    );
  });

  it('hide nothing where nothing is small, and no zero', () => {
    fc.assert(
      fc.property(anyTable, (values) => {
        const table = smallTable(values);
        hideSmall(table);
        const needed = [...table.cells.values()].some(({ hidden }) => hidden);
        suppress([table], solver);
        const hidden = [...table.cells.values()].filter((cell) => cell.hidden);
        expect(hidden.length > 0).toBe(needed);
        expect(hidden.map(({ value }) => value)).not.toContain(0);
      }),
      { numRuns: 100 },
    );
  });

  it('are seen through by the audit where only the small counts are hidden', () => {
    const table = smallTable([
      [3, 20],
      [30, 40],
      [50, 60],
    ]);
    hideSmall(table);
    const [found] = boundsOf([seen(table)], solver);
    expect([found?.least, found?.greatest]).toEqual([3, 3]);
  });
});
