import type { Indicator } from '../../indicators/schema.ts';
import type { AreaProfile, ProfileRow } from '../../web/props/areas.ts';
import { areasOf, indicators, overviewOf, partnership, rowOf } from './fixtures.ts';

/** The profile of a locality, made from the same invented figures as the other pages. */
export function profileOf(area: string): AreaProfile {
  return { area, rows: overviewOf(area).rows.map((row) => rowFor(area, row)) };
}

function rowFor(area: string, row: ProfileRow['row']): ProfileRow {
  const { county, areas } = areasOf(row.indicator);
  return {
    row,
    comparison: areas.find((one) => one.area === area)?.comparison ?? null,
    county,
    others: areas.filter((one) => one.area !== area).map(({ point }) => point),
    countyHas: rowOf(row.indicator).latest !== null,
  };
}

interface Figures {
  value: number;
  lower: number;
  upper: number;
  county: number;
  others?: number[];
}

/** One indicator of a locality with the figures given. */
export function measureWith(
  { value, lower, upper, county, others = [] }: Figures,
  changes: Partial<Indicator> = {},
  row: Partial<ProfileRow['row']> = {},
) {
  const [indicator] = indicators;
  const base = rowOf('ehcp-issued-20-weeks', 'dspl-2');
  if (!indicator || !base.latest) throw new Error('no fixture');
  const figure = (one: number) => ({ status: 'ok', value: one, lower: null, upper: null }) as const;
  return {
    indicator: { ...indicator, ...changes },
    row: { ...base, latest: { ...base.latest, value, lower, upper }, ...row },
    comparison: null as ProfileRow['comparison'],
    county: figure(county),
    others: others.map(figure),
    countyHas: true,
  };
}

export const profiles = partnership.areas.map(({ id }) => profileOf(id));
