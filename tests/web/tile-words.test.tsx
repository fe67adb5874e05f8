import { expect, it } from 'vitest';
import type { Indicator } from '../../indicators/schema.ts';
import type { OverviewRow, Point } from '../../indicators/series.ts';
import { CompactList } from '../../web/components/overview/CompactList.tsx';
import { Tile } from '../../web/components/overview/Tile.tsx';
import { renderPage } from '../../web/render.ts';
import { figureAndExpected } from '../../web/words.ts';
import { indicators, rowOf } from './fixtures.ts';

type Changes = [id: string, changes: Partial<Indicator>, points: (Partial<Point> & { value: number })[]];

function tile(...changes: Changes): string {
  return tileHtml(...changes).replace(/<[^>]+>/g, ' ');
}

function tileHtml(...[id, changes, points]: Changes): string {
  const indicator = indicators.find((one) => one.id === id);
  const row = rowOf(id);
  const { latest, previous } = row;
  const without = changes.targets?.length === 0 ? { target: null } : {};
  if (!indicator || !latest || !previous) throw new Error(`${id} has no figures`);
  const trend = {
    grain: row.grain,
    points: points.map((one) => ({ ...latest, ...without, spc: null, ...one })),
  };
  const [was, is] = [points.at(-2)?.value ?? 0, points.at(-1)?.value ?? 0];
  const now = {
    ...row,
    ...without,
    latest: { ...latest, value: is },
    previous: { ...previous, value: was },
    trend,
  };
  return renderPage(<Tile indicator={{ ...indicator, ...changes }} row={now} />);
}

it('the small trend of a count ends with the last whole period: what is still counted is no fall', () => {
  const points = [
    { value: 50, complete: true },
    { value: 60, complete: true },
    { value: 20, complete: false },
  ];
  expect(tile('complaints-count', {}, points)).toMatch(/Trend from 50 in .+ to 60 in /);
  const stock = { measure: { kind: 'stock', extract: 'x', date: 'y' } as Indicator['measure'] };
  expect(tile('asd-waiting', stock, points)).toMatch(/Trend from 50 in .+ to 20 in /);
});

it('a rank comes after another, and is neither up nor down', () => {
  const rank = { unit: 'score' as const, measure: { kind: 'rank' } as Indicator['measure'] };
  const points = [102, 68].map((value) => ({ value, complete: true }));
  expect(tile('asd-waiting', rank, points)).toMatch(/ 68th .* after 102nd in /);
});

it('the first place of a list lies on top of its small trend', () => {
  const rank = { unit: 'score' as const, measure: { kind: 'rank' } as Indicator['measure'] };
  const points = [102, 68].map((value) => ({ value, complete: true }));
  const line = (changes: Partial<Indicator>) =>
    / class="spark-line[^"]*" d="M[\d.]+ ([\d.]+)L[\d.]+ ([\d.]+)"/
      .exec(tileHtml('asd-waiting', changes, points))
      ?.slice(1);
  expect(line(rank)).toEqual(['58.0', '6.0']);
  expect(line({})).toEqual(['6.0', '58.0']);
});

