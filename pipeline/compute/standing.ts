import { daysBetween, lastDayOf, parsePeriod } from '../../indicators/periods.ts';
import type { Indicator, Target } from '../../indicators/schema.ts';
import type { Polarity, Rag } from '../../indicators/series.ts';
import { targetAt } from '../../indicators/targets.ts';

/** Where a value stands against what was agreed. Days are ISO strings. */
interface Standing {
  target: number | null;
  trajectory: number | null;
  rag: Rag | null;
}

const NOTHING_AGREED: Standing = { target: null, trajectory: null, rag: null };

/** A point's target, the trajectory's value at its end, and its status by value.
 *  @param targets those that the point's area can be held to
 *  @param months how many months the point covers; yearly targets are judged pro rata. */
export function standing(
  indicator: Indicator,
  targets: readonly Target[],
  end: string,
  value: number | null,
  months: number,
): Standing {
  const baselineEnd = indicator.baseline && parsePeriod(indicator.baseline.period)?.end;
  const target = targetAt(targets, end);
  if (!target || (baselineEnd && end <= baselineEnd)) return NOTHING_AGREED;
  const share = indicator.target_per === 'year' ? months / 12 : 1;
  const trajectory = trajectoryAt(indicator, end);
  const due = { target: target.value * share, trajectory: trajectory === null ? null : trajectory * share };
  const overdue = end >= lastDayOf(target.by);
  return { ...due, rag: value === null ? null : ragOf(value, due, indicator.polarity, overdue) };
}

/** The straight lines from the baseline through the targets; level after the last. Null without a baseline. */
function trajectoryAt(indicator: Indicator, day: string): number | null {
  const start = indicator.baseline && parsePeriod(indicator.baseline.period);
  if (!indicator.baseline || !start || indicator.targets.length === 0) return null;
  const targets = indicator.targets.map((target) => ({ day: lastDayOf(target.by), value: target.value }));
  const corners = [{ day: start.end, value: indicator.baseline.value }, ...targets].sort((one, other) =>
    one.day.localeCompare(other.day),
  );
  const next = corners.findIndex((corner) => corner.day >= day);
  const to = corners[next];
  if (!to) return corners.at(-1)?.value ?? null;
  const from = corners[next - 1];
  if (!from) return to.day === day ? to.value : null;
  return from.value + (to.value - from.value) * (daysBetween(from.day, day) / daysBetween(from.day, to.day));
}

function ragOf(value: number, due: Omit<Standing, 'rag'>, polarity: Polarity, overdue: boolean): Rag | null {
  if (polarity === 'neither' || due.target === null) return null;
  const reaches = (goal: number) => (polarity === 'higher_is_better' ? value >= goal : value <= goal);
  if (reaches(due.target)) return 'met';
  if (overdue) return 'off_track';
  if (due.trajectory === null) return null;
  return reaches(due.trajectory) ? 'on_track' : 'off_track';
}
