import { COUNTY } from '../../indicators/areas.ts';
import { groupBy } from '../../indicators/group.ts';
import type { Indicator } from '../../indicators/schema.ts';
import type { OverviewRow } from '../../indicators/series.ts';
import { arranged, MATTERS_SHOWN } from '../../web/components/overview/arranged.ts';
import { concernsOf } from '../../web/components/overview/attention.ts';
import type { AreaStanding, Standings } from '../../web/props/overview.ts';
import type { Figures } from '../figures.ts';
import { type PlacedPoint, pointsWanted } from './points.ts';

/** How the localities stand in the county's figures that need attention first. Where other things need it too, fewer have
 *  a place of their own, but no other ones. */
export async function standingsOf(figures: Figures, area: string, rows: OverviewRow[]): Promise<Standings> {
  if (area !== COUNTY) return {};
  const concerns = concernsOf(figures.snapshot.catalogue.indicators, rows);
  const single = arranged(concerns, MATTERS_SHOWN).flatMap((band) => band.single);
  const entries = await Promise.all(
    single.map(async ({ indicator, row }) => [indicator.id, await standingsIn(figures, indicator, row)]),
  );
  return Object.fromEntries(entries);
}

/** How the localities stand in the period of the county's latest figure. */
export function standingsIn(
  figures: Figures,
  indicator: Indicator,
  row: OverviewRow,
): Promise<AreaStanding[]> {
  const period = row.latest?.period ?? '';
  return figures.snapshot.remembered.once(`standings ${figures.level} ${indicator.id} ${period}`, () =>
    askStandings(figures, row),
  );
}

async function askStandings(
  figures: Figures,
  { indicator, grain, latest }: OverviewRow,
): Promise<AreaStanding[]> {
  if (latest === null) return [];
  const placed = (await pointsWanted(figures, { indicator, grain })).filter(({ area }) => area !== COUNTY);
  const yearBefore = `${Number(latest.start.slice(0, 4)) - 1}${latest.start.slice(4)}`;
  return [...groupBy(placed, ({ area }) => area)].flatMap(([area, own]) => {
    const now = own.find(({ point }) => point.period === latest.period);
    return now ? [{ area, ...standing(now, own, yearBefore) }] : [];
  });
}

function standing(now: PlacedPoint, own: PlacedPoint[], yearBefore: string): Omit<AreaStanding, 'area'> {
  const before = own.find(({ point }) => point.start === yearBefore);
  return { latest: now.point, yearBefore: before?.point ?? null, comparison: now.comparison };
}
