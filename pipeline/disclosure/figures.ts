import type { Grain, PointStatus } from '../../indicators/series.ts';
import type { CountName, CountsOf } from './counts.ts';

/** A true figure, as the snapshot has it for the level `full`. */
export interface TrueFigure {
  indicator: string;
  /** An area, or a group of the county’s. */
  place: string;
  grain: Grain;
  period: string;
  start: string;
  end: string;
  complete: boolean;
  status: PointStatus;
  numerator: number | null;
  denominator: number | null;
  value: number | null;
  lower: number | null;
  upper: number | null;
}

/** The days by which a figure is known in its count’s table: of a stock and of heads the last one. */
export function daysOf({ adds }: CountName, { start, end }: Pick<TrueFigure, 'start' | 'end'>): string {
  return adds ? `${start}/${end}` : end;
}

/** The numbers behind a figure; null where there is none, 0 where there was nobody to count. */
export function numbersOf(
  { bond, numerator }: CountsOf,
  figure: TrueFigure,
): { numerator: number | null; denominator: number | null } {
  if (figure.status === 'ok') return figure;
  const nobody = figure.status === 'not_applicable' && (bond === 'part' || bond === 'average' || !numerator);
  return nobody ? { numerator: 0, denominator: 0 } : { numerator: null, denominator: null };
}

/** The name of a group among places: none is that of an area. */
export function groupPlace(group: string | null): string {
  return group === null ? 'group' : `${GROUP}${group}`;
}

const GROUP = 'group:';

export function groupOf(place: string): string | null {
  return place.startsWith(GROUP) ? place.slice(GROUP.length) : null;
}
