import { extractsBehind } from '../../../indicators/measures.ts';
import { monthsWords, pointPeriodWords } from '../../../indicators/period-words.ts';
import type { Catalogue, Indicator } from '../../../indicators/schema.ts';
import type { OverviewRow, Point, SpcFlag } from '../../../indicators/series.ts';
import {
  movementOf,
  neededWords,
  phraseWords,
  spokenUnit,
  uncapitalised,
} from '../../../indicators/words.ts';
import type { LateExtract, Standings } from '../../props/overview.ts';
import {
  capitalised,
  counted,
  figureWords,
  HIDDEN_SINCE_WORDS,
  improves,
  isHiddenSince,
  isTargetPast,
  ordinalWords,
  rowChangeWords,
  rowTargetWords,
  worsens,
} from '../../words.ts';
import { type Shown, shownOf } from './overviewFilter.ts';
import { whereWords } from './where.ts';

/** What a leader should look at first, in sentences. */

export interface Matter extends Shown {
  tone: 'bad' | 'good';
  sentence: string;
  details: string[];
}

/** What is off track or gets worse, the most urgent first. */
export function concernsOf(indicators: Indicator[], rows: OverviewRow[]): Shown[] {
  return inCatalogueOrder(indicators, rows)
    .filter(({ row }) => isConcern(row))
    .toSorted((one, other) => weight(other) - weight(one));
}

/** What has met its target or gets better, and is no concern. Of what has newer figures that are hidden nobody is told that it
 *  goes well. */
function goodOf(indicators: Indicator[], rows: OverviewRow[]): Shown[] {
  return inCatalogueOrder(indicators, rows)
    .filter(({ row }) => !isConcern(row) && !isHiddenSince(row))
    .filter(({ row }) => row.status === 'met' || improves(row.variation))
    .toSorted((one, other) => goodness(other) - goodness(one));
}

/** What weighs the same comes in the catalogue's order on every page, whatever order the page's rows have. */
function inCatalogueOrder(indicators: Indicator[], rows: OverviewRow[]): Shown[] {
  const place = new Map(indicators.map(({ id }, index) => [id, index]));
  const placeOf = ({ indicator }: Shown) => place.get(indicator.id) ?? indicators.length;
  return shownOf(indicators, rows).toSorted((one, other) => placeOf(one) - placeOf(other));
}

/** Both as sentences. */
export function mattersOf(
  catalogue: Catalogue,
  rows: OverviewRow[],
  standings: Standings = {},
): { concerns: Matter[]; good: Matter[] } {
  const { indicators } = catalogue;
  return {
    concerns: concernsOf(indicators, rows).map((shown) => concernMatter(shown, standings, catalogue)),
    good: goodOf(indicators, rows).map(goodMatter),
  };
}

function concernMatter(shown: Shown, standings: Standings, { partnership }: Catalogue): Matter {
  const { indicator, row } = shown;
  const where = whereWords(indicator, row, standings[indicator.id] ?? [], partnership);
  const sentence = worsens(row.variation) ? worseWords(indicator, row) : offTrackWords(indicator, row);
  return {
    ...shown,
    tone: 'bad',
    sentence,
    details: withoutBlanks(sinceWords(indicator, row), newerWords(row), where),
  };
}

/** Details stand without their full stop. */
function newerWords(row: OverviewRow): string {
  return isHiddenSince(row) ? HIDDEN_SINCE_WORDS.slice(0, -1) : '';
}

function goodMatter(shown: Shown): Matter {
  const { indicator, row } = shown;
  const since = sinceWords(indicator, row);
  const claims = improves(row.variation) && row.status !== 'met';
  const details = withoutBlanks(claims ? `${since}${EVEN_SO[stepOf(shown) ?? 'better']}` : since);
  return { ...shown, tone: 'good', sentence: `${nowWords(indicator, row)}${goodWords(row)}`, details };
}

const EVEN_SO: Record<Step, string> = {
  better: '',
  worse: ': it is better over many months, not in each',
  same: ', but better over many months',
};

type Step = 'better' | 'worse' | 'same';

/** How the latest figure is said to stand to the one that it is compared with; null where there is none. */
function stepOf({ indicator, row: { latest, previous } }: Shown): Step | null {
  if (latest?.value == null || previous?.value == null) return null;
  const way = movementOf(spokenUnit(indicator), latest.value, previous.value);
  if (way === 'the same' || way === 'little changed') return 'same';
  return (way === 'up') === (indicator.polarity === 'higher_is_better') ? 'better' : 'worse';
}

