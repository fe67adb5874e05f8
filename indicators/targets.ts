import { COUNTY } from './areas.ts';
import { isAmount } from './measures.ts';
import { dateWords } from './period-words.ts';
import { lastDayOf } from './periods.ts';
import type { Indicator, Target } from './schema.ts';
import type { Point } from './series.ts';
import { type SpokenUnit, spokenUnit, targetWords } from './words.ts';

/** Whether an area can be held to the indicator's targets and measured from its baseline. A number of people or events
 *  was agreed for the county alone; a share or a rate holds everywhere. */
export function isHeldToTargets(indicator: Indicator, area: string): boolean {
  return area === COUNTY || !isAmount(indicator);
}

export function targetsFor(indicator: Indicator, area: string): readonly Target[] {
  return isHeldToTargets(indicator, area) ? indicator.targets : [];
}

/** The indicator as it applies to an area: without target and baseline where those are the county's alone. */
export function asItApplies(indicator: Indicator, area: string): Indicator {
  if (isHeldToTargets(indicator, area)) return indicator;
  const { baseline: _county, ...rest } = indicator;
  return { ...rest, targets: [] };
}

/** The next target due on a day, or the last one when all are past. */
export function targetAt(targets: readonly Target[], day: string): Target | null {
  const inOrder = [...targets].sort((one, other) => one.by.localeCompare(other.by));
  return inOrder.find((target) => lastDayOf(target.by) >= day) ?? inOrder.at(-1) ?? null;
}

/** Whether the day on which a target is due has come by a day that figures cover; of one that is met whether it has gone by:
 *  until then it is met in time. */
export function isPast({ by }: Pick<Target, 'by'>, day: string, isMet: boolean): boolean {
  const due = lastDayOf(by);
  return isMet ? day > due : day >= due;
}

/** "60% by April 2025"; "424 or fewer a year by April 2025": of what should be low, a number alone reads as one to grow to. */
export function targetText(indicator: Indicator, target: Target): string {
  const unit = spokenUnit(indicator);
  const each = indicator.target_per === 'year' ? ' a year' : '';
  const ends = rangeEnds(unit, target);
  const isMost = indicator.polarity === 'lower_is_better' && !ends && target.value !== 0;
  const figure = ends ?? targetWords(unit, target.value);
  return `${figure}${isMost ? ` ${orBetter(indicator)}` : ''}${each} by ${dateWords(target.by)}`;
}

/** "or more", "or fewer", "or less". */
export function orBetter(indicator: Indicator): string {
  if (spokenUnit(indicator) === 'rank') return 'or better';
  if (indicator.polarity === 'higher_is_better') return 'or more';
  return indicator.unit === 'count' ? 'or fewer' : 'or less';
}

/** What a period is held to: "60%", "50 to 60"; of a target for a year, the period's part. Empty where nothing was agreed. */
export function pointTargetWords(indicator: Indicator, { target, covered_to }: Point): string {
  if (target === null) return '';
  const unit = spokenUnit(indicator);
  return rangeEnds(unit, targetAt(indicator.targets, covered_to)) ?? targetWords(unit, target);
}

/** "50 to 60" of a target between two; undefined of any other. */
export function rangeEnds(unit: SpokenUnit, target: Target | null): string | undefined {
  return target?.range?.map((end) => targetWords(unit, end)).join(' to ');
}
