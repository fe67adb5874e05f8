import { COUNTY } from './areas.ts';
import { compare } from './comparison.ts';
import { latestIndex, previousIndex } from './latest.ts';
import { isStock, needsRows, sentMeasures } from './measures.ts';
import type { Partnership } from './partnership-schema.ts';
import { dateWords, periodWords, pointPeriodWords } from './period-words.ts';
import { dayAfter, daysBetween, parsePeriod } from './periods.ts';
import type { Indicator, Target } from './schema.ts';
import type { Benchmark, BenchmarkPoint, Comparison, Point, Variation } from './series.ts';
import { isPast, orBetter, targetAt, targetsFor, targetText } from './targets.ts';
import {
  capitalised,
  FEWEST_FOR_A_SHARE,
  type Movement,
  movementOf,
  movementWords,
  phraseWords,
  pointWords,
  spokenUnit,
  valueWords,
  wholeNumber,
} from './words.ts';

export interface SentenceInput {
  indicator: Indicator;
  partnership: Partnership;
  area: string;
  points: readonly Point[];
  benchmarks: readonly Benchmark[];
  /** Of the monthly series: whether the figure is really changing. */
  variation: Variation | null;
  /** Whether any month of the indicator's extract has been delivered. */
  arrived: boolean;
  /** Whether the figure comes for the county alone, and this is of a locality. */
  countyOnly: boolean;
}

/** What a series says, for a lay member of a board; it never says more than the figures do. */
export function sentence(input: SentenceInput): string {
  const index = latestIndex(input.indicator, input.points);
  const latest = input.points[index];
  if (!latest) return nothingToSay(input);
  const previous = input.points[previousIndex(input.indicator, input.points, index)];
  const unit = spokenUnit(input.indicator);
  const moved = previous ? movementOf(unit, latest.value ?? 0, previous.value ?? 0) : null;
  const later = input.points.slice(index + 1).some(({ status }) => status === 'suppressed');
  return [
    ...[statement(input, latest, previous), change(input, moved), goal(input, latest)],
    later ? HIDDEN_SINCE : null,
  ]
    .filter((part) => part !== null)
    .join(' ');
}

/** It says nothing of how many there are: a figure is hidden as well for what it would tell of another. */
const HIDDEN = 'Hidden to protect children’s privacy.';
const HIDDEN_SINCE = 'Newer figures are hidden to protect children’s privacy.';

function nothingToSay({ indicator, arrived, points, countyOnly, ...where }: SentenceInput): string {
  const { partnership, area } = where;
  if (!arrived && sentMeasures(indicator.measure).length > 0)
    return 'No figures yet: no file has brought one for this indicator.';
  if (!arrived) return 'No figures yet: the extract that this indicator is counted from has not arrived.';
  if (points.length === 0) return 'Files have arrived, but not yet for the whole of any such period.';
  if (points.some(({ status }) => status === 'suppressed')) return HIDDEN;
  if (countyOnly)
    return `Known for ${partnership.county} as a whole, not for ${shortName(partnership, area)}.`;
  if (area === COUNTY && hasNoRows(indicator, points))
    return 'Files have arrived, but no row in them counts for this indicator.';
  const missing = points.some((point) => point.status === 'missing');
  return missing ? 'A month of data is missing, so there is no figure.' : 'There was nothing to count.';
}

/** Whether files have come and nothing in them was for this indicator. @param points a whole county's, none with a value */
export function hasNoRows({ measure }: Indicator, points: readonly Point[]): boolean {
  return needsRows(measure) && points.length > 0 && points.every(({ status }) => status === 'not_applicable');
}

function shortName({ areas }: Partnership, area: string): string {
  return areas.find(({ id }) => id === area)?.short ?? area;
}

function statement(input: SentenceInput, latest: Point, previous: Point | undefined): string {
  const { indicator, partnership, area } = input;
  const value = `${pointWords(spokenUnit(indicator), latest)}${ofFew(indicator, latest)}`;
  const place = area === COUNTY ? undefined : partnership.areas.find((one) => one.id === area);
  // A phrase speaks of several: "children were waiting".
  const isOne = indicator.unit === 'count' && latest.value === 1;
  const saying =
    indicator.phrase && !isOne
      ? capitalised(`${place ? `In ${place.short}, ` : ''}${phraseWords(indicator.phrase, value)}`)
      : `${indicator.title}${place ? ` in ${place.short}` : ''}: ${rankWords(input, value)}`;
  const parts = [`${saying} ${indicator.cumulative ? 'by' : 'in'} ${when(indicator, latest)}`];
  if (previous) {
    const before = `${when(indicator, previous)}${endOfWords(indicator, previous)}`;
    parts.push(`, ${movementWords(indicator, latest.value ?? 0, previous.value ?? 0, before)}`);
  }
  parts.push(besideEngland(input, latest, previous));
  return `${parts.join('')}.`;
}

/** "Testshire was 68th of 150 councils", of a place; any other figure as it is. */
function rankWords({ indicator, partnership }: SentenceInput, value: string): string {
  if (indicator.measure.kind !== 'rank') return value;
  return `${partnership.county} was ${value}${value.includes(' of ') ? ' councils' : ''}`;
}

/** " (2 of 3)": a share of a few is told with its counts; " of 150": a place with how many there are. Empty for any other
 *  figure. */
export function ofFew({ unit, measure }: Indicator, { numerator, denominator }: Point): string {
  if (measure.kind === 'rank') return denominator === null ? '' : ` of ${wholeNumber(denominator)}`;
  const isShare = unit === 'percent' && (measure.kind === 'proportion' || measure.kind === 'published');
  if (!isShare || numerator === null || denominator === null || denominator >= FEWEST_FOR_A_SHARE) return '';
  return ` (${wholeNumber(numerator)} of ${wholeNumber(denominator)})`;
}

