import { expect, it } from 'vitest';
import { testHome } from '../../support/home.ts';
import { COMPLAINTS, type PlainIndicator, testPartnership } from '../../support/partnership.ts';
import { complaint, csv } from '../../support/rows.ts';

/** Facts that take some finding are found once for all indicators of a run. */

const UPHELD =
  "SELECT received_on, dspl_area, CAST(theme AS BIGINT) AS weight FROM complaints WHERE kind = 'complaint'";
const VIEWED: PlainIndicator = {
  measure: { kind: 'sum', extract: 'weighed', date: 'received_on', value: 'weight' },
};

async function homeOf(indicators: Record<string, PlainIndicator>) {
  const partnership = await testPartnership(indicators, ['complaints'], { views: { weighed: UPHELD } });
  return { partnership, home: await testHome({ partnership: partnership.folder }) };
}

const july = (theme: string) => ({
  'complaints_2024-07.csv': csv(
    complaint('C1', '2024-07-01', { theme }),
    complaint('C2', '2024-07-02', { theme: '4' }),
  ),
});

it('they are the newest rows, for several indicators and views alike, and views again after the run', async () => {
  const { home } = await homeOf({ complaints: COMPLAINTS, weighed: VIEWED, heavier: VIEWED });
  await home.deliver(july('3'));
  await home.deliver({ 'complaints_2024-08.csv': csv(complaint('C1', '2024-07-01', { theme: '5' })) });
  expect((await home.figures('complaints', 'county', 'month'))['2024-07']).toBe('2');
  for (const id of ['weighed', 'heavier'])
    expect((await home.figures(id, 'county', 'month'))['2024-07']).toBe('9');
  const kinds = await home.facts(
    `SELECT view_name, sql LIKE '%delivered.complaints%' OR sql LIKE '%facts.complaints%' AS is_whole
     FROM duckdb_views() WHERE schema_name = 'facts' ORDER BY view_name`,
  );
  expect(kinds).toEqual([
    { view_name: 'complaints', is_whole: true },
    { view_name: 'weighed', is_whole: true },
  ]);
});

it('a view that fails on a value is named, and the value is not', async () => {
  const { home } = await homeOf({ weighed: VIEWED });
  const failure = await home.deliver(july('a private word')).catch((error: Error) => error.message);
  expect(failure).toMatch(/^weighed cannot be worked out\. /);
  expect(failure).not.toContain('private');
});

it('a view or a column that nobody counts with may fail unseen', async () => {
  const { home, partnership } = await homeOf({ complaints: COMPLAINTS });
  await partnership.edit('extracts/complaints.yaml', 'derived:', 'derived:\n  weight: CAST(theme AS BIGINT)');
  await home.deliver(july('a private word'));
  expect(await home.figures('complaints', 'county', 'month')).toEqual({ '2024-07': '2' });
});

it('a view is not worked out before there can be a figure of it', async () => {
  const { home } = await homeOf({
    weighed: { ...VIEWED, grains: ['calendar_year'], tile_grain: 'calendar_year' },
  });
  await home.deliver(july('a private word'));
  expect(await home.figures('weighed', 'county', 'calendar_year')).toEqual({});
});
