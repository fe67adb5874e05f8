import { COUNTY } from '../../indicators/areas.ts';
import { compare } from '../../indicators/comparison.ts';
import { latestIndex } from '../../indicators/latest.ts';
import type { Measure } from '../../indicators/measure-schema.ts';
import { isAmount } from '../../indicators/measures.ts';
import type { Partnership } from '../../indicators/partnership-schema.ts';
import { dayAfter } from '../../indicators/periods.ts';
import type { Indicator } from '../../indicators/schema.ts';
import { sentence } from '../../indicators/sentence.ts';
import type { Benchmark, Comparison, Grain, Point, Summary } from '../../indicators/series.ts';
import { isOfFew } from '../../indicators/words.ts';
import { type Xmr, xmr } from '../statistics/spc.ts';
import { recentTrend } from '../statistics/trend.ts';
import type { SetAside } from '../warehouse/set-aside.ts';
import type { Count, GrainPeriods } from './bench.ts';
import { pointOf } from './points.ts';

interface Ingredients {
  indicator: Indicator;
  partnership: Partnership;
  grains: GrainPeriods[];
  count: Count;
  benchmarks: Benchmark[];
  setAside: SetAside;
  /** Whether files have arrived of which no period is over yet; unless said, they have where there is a period. */
  arrived?: boolean;
}

/** An indicator's series for one area and grain, before it belongs to a snapshot. */
export interface AssembledSeries {
  indicator: string;
  area: string;
  grain: Grain;
  points: Point[];
  /** Beside each point: how the locality compares with the county. */
  comparisons: (Comparison | null)[];
  summary: Summary;
}

/** From counts to series: points with their intervals, control limits, comparison with the county, and the sentence. */
export function assemble(ingredients: Ingredients): AssembledSeries[] {
  const { partnership, grains } = ingredients;
  const county = areaSeries(ingredients, COUNTY, new Map());
  const whole = new Map(county.flatMap(({ points }) => points.map((point) => [point.period, point])));
  const localities = partnership.areas.flatMap((area) => areaSeries(ingredients, area.id, whole));
  return grains.length > 0 ? [...county, ...localities] : [];
}

function areaSeries(
  { indicator, partnership, grains, count, benchmarks, setAside, ...known }: Ingredients,
  area: string,
  county: ReadonlyMap<string, Point>,
): AssembledSeries[] {
  const charts = grains.map(({ grain, periods }) => {
    const points = periods.map((period) => {
      const known = period.known && (area === COUNTY || !period.countyOnly);
      return pointOf(indicator, area, { ...period, known }, count(period.id, area), setAside(period));
    });
    return { grain, ...(grain === 'month' ? withLimits(indicator, points) : { points, ...NO_ICONS }) };
  });
  const arrived = known.arrived ?? grains.some(({ periods }) => periods.length > 0);
  const monthly = charts.find(({ grain }) => grain === 'month');
  return charts.map(({ grain, points, ...icons }) => ({
    indicator: indicator.id,
    area,
    grain,
    points,
    comparisons: points.map((point) =>
      besideCounty(indicator, point, county.get(point.period)?.value ?? null),
    ),
    summary: {
      ...icons,
      trend: isYearly(grain) ? trendOf(indicator.measure, points) : null,
      sentence: sentence({
        ...{ indicator, partnership, area, points, benchmarks, arrived },
        variation: monthly && isWithin(indicator, monthly.points, points) ? monthly.variation : null,
        countyOnly: area !== COUNTY && isCountyOnly(indicator, points, county),
      }),
    },
  }));
}

/** Whether the months that tell of a change end with the latest figure: a finished year’s says nothing of those since. */
function isWithin(indicator: Indicator, months: Point[], points: Point[]): boolean {
  const latest = points[latestIndex(indicator, points)];
  const last = months.findLast(({ complete, value }) => complete && value !== null);
  return !!latest && !!last && last.end <= latest.end;
}

/** What comes for the whole alone has no figure of a locality, nor has a place among councils. */
function isCountyOnly(
  { measure }: Indicator,
  points: readonly Point[],
  county: ReadonlyMap<string, Point>,
): boolean {
  const isKnown = ({ period }: Point) => (county.get(period)?.status ?? 'missing') !== 'missing';
  const isNone = points.every(({ status }) => status === 'missing');
  return (isNone || measure.kind === 'rank') && points.some(isKnown);
}

/** Years that follow one another: those that end each month overlap. */
function isYearly(grain: Grain): boolean {
  return grain === 'academic_year' || grain === 'financial_year' || grain === 'calendar_year';
}

const NO_ICONS = { variation: null, assurance: null };

/** Control limits are for months: they need many points, and months are what vary. Unfinished ones are left out. */
function withLimits(
  { polarity, rebase }: Indicator,
  points: Point[],
): { points: Point[] } & Pick<Summary, 'variation' | 'assurance'> {
  const usable = points.filter((point) => point.complete && point.value !== null);
  const target = usable.at(-1)?.target ?? null;
  const values = usable.map((point) => point.value ?? Number.NaN);
  const starts = rebase.map(({ from }) => usable.findIndex(({ period }) => period >= from));
  const chart = xmr(values, { polarity, target, rebase: starts });
  if (!chart || isCollapsed(values, chart)) return { points, ...NO_ICONS };
  const limits = new Map(usable.map((point, index) => [point.period, chart.points[index] ?? null]));
  const limited = points.map((point) => ({ ...point, spc: limits.get(point.period) ?? null }));
  return { points: limited, variation: chart.variation, assurance: chart.assurance };
}

/** Of a figure that moves seldom all steps are outlying: without them the limits have no width, and every point would be
 *  called a special cause. */
function isCollapsed(values: readonly number[], { points }: Xmr): boolean {
  return (
    points.every((point) => point?.lower === point?.upper) && values.some((value) => value !== values[0])
  );
}

/** By whether the locality's interval leaves out the county's value. Numbers are not compared, for a part is always smaller,
 *  nor is a share of a few, which is mostly chance. */
function besideCounty(indicator: Indicator, point: Point, county: number | null): Comparison | null {
  const { lower, upper } = point;
  if (isAmount(indicator) || isOfFew(point) || county === null || lower === null || upper === null)
    return null;
  return compare({ lower, upper }, county, indicator.polarity);
}

/** The test is for events: for people and plans, for shares and rates of them. Of an average, a sum of amounts or a gap
 *  its numbers say nothing, and of published figures only those of a share do. */
function trendOf(measure: Measure, points: Point[]): Summary['trend'] {
  const finished = unbroken(points.filter((point) => point.complete && point.value !== null));
  const ofEvents = ['count', 'stock', 'proportion', 'rate'].includes(measure.kind);
  const ofShares = measure.kind === 'published' && finished.every(({ lower }) => lower !== null);
  if (!ofEvents && !ofShares) return null;
  return recentTrend(
    finished.map(({ numerator, denominator }) => ({ numerator: numerator ?? 0, denominator })),
  );
}

/** The last of some periods, back to where one is left out. */
function unbroken(points: Point[]): Point[] {
  const follows = (index: number) => dayAfter(points[index - 1]?.end ?? '') === points[index]?.start;
  const gap = points.findLastIndex((_, index) => index > 0 && !follows(index));
  return points.slice(Math.max(0, gap));
}
