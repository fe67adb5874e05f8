import type { Solver } from './linear.ts';
import { type Changes, type Motion, setInMotion } from './motion.ts';
import type { Cell, CountTable } from './table.ts';

/** How far apart the least and the greatest value of a hidden count must be: three values that it could have. */
export const ROOM = 2;

/** Most cells are safe by others that are hidden anyway, and a few tries prove it of all of those. */
const SHAKES = 4;

/** So many cells at once are more than can be looked through in the time that publishing has. */
const MOST_AT_ONCE = 40_000;

/**
 * Hides further cells until each hidden count could have three values for all that is published. A cell is safe when
 * there is a way to change it by two, with hidden cells alone, by whole numbers and every published sum still right: the
 * way is the proof. Of all ways that is taken which hides least. Tables are made safe one by one, against a reader who
 * knows all other counts; only where that cannot be, those that hang together with them move along. Where that does not
 * help either, nothing of them is shown: publishing goes on.
 */
export function suppress(tables: readonly CountTable[], solver: Solver, mostAtOnce = MOST_AT_ONCE): void {
  const proofs = new Proofs();
  for (let open = proofs.open(tables); open.length > 0; open = proofs.open(tables)) {
    for (const table of open) {
      makeSafe(table, solver, proofs, mostAtOnce);
      if (proofs.next(table)) withhold(table);
    }
  }
}

/** By how much each cell has been seen to go down and up. */
class Proofs {
  readonly #seen = new Map<Cell, { down: number; up: number }>();

  seen(cell: Cell): { down: number; up: number } {
    return this.#seen.get(cell) ?? { down: 0, up: 0 };
  }

  note(cell: Cell, by: number): void {
    const { down, up } = this.seen(cell);
    this.#seen.set(cell, { down: Math.min(down, by), up: Math.max(up, by) });
  }

  /** The table’s next cell that is hidden and not yet safe. */
  next(table: CountTable): Cell | undefined {
    if (table.withheld) return undefined;
    for (const cell of table.cells.values()) {
      if (!cell.hidden || !cell.published) continue;
      const { down, up } = this.seen(cell);
      if (up - down < ROOM) return cell;
    }
    return undefined;
  }

  open(tables: readonly CountTable[]): CountTable[] {
    return tables.filter((table) => this.next(table));
  }
}

function makeSafe(table: CountTable, solver: Solver, proofs: Proofs, mostAtOnce: number): void {
  for (const { tied, noughts } of ATTEMPTS) {
    const moving = closure([table], tied);
    if (sizeOf(moving) > mostAtOnce) continue;
    // Whatever a solver stumbles over, publishing goes on: then this count is withheld, and the run says why.
    try {
      setInMotion(
        moving,
        solver,
        (motion) => {
          for (let round = 0; round < SHAKES; round += 1) noteAll(proofs, motion.shake(round, ROOM));
          motion.settle();
          for (let cell = proofs.next(table); cell; cell = proofs.next(table))
            if (!proveSafe(cell, motion, proofs)) break;
        },
        noughts,
      );
    } catch (fault) {
      table.fault = fault instanceof Error ? fault.message : String(fault);
    }
    if (!proofs.next(table)) return;
  }
}

type Tied = (table: CountTable) => Iterable<CountTable>;

const none: Tied = () => [];
const wholes: Tied = ({ wholes }) => wholes;
const breakdowns: Tied = ({ apart, breakdowns }) => [...apart.keys(), ...breakdowns];
/** What grows when a count grows: whatever holds it, and whatever that is broken down by. */
const upwards: Tied = (table) => [...wholes(table), ...breakdowns(table)];
const everything: Tied = (table) => [
  ...upwards(table),
  ...table.parts,
  ...table.halves.flatMap(({ one, other, whole }) => [one, other, whole]),
  ...table.across.flatMap(({ total, parts }) => [total, ...parts].map((cell) => cell.table)),
];

/** Noughts are hidden last of all, as where a few people are of no area and every area has none. */
const ATTEMPTS = [
  ...[none, wholes, breakdowns, upwards, everything].map((tied) => ({ tied, noughts: false })),
  { tied: upwards, noughts: true },
];

/** All counts of which nothing can be shown where no way is found for one of them. */
export function hangingTogether(tables: readonly CountTable[]): CountTable[] {
  return closure(tables, everything);
}

function closure(tables: readonly CountTable[], tied: Tied): CountTable[] {
  const found = new Set(tables);
  for (const one of found) for (const other of tied(one)) found.add(other);
  return [...found];
}

function sizeOf(tables: readonly CountTable[]): number {
  return tables.reduce((sum, { cells }) => sum + cells.size, 0);
}

/** Where everything that hangs together is hidden, nothing is left to reckon with. */
function withhold(table: CountTable): void {
  for (const one of hangingTogether([table])) {
    one.withheld = true;
    for (const cell of one.cells.values()) if (cell.published) cell.hidden = true;
  }
}

/** Two up, or two down, or one of each; less where some of it has been seen. */
function proveSafe(cell: Cell, motion: Motion, proofs: Proofs): boolean {
  const { down, up } = proofs.seen(cell);
  for (const ways of [[ROOM + down], [up - ROOM], [1, -1]]) {
    const found = ways.map((way) => motion.change(cell, way));
    if (found.includes(null)) continue;
    for (const changes of found) {
      for (const cell of changes?.keys() ?? []) cell.hidden = true;
      noteAll(proofs, changes);
    }
    return true;
  }
  return false;
}

function noteAll(proofs: Proofs, changes: Changes | null): void {
  for (const [cell, by] of changes ?? []) proofs.note(cell, by);
}
