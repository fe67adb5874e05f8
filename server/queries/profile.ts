import { COUNTY } from '../../indicators/areas.ts';
import { groupBy } from '../../indicators/group.ts';
import type { Comparison, OverviewRow } from '../../indicators/series.ts';
import type { AreaProfile, BesideFigure, ProfileRow } from '../../web/props/areas.ts';
import { type Figures, pointTable } from '../figures.ts';
import { overviewOf } from './overview.ts';

interface PlacedFigure extends BesideFigure {
  indicator: string;
  area: string;
  grain: string;
  period: string;
  comparison: Comparison | null;
}

/** Every locality beside the county: its latest figures, and the county's and the other localities' of the same time. */
export function profilesOf(figures: Figures): Promise<AreaProfile[]> {
  return figures.snapshot.remembered.once(`profiles ${figures.level}`, () => askProfiles(figures));
}

async function askProfiles(figures: Figures): Promise<AreaProfile[]> {
  const { areas } = figures.snapshot.catalogue.partnership;
  const [county, ...overviews] = await Promise.all(
    [COUNTY, ...areas.map(({ id }) => id)].map((area) => overviewOf(figures, area)),
  );
  const rows = overviews.flatMap((overview) => overview.rows);
  const placed = groupBy(await figuresOf(figures, periodsOf(rows)), keyOf);
  const countyHas = new Set(
    county?.rows.filter(({ latest }) => latest !== null).map(({ indicator }) => indicator),
  );
  return overviews.map(({ area, rows }) => ({
    area,
    rows: rows.map((row) => ({
      ...beside(row, placed.get(rowKey(row)) ?? []),
      countyHas: countyHas.has(row.indicator),
    })),
  }));
}

function beside(row: OverviewRow, placed: PlacedFigure[]): Omit<ProfileRow, 'countyHas'> {
  return {
    row,
    comparison: placed.find(({ area }) => area === row.area)?.comparison ?? null,
    county: placed.find(({ area }) => area === COUNTY) ?? null,
    others: placed.filter(({ area }) => area !== COUNTY && area !== row.area),
  };
}

function periodsOf(rows: OverviewRow[]): string[] {
  return [...new Set(rows.flatMap(({ latest }) => (latest ? [latest.period] : [])))];
}

function figuresOf(figures: Figures, periods: string[]): Promise<PlacedFigure[]> {
  return figures.snapshot.rows<PlacedFigure>(
    `SELECT indicator, area, grain, period, status, value, lower, upper, comparison FROM ${pointTable(figures)}
     WHERE period IN (SELECT unnest(from_json($periods::JSON, '["VARCHAR"]')))`,
    { periods: JSON.stringify(periods) },
  );
}

function keyOf({ indicator, grain, period }: PlacedFigure): string {
  return `${indicator} ${grain} ${period}`;
}

function rowKey({ indicator, grain, latest }: OverviewRow): string {
  return `${indicator} ${grain} ${latest?.period}`;
}
