import { URGENCIES, type Urgency, urgencyOf } from './attention.ts';
import type { Shown } from './overviewFilter.ts';

/** What needs attention in a list's few places: what has none of its own is said together with its like. */

/** Concerns, targets due soon and late data together; the rest is for a board of its own. */
export const MATTERS_SHOWN = 7;

export interface Band<One extends Shown> {
  urgency: Urgency;
  /** Those that have a place each. */
  single: One[];
  /** Those that share one: none, or at least two. */
  together: One[];
}

/** What has been worse for long is no news: of three of it only the headlines have places, even where there is room. */
const LASTING_TOGETHER = 3;

/** Every urgency has a place; those that are left go round, beginning with the most urgent. */
export function arranged<One extends Shown>(concerns: One[], places: number): Band<One>[] {
  const bands = URGENCIES.map((urgency) => ({
    urgency,
    own: concerns.filter((one) => urgencyOf(one) === urgency),
    given: 1,
  })).filter(({ own }) => own.length > 0);
  for (let free = places - bands.length; free > 0; ) {
    const wanting = bands.filter(({ urgency, own, given }) => given < wanted(urgency, own)).slice(0, free);
    if (wanting.length === 0) break;
    for (const band of wanting) band.given += 1;
    free -= wanting.length;
  }
  return bands.map(({ urgency, own, given }) => {
    const alone = given < own.length ? given - 1 : given;
    return { urgency, single: own.slice(0, alone), together: own.slice(alone) };
  });
}

function wanted(urgency: Urgency, own: Shown[]): number {
  if (urgency !== 'lasting' || own.length < LASTING_TOGETHER) return own.length;
  const headlines = own.filter(({ indicator }) => indicator.tier === 'headline').length;
  return Math.min(own.length, headlines + 1);
}
