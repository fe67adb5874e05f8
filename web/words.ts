import { plain } from '../indicators/areas.ts';
import { isAverage } from '../indicators/measures.ts';
import type { Area, Partnership } from '../indicators/partnership-schema.ts';
import { dateWords, pointPeriodWords } from '../indicators/period-words.ts';
import { lastDayOf } from '../indicators/periods.ts';
import type { MilestoneStatus } from '../indicators/plan.ts';
import type { Indicator } from '../indicators/schema.ts';
import { ofFew } from '../indicators/sentence.ts';
import type {
  Assurance,
  Comparison,
  Figure,
  Grain,
  OverviewRow,
  Point,
  PointStatus,
  Variation,
} from '../indicators/series.ts';
import { isPast } from '../indicators/targets.ts';
import {
  decimalsApart,
  movementWords,
  pointWords,
  rangeWords,
  type SpokenUnit,
  shortUnit,
  spokenUnit,
  type Told,
  valueWords,
  wholeNumber,
} from '../indicators/words.ts';

export { capitalised, counted, listWords, ordinal, ordinalWords } from '../indicators/words.ts';

/** What pages say about figures, in words that stand without colour. */

export type Status = OverviewRow['status'];

export const STATUSES = [
  'met',
  'on_track',
  'off_track',
  'in_doubt',
  'no_target',
  'hidden',
  'no_figure',
  'awaiting_data',
] as const;

export const STATUS_WORDS: Record<Status, string> = {
  met: 'Met',
  on_track: 'On track',
  off_track: 'Off track',
  in_doubt: 'Not judged: file in doubt',
  no_target: 'No target',
  hidden: 'Hidden',
  no_figure: 'No figure',
  awaiting_data: 'Awaiting data',
};

/** Of several indicators together: some have a target that is not due yet, and no agreed way to it. */
export const STATUS_GROUP_WORDS: Record<Status, string> = {
  ...STATUS_WORDS,
  in_doubt: 'In doubt',
  no_target: 'No target due',
};

/** Whether nothing was agreed, and not only nothing that could be judged yet. */
export function hasNoTarget({ status, target }: OverviewRow): boolean {
  return status === 'no_target' && target === null;
}

export const VARIATION_WORDS: Record<Variation, string> = {
  common_cause: 'Usual variation',
  improvement_high: 'Improving: a real change',
  improvement_low: 'Improving: a real change',
  concern_high: 'Getting worse: a real change',
  concern_low: 'Getting worse: a real change',
  neither_high: 'Rising: a real change',
  neither_low: 'Falling: a real change',
};

/** Whether the target's day has passed by what the latest figure covers. */
export function isTargetPast({ latest, target, status }: OverviewRow): boolean {
  return target !== null && latest !== null && isPast(target, latest.covered_to, status === 'met');
}

/** Whether the day has come by which the target was to be met, and it is not: what is off track may still arrive. */
export function isMissed({ latest, target, status }: OverviewRow): boolean {
  return status === 'off_track' && !!target && !!latest && latest.covered_to >= lastDayOf(target.by);
}

/** "Target 40% by April 2025"; of a day that has passed "Target was 100% by July 2024". */
export function rowTargetWords(row: OverviewRow): string {
  return row.target ? `Target ${isTargetPast(row) ? 'was ' : ''}${row.target.text}` : 'No target agreed';
}

/** Whether a change is more than chance would explain. */
export function isRealChange(variation: Variation | null): boolean {
  return variation !== null && variation !== 'common_cause';
}

export function worsens(variation: Variation | null): boolean {
  return variation === 'concern_high' || variation === 'concern_low';
}

export function improves(variation: Variation | null): boolean {
  return variation === 'improvement_high' || variation === 'improvement_low';
}

export const ASSURANCE_WORDS: Record<Assurance, string> = {
  consistently_passes: 'Target reliably met',
  consistently_fails: 'Usual range still short of the target',
  hit_or_miss: 'Target not yet reliably met',
};

export const COMPARISON_WORDS: Record<Comparison, string> = {
  better: 'better',
  similar: 'similar',
  worse: 'worse',
  higher: 'higher',
  lower: 'lower',
};

