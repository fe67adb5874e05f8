import { join } from 'node:path';
import { h } from 'preact';
import { render } from 'preact-render-to-string';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COUNTY } from '../../indicators/areas.ts';
import type { Indicator } from '../../indicators/schema.ts';
import { catalogueShown } from '../../indicators/shown-grains.ts';
import type { Figures } from '../../server/figures.ts';
import { areasTable, overviewTable } from '../../server/formats/flat.ts';
import { areasCompared } from '../../server/queries/areas.ts';
import { breakdownOf } from '../../server/queries/breakdowns.ts';
import { lineageIfKept } from '../../server/queries/lineage.ts';
import { overviewOf, overviewRowOf } from '../../server/queries/overview.ts';
import { seriesOf } from '../../server/queries/series.ts';
import { openSnapshot, type Snapshot } from '../../server/snapshots/snapshot.ts';
import { tallyOf } from '../../web/components/marks/Tally.tsx';
import { Tile } from '../../web/components/overview/Tile.tsx';
import { openTestHome, type TestHome } from '../support/home.ts';
import { COMPLAINTS, openPartnership, type TestPartnership } from '../support/partnership.ts';
import { complaint, csv } from '../support/rows.ts';

/** What is asked of a snapshot at the level `protected`: North has three complaints each quarter, South forty. */

let partnership: TestPartnership;
let home: TestHome;
let snapshot: Snapshot;

beforeAll(async () => {
  partnership = await openPartnership({
    complaints: { ...COMPLAINTS, grains: ['month', 'quarter', 'calendar_year'], breakdowns: ['agency'] },
    judged: {
      ...{ unit: 'percent', grains: ['quarter', 'calendar_year'], tile_grain: 'quarter' },
      measure: {
        ...{ kind: 'proportion', extract: 'complaints', date: 'received_on' },
        numerator: "agency = 'health'",
      },
      targets: [{ by: '2023-12', value: 0.5, source: 'A plan' }],
    },
    monthly: { ...COMPLAINTS, grains: ['month'] },
  });
  home = await openTestHome({ partnership: partnership.folder });
  const months = Array.from({ length: 12 }, (_, index) => `2023-${String(index + 1).padStart(2, '0')}`);
  const of = (area: string, month: string, many: number) =>
    Array.from({ length: many }, (_, each) =>
      complaint(`${area} ${month} ${each}`, `${month}-10`, {
        dspl_area: area,
        agency: each === 0 ? 'health' : 'education',
      }),
    );
  await home.deliver(
    Object.fromEntries(
      months.map((month) => [
        `complaints_${month}.csv`,
        csv(...of('DSPL 1', month, 1), ...of('DSPL 2', month, 14)),
      ]),
    ),
  );
  snapshot = await openSnapshot(join(home.home.snapshots, (await home.snapshots()).at(-1) ?? ''));
});

afterAll(async () => {
  snapshot.retire();
  await home.remove();
  await partnership.remove();
});

const at = (level: Figures['level']): Figures => ({ snapshot, level });
const indicator = (id: string): Indicator => {
  const found = catalogueShown(snapshot.catalogue, 'protected').indicators.find((one) => one.id === id);
  if (!found) throw new Error(`there is no ${id}`);
  return found;
};

