import { COUNTY } from '../../indicators/areas.ts';
import type { Partnership } from '../../indicators/partnership-schema.ts';
import { periodWords } from '../../indicators/period-words.ts';
import type { Indicator } from '../../indicators/schema.ts';
import type { AreaPoint, AreasCompared, Series } from '../../indicators/series.ts';
import { targetsFor, targetText } from '../../indicators/targets.ts';
import {
  endsWords,
  isOfFew,
  rangeWords,
  type SpokenUnit,
  spokenUnit,
  valueWords,
} from '../../indicators/words.ts';
import { areasComparedIn, marksWords } from '../compared.ts';
import type { ChartKind } from '../props/charts.ts';
import {
  areaName,
  areaShort,
  capitalised,
  counted,
  figureWords,
  GRAIN_EACH,
  howMany,
  isComparable,
  listWords,
} from '../words.ts';
import { rankedAreas } from './areas.ts';
import { inRankOrder } from './areaTrends.ts';
import { breakdownTrendsWords, breakdownWords } from './breakdownWords.ts';
import type { ChartData, ChartWords } from './chart.ts';
import { axisStartWords } from './scale.ts';
import { unfinishedWords } from './seriesLine.ts';
import {
  endsOf,
  fromToWords,
  latestEnd,
  noneWords,
  sinceStartWords,
  tooFewWords,
  withoutFew,
} from './sinceStart.ts';
import { commonScale } from './smallMultiples.ts';
import { knownPoints, trendHeadline } from './trendHeadline.ts';
import { chartMarks, marksWithin, markWords } from './trendMarks.ts';
import { type TrendData, trendModel } from './trendModel.ts';

/** A chart in words: what its headline claims, how it is measured, and what someone who cannot see it is told. */

export function chartWords(kind: ChartKind, data: ChartData): ChartWords {
  switch (kind) {
    case 'trend':
      return trendWords({ ...data, county: data.series.area === COUNTY ? null : data.county });
    case 'areas':
      return areasWords(data);
    case 'area-trends':
      return areaTrendsWords(data);
    case 'breakdown':
      return breakdownWords(data);
    case 'breakdown-trends':
      return breakdownTrendsWords(data);
  }
}

export function trendWords(data: TrendData): ChartWords {
  const { indicator, partnership, series } = data;
  const area = areaName(partnership, series.area);
  const headline = trendHeadline(indicator, series, area);
  const marks = trendMarks(data);
  const subtitle = `${indicator.title}, ${area}, by ${GRAIN_EACH[series.grain]}.${marks === '' ? '' : ` ${marks}`}`;
  const alt = [
    `Line chart of ${indicator.title}, ${area}, by ${GRAIN_EACH[series.grain]}.`,
    `${headline}.`,
    extremes(indicator, series),
    targetSentence(indicator, series.area),
    benchmarkSentence(indicator, series),
    gapsSentence(series),
    marksSentence(indicator, partnership, series),
  ];
  return { headline, subtitle, alt: alt.filter((part) => part !== '').join(' ') };
}

/** What shades and dots mean, of those that the chart shows, and where its axis begins. */
export function trendMarks(data: TrendData): string {
  const { indicator, series } = data;
  const { points, grain } = series;
  const marks: string[] = [];
  if (points.some(({ spc }) => spc !== null)) marks.push('Shaded: the usual range.');
  if (points.some(({ spc, value }) => value !== null && spc !== null && spc.flag !== 'common_cause'))
    marks.push(
      indicator.polarity === 'neither'
        ? 'Marked points: a real change.'
        : 'Marked points: a real change, ●\u00a0better or ■\u00a0worse.',
    );
  const { scale, targetRange } = trendModel(data);
  if (targetRange.length > 0) marks.push('Tinted: between the two ends of the target.');
  if (points.some(({ trajectory }) => trajectory !== null))
    marks.push(
      `Dotted: the way to the target${grain === 'month' ? '' : `, as it is due at the end of each ${GRAIN_EACH[grain]}`}.`,
    );
  const start = axisStartWords(spokenUnit(indicator), scale);
  return `${marks.join(' ')}${unfinishedWords(indicator, points)}${start}`.trimStart();
}