export const MILESTONE_WORDS: Record<MilestoneStatus, string> = {
  not_started: 'Not started',
  on_track: 'On track',
  at_risk: 'At risk',
  late: 'Late',
  done: 'Done',
};

/** Why there is no figure, where there is one that may not be shown. */
export const HIDDEN_WORDS = 'Hidden to protect children’s privacy.';

/** Beside a figure that is shown, where those of later periods are not. */
export const HIDDEN_SINCE_WORDS = 'Newer figures are hidden to protect children’s privacy.';

export function isHiddenSince({ latest, grain, trend }: OverviewRow): boolean {
  if (latest?.value == null || grain !== trend.grain) return false;
  return trend.points.some(({ status, start }) => status === 'suppressed' && start > latest.start);
}

const ABSENCE_WORDS: Record<Exclude<PointStatus, 'ok'>, string> = {
  suppressed: 'hidden',
  missing: 'no data',
  not_applicable: 'not applicable',
};

export const GRAIN_EACH: Record<Grain, string> = {
  week: 'week',
  month: 'month',
  quarter: 'quarter',
  term: 'term',
  academic_year: 'school year',
  financial_year: 'financial year',
  calendar_year: 'calendar year',
  rolling_year: 'month, for the twelve months up to it',
};

/** A point's figure, or why there is none: missing is never a zero. */
export function figureWords(unit: SpokenUnit, point: Point | null, finer = 0): string {
  if (point === null) return ABSENCE_WORDS.missing;
  // Nobody has been asked or counted so far, which is not to say that nobody will be.
  if (point.status === 'not_applicable' && !point.complete) return 'none yet';
  if (point.status !== 'ok') return ABSENCE_WORDS[point.status];
  return point.value === null ? ABSENCE_WORDS.missing : pointWords(unit, point, finer);
}

export function intervalWords(unit: SpokenUnit, point: Point): string {
  if (point.lower === null || point.upper === null) return '';
  return rangeWords(unit, point.lower, point.upper);
}

/** "957 of 1,699": what is behind a percentage or a rate; behind an average "156 counted", which are not a part of anything. */
export function countedWords({ measure }: Pick<Indicator, 'measure'>, figure: Figure): string {
  const { numerator, denominator } = figure;
  if (denominator === null) return '';
  if (isAverage(measure)) return `${wholeNumber(denominator)} counted`;
  return numerator === null ? '' : `${wholeNumber(numerator)} of ${wholeNumber(denominator)}`;
}

/** "2024", beside a figure; "of 150, 2024" where it says little without. */
export function ofAndWhen(indicator: Indicator, point: Point): string {
  const of = ofFew(indicator, point).trim();
  return of === '' ? pointPeriodWords(point) : `${of}, ${pointPeriodWords(point)}`;
}

/** "up from 40% in 2023": the change since the previous like point. */
export function changeWords(indicator: Told, latest: Point | null, previous: Point | null): string {
  if (latest === null || latest.value === null) return '';
  if (previous === null || previous.value === null) return 'no earlier figure to compare';
  return movementWords(indicator, latest.value, previous.value, earlierWords(latest, previous));
}

/** The same of a tile's row: an earlier figure that is hidden is not one that never was. */
export function rowChangeWords(indicator: Told, { latest, previous, grain, trend }: OverviewRow): string {
  const isHiddenBefore =
    previous === null &&
    grain === trend.grain &&
    trend.points.some(({ status, start }) => status === 'suppressed' && start < (latest?.start ?? ''));
  if (isHiddenBefore && latest?.value != null) return 'earlier figures are hidden';
  return changeWords(indicator, latest, previous);
}

/** The year goes without saying where it is the same: up from 30% in November. */
function earlierWords(latest: Point, previous: Point): string {
  const words = pointPeriodWords(previous);
  const year = previous.start.slice(0, 4);
  return latest.end.startsWith(year) && words.endsWith(` ${year}`) ? words.slice(0, -5) : words;
}

