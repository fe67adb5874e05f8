import { latestIndex, previousIndex } from '../../indicators/latest.ts';
import type { Indicator } from '../../indicators/schema.ts';
import type { Point, Series, SpcFlag, Summary, Variation } from '../../indicators/series.ts';
import { targetAt, targetsFor, targetText } from '../../indicators/targets.ts';
import { dateWords, pointPeriodWords, valueWords } from '../../indicators/words.ts';
import { flagMeaning } from '../../web/charts/theme.ts';
import { changeWords, HIDDEN_WORDS } from '../../web/words.ts';

/** Figures up to an earlier day, of those known now. Limits and targets are today's: a frozen snapshot has those of then. */

export function pointsUpTo(points: readonly Point[], to: string): Point[] {
  return points.filter(({ covered_to }) => covered_to <= to);
}

export function seriesUpTo(indicator: Indicator, series: Series, to: string): Series {
  const { points, summary, area } = series;
  return {
    ...series,
    points: pointsUpTo(points, to),
    benchmarks: series.benchmarks.map((benchmark) => ({
      ...benchmark,
      points: benchmark.points.filter(({ start }) => start <= to),
    })),
    summary: summaryUpTo(indicator, area, points, to, summary) ?? summary,
  };
}

/** Today's summary where it speaks of no later day, else one of the figures until then. */
export function summaryUpTo(
  indicator: Indicator,
  area: string,
  all: readonly Point[],
  to: string,
  today: Summary | undefined,
): Summary | undefined {
  const points = pointsUpTo(all, to);
  if (points.length === all.length) return today;
  const index = latestIndex(indicator, points);
  const latest = points[index];
  if (!latest || latest.value === null) return nothingUpTo(points, all, to, today);
  const previous = points[previousIndex(points, index)] ?? null;
  const flag = points.findLast(({ spc }) => spc !== null)?.spc?.flag;
  return {
    ...NOTHING,
    variation: flag ? variationOf(flag, indicator) : null,
    sentence: sentence(indicator, area, latest, previous),
  };
}

function nothingUpTo(
  points: readonly Point[],
  all: readonly Point[],
  to: string,
  today: Summary | undefined,
): Summary | undefined {
  if (all.every(({ value }) => value === null)) return today;
  const hidden = points.some(({ status }) => status === 'suppressed');
  return { ...NOTHING, sentence: hidden ? HIDDEN_WORDS : `No figures up to ${dateWords(to)}.` };
}

const NOTHING = { variation: null, assurance: null, trend: null };

function sentence(indicator: Indicator, area: string, latest: Point, previous: Point | null): string {
  const { unit, title, phrase } = indicator;
  const value = valueWords(unit, latest.value ?? 0);
  const figure = phrase ? `${value} ${phrase}` : `${title}: ${value}`;
  const change = previous ? `, ${changeWords(indicator, latest, previous)}` : '';
  const target = targetAt(targetsFor(indicator, area), latest.covered_to);
  const goal = target ? ` The target is ${targetText(indicator, target)}.` : '';
  return `${figure} in ${pointPeriodWords(latest)}${change}.${goal}`;
}

function variationOf(flag: SpcFlag, { polarity }: Indicator): Variation {
  const meaning = flagMeaning(flag, polarity);
  if (meaning === null) return 'common_cause';
  const way = /above|rising|high/.test(flag) ? 'high' : 'low';
  return `${({ good: 'improvement', bad: 'concern', neutral: 'neither' } as const)[meaning]}_${way}`;
}