describe('the level protected', () => {
  it('has a series of quarters, with what is hidden hidden', async () => {
    const wanted = { indicator: indicator('complaints'), area: 'dspl-1', grain: 'quarter' } as const;
    const full = await seriesOf(at('full'), wanted);
    expect(full.points.map(({ value }) => value)).toEqual([3, 3, 3, 3]);
    const series = await seriesOf(at('protected'), wanted);
    expect(series.level).toBe('protected');
    expect(series.points.map(({ status, value }) => [status, value])).toEqual(
      Array.from({ length: 4 }, () => ['suppressed', null]),
    );
    expect(series.summary.sentence).toContain('Hidden to protect children’s privacy');
  });

  it('compares areas by shown figures alone', async () => {
    const compared = await areasCompared(at('protected'), indicator('complaints'), 'quarter');
    expect(compared.county?.value).toBe(45);
    expect(compared.areas.map(({ point }) => point.value)).toEqual([null, null]);
  });

  it('draws the trend of a grain of which most is shown', async () => {
    const county = await overviewRowOf(at('protected'), indicator('complaints'), COUNTY);
    expect(county.trend.grain).toBe('quarter');
    const north = await overviewRowOf(at('protected'), indicator('complaints'), 'dspl-1');
    expect(north.trend.points.every(({ value }) => value === null || value >= 5)).toBe(true);
  });

  it('says of what is hidden that it is, not that it is awaited', async () => {
    const { rows } = await overviewOf(at('protected'), 'dspl-1');
    const row = rows.find((one) => one.indicator === 'complaints');
    expect([row?.status, row?.latest?.status, row?.latest?.value]).toEqual(['hidden', 'suppressed', null]);
    const full = await overviewRowOf(at('full'), indicator('complaints'), 'dspl-1');
    expect(full.status).toBe('no_target');
  });

  it('leaves the cells of what is hidden empty where the overview is a table', async () => {
    const { rows } = overviewTable(await overviewOf(at('protected'), 'dspl-1'));
    const row = rows.find((one) => one.indicator === 'complaints');
    expect(row).toMatchObject({ level: 'protected', status: 'suppressed', standing: 'hidden' });
    expect(row).toMatchObject({ numerator: null, denominator: null, value: null, previous_value: null });
    const compared = await areasCompared(at('protected'), indicator('complaints'), 'quarter');
    expect(areasTable(compared, 'County').rows.map(({ value }) => value)).toEqual([45, null, null]);
  });

  it('counts what is hidden apart, whatever it would be judged', async () => {
    const { rows } = await overviewOf(at('protected'), 'dspl-1');
    const full = await overviewOf(at('full'), 'dspl-1');
    expect(tallyOf(full.rows)).toMatchObject({ off_track: 1, hidden: 0 });
    expect(tallyOf(rows)).toMatchObject({ off_track: 0, hidden: 3, awaiting_data: 0 });
  });

  it('says so on its tile', async () => {
    const row = await overviewRowOf(at('protected'), indicator('complaints'), 'dspl-1');
    const tile = render(h(Tile, { indicator: indicator('complaints'), row }));
    expect(tile).toContain('Hidden to protect children’s privacy.');
    expect(tile).not.toContain('No file with these figures');
    expect(tile).not.toMatch(/>[0-9]/);
  });

  it('says why there is no figure of what is counted by the month alone', async () => {
    const { rows } = await overviewOf(at('protected'), COUNTY);
    const row = rows.find((one) => one.indicator === 'monthly');
    expect([row?.latest, row?.status]).toEqual([null, 'hidden']);
    expect(row?.sentence).toContain('to protect children’s privacy');
  });

  it('has groups without small counts, and no lineage', async () => {
    const groups = await breakdownOf(at('protected'), indicator('complaints'), 'agency', 'quarter');
    const values = groups.groups.flatMap(({ points }) => points.map(({ value }) => value));
    expect(values.length).toBeGreaterThan(0);
    expect(values.filter((value) => value !== null && value > 0 && value < 5)).toEqual([]);
    const { points } = await seriesOf(at('protected'), {
      ...{ indicator: indicator('complaints'), area: COUNTY, grain: 'quarter' },
    });
    const lineage = await lineageIfKept(at('protected'), indicator('complaints'), COUNTY, points[0] ?? null);
    expect(JSON.stringify(lineage)).not.toMatch(/"(numerator_)?rows":[1-9]/);
  });
});

describe('the catalogue of a level', () => {
  it('names the grains that are shown', () => {
    expect(indicator('complaints').grains).toEqual(['quarter', 'calendar_year']);
    expect(indicator('complaints').tile_grain).toBe('quarter');
    expect(catalogueShown(snapshot.catalogue, 'full')).toBe(snapshot.catalogue);
  });
});