/** "56.3%" and "To be on track: 56.2%", for a value still on its way: both one decimal finer where they would look alike. */
export function figureAndExpected(indicator: Told, row: OverviewRow): [string, string] {
  const { latest, status } = row;
  const unit = shortUnit(indicator);
  if (!latest || latest.value === null || latest.trajectory === null || status === 'met' || isTargetPast(row))
    return [figureWords(unit, latest), ''];
  const { value, trajectory } = latest;
  const isAlike = valueWords(unit, value, 1) === valueWords(unit, trajectory, 1);
  if (isAlike && status === 'off_track')
    return [figureWords(unit, latest), 'Just short of what would be on track'];
  const finer = Math.min(1, decimalsApart(unit, value, [trajectory]));
  return [
    figureWords(unit, latest, finer),
    `To be on track: ${valueWords(spokenUnit(indicator), trajectory, finer)}`,
  ];
}

/** Whether an area's figure can stand beside the county's: a share can, a count cannot. */
export function isComparable(unit: SpokenUnit): boolean {
  return unit !== 'count';
}

export function areaName(partnership: Partnership, area: string): string {
  if (area === 'county') return partnership.county;
  return partnership.areas.find(({ id }) => id === area)?.name ?? area;
}

/** The number that people know an area by: "District 2". */
function areaNumber({ id, aliases }: Pick<Area, 'id' | 'aliases'>): string | undefined {
  return aliases.find((alias) => plain(alias) === plain(id));
}

/** An area as people call it, with its number where it has one: "District 2: North". */
export function areaLabel({ id, name, aliases }: Area): string {
  const number = areaNumber({ id, aliases });
  return number === undefined || name.startsWith(number) ? name : `${number}: ${name}`;
}

/** The same where there is little room, as in a list to choose from: its long name would be cut off in the middle. */
export function areaChoice(area: Area): string {
  return areaLabel({ ...area, name: area.short });
}

/** The county, or a locality with its number: what a page is about. */
export function areaTitle(partnership: Partnership, area: string): string {
  const locality = partnership.areas.find(({ id }) => id === area);
  return locality ? areaLabel(locality) : areaName(partnership, area);
}

/** The title of a page that can be of any area; of a locality it says which. */
export function titleWithArea(title: string, partnership: Partnership, area: string): string {
  return area === 'county' ? title : `${title}, ${areaTitle(partnership, area)}`;
}

export function areaShort(partnership: Partnership, area: string): string {
  if (area === 'county') return partnership.county;
  return partnership.areas.find(({ id }) => id === area)?.short ?? area;
}

/** The shortest that says which area: its number, or its short name where it has none. */
export function areaTag(partnership: Partnership, area: string): string {
  const locality = partnership.areas.find(({ id }) => id === area);
  return (locality && areaNumber(locality)) ?? areaShort(partnership, area);
}

/** An area with the number that people know it by, where it has one: "North (District 2)". */
export function areaWithNumber({ id, short, aliases }: Area): string {
  const number = areaNumber({ id, aliases });
  return number === undefined || short.startsWith(number) ? short : `${short} (${number})`;
}

/** The same by its id, or the county. */
export function areaNumbered(partnership: Partnership, area: string): string {
  const locality = partnership.areas.find(({ id }) => id === area);
  return locality ? areaWithNumber(locality) : areaShort(partnership, area);
}

const FEW = ['none', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/** How many of those just named: none, one, ten, 11. */
export function howMany(count: number): string {
  return FEW[count] ?? wholeNumber(count);
}

/** Why a figure is not the last word on its period; empty where it is. A month may be delivered before it is over: how
 *  much of it is there nobody has said. */
export function soFarWords({ complete, covered_to, end }: Point): string {
  if (complete) return '';
  return covered_to < end
    ? `Not yet the whole period: data to ${dateWords(covered_to)}`
    : 'Not yet the whole period';
}

/** What was left out of a figure because its rows had errors; empty where nothing was. */
export function leftOutWords({ quarantined }: Point): string {
  if (quarantined === 0) return '';
  return quarantined === 1
    ? '1 row with errors left out'
    : `${wholeNumber(quarantined)} rows with errors left out`;
}
