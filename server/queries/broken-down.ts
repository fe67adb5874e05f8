import { COUNTY } from '../../indicators/areas.ts';
import { breakdownGrains, groupWords } from '../../indicators/breakdowns.ts';
import { latestIndex } from '../../indicators/latest.ts';
import type { Catalogue, Indicator } from '../../indicators/schema.ts';
import type { Breakdown, BreakdownGroup, Grain, Point } from '../../indicators/series.ts';
import type { BrokenDown } from '../../web/props/indicator.ts';
import { breakdownTable, type Figures } from '../figures.ts';
import { missingPoint } from './areas.ts';
import { breakdownOf } from './breakdowns.ts';
import { pointsWanted } from './points.ts';

/** An indicator's groups in the latest period that is over, and their trends; null where nothing is broken down. */
export async function brokenDown(
  figures: Figures,
  indicator: Indicator,
  by: string | undefined,
): Promise<BrokenDown | null> {
  const [grain] = breakdownGrains(indicator);
  if (by === undefined || grain === undefined) return null;
  if (!figures.snapshot.has(breakdownTable(figures))) return null;
  const trendGrain = breakdownGrains(indicator).find((one) => one === 'quarter') ?? grain;
  const [now, trends, points, whole] = await Promise.all([
    breakdownOf(figures, indicator, by, grain),
    breakdownOf(figures, indicator, by, trendGrain),
    countyPoints(figures, indicator, grain),
    countyPoints(figures, indicator, trendGrain),
  ]);
  if (now.groups.length === 0) return null;
  const latest = points[latestIndex(indicator, points)] ?? null;
  return {
    by,
    label: now.label,
    period: latest?.period ?? null,
    whole: latest,
    groups: latest === null ? [] : now.groups.map((group) => inPeriod(group, latest)),
    trends: { grain: trendGrain, whole, groups: named(trends) },
  };
}

/** The columns by which an indicator may be taken apart, in words. */
export function breakdownsOf(indicator: Indicator, catalogue: Catalogue): { by: string; label: string }[] {
  return indicator.breakdowns.map((by) => ({ by, label: groupWords(indicator, by, catalogue).label }));
}

async function countyPoints(figures: Figures, { id }: Indicator, grain: Grain): Promise<Point[]> {
  const placed = await pointsWanted(figures, { indicator: id, area: COUNTY, grain });
  return placed.map(({ point }) => point);
}

function inPeriod({ group, label, points }: BreakdownGroup, whole: Point): BrokenDown['groups'][number] {
  const point = points.find(({ period }) => period === whole.period) ?? missingPoint(whole);
  return { group: group ?? '', label, point };
}

function named({ groups }: Breakdown): BrokenDown['trends']['groups'] {
  return groups.map(({ group, label, points }) => ({ group: group ?? '', label, points }));
}
