import { COUNTY } from '../../indicators/areas.ts';
import { groupBy } from '../../indicators/group.ts';
import { disclosurePolicy } from '../../indicators/partnership-schema.ts';
import type { Indicator } from '../../indicators/schema.ts';
import type { Benchmark, CouncilPlace, Grain, Series, Summary } from '../../indicators/series.ts';
import { isShownAtAll } from '../../indicators/shown-grains.ts';
import { byPeriods } from '../../web/hidden-periods.ts';
import { type Figures, summaryTable } from '../figures.ts';
import { benchmarksOf } from './benchmarks.ts';
import { councilPlaceOf } from './councils.ts';
import { type PlacedPoint, pointsWanted } from './points.ts';

interface SeriesWanted {
  indicator: Indicator;
  area: string;
  grain: Grain;
  from?: string | undefined;
  to?: string | undefined;
}

export async function seriesOf(figures: Figures, wanted: SeriesWanted): Promise<Series> {
  const { indicator, ...rest } = wanted;
  const [points, summaries, ...others] = await Promise.all([
    pointsWanted(figures, { indicator: indicator.id, ...rest }),
    summariesOf(figures, indicator.id, wanted.grain),
    benchmarksOf(figures, indicator.id, wanted.from, wanted.to),
    councilPlaceOf(figures, indicator),
  ]);
  return assemble(figures, wanted, points, summaries, ...others);
}

/** One series for each area, for pictures side by side. */
export async function seriesOfAreas(
  figures: Figures,
  wanted: Omit<SeriesWanted, 'area'>,
  areas: string[],
): Promise<Series[]> {
  const { indicator, grain } = wanted;
  const [points, summaries, ...others] = await Promise.all([
    pointsWanted(figures, { indicator: indicator.id, grain }),
    summariesOf(figures, indicator.id, grain),
    benchmarksOf(figures, indicator.id, wanted.from, wanted.to),
    councilPlaceOf(figures, indicator),
  ]);
  const byArea = groupBy(points, (placed) => placed.area);
  return areas.map((area) =>
    assemble(figures, { ...wanted, area }, byArea.get(area) ?? [], summaries, ...others),
  );
}

function assemble(
  figures: Figures,
  { indicator, area, grain }: SeriesWanted,
  points: PlacedPoint[],
  summaries: Map<string, Summary>,
  benchmarks: Benchmark[],
  councils: CouncilPlace | null,
): Series {
  const { snapshot, level } = figures;
  return {
    indicator: indicator.id,
    area,
    grain,
    level,
    snapshot: snapshot.info.id,
    points: points.map((placed) => placed.point),
    benchmarks,
    councils: area === COUNTY ? councils : null,
    summary: summaries.get(area) ?? nothingToSay(figures, indicator),
  };
}

/** Why there is not even a summary: no file has come, or there is no figure that may be shown. */
export function nothingToSay({ snapshot, level }: Figures, indicator: Indicator): Summary {
  const { catalogue } = snapshot;
  if (isShownAtAll(indicator, catalogue, level)) return awaitingData(indicator);
  const { grains } = disclosurePolicy(catalogue.partnership);
  const sentence = `Hidden to protect children’s privacy: it is counted ${byPeriods(indicator.grains)}, and here figures are shown ${byPeriods(grains)} alone.`;
  return { variation: null, assurance: null, trend: null, sentence };
}

function awaitingData(indicator: Indicator): Summary {
  const sentence = `${indicator.title}: awaiting data. No file with these figures has arrived yet.`;
  return { variation: null, assurance: null, trend: null, sentence };
}

async function summariesOf(figures: Figures, indicator: string, grain: Grain): Promise<Map<string, Summary>> {
  const rows = await figures.snapshot.rows<Summary & { area: string }>(
    `SELECT area, variation, assurance, trend, sentence FROM ${summaryTable(figures)}
     WHERE indicator = $indicator AND grain = $grain`,
    { indicator, grain },
  );
  return new Map(rows.map(({ area, ...summary }) => [area, summary]));
}
