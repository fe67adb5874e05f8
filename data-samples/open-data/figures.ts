import type { PlaceKey } from './places.ts';

/** Published counts by calendar year and place; their meaning is said where they stand. */
export type FiguresByYear = Readonly<Record<number, Readonly<Record<PlaceKey, readonly number[]>>>>;
