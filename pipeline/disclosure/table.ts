/** Where the whole stands in its table, beside its areas or its groups. */
export const TOTAL = 'county';

/** What hiding a nought costs more: a nought is shown wherever there is another way. */
export const NOUGHT = 1000;

/** One number of a table: that of a place (an area, or a group of a breakdown) for some days (or of a day). */
export interface Cell {
  table: CountTable;
  place: string;
  days: string;
  /** Null of days that lie between published periods, where nobody has counted them for themselves. */
  value: number | null;
  /** Whether it is shown unless it is hidden; other cells help with the sums alone. */
  published: boolean;
  hidden: boolean;
  /** It has been shown before, and is the same still: to hide it now protects nothing. */
  known: boolean;
  /** What is lost when it is hidden. */
  cost: number;
}

/** A total and what it is made of. */
export interface Sum {
  total: Cell;
  parts: Cell[];
}

/** One count over places and days, with all sums that hold in it. */
export interface CountTable {
  key: string;
  extract: string;
  /** The column that it is broken down by; null of a count by areas. */
  by: string | null;
  cells: Map<string, Cell>;
  sums: Sum[];
  /** Counts that this one is a part of, and counts that are a part of it. */
  wholes: Set<CountTable>;
  parts: Set<CountTable>;
  /** Of the counts that this one is a part of, those of which it is shown as a share: what it lacks of them is told. */
  shareOf: Set<CountTable>;
  /** Two counts that together make up a third; this is one of the three. */
  halves: Halves[];
  /** Sums of single cells of several counts, of which this is one. */
  across: Sum[];
  /** Of a breakdown the counts that it takes apart, each with the groups that it has; of such a count its breakdowns. */
  apart: Map<CountTable, ReadonlySet<string>>;
  breakdowns: Set<CountTable>;
  /** The least number that a hidden count of it could be, for all that anybody is told. */
  least: number;
  /** No way was found to show some of it, so none of it is shown: noughts and totals neither. */
  withheld: boolean;
  /** What went wrong while a way was looked for. */
  fault: string | null;
}

interface Halves {
  one: CountTable;
  other: CountTable;
  whole: CountTable;
  /** Whether one of the two is shown as a share of the whole: then what one lacks of it is the other. */
  ofShare: boolean;
}

export function emptyTable(key: string, extract: string, by: string | null): CountTable {
  return {
    ...{ key, extract, by, cells: new Map(), sums: [], least: 1, withheld: false, fault: null },
    ...{
      wholes: new Set(),
      shareOf: new Set(),
      parts: new Set(),
      halves: [],
      across: [],
      apart: new Map(),
      breakdowns: new Set(),
    },
  };
}

export const at = (place: string, days: string) => `${place} ${days}`;

/** The cell of another table for the same place and days. */
export function inTable(table: CountTable, { place, days }: Pick<Cell, 'place' | 'days'>): Cell | undefined {
  return table.cells.get(at(place, days));
}

export function cellOf(
  table: CountTable,
  place: string,
  days: string,
  value: number | null,
  published: boolean,
): Cell {
  const cost = published ? costOf(place, days, value ?? 0) : 0;
  return { table, place, days, value, published, hidden: false, known: false, cost };
}

/** Small counts are missed least, then those of a year, and the county’s most. */
function costOf(place: string, days: string, value: number): number {
  const isLong =
    days.length > 10 && Date.parse(days.slice(11)) - Date.parse(days.slice(0, 10)) > 150 * 86_400_000;
  return (1 + Math.log2(1 + Math.abs(value)) / 8) * (isLong ? 1.5 : 1) * (place === TOTAL ? 50 : 1);
}
