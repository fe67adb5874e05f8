import type { CouncilKey } from './councils.ts';
import type { PlaceKey } from './places.ts';

/** Published counts by calendar year and place; their meaning is said where they stand. */
export type FiguresByYear = Readonly<Record<number, Readonly<Record<PlaceKey, readonly number[]>>>>;

/** The same of each other council, in the order of those years. Null: the year's file has no row of it. Empty: nothing
 *  of it was published. */
export type FiguresOfCouncils = Readonly<Record<CouncilKey, readonly (readonly number[] | null)[]>>;
