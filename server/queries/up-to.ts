import { latestIndex } from '../../indicators/latest.ts';
import type { Partnership } from '../../indicators/partnership-schema.ts';
import { dateWords } from '../../indicators/period-words.ts';
import type { Indicator } from '../../indicators/schema.ts';
import { sentence } from '../../indicators/sentence.ts';
import type { Benchmark, Point, Series, Summary } from '../../indicators/series.ts';
import { HIDDEN_WORDS } from '../../web/words.ts';

/** Figures up to an earlier day, of those known now. Targets are today's: a frozen snapshot has those of then. */

/** Without the usual range where later points are left out: it is made of them too, and would call what was usual then a
 *  change. */
export function pointsUpTo(points: readonly Point[], to: string): Point[] {
  const shown = points.filter(({ covered_to }) => covered_to <= to);
  return shown.length === points.length ? shown : shown.map((point) => ({ ...point, spc: null }));
}

/** What is drawn of a series, and what it is compared with: no period that ends later. Its summary is still today's. */
export function drawnUpTo(series: Series, to: string): Series {
  return {
    ...series,
    points: pointsUpTo(series.points, to),
    benchmarks: series.benchmarks.map((benchmark) => ({
      ...benchmark,
      points: benchmark.points.filter(({ end }) => end <= to),
    })),
  };
}

/** All that is known of an indicator and area by one grain, whenever it became known. */
export interface KnownNow {
  indicator: Indicator;
  partnership: Partnership;
  area: string;
  points: readonly Point[];
  benchmarks: readonly Benchmark[];
  summary: Summary | undefined;
}

/** Today's summary where it speaks of no later day, else one of the figures until then. */
export function summaryUpTo(known: KnownNow, to: string): Summary | undefined {
  const { indicator, partnership, area, benchmarks, summary } = known;
  const points = pointsUpTo(known.points, to);
  if (points.length === known.points.length) return summary;
  if (latestIndex(indicator, points) === -1) return nothingUpTo(points, known, to);
  const said = { indicator, partnership, area, points, benchmarks, variation: null };
  return { ...NOTHING, sentence: sentence({ ...said, arrived: true, countyOnly: false }) };
}

function nothingUpTo(points: readonly Point[], { points: all, summary }: KnownNow, to: string) {
  if (all.every(({ value }) => value === null)) return summary;
  const hidden = points.some(({ status }) => status === 'suppressed');
  return { ...NOTHING, sentence: hidden ? HIDDEN_WORDS : `No figures up to ${dateWords(to)}.` };
}

const NOTHING = { variation: null, assurance: null, trend: null };
