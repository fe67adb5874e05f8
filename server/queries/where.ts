import type { Area } from '../../indicators/partnership-schema.ts';
import type { Indicator } from '../../indicators/schema.ts';
import type { Grain, OverviewRow, Variation } from '../../indicators/series.ts';
import type { Where } from '../../web/props/overview.ts';
import { type Figures, summaryTable } from '../figures.ts';
import { areasCompared } from './areas.ts';
import { pointsWanted } from './points.ts';

const MOST_NAMED = 2;

/** In which localities a county's figure needs attention. */
export async function whereOf(
  figures: Figures,
  indicator: Indicator,
  row: OverviewRow,
): Promise<Where | null> {
  const { areas } = figures.snapshot.catalogue.partnership;
  if (areas.length === 0 || row.latest === null) return null;
  const [variations, compared, changes] = await Promise.all([
    variationsOf(figures, indicator, row.grain),
    areasCompared(figures, indicator, row.grain),
    indicator.unit === 'count' ? changesOf(figures, indicator, row) : new Map<string, number>(),
  ]);
  const worse = new Set(
    compared.areas.filter(({ comparison }) => comparison === 'worse').map(({ area }) => area),
  );
  const named = (ids: Iterable<string>) => namesOf(areas, new Set(ids));
  return {
    areas: variations.size,
    worsening: named([...variations].filter(([, variation]) => worsens(variation)).map(([area]) => area)),
    clearlyWorse: named(worse),
    halfOfChange: named(halfOf(changes, indicator)),
  };
}

/** Each locality's variation: by month where there is one, else by the grain of the tile. */
async function variationsOf(
  figures: Figures,
  indicator: Indicator,
  grain: Grain,
): Promise<Map<string, Variation | null>> {
  const rows = await figures.snapshot.rows<{ area: string; variation: Variation | null }>(
    `SELECT area, variation FROM ${summaryTable(figures)}
     WHERE indicator = $indicator AND area <> 'county' AND grain IN ('month', $grain)
     ORDER BY grain = 'month'`,
    { indicator: indicator.id, grain },
  );
  return new Map(rows.map(({ area, variation }) => [area, variation]));
}

function worsens(variation: Variation | null): boolean {
  return variation === 'concern_high' || variation === 'concern_low';
}

/** By how much each locality's number has changed since the period that the county's is compared with. */
async function changesOf(
  figures: Figures,
  { id }: Indicator,
  { grain, latest, previous }: OverviewRow,
): Promise<Map<string, number>> {
  if (!latest || !previous) return new Map();
  const points = await pointsWanted(figures, { indicator: id, grain });
  const valueIn = (area: string, period: string) =>
    points.find((placed) => placed.area === area && placed.point.period === period)?.point.value ?? null;
  const areas = new Set(points.map(({ area }) => area).filter((area) => area !== 'county'));
  return new Map(
    [...areas].flatMap((area) => {
      const [now, before] = [valueIn(area, latest.period), valueIn(area, previous.period)];
      return now === null || before === null ? [] : [[area, now - before] as const];
    }),
  );
}

/** One or two localities that together make at least half of the change for the worse. */
function halfOf(changes: Map<string, number>, { polarity }: Indicator): string[] {
  const sign = polarity === 'lower_is_better' ? 1 : -1;
  const worse = [...changes].map(([area, change]) => ({ area, change: change * sign }));
  const whole = worse.reduce((sum, { change }) => sum + change, 0);
  if (whole <= 0 || worse.length <= 2 * MOST_NAMED) return [];
  const most = worse.toSorted((one, other) => other.change - one.change).slice(0, MOST_NAMED);
  const enough = most.findIndex((_, index) => sumOf(most.slice(0, index + 1)) * 2 >= whole);
  return enough === -1 ? [] : most.slice(0, enough + 1).map(({ area }) => area);
}

function sumOf(changes: { change: number }[]): number {
  return changes.reduce((sum, { change }) => sum + change, 0);
}

function namesOf(areas: Area[], ids: Set<string>): string[] {
  return areas.filter(({ id }) => ids.has(id)).map(({ short }) => short);
}
