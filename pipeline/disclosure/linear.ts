import type { Highs, Model } from 'highs';

/** A linear program: columns between their bounds, rows of sums between theirs. */
export interface Program {
  columns: { lower: number; upper: number; cost: number }[];
  rows: { lower: number; upper: number; terms: readonly (readonly [column: number, factor: number])[] }[];
}

const OPTIMAL = 7;

export class Solver {
  static #loaded: Promise<Solver> | undefined;

  /** Loading takes a moment, so it is done once, and only where there is something to hide. */
  static load(): Promise<Solver> {
    Solver.#loaded ??= loadHighs().then((loaded) => new Solver(loaded));
    return Solver.#loaded;
  }

  private constructor(private readonly highs: Highs) {}

  /** Puts a program up to be solved as often as wanted, each time with other bounds or costs. */
  with<T>(program: Program, work: (solving: Solving) => T): T {
    return this.highs.withModel(modelOf(program), (model) => {
      model.options.set({ output_flag: false });
      return work(new Solving(model));
    });
  }
}

export class Solving {
  constructor(private readonly model: Model) {}

  bounds(column: number, lower: number, upper: number): void {
    this.model.changeColBounds(column, lower, upper);
  }

  cost(column: number, cost: number): void {
    this.model.changeColCost(column, cost);
  }

  /** Every column at once, from nothing up. */
  all(uppers: Float64Array, costs: Float64Array): void {
    const columns = { kind: 'range' as const, from: 0, to: uppers.length - 1 };
    this.model.changeColsBounds(columns, new Float64Array(uppers.length), uppers);
    this.model.changeColsCost(columns, costs);
  }

  wholeNumbers(columns: number): void {
    for (let column = 0; column < columns; column += 1) this.model.changeColIntegrality(column, 1);
  }

  /** The columns’ values at the least cost; null where there are none that fit. */
  solve(): Float64Array | null {
    this.model.run();
    return this.model.getModelStatus() === OPTIMAL ? this.model.getSolution().colValue : null;
  }
}

function modelOf({ columns, rows }: Program) {
  const starts = [0];
  for (const { terms } of rows) starts.push((starts.at(-1) ?? 0) + terms.length);
  const terms = rows.flatMap((row) => row.terms);
  return {
    numCols: columns.length,
    numRows: rows.length,
    colCost: columns.map(({ cost }) => cost),
    colLower: columns.map(({ lower }) => lower),
    colUpper: columns.map(({ upper }) => upper),
    rowLower: rows.map(({ lower }) => lower),
    rowUpper: rows.map(({ upper }) => upper),
    matrix: {
      format: 'csr' as const,
      numRows: rows.length,
      numCols: columns.length,
      starts,
      indices: terms.map(([column]) => column),
      values: terms.map(([, factor]) => factor),
    },
  };
}

async function loadHighs(): Promise<Highs> {
  const { default: load } = await import('highs');
  // The package’s types are those of its CommonJS build, whose default export lies one deeper.
  return (load as unknown as () => Promise<Highs>)();
}