/** "improving", of what the line below may say that it is down, or the same: then that it is better than it usually was. */
function mendWords(shown: Shown): string {
  const step = stepOf(shown);
  return step === 'worse' || step === 'same' ? 'better than usual' : 'improving';
}

function goodWords(row: OverviewRow): string {
  if (row.status !== 'met' || !row.target) return ', a real improvement.';
  return isTargetPast(row)
    ? `. The target was ${row.target.text}, and it is met now.`
    : `, which meets the target of ${row.target.text}.`;
}

/** "The file for December 2024 was due on 10 January and is 5 days late." */
export function lateWords({ months, days }: LateExtract): string {
  return `${months.length === 1 ? 'the file' : 'the files'} for ${monthsWords(months)} ${months.length === 1 ? 'is' : 'are'} ${counted(days, 'day')} late.`;
}

/** The late extracts that an indicator's figures come from. */
export function lateBehind(
  { measure }: Indicator,
  catalogue: Pick<Catalogue, 'views'>,
  late: LateExtract[],
): LateExtract[] {
  if (late.length === 0) return [];
  const behind = extractsBehind(measure, catalogue);
  return late.filter(({ name }) => behind.includes(name));
}

/** Whether it is off track, or really gets worse. */
export function isConcern({ status, variation }: OverviewRow): boolean {
  return status === 'off_track' || worsens(variation);
}

const TIER_WEIGHT: Record<Indicator['tier'], number> = { headline: 20, core: 10, supporting: 0 };

/** What is new of a headline comes first; then what is off track; then what has been worse for long; last what is new of
 *  other indicators, which have no tile of their own. */
export const URGENCIES = ['new', 'off_track', 'lasting', 'new_beside'] as const;
export type Urgency = (typeof URGENCIES)[number];

const URGENCY_WEIGHT: Record<Urgency, number> = { new: 300, off_track: 200, lasting: 100, new_beside: 0 };

export function urgencyOf({ indicator, row }: Shown): Urgency {
  const offTrack = row.status === 'off_track';
  const isNews = (worsens(row.variation) && isNew(row)) || (offTrack && isNewlyOffTrack(row));
  if (isNews && indicator.tier === 'headline') return 'new';
  if (offTrack) return 'off_track';
  return isNews ? 'new_beside' : 'lasting';
}

/** Of what is as urgent, headline first; then what gets worse, what is off track; last what is already on the mend. */
function weight(shown: Shown): number {
  const { indicator, row } = shown;
  return (
    URGENCY_WEIGHT[urgencyOf(shown)] +
    TIER_WEIGHT[indicator.tier] +
    (worsens(row.variation) ? 3 : 0) +
    (row.status === 'off_track' ? 2 : 0) -
    (improves(row.variation) ? 1 : 0)
  );
}

function goodness({ indicator, row }: Shown): number {
  const met = row.status === 'met';
  const newlyMet = met && row.previous?.rag !== 'met';
  return TIER_WEIGHT[indicator.tier] + (newlyMet ? 4 : 0) + (met ? 2 : 0) + (improves(row.variation) ? 1 : 0);
}

function isNewlyOffTrack({ previous }: OverviewRow): boolean {
  return previous !== null && previous.rag !== null && previous.rag !== 'off_track';
}

/** What is said of several together that have been worse for long. */
export function lastingWords(rows: OverviewRow[]): string {
  const isBeyond = (row: OverviewRow) => lastFlagged(row)?.spc?.flag.endsWith('_limit') ?? false;
  return rows.every(isBeyond) ? 'still beyond their usual range' : 'still worse than usual';
}

/** "31%"; of what is off track "31% and improving; target 40% by April 2025". */
export function inBracketsWords(shown: Shown): string {
  const { indicator, row } = shown;
  const figure = figureWords(spokenUnit(indicator), row.latest);
  if (row.status !== 'off_track' || !row.target) return figure;
  const improving = improves(row.variation) ? ` and ${mendWords(shown)}` : '';
  return `${figure}${improving}; ${uncapitalised(rowTargetWords(row))}`;
}

const FLAG_WORDS: Record<Exclude<SpcFlag, 'common_cause'>, string> = {
  above_limit: 'above its usual range',
  below_limit: 'below its usual range',
  rising_trend: 'rising without a break',
  falling_trend: 'falling without a break',
  two_of_three_high: 'near the top of its usual range',
  two_of_three_low: 'near the bottom of its usual range',
  run_above_mean: 'above its average',
  run_below_mean: 'below its average',
};

