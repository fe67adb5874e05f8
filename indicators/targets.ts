import { COUNTY } from './areas.ts';
import { lastDayOf } from './periods.ts';
import type { Indicator, Target } from './schema.ts';
import { dateWords, targetWords } from './words.ts';

/** The targets that an area can be held to. A number of people or events was agreed for the county alone; a share or a
 *  rate holds everywhere. */
export function targetsFor({ measure, targets }: Indicator, area: string): readonly Target[] {
  const countyAlone = measure.kind === 'count' || measure.kind === 'stock';
  return countyAlone && area !== COUNTY ? [] : targets;
}

/** The next target due on a day, or the last one when all are past. */
export function targetAt(targets: readonly Target[], day: string): Target | null {
  const inOrder = [...targets].sort((one, other) => one.by.localeCompare(other.by));
  return inOrder.find((target) => lastDayOf(target.by) >= day) ?? inOrder.at(-1) ?? null;
}

/** "60% by April 2025"; "424 a year by April 2025". */
export function targetText({ unit, target_per }: Indicator, target: Target): string {
  const each = target_per === 'year' ? ' a year' : '';
  return `${targetWords(unit, target.value)}${each} by ${dateWords(target.by)}`;
}