/** A stock is of a day, and so is what has come about by then: a year's is that of its last month. */
function when({ measure, cumulative }: Indicator, point: Point): string {
  return cumulative || isStock(measure) ? dateWords(point.covered_to.slice(0, 7)) : pointPeriodWords(point);
}

/** " (the end of summer term 2023/24)": of a stock by terms or quarters, for its month alone would be taken for the one
 *  that the months' own trend has before. */
function endOfWords({ measure, cumulative }: Indicator, { period }: Point): string {
  const grain = parsePeriod(period)?.grain;
  const isPart = grain === 'term' || grain === 'quarter';
  return isPart && (cumulative || isStock(measure)) ? ` (the end of ${periodWords(period)})` : '';
}

const OTHER = { up: 'down', down: 'up' } as const;

const COMPARISONS: Record<Comparison, string> = {
  better: 'better than',
  similar: 'similar to',
  worse: 'worse than',
  higher: 'higher than',
  lower: 'lower than',
};

/** Compared with a figure of its own time; one from long before is named and no more. */
function besideEngland(
  { indicator, benchmarks }: SentenceInput,
  latest: Point,
  previous: Point | undefined,
): string {
  const england = benchmarks.find((benchmark) => benchmark.comparator === 'england');
  const point = england?.points.findLast((one) => one.end <= latest.end);
  if (!point || latest.lower === null || latest.upper === null) return '';
  const value = valueWords(spokenUnit(indicator), point.value);
  const comparison = compare({ lower: latest.lower, upper: latest.upper }, point.value, indicator.polarity);
  const year = point.period === latest.period ? '' : ` in ${periodWords(point.period)}`;
  if (!isOfThatTime(point, latest)) return `; England’s was ${value}${year}`;
  return `${previous ? ' and' : ','} ${COMPARISONS[comparison]} England’s ${value}${year}`;
}

/** Whether a benchmark is of the period of its own kind in which a figure's ends, or of the one before. */
function isOfThatTime({ start, end }: BenchmarkPoint, latest: Point): boolean {
  // A day more for the leap years.
  return latest.end <= dayAfter(end, daysBetween(start, end) + 2);
}

/** A change is called one only where the control chart says so. The last step may have been the other way. */
function change({ indicator, variation }: SentenceInput, moved: Movement | null): string | null {
  const { polarity } = indicator;
  const good = polarity === 'lower_is_better' ? 'down' : 'up';
  const beyond = (how: 'better' | 'worse' | 'higher' | 'lower') => {
    const led = how === 'better' ? good : how === 'worse' ? OTHER[good] : how === 'higher' ? 'up' : 'down';
    const start = moved === OTHER[led] ? 'Even so, month by month' : 'Month by month';
    return `${start} it is ${how} than chance alone would explain.`;
  };
  switch (variation) {
    case 'improvement_high':
    case 'improvement_low':
      return beyond('better');
    case 'concern_high':
    case 'concern_low':
      return beyond('worse');
    case 'neither_high':
      return polarity === 'neither' ? beyond('higher') : null;
    case 'neither_low':
      return polarity === 'neither' ? beyond('lower') : null;
    default:
      return null;
  }
}

function goal({ indicator, area }: SentenceInput, latest: Point): string | null {
  const target = targetAt(targetsFor(indicator, area), latest.covered_to);
  if (!target || indicator.polarity === 'neither') return null;
  const text = targetText(indicator, target);
  switch (latest.rag) {
    case 'met': {
      const met = isPassed(target, latest) ? 'more than met' : 'met';
      return isPast(target, latest.covered_to, true)
        ? `The target was ${text}, and it is ${met} now.`
        : `The target of ${text} is ${met}.`;
    }
    case 'on_track':
      return `The target is ${text}, and ${byTheYear(indicator, latest)}it is on track.`;
    case 'off_track':
      return isPast(target, latest.covered_to, false)
        ? `The target was ${text}, and it is ${looksMet(indicator, target, latest) ? 'only just missed' : 'not met'}.`
        : short(indicator, latest, text);
    default:
      return `The target is ${text}.`;
  }
}

/** A year's share is on track by all of its months: the latest of them, which are shown too, need not be. */
function byTheYear({ measure, cumulative, grains }: Indicator, { period, complete }: Point): string {
  const isOfYear = parsePeriod(period)?.grain.endsWith('_year') ?? false;
  if (!isOfYear || grains.length === 1 || cumulative || isStock(measure)) return '';
  return complete ? 'by the whole year’s figure ' : 'by the year so far ';
}

/** Whether the figure lies outside what was agreed, on the better side. */
function isPassed({ range }: Target, { value }: Point): boolean {
  return range !== undefined && value !== null && (value < range[0] || value > range[1]);
}

/** Whether figure and target are said in the same words, though one is short of the other. */
function looksMet(indicator: Indicator, target: Target, { value }: Point): boolean {
  const unit = spokenUnit(indicator);
  return valueWords(unit, target.value) === valueWords(unit, value ?? 0);
}

function short(indicator: Indicator, { value, trajectory, covered_to }: Point, text: string): string {
  const needed = valueWords(spokenUnit(indicator), trajectory ?? 0);
  const alike = needed === valueWords(spokenUnit(indicator), value ?? 0);
  // The newest figure may be of a year that is long over: what was expected of it is of that day, not of today.
  const when = indicator.target_per === 'year' ? 'in that time' : `by ${dateWords(covered_to.slice(0, 7))}`;
  return alike
    ? `The target is ${text}; it is just short of what would be on track.`
    : `The target is ${text}; ${needed} ${orBetter(indicator)} ${when} would have been on track.`;
}