/** "4,870 in December 2024, above its usual range for the 19th month running." */
function worseWords(indicator: Indicator, row: OverviewRow): string {
  const flag = lastFlagged(row)?.spc?.flag ?? 'common_cause';
  const times = timesSo(row);
  const step = stepOf({ indicator, row });
  const worse = step === 'better' || step === 'same' ? 'worse than usual' : 'getting worse';
  const how = flag === 'common_cause' ? worse : `${times === 1 ? 'newly ' : ''}${FLAG_WORDS[flag]}`;
  const running =
    times > 1 ? ` for the ${ordinalWords(times)} ${TIMES[row.trend.grain] ?? 'time'} running` : '';
  const target =
    row.status === 'off_track' && row.target
      ? ` Off track: the target ${isTargetPast(row) ? 'was' : 'is'} ${row.target.text}.`
      : '';
  return `${nowWords(indicator, row)}, ${how}${running}.${target}`;
}

const TIMES: Partial<Record<OverviewRow['grain'], string>> = {
  week: 'week',
  month: 'month',
  quarter: 'quarter',
};

function offTrackWords(indicator: Indicator, row: OverviewRow): string {
  const { latest, target } = row;
  const expected = latest?.trajectory ?? null;
  const newly = isNewlyOffTrack(row) ? 'newly off track' : 'off track';
  const mend = mendWords({ indicator, row });
  const mending = mend === 'improving' ? 'improving, but too slowly' : `${mend}, but ${newly}`;
  const way = improves(row.variation) ? mending : newly;
  const needed = expected === null ? '' : neededWords(spokenUnit(indicator), expected, latest?.value ?? 0);
  const short =
    needed === '' || isTargetPast(row)
      ? ''
      : `: ${atMost(indicator, expected)}${needed} was expected by then`;
  const when = isTargetPast(row) ? 'was' : 'is';
  return `${nowWords(indicator, row)}, ${way}${short}.${target ? ` The target ${when} ${target.text}.` : ''}`;
}

/** Where lower is better, what was expected is the most that there should be. */
function atMost({ polarity }: Indicator, expected: number | null): string {
  return polarity === 'lower_is_better' && expected !== 0 ? 'no more than ' : '';
}

/** "31% in December 2024"; of a ratio also what it is a ratio of, for "2.9" alone says nothing. */
function nowWords(indicator: Indicator, { latest }: OverviewRow): string {
  if (!latest) return 'no figure';
  const figure = figureWords(spokenUnit(indicator), latest);
  const isRatio = spokenUnit(indicator) === 'ratio' && latest.value !== null;
  const said = isRatio && indicator.phrase ? capitalised(phraseWords(indicator.phrase, figure)) : figure;
  return `${said} in ${pointPeriodWords(latest)}`;
}

function sinceWords(indicator: Indicator, row: OverviewRow): string {
  return capitalised(rowChangeWords(indicator, row));
}

/** For how many points in a row, up to the last, what is said of it holds. A point has the first rule's flag that fits
 *  it, so the flags alone would cut a run short where it began beyond the limits. */
function timesSo(row: OverviewRow): number {
  const points = row.trend.points.filter(({ spc }) => spc !== null);
  const flag = points.at(-1)?.spc?.flag;
  const holds: Holds = (flag && HOLDS[flag]) ?? (({ spc }) => spc?.flag === flag);
  return points.length - 1 - points.findLastIndex((point, index) => !holds(point, points[index - 1]));
}

/** A rule of several points is new when it has only just the points that it needs: 7, which are 6 rises. */
const POINTS_NEEDED: Partial<Record<SpcFlag, number>> = {
  ...{ rising_trend: 6, falling_trend: 6 },
  ...{ run_above_mean: 7, run_below_mean: 7 },
};

function isNew(row: OverviewRow): boolean {
  const flag = lastFlagged(row)?.spc?.flag;
  return timesSo(row) === ((flag && POINTS_NEEDED[flag]) ?? 1);
}

type Holds = (point: Point, before: Point | undefined) => boolean;

const HOLDS: Partial<Record<SpcFlag, Holds>> = {
  rising_trend: ({ value }, before) => (value ?? 0) > (before?.value ?? Number.POSITIVE_INFINITY),
  falling_trend: ({ value }, before) => (value ?? 0) < (before?.value ?? Number.NEGATIVE_INFINITY),
  run_above_mean: ({ value, spc }) => spc !== null && (value ?? 0) > spc.mean,
  run_below_mean: ({ value, spc }) => spc !== null && (value ?? 0) < spc.mean,
};

function lastFlagged({ trend }: OverviewRow): Point | undefined {
  return trend.points.findLast(({ spc }) => spc !== null);
}

function withoutBlanks(...parts: string[]): string[] {
  return parts.filter((part) => part !== '');
}
