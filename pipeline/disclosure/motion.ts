import type { Program, Solver, Solving } from './linear.ts';
import { type Cell, type CountTable, inTable, NOUGHT, TOTAL } from './table.ts';

/** By how much cells change: a way to other numbers with which everything that is published is still right. */
export type Changes = Map<Cell, number>;

export interface Motion {
  /** The way to change a cell by so much that hides least; null where there is none. */
  change(cell: Cell, by: number): Changes | null;
  /** A way that moves as many of the hidden cells as it can, up or down as chance has it, and no others. */
  shake(round: number, most: number): Changes | null;
  /** After shaking: what costs something costs it again. */
  settle(): void;
}

/** What hidden cells cost once more: of two ways that hide nothing new the shorter one is taken. */
const NEXT_TO_NOTHING = 1e-3;
const WHOLE = 1e-6;

/** Lets the counts of some tables move; those of all others stay as they are, but for the other halves of wholes. */
export function setInMotion(
  tables: readonly CountTable[],
  solver: Solver,
  work: (motion: Motion) => void,
  noughts = false,
): void {
  const moving = withThirds(tables);
  const cells = [...moving].flatMap((table) =>
    [...table.cells.values()].filter((cell) => canMove(cell, moving, noughts)),
  );
  if (cells.length === 0) return;
  const columns = new Map(cells.map((cell, index) => [cell, index * 2]));
  const limits = new Map(cells.map((cell) => [cell, limitsOf(cell, moving)]));
  const program: Program = {
    columns: cells.flatMap((cell) => {
      const { down, up } = limits.get(cell) ?? STILL;
      const cost = costOf(cell);
      return [
        { lower: 0, upper: up, cost },
        { lower: 0, upper: -down, cost },
      ];
    }),
    rows: rowsOfAll(moving, columns),
  };
  solver.with(program, (solving) => {
    const change = (cell: Cell, by: number): Changes | null => {
      const column = columns.get(cell);
      const { down, up } = limits.get(cell) ?? STILL;
      if (column === undefined || by < down || by > up) return null;
      const changes = fixed(solving, column, by, () => solved(solving, cells));
      solving.bounds(column, 0, up);
      solving.bounds(column + 1, 0, -down);
      for (const one of changes?.keys() ?? []) {
        for (const each of [0, 1]) solving.cost((columns.get(one) ?? 0) + each, NEXT_TO_NOTHING);
      }
      return changes;
    };
    const shake = (round: number, most: number): Changes | null => {
      const free = cells.map((cell) => (isFree(cell) ? (limits.get(cell) ?? STILL) : STILL));
      const atMost = ({ published }: Cell, far: number) => (published ? Math.min(most, far) : far);
      const way = (cell: Cell, index: number) => (cell.published ? chance(index, round) : 0);
      solving.all(
        pairs(cells, (cell, index) => [
          atMost(cell, free[index]?.up ?? 0),
          atMost(cell, -(free[index]?.down ?? 0)),
        ]),
        pairs(cells, (cell, index) => [-way(cell, index), way(cell, index)]),
      );
      const changes = changesIn(solving.solve(), cells);
      return changes && areWhole(changes) ? changes : null;
    };
    const settle = () => {
      const still = cells.map((cell) => limits.get(cell) ?? STILL);
      solving.all(
        pairs(cells, (_cell, index) => [still[index]?.up ?? 0, -(still[index]?.down ?? 0)]),
        pairs(cells, (cell) => [costOf(cell), costOf(cell)]),
      );
    };
    work({ change, shake, settle });
  });
}

/** The columns of cells: up and down. */
function pairs(cells: Cell[], of: (cell: Cell, index: number) => readonly [number, number]): Float64Array {
  const columns = new Float64Array(cells.length * 2);
  for (const [index, cell] of cells.entries()) columns.set(of(cell, index), index * 2);
  return columns;
}

/** Whether moving a cell hides nothing that is not hidden. */
function isFree({ published, hidden }: Cell): boolean {
  return hidden || !published;
}

/** 1 or -1, as if by chance but the same each time (Knuth’s multiplicative hash). */
function chance(index: number, round: number): number {
  return ((Math.imul(index + 1, 2654435761) >>> (31 - round)) & 1) * 2 - 1;
}

const STILL = { down: 0, up: 0 };

/** Where one of three counts moves that add up, so must another. */
function withThirds(tables: readonly CountTable[]): Set<CountTable> {
  const moving = new Set(tables);
  for (const table of moving)
    for (const { one, other, whole } of table.halves)
      for (const each of [one, other, whole]) moving.add(each);
  return moving;
}