/** Of whole periods: the count of a part of one would always be the lowest. Said where one is left out. */
function extremes(indicator: Indicator, series: Series): string {
  const all = knownPoints(series);
  const known = all.filter(({ complete }) => complete);
  if (known.length < 3) return '';
  const ofWhole = known.length < all.length ? 'Of whole periods: ' : '';
  const highest = known.reduce((best, point) => (point.value > best.value ? point : best));
  const lowest = known.reduce((best, point) => (point.value < best.value ? point : best));
  const [low, high] = endsWords(spokenUnit(indicator), lowest.value, highest.value);
  if (low === high) return `${capitalised(`${ofWhole}always ${low}`)}.`;
  const [least, most] = extremeNames(indicator);
  const span = `${least} ${low} in ${periodWords(lowest.period)}, ${most} ${high} in ${periodWords(highest.period)}`;
  return `${capitalised(`${ofWhole}${span}`)}.`;
}

/** The lowest number is the highest place. */
function extremeNames(indicator: Indicator): [string, string] {
  if (spokenUnit(indicator) !== 'rank') return ['lowest', 'highest'];
  return indicator.polarity === 'neither' ? ['highest place', 'lowest place'] : ['best', 'worst'];
}

function targetSentence(indicator: Indicator, area: string): string {
  const words = targetsFor(indicator, area).map((target) => targetText(indicator, target));
  return words.length === 0 ? '' : `Target ${listWords(words)}.`;
}

function benchmarkSentence(indicator: Indicator, series: Series): string {
  const unit = spokenUnit(indicator);
  const words = series.benchmarks.flatMap(({ label, points }) => {
    const last = points.at(-1);
    return last ? [`${label} ${valueWords(unit, last.value)} in ${periodWords(last.period)}`] : [];
  });
  return words.length === 0 ? '' : `${listWords(words)}.`;
}

function gapsSentence({ points }: Series): string {
  const hidden = points.filter(({ status }) => status === 'suppressed').length;
  const missing = points.filter(({ status }) => status === 'missing').length;
  const parts = [
    ...(missing > 0 ? [`${counted(missing, 'period has', 'periods have')} no data`] : []),
    ...(hidden > 0 ? [`${counted(hidden, 'figure is', 'figures are')} hidden`] : []),
  ];
  return parts.length === 0 ? '' : `${capitalised(listWords(parts))}.`;
}

function marksSentence(indicator: Indicator, partnership: Partnership, { points }: Series): string {
  const marks = marksWithin(chartMarks(indicator, partnership), points);
  return marks.length === 0 ? '' : `Marked: ${marks.map(markWords).join('; ')}.`;
}

function areasWords({
  indicator,
  partnership,
  areas,
}: Pick<ChartData, 'indicator' | 'partnership' | 'areas'>): ChartWords {
  const period = areasComparedIn(areas);
  const line = isComparable(indicator.unit) ? partnership.county : null;
  const marks = marksWords(
    areas.areas.map(({ point }) => point),
    line,
  );
  const isAnyCompared = areas.areas.some(({ comparison }) => comparison !== null);
  const without = (one: AreaPoint) => (isAnyCompared ? withoutComparison(one) : '');
  const [apart = ''] = areas.areas
    .map(without)
    .filter((words) => words !== '')
    .sort();
  const compared = isAnyCompared
    ? ` ${shapesWords(indicator, partnership)}${apart && ` ○\u00a0${apart}.`}`
    : '';
  const subtitle = `${marks}${compared}`;
  const headline = areasHeadline(indicator, partnership, areas);
  const figures = rankedAreas(areas.areas, indicator.polarity).map(
    (one) =>
      `${areaShort(partnership, one.area)} ${figureWords(spokenUnit(indicator), one.point)}${without(one) && ` (${without(one)})`}`,
  );
  const alt = `Ranked dots of ${indicator.title}${period}, for ${counted(areas.areas.length, 'area')}: ${figures.join('; ')}. ${headline}.`;
  return { headline, subtitle, alt };
}

/** Why an area that has a figure is not called better, similar or worse. */
function withoutComparison({ point, comparison }: AreaPoint): string {
  if (comparison !== null || point.value === null) return '';
  return isOfFew(point) ? 'too few to compare' : 'not compared';
}

function shapesWords({ polarity }: Indicator, { county }: Partnership): string {
  return polarity === 'neither'
    ? `▲\u00a0higher, ●\u00a0similar, ▼\u00a0lower than ${county}.`
    : `▲\u00a0better, ●\u00a0similar, ▼\u00a0worse than ${county}.`;
}

