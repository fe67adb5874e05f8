import { endsWords, isOfFew, spokenUnit, uncapitalised } from '../../indicators/words.ts';
import { comparedIn, marksWords } from '../compared.ts';
import { figureWords, GRAIN_EACH, isComparable, listWords } from '../words.ts';
import { ranked } from './areas.ts';
import type { BreakdownData } from './breakdown.ts';
import type { ChartWords } from './chart.ts';
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

/** What the charts of a breakdown say in words. */

const OF_TEN = ', among groups of ten or more';

export function breakdownWords({ indicator, partnership, breakdown }: BreakdownData): ChartWords {
  if (!breakdown) return NONE;
  const { label, period } = breakdown;
  const groups = ranked(breakdown.groups, indicator.polarity);
  const when = comparedIn(period, [breakdown.whole, ...groups.map(({ point }) => point)]);
  const line = isComparable(indicator.unit) && breakdown.whole ? partnership.county : null;
  const marks = marksWords(
    groups.map(({ point }) => point),
    line,
  );
  const headline = breakdownHeadline({ indicator, breakdown });
  const figures = groups.map(
    ({ label: name, point }) => `${name} ${figureWords(spokenUnit(indicator), point)}`,
  );
  return {
    headline,
    subtitle: `${indicator.title} by ${uncapitalised(label)}${when}. ${marks}`,
    alt: `Ranked dots of ${indicator.title} by ${uncapitalised(label)}${when}: ${figures.join('; ')}. ${headline}.`,
  };
}

function breakdownHeadline({ indicator, breakdown }: Pick<BreakdownData, 'indicator' | 'breakdown'>): string {
  const all = (breakdown?.groups ?? []).filter(({ point }) => point.value !== null);
  const large = all.filter(({ point }) => !isOfFew(point));
  const known = large.length > 1 ? large : all;
  const [lowest] = known.toSorted((a, b) => (a.point.value ?? 0) - (b.point.value ?? 0));
  const hidden = (breakdown?.groups ?? []).some(({ point }) => point.status === 'suppressed');
  const [highest] = known.toSorted((a, b) => (b.point.value ?? 0) - (a.point.value ?? 0));
  if (!lowest || !highest)
    return hidden
      ? 'Hidden for all groups in this period, to protect children’s privacy'
      : 'No group has a figure for this period';
  const ends = endsWords(spokenUnit(indicator), lowest.point.value ?? 0, highest.point.value ?? 0);
  const [from, to] = [`${ends[0]} (${lowest.label})`, `${ends[1]} (${highest.label})`];
  const which = known.length < all.length ? OF_TEN : hidden ? ', of those shown' : '';
  return known.length === 1 ? from : `From ${from} to ${to}${which}`;
}

export function breakdownTrendsWords({ indicator, partnership, breakdown }: BreakdownData): ChartWords {
  if (!breakdown) return NONE;
  const { grain, groups, whole } = breakdown.trends;
  const { large, few, tooFew } = withoutFew(indicator, groups);
  const changes = large.map(({ label, points }) => ({ label, points, ends: endsOf(indicator, points) }));
  const allEnds = changes.map(({ ends }) => ends);
  const behind = isComparable(indicator.unit) && whole.length > 0 ? ` Grey line: ${partnership.county}.` : '';
  const drawn = [...(isComparable(indicator.unit) ? whole : []), ...large.flatMap(({ points }) => points)];
  const start = axisStartWords(spokenUnit(indicator), commonScale(indicator, drawn));
  const unfinished = unfinishedWords(
    indicator,
    large.flatMap(({ points }) => points),
  );
  const left = few.length === 0 ? '' : ` Too few to draw: ${listWords(few.map(({ label }) => label))}.`;
  const figures = changes.map(
    ({ label, points, ends }) =>
      `${label} ${ends ? fromToWords(indicator, ends, latestEnd(allEnds)) : noneWords(points)}`,
  );
  const headline = tooFew ? tooFewWords('group') : sinceStartWords(indicator, allEnds, 'group');
  return {
    headline: few.length === 0 ? headline : `${headline}${OF_TEN}`,
    subtitle: `By ${GRAIN_EACH[grain]}, all at the same scale.${start}${behind}${unfinished}${left}`,
    alt: `Small line charts of ${indicator.title} by ${uncapitalised(breakdown.label)}, one for each group: ${figures.join('; ')}.${left}`,
  };
}

const NONE: ChartWords = { headline: 'No figures yet', subtitle: '', alt: 'No figures yet.' };