it.each([
  ['a share that is said to be the same', 'percent', 'ehcp-audited-good', [0.0984, 0.0981, 0.0978], 2],
  ['a rate of hundredths that is said to be the same', 'rate', 'suspension-rate', [0.036, 0.044], 5],
  ['a rate of tenths that is said to be the same', 'rate', 'suspension-rate', [3.36, 3.44], 5],
  ['a count that hardly changes', 'count', 'asd-waiting', [12_850, 12_920], 2],
] as const)('draws %s as flat', (_what, unit, id, values, most) => {
  const points = values.map((value) => ({ value, complete: true }));
  const html = tileHtml(id, { unit, targets: [] }, points);
  const [, path = ''] = / class="spark-line[^"]*" d="M([^"]+)"/.exec(html) ?? [];
  const heights = path.split('L').map((spot) => Number(spot.split(' ')[1]));
  expect(heights).toHaveLength(values.length);
  expect(Math.max(...heights) - Math.min(...heights)).toBeLessThanOrEqual(most);
  expect(html).toContain('spark-thin');
  expect(html.match(/<circle class="spark-last"/g)).toHaveLength(values.length);
});

it('a figure between two gaps has a dot of its own in a small trend', () => {
  const values = [40, 41, 42, null, 43, null, 44, 45, 46];
  const points = values.map((value) => ({ value: value as number, complete: true }));
  expect(tileHtml('asd-waiting', {}, points).match(/<circle class="spark-last"/g)).toHaveLength(2);
});

it('the target and the usual range of a small trend go up in steps, as on the page', () => {
  const range = (target: number, lower: number, upper: number) => ({
    ...{ value: 50, complete: true, target },
    spc: { mean: 50, lower, upper, flag: 'common_cause' as const },
  });
  const points = [range(40, 30, 60), range(40, 30, 60), range(60, 40, 70), range(60, 40, 70)];
  const html = tileHtml('asd-waiting', {}, points);
  const paths = ['target', 'band'].map((name) => html.match(`class="spark-${name}" d="M([^"Z]+)`)?.[1] ?? '');
  for (const path of paths) {
    const spots = path.split('L').map((spot) => spot.split(' '));
    expect(spots.length).toBeGreaterThan(3);
    for (const [index, [x, y]] of spots.slice(1).entries())
      expect([x === spots[index]?.[0], y === spots[index]?.[1]]).toContain(true);
  }
});

it('where the line is by month and the figure is not, says so, with where the line ends', () => {
  const indicator = indicators.find(({ id }) => id === 'ehcp-issued-20-weeks') as Indicator;
  const row = rowOf(indicator.id);
  const text = (own: OverviewRow) =>
    renderPage(<Tile indicator={indicator} row={own} />)
      .replace(/<[^>]+>/g, ' ')
      .replace(/\s+/g, ' ');
  expect(text(row)).toContain(' 62% 2024 ');
  expect(text(row)).toContain(' Line: by month, 61% in December 2024 ');
  expect(text({ ...row, grain: 'month' })).not.toContain('Line:');
});

it.each([
  ['2024-07', 'Target was 100% by July 2024'],
  ['2024-12', 'Target was 100% by July 2024'],
  ['2025-04', 'Target 100% by July 2024'],
])('of a target by %s, beside a figure of December 2024, says “%s”', (by, words) => {
  const indicator = indicators.find(({ id }) => id === 'annual-review-on-time') as Indicator;
  const row = { ...rowOf(indicator.id), target: { value: 1, by, text: '100% by July 2024' } };
  for (const part of [
    <Tile key="tile" indicator={indicator} row={row} />,
    <CompactList key="line" shown={[{ indicator, row }]} />,
  ])
    expect(renderPage(part)).toContain(`>${words}<`);
});

it.each([
  [0.5618, 0.57, 'off_track', '2025-04', ['56%', 'To be on track: 57%']],
  [0.5618, 0.5634, 'off_track', '2025-04', ['56.2%', 'To be on track: 56.3%']],
  [0.5618, 0.5619, 'off_track', '2025-04', ['56%', 'Just short of what would be on track']],
  [0.5619, 0.5618, 'on_track', '2025-04', ['56.2%', 'To be on track: 56.2%']],
  [0.5618, 0.6, 'off_track', '2024-12', ['56%', '']],
] as const)(
  'of %d where %d was expected, %s by %s, the report says %j',
  (value, trajectory, status, by, said) => {
    const indicator = indicators.find(({ id }) => id === 'annual-review-on-time') as Indicator;
    const row = rowOf(indicator.id);
    if (!row.latest) throw new Error('there is a figure');
    const latest = { ...row.latest, target: 0.6, rag: status, value, trajectory };
    const target = { value: 0.6, by, text: '60%' };
    expect(figureAndExpected(indicator, { ...row, status, target, latest })).toEqual(said);
  },
);

it('a difference between shares is in points, for which a tile has little room', () => {
  const points = [0.53, 0.48].map((value) => ({ value, complete: true }));
  expect(tile('asd-waiting', { unit: 'percent', told_as: 'points' }, points)).toMatch(
    / 48 pts .* down from 53 percentage points in /,
  );
});
