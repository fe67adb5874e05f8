import { parsePeriod } from '../../indicators/periods.ts';
import type { Indicator } from '../../indicators/schema.ts';
import { type SentenceInput, sentence } from '../../indicators/sentence.ts';
import type { Benchmark, Point } from '../../indicators/series.ts';
import { COUNT, indicatorWith, RATE, STOCK, twoLocalities } from './indicator.ts';

/** What a series says, with everything filled in that a test does not speak of. */

const SOURCE = 'A plan';
export const target = { by: '2025-04', value: 0.6, source: SOURCE };
export const plans = indicatorWith({ targets: [target] });
export const complaints = indicatorWith({
  measure: COUNT,
  unit: 'count',
  polarity: 'lower_is_better',
  phrase: 'complaints were received',
  target_per: 'year',
  targets: [{ by: '2025-04', value: 424, source: SOURCE }],
});
export const waiting = indicatorWith({
  measure: STOCK,
  unit: 'count',
  polarity: 'lower_is_better',
  phrase: 'children were waiting',
});
export const requests = indicatorWith({
  measure: COUNT,
  unit: 'count',
  polarity: 'neither',
  phrase: 'requests were received',
});
export const suspensions = indicatorWith({
  measure: RATE,
  unit: 'rate',
  polarity: 'lower_is_better',
  phrase: 'suspensions per 100 pupils',
});

/** A point by its value; its interval is 0.03 to each side unless said. */
export function point(id: string, value: number | null, more: Partial<Point> = {}): Point {
  const period = parsePeriod(id);
  if (!period) throw new Error(`${id} is no period.`);
  return {
    period: id,
    start: period.start,
    end: period.end,
    complete: true,
    covered_to: more.covered_to ?? period.end,
    status: value === null ? 'missing' : 'ok',
    quarantined: 0,
    numerator: null,
    denominator: null,
    value,
    lower: value === null ? null : value - 0.03,
    upper: value === null ? null : value + 0.03,
    target: null,
    trajectory: null,
    rag: null,
    spc: null,
    ...more,
  };
}

export function england(...values: [string, number][]): Benchmark {
  const points = values.map(([id, value]) => ({
    ...point(id, value),
    value,
    councils_with_data: null,
    councils: null,
  }));
  return { comparator: 'england', label: 'England', source: 'DfE', points };
}

export function says(indicator: Indicator, points: Point[], more: Partial<SentenceInput> = {}): string {
  return sentence({
    indicator,
    partnership: twoLocalities,
    area: 'county',
    points,
    benchmarks: [],
    variation: null,
    arrived: true,
    countyOnly: false,
    ...more,
  });
}

/** Only the first sentence: the figure and what it is compared with. */
export function figure(...given: Parameters<typeof says>): string {
  const [indicator, ...rest] = given;
  return says({ ...indicator, targets: [] }, ...rest);
}
