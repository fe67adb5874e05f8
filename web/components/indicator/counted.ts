import type { Point } from '../../../indicators/series.ts';

/** A figure, if a hidden one: not a rank or a share of staff, of which areas have none. */
export function isCounted({ status }: Point): boolean {
  return status === 'ok' || status === 'suppressed';
}
