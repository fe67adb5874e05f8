import { groupBy } from '../../indicators/group.ts';
import { latestIndex, previousIndex } from '../../indicators/latest.ts';
import type { Indicator } from '../../indicators/schema.ts';
import type { Benchmark, Grain, Overview, OverviewRow, Point, Summary } from '../../indicators/series.ts';
import { isShownAtAll, readableGrain } from '../../indicators/shown-grains.ts';
import { targetAt, targetsFor, targetText } from '../../indicators/targets.ts';
import { withDoubt } from '../../web/unlike-files.ts';
import { type Figures, summaryTable } from '../figures.ts';
import { trendGrain } from '../lookup.ts';
import { allBenchmarks } from './benchmarks.ts';
import { pointsWanted } from './points.ts';
import { nothingToSay } from './series.ts';
import { unlikeIn } from './unlike.ts';
import { type KnownNow, pointsUpTo, summaryUpTo } from './up-to.ts';

/** One row for each indicator, in the catalogue's order. */
export function overviewOf(figures: Figures, area: string): Promise<Overview> {
  return figures.snapshot.remembered.once(`overview ${figures.level} ${area}`, () =>
    askOverview(figures, area),
  );
}

/** The same as it was on an earlier day, of what is known now: no figure that covers a later day is in it. */
export function overviewUpTo(figures: Figures, area: string, to: string): Promise<Overview> {
  return figures.snapshot.remembered.once(`overview ${figures.level} ${area} up to ${to}`, () =>
    askOverview(figures, area, to),
  );
}

export async function overviewRowOf(
  figures: Figures,
  indicator: Indicator,
  area: string,
): Promise<OverviewRow> {
  const { rows } = await overviewOf(figures, area);
  const row = rows.find((candidate) => candidate.indicator === indicator.id);
  if (!row) throw new Error(`the overview of ${area} has no row for ${indicator.id}`);
  return row;
}

async function askOverview(figures: Figures, area: string, to?: string): Promise<Overview> {
  const { snapshot, level } = figures;
  const [placed, summaries, benchmarks, unlike] = await Promise.all([
    pointsWanted(figures, { area }),
    snapshot.rows<KeyedSummary>(`SELECT * FROM ${summaryTable(figures)} WHERE area = $area`, { area }),
    allBenchmarks(figures),
    unlikeIn(figures),
  ]);
  const pointsBy = groupBy(placed, ({ indicator, grain }) => `${indicator} ${grain}`);
  const summaryBy = new Map(summaries.map((summary) => [`${summary.indicator} ${summary.grain}`, summary]));
  const rows = snapshot.catalogue.indicators.map((indicator) => {
    const held: Held = {
      benchmarks: benchmarks.get(indicator.id) ?? [],
      points: (grain) => pointsBy.get(`${indicator.id} ${grain}`)?.map(({ point }) => point) ?? [],
      summary: (grain) => summaryBy.get(`${indicator.id} ${grain}`),
    };
    const shown = to === undefined ? held : heldUpTo(to, figures, indicator, area, held);
    return withDoubt(overviewRow(indicator, area, figures, shown), unlike[indicator.id]);
  });
  return { area, level, snapshot: snapshot.info.id, rows };
}

interface KeyedSummary extends Summary {
  indicator: string;
  grain: Grain;
}

/** What is known of one indicator and area. */
interface Held {
  benchmarks: Benchmark[];
  points(grain: Grain): Point[];
  summary(grain: Grain): Summary | undefined;
}

function heldUpTo(to: string, figures: Figures, indicator: Indicator, area: string, held: Held): Held {
  const { partnership } = figures.snapshot.catalogue;
  const { benchmarks } = held;
  const known = (grain: Grain): KnownNow => ({
    ...{ indicator, partnership, area, benchmarks },
    ...{ points: held.points(grain), summary: held.summary(grain) },
  });
  return {
    benchmarks,
    points: (grain) => pointsUpTo(held.points(grain), to),
    summary: (grain) => summaryUpTo(known(grain), to),
  };
}

function overviewRow(indicator: Indicator, area: string, figures: Figures, held: Held): OverviewRow {
  const grain = shownGrain(indicator, held);
  const drawn = drawnGrain(indicator, figures, held);
  const points = held.points(grain);
  const index = latestIndex(indicator, points);
  const latest = points[index] ?? points.findLast(isHidden) ?? null;
  const target = targetAt(targetsFor(indicator, area), latest?.covered_to ?? '');
  const icons = held.summary('month') ?? held.summary(grain);
  return {
    indicator: indicator.id,
    area,
    grain,
    latest,
    previous: points[previousIndex(indicator, points, index)] ?? null,
    target: target && { value: target.value, by: target.by, text: targetText(indicator, target) },
    status: statusOf(indicator, latest, figures, held),
    variation: icons?.variation ?? null,
    assurance: icons?.assurance ?? null,
    sentence: (held.summary(grain) ?? nothingToSay(figures, indicator)).sentence,
    trend: { grain: drawn, points: held.points(drawn) },
  };
}

/** What may not be shown is not awaited; nor is what has come, and says nothing of this area. */
function statusOf(
  indicator: Indicator,
  latest: Point | null,
  { snapshot, level }: Figures,
  held: Held,
): OverviewRow['status'] {
  if (latest) return isHidden(latest) ? 'hidden' : (latest.rag ?? 'no_target');
  if (!isShownAtAll(indicator, snapshot.catalogue, level)) return 'hidden';
  return indicator.grains.some((grain) => held.points(grain).length > 0) ? 'no_figure' : 'awaiting_data';
}

function isHidden({ status }: Point): boolean {
  return status === 'suppressed';
}

/** The grain of the tile; before there is a whole period of it, the finest that has a figure. Where newer ones of that are
 *  hidden, the grain whose newest figure is. */
function shownGrain({ grains, tile_grain }: Indicator, held: Held): Grain {
  const newest = (grain: Grain) =>
    held.points(grain).findLast(({ value }) => value !== null)?.covered_to ?? '';
  const hasHidden = (grain: Grain) => held.points(grain).some(isHidden);
  const all = [tile_grain, ...grains];
  const first = all.find(newest);
  if (!first) return all.find(hasHidden) ?? tile_grain;
  const last = held.points(first).findLast((point) => point.value !== null || isHidden(point));
  if (!last || !isHidden(last)) return first;
  return all.reduce((best, grain) => (newest(grain) > newest(best) ? grain : best), first);
}

/** A trend of hidden figures is none: then a longer period is drawn, of which most is shown. */
function drawnGrain(indicator: Indicator, { level }: Figures, held: Held): Grain {
  const wanted = trendGrain(indicator);
  if (level === 'full') return wanted;
  return readableGrain(indicator, wanted, (grain) => held.points(grain).map(({ status }) => status));
}
