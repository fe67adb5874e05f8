import type { Program, Solver, Solving } from './linear.ts';
import { type Cell, type CountTable, inTable, type Sum } from './table.ts';

/** The least and the greatest whole number that a hidden count could be. */
export interface Bounds {
  cell: Cell;
  least: number;
  greatest: number;
}

/**
 * Solves for each hidden count what it could be, by all sums and shares that hold. The solutions need not be whole
 * numbers, so the true range of an attacker who minds that may be narrower; the bounds are rounded inwards. For areas by
 * periods the two are the same, and of every hidden count the pipeline has found two whole solutions that are two apart.
 */
export function boundsOf(tables: readonly CountTable[], solver: Solver): Bounds[] {
  return [...givenAway(tables), ...components(tables).flatMap((component) => solvedFor(component, solver))];
}

/** What is hidden in one place and told in another needs no solving. */
function givenAway(tables: readonly CountTable[]): Bounds[] {
  const cells = tables.flatMap((table) => [...table.cells.values()]);
  return cells.flatMap((cell) =>
    cell.hidden && cell.value !== null ? [{ cell, least: cell.value, greatest: cell.value }] : [],
  );
}

interface Row {
  lower: number;
  upper: number;
  terms: (readonly [Cell, number])[];
}

interface Component {
  cells: Cell[];
  rows: Row[];
}

/** What is not known hangs together where a sum or a share has two such cells; each such lot is solved by itself. */
function components(tables: readonly CountTable[]): Component[] {
  const less = new Set(tables.filter(hasRest).map(({ extract }) => extract));
  const rows = tables.flatMap((table) => [
    ...sumRows(table, less.has(table.extract)),
    ...table.across.map(rowOfSum),
    ...shareRows(table),
    ...thirdRows(table),
  ]);
  const lots = new Map<Cell, Component>();
  for (const table of tables)
    for (const cell of table.cells.values())
      if (cell.value === null) lots.set(cell, { cells: [cell], rows: [] });
  for (const row of rows) {
    const [first, ...others] = [...new Set(row.terms.flatMap(([cell]) => lots.get(cell) ?? []))].sort(
      (one, other) => other.cells.length - one.cells.length,
    );
    if (!first) continue;
    for (const other of others) {
      first.cells.push(...other.cells);
      first.rows.push(...other.rows);
      for (const cell of other.cells) lots.set(cell, first);
    }
    first.rows.push(row);
  }
  return [...new Set(lots.values())].filter(({ cells }) => cells.some(isSought));
}

function isSought({ published, value }: Cell): boolean {
  return published && value === null;
}

function sumRows(table: CountTable, areLess: boolean): Row[] {
  return table.sums.flatMap((sum) => {
    const row = rowOfSum(sum);
    return [{ ...row, upper: areLess && isOfAreas(sum) ? Number.POSITIVE_INFINITY : row.upper }];
  });
}

function rowOfSum({ total, parts }: Sum): Row {
  return rowOf([[total, 1], ...parts.map((part) => [part, -1] as const)]);
}

/** Some people are of no area, and areas then add up to less; where an extract never shows it, who looks counts on it. */
function hasRest({ sums }: CountTable): boolean {
  return sums.some((sum) => {
    const parts = sum.parts.reduce<number | null>((all, { value }) => add(all, value), 0);
    const total = sum.total.value;
    return isOfAreas(sum) && total !== null && parts !== null && parts < total;
  });
}

function isOfAreas({ total, parts }: Sum): boolean {
  return total.days === parts[0]?.days && total.table.by === parts[0]?.table.by;
}

function add(sum: number | null, value: number | null): number | null {
  return sum === null || value === null ? null : sum + value;
}

function shareRows(table: CountTable): Row[] {
  return [...table.wholes].flatMap((whole) =>
    [...table.cells.values()].flatMap((cell) => {
      const around = inTable(whole, cell);
      if (!around || (cell.value !== null && around.value !== null)) return [];
      const row = rowOf([
        [around, 1],
        [cell, -1],
      ]);
      return [{ ...row, upper: Number.POSITIVE_INFINITY }];
    }),
  );
}

function thirdRows({ halves, cells }: CountTable): Row[] {
  return halves.flatMap(({ other, whole }) =>
    [...cells.values()].flatMap((cell) => {
      const [half, all] = [inTable(other, cell), inTable(whole, cell)];
      const third =
        half && all
          ? ([
              [cell, 1],
              [half, 1],
              [all, -1],
            ] as const)
          : [];
      return third.some(([{ value }]) => value === null) ? [rowOf([...third])] : [];
    }),
  );
}

/** Known numbers to the right, the others to the left. */
function rowOf(terms: (readonly [Cell, number])[]): Row {
  const known = terms.reduce((sum, [{ value }, factor]) => sum + (value ?? 0) * factor, 0);
  return { lower: -known, upper: -known, terms: terms.filter(([{ value }]) => value === null) };
}

function solvedFor({ cells, rows }: Component, solver: Solver): Bounds[] {
  const columns = new Map(cells.map((cell, index) => [cell, index]));
  const program: Program = {
    // A hidden count is never none: that is shown.
    columns: cells.map(({ published, table }) => ({
      lower: published ? table.least : Math.min(0, table.least),
      ...{ upper: MOST, cost: 0 },
    })),
    rows: rows.map(({ terms, ...limits }) => ({
      ...limits,
      terms: terms.map(([cell, factor]) => [columns.get(cell) ?? 0, factor] as const),
    })),
  };
  return solver.with(program, (solving) =>
    cells.filter(isSought).map((cell) => {
      const column = columns.get(cell) ?? 0;
      const least = extreme(solving, column, 1);
      const greatest = extreme(solving, column, -1);
      return { cell, least: Math.ceil(least - NEAR), greatest: Math.floor(greatest + NEAR) };
    }),
  );
}

const NEAR = 1e-6;

/** More than any count of children or sessions: a program without an end is not always told from one that nothing fits. */
const MOST = 1e9;

/** Not a number where nothing fits, as where files have been restated since. */
function extreme(solving: Solving, column: number, way: 1 | -1): number {
  solving.cost(column, way);
  const solution = solving.solve();
  solving.cost(column, 0);
  return solution?.[column] ?? Number.NaN;
}