/** A nought that is shown cannot be another number, nor can what has been shown before. Nor can the county’s count where its groups stay as they are. */
function canMove(cell: Cell, moving: ReadonlySet<CountTable>, noughts: boolean): boolean {
  if (cell.published && cell.value === 0 && !cell.hidden && !noughts) return false;
  if (cell.known && !cell.hidden) return false;
  const { breakdowns } = cell.table;
  return (
    cell.place !== TOTAL || [...breakdowns].every((groups) => moving.has(groups) || !isTotal(cell, groups))
  );
}

function isTotal(cell: Cell, groups: CountTable): boolean {
  return groups.sums.some(({ total }) => total === cell);
}

interface Limits {
  down: number;
  up: number;
}

/** How far a cell can go: not below what is a part of it, nor above what it is a part of. */
function limitsOf(cell: Cell, moving: ReadonlySet<CountTable>): Limits {
  const { table, value, published } = cell;
  if (value === null) return { down: 0, up: Number.POSITIVE_INFINITY };
  const still = (tables: ReadonlySet<CountTable>) =>
    [...tables].filter((one) => !moving.has(one)).flatMap((one) => inTable(one, cell)?.value ?? []);
  const least = published ? table.least : Math.min(0, table.least);
  const down = Math.max(least, ...still(table.parts)) - value;
  const up = Math.min(...still(table.wholes)) - value;
  return { down: Math.min(0, down), up: Math.max(0, up) };
}

function costOf({ published, hidden, value, cost }: Cell): number {
  return NEXT_TO_NOTHING + (published && !hidden ? cost + (value === 0 ? NOUGHT : 0) : 0);
}

type Term = readonly [column: number, factor: number];

function rowsOfAll(moving: ReadonlySet<CountTable>, columns: ReadonlyMap<Cell, number>): Program['rows'] {
  const terms = (cell: Cell, factor: number): Term[] => {
    const column = columns.get(cell);
    return column === undefined ? [] : [[column, factor] as const, [column + 1, -factor] as const];
  };
  const sums = new Set([...moving].flatMap((table) => [...table.sums, ...table.across]));
  const rows = [...sums].map(({ total, parts }) => ({
    ...{ lower: 0, upper: 0 },
    terms: [...terms(total, -1), ...parts.flatMap((part) => terms(part, 1))],
  }));
  const others = [...moving].flatMap((table) => rowsOf(table, moving, terms));
  return [...rows, ...others].filter((row) => row.terms.length > 0);
}

function rowsOf(
  table: CountTable,
  moving: ReadonlySet<CountTable>,
  terms: (cell: Cell, factor: number) => Term[],
): Program['rows'] {
  const within = [...table.wholes]
    .filter((whole) => moving.has(whole))
    .flatMap((whole) =>
      [...table.cells.values()].flatMap((cell) => {
        const around = inTable(whole, cell);
        if (!around || around.value === null || cell.value === null) return [];
        const upper = around.value - cell.value;
        return [{ lower: Number.NEGATIVE_INFINITY, upper, terms: [...terms(cell, 1), ...terms(around, -1)] }];
      }),
    );
  const halves = table.halves
    .filter(({ one, whole }) => one === table && moving.has(whole))
    .flatMap(({ other, whole }) =>
      [...table.cells.values()].flatMap((cell) => {
        const [half, all] = [inTable(other, cell), inTable(whole, cell)];
        if (!half || !all) return [];
        return [{ lower: 0, upper: 0, terms: [...terms(cell, 1), ...terms(half, 1), ...terms(all, -1)] }];
      }),
    );
  return [...within, ...halves];
}

function fixed<T>(solving: Solving, column: number, by: number, work: () => T): T {
  const [up, down] = [Math.max(0, by), Math.max(0, -by)];
  solving.bounds(column, up, up);
  solving.bounds(column + 1, down, down);
  return work();
}

/** Sums of sums mostly have whole solutions of themselves; where not, whole ones are asked for. */
function solved(solving: Solving, cells: Cell[]): Changes | null {
  const changes = changesIn(solving.solve(), cells);
  if (!changes || areWhole(changes)) return changes;
  solving.wholeNumbers(cells.length * 2);
  return changesIn(solving.solve(), cells);
}

function areWhole(changes: Changes): boolean {
  return [...changes.values()].every((by) => Number.isInteger(by));
}

function changesIn(solution: Float64Array | null, cells: Cell[]): Changes | null {
  if (!solution) return null;
  const changes: Changes = new Map();
  cells.forEach((cell, index) => {
    const by = (solution[index * 2] ?? 0) - (solution[index * 2 + 1] ?? 0);
    const whole = Math.round(by);
    const near = Math.abs(by - whole) < WHOLE ? whole : by;
    if (near !== 0) changes.set(cell, near);
  });
  return changes;
}
