import { URGENCIES, type Urgency, urgencyOf } from './attention.ts';
import type { Shown } from './overviewFilter.ts';

/** What needs attention in a list's few places: what has none of its own is said together with its like. */

/** Concerns, targets due soon and late data together; the rest is for a board of its own. */
export const MATTERS_SHOWN = 6;

export interface Band<One extends Shown> {
  urgency: Urgency;
  /** Those that have a place each. */
  single: One[];
  /** Those that share one: none, or at least two. */
  together: One[];
}

/** What has been worse for long is no news: three of it share a place even where there is room. */
const LASTING_TOGETHER = 3;

/** Every urgency has a place; those that are left go to the most urgent. */
export function arranged<One extends Shown>(concerns: One[], places: number): Band<One>[] {
  const bands = URGENCIES.map((urgency) => ({
    urgency,
    own: concerns.filter(({ row }) => urgencyOf(row) === urgency),
  })).filter(({ own }) => own.length > 0);
  let free = places - bands.length;
  return bands.map(({ urgency, own }) => {
    const wanted = urgency === 'lasting' && own.length >= LASTING_TOGETHER ? 1 : own.length;
    const given = Math.min(wanted, 1 + free);
    free -= given - 1;
    const alone = given < own.length ? given - 1 : given;
    return { urgency, single: own.slice(0, alone), together: own.slice(alone) };
  });
}
