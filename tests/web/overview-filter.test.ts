import { describe, expect, it } from 'vitest';
import {
  asTiles,
  isNarrowed,
  readItem,
  shownOf,
  thatFit,
} from '../../web/components/overview/overviewFilter.ts';
import type { OverviewFilter } from '../../web/props/overview.ts';
import { indicators, overviewOf } from './fixtures.ts';
import { filterFor } from './overviewProps.ts';

const all = shownOf(indicators, overviewOf().rows);

function found(asked: Partial<OverviewFilter>): string[] {
  return thatFit(all, filterFor(asked)).map(({ indicator }) => indicator.id);
}

describe('of the indicators are found', () => {
  it('all, where nothing is asked for', () => {
    expect(found({})).toHaveLength(13);
    expect(found({ tier: 'all' })).toHaveLength(13);
  });

  it('those that serve an item', () => {
    expect(found({ item: { framework: 'bees', item: 'be-safe' } }).sort()).toEqual([
      'absence-send',
      'part-time-timetables-ehcp',
      'suspension-rate',
    ]);
  });

  it('those of a status', () => {
    expect(found({ status: 'awaiting_data' })).toEqual(['salt-assessed-6-weeks']);
  });

  it('those of a tier', () => {
    expect(found({ tier: 'supporting' })).toEqual(['compliments-count']);
  });

  it('those whose change is more than chance', () => {
    const real = found({ special: true });
    expect(real).toContain('asd-waiting');
    expect(real.length).toBeLessThan(13);
    expect(
      all.filter(({ row }) => real.includes(row.indicator)).map(({ row }) => row.variation),
    ).not.toContain('common_cause');
  });

  it.each([
    ['waiting', ['asd-waiting', 'special-school-waiting']],
    ['WAITING autism', ['asd-waiting']],
    ['autism waiting', ['asd-waiting']],
    ['  school   place ', ['special-school-waiting']],
    ['statutory exception suspensions', ['suspension-rate']],
    ['asd-waiting', ['asd-waiting']],
    ['pupils with a plan’s', []],
    ['zebra', []],
  ])('by every word of “%s”, in title or definition', (q, ids) => {
    expect(found({ q }).sort()).toEqual(ids);
  });

  it('those that fit all that is asked for together', () => {
    const item = { framework: 'bees', item: 'be-ambitious' } as const;
    expect(found({ item, status: 'met', q: 'weeks' })).toEqual(['ehcp-issued-20-weeks']);
    expect(found({ item, status: 'met', q: 'weeks', tier: 'core' })).toEqual([]);
  });

  it('what is off track first, what waits for data last', () => {
    const statuses = thatFit(all, filterFor()).map(({ row }) => row.status);
    const off = statuses.filter((status) => status === 'off_track').length;
    expect(off).toBeGreaterThan(0);
    expect(statuses.slice(0, off)).toEqual(Array(off).fill('off_track'));
    expect(statuses.at(-1)).toBe('awaiting_data');
  });
});

describe('what is asked for', () => {
  it.each<[Partial<OverviewFilter>, boolean]>([
    [{}, false],
    [{ area: 'dspl-2' }, false],
    [{ q: '  ' }, false],
    [{ q: 'autism' }, true],
    [{ tier: 'all' }, true],
    [{ special: true }, true],
  ])('%o makes a list of the page: %s', (asked, narrowed) => {
    expect(isNarrowed(filterFor(asked))).toBe(narrowed);
  });

  it.each([
    ['bees:be-safe', { framework: 'bees', item: 'be-safe' }],
    ['improvement:AI2', { framework: 'improvement', item: 'AI2' }],
    ['be-safe', null],
    ['wasps:be-safe', null],
    ['bees:', null],
  ])('%s names an item', (text, item) => {
    expect(readItem(text)).toEqual(item);
  });
});

describe('headline indicators', () => {
  const headline = all.filter(({ indicator }) => indicator.tier === 'headline');

  it('are all tiles while they are few', () => {
    expect(asTiles(headline).inShort).toEqual([]);
  });

  it('are tiles when many only where there is a target or a real change', () => {
    const many = [...headline, ...headline, ...headline];
    const { tiles, inShort } = asTiles(many);
    expect(tiles.length + inShort.length).toBe(many.length);
    expect(inShort.map(({ indicator }) => indicator.id)).toContain('absence-send');
    for (const { row } of inShort)
      expect([row.target, row.variation ?? 'common_cause']).toEqual([null, 'common_cause']);
  });
});