function areasHeadline(
  indicator: Indicator,
  { county }: Partnership,
  { areas, all_areas }: AreasCompared,
): string {
  const shown = areas.filter(({ point }) => point.value !== null);
  if (shown.length === 0)
    return areas.some(({ point }) => point.status === 'suppressed')
      ? 'Hidden for all areas in this period, to protect children’s privacy'
      : 'No area has a figure for this period';
  const large = shown.filter(({ point }) => !isOfFew(point));
  const areAllShown = all_areas && shown.length === areas.length;
  if (large.length === 0)
    return `Too few to compare: fewer than ten counted in ${areAllShown ? 'every area' : shownWords(shown.length)}`;
  const values = large.map(({ point }) => point.value ?? 0);
  const few = large.length < shown.length ? ' with ten or more counted' : '';
  const range = areasRange(spokenUnit(indicator), values, areAllShown, few);
  const compared = large.filter(({ comparison }) => comparison !== null);
  const differing = compared.filter(({ comparison }) => comparison !== 'similar').length;
  if (compared.length === 0) return range;
  if (compared.length < areas.length || !all_areas)
    return `${range}: ${howMany(differing)} ${differing > 1 ? 'differ' : 'differs'} clearly from ${county}`;
  return differing === 0
    ? `${range}: no area differs clearly from ${county}`
    : `${range}: ${counted(differing, 'area differs', 'areas differ')} clearly from ${county}`;
}

/** Where some are hidden, have no figure or are not for the reader, nothing is said of them, so not of all areas either.
 *  @param few what sets those apart of which the range is, from those of too few */
function areasRange(unit: SpokenUnit, values: number[], areAll: boolean, few: string): string {
  const ends = [Math.min(...values), Math.max(...values)] as const;
  const [lowest, highest] = endsWords(unit, ...ends);
  const range = lowest === highest ? lowest : `From ${rangeWords(unit, ...ends)}`;
  if (!areAll) return `${range} in ${shownWords(values.length)}${few}`;
  if (few !== '')
    return `${range} in the ${values.length === 1 ? 'one area' : `${values.length} areas`}${few}`;
  return lowest === highest ? `${range} in every area` : range;
}

function shownWords(count: number): string {
  return `the ${count === 1 ? 'one area' : `${count} areas`} shown`;
}

function areaTrendsWords({
  indicator,
  partnership,
  areaSeries,
  areas,
}: Pick<ChartData, 'indicator' | 'partnership' | 'areaSeries' | 'areas'>): ChartWords {
  const localities = inRankOrder(areaSeries, areas, indicator).filter(({ area }) => area !== 'county');
  const changes = localities.map((series) => ({ series, ends: endsOf(indicator, series.points) }));
  const grain = areaSeries[0]?.grain;
  const behind =
    isComparable(indicator.unit) && areaSeries.some(({ area }) => area === 'county')
      ? ` Grey line: ${partnership.county}.`
      : '';
  const unfinished = unfinishedWords(
    indicator,
    areaSeries.flatMap(({ points }) => points),
  );
  const drawn = areaSeries.filter(({ area }) => area !== COUNTY || isComparable(indicator.unit));
  const scale = commonScale(
    indicator,
    drawn.flatMap(({ points }) => points),
  );
  const start = axisStartWords(spokenUnit(indicator), scale);
  const allEnds = changes.map(({ ends }) => ends);
  const { large, few, tooFew } = withoutFew(indicator, localities);
  const since = sinceStartWords(
    indicator,
    large.map(({ points }) => endsOf(indicator, points)),
    'area',
  );
  const among = few.length === 0 ? since : `${since}, among areas with ten or more counted`;
  const headline = tooFew ? tooFewWords('area') : among;
  const figures = changes.map(({ series, ends }) => {
    const change = ends ? fromToWords(indicator, ends, latestEnd(allEnds)) : noneWords(series.points);
    return `${areaName(partnership, series.area)} ${change}`;
  });
  return {
    headline,
    subtitle: `${indicator.title}${grain ? `, by ${GRAIN_EACH[grain]}` : ''}, all at the same scale.${start}${behind}${unfinished}`,
    alt: `Small line charts of ${indicator.title}, one for each area: ${figures.join('; ')}.`,
  };
}
