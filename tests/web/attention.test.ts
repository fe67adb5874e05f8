import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Indicator } from '../../indicators/schema.ts';
import type { OverviewRow, Point, SpcFlag } from '../../indicators/series.ts';
import { arranged, MATTERS_SHOWN } from '../../web/components/overview/arranged.ts';
import { concernsOf, lateWords, mattersOf } from '../../web/components/overview/attention.ts';
import type { AreaStanding } from '../../web/props/overview.ts';
import { catalogue, indicators, partnership, rowOf } from './fixtures.ts';

/** A row whose figure is known to the last digit. */
function row(
  id: string,
  changes: Partial<OverviewRow> & { value: number; before?: number; flags?: SpcFlag[]; expected?: number },
) {
  const { value, before = value, flags = [], expected = null, ...rest } = changes;
  const like = rowOf(id);
  const [latest, previous] = [like.latest, like.previous];
  if (!latest || !previous) throw new Error(`${id} has no figures`);
  const points = flags.map((flag) => ({ ...latest, spc: { mean: 0, lower: 0, upper: 0, flag } }));
  return {
    ...like,
    latest: { ...latest, value, target: null, trajectory: expected },
    previous: { ...previous, value: before, rag: null },
    ...{ target: null, status: 'no_target' as const, variation: null, assurance: null },
    trend: { grain: 'month' as const, points },
    ...rest,
  };
}

function standings(
  values: number[],
  before: (number | null)[] = [],
  comparison: AreaStanding['comparison'] = null,
) {
  const point = rowOf('asd-waiting').latest as Point;
  return values.map((value, index): AreaStanding => {
    const earlier = before[index] ?? null;
    return {
      area: `dspl-${index + 1}`,
      latest: { ...point, value },
      yearBefore: earlier === null ? null : { ...point, end: '2023-12-31', value: earlier },
      comparison,
    };
  });
}

function concern(one: OverviewRow, where: AreaStanding[] = []) {
  const [first] = mattersOf(catalogue, [one], { [one.indicator]: where }).concerns;
  return first ? [first.sentence, ...first.details] : [];
}

const RISING = { value: 4870, before: 4835, variation: 'concern_high' as const };

describe('a concern says', () => {
  it('for how long a figure has been beyond its usual range', () => {
    const flags: SpcFlag[] = ['common_cause', 'above_limit', 'above_limit', 'above_limit'];
    expect(concern(row('asd-waiting', { ...RISING, flags }))).toEqual([
      '4,870 in December 2024, above its usual range for the third month running.',
      'Up from 4,835 in November',
    ]);
  });

  it('that it is new', () => {
    expect(concern(row('asd-waiting', { ...RISING, flags: ['common_cause', 'above_limit'] }))[0]).toBe(
      '4,870 in December 2024, newly above its usual range.',
    );
  });

  it('what a ratio is of: its number alone says nothing', () => {
    const flags: SpcFlag[] = ['common_cause', 'above_limit'];
    const waits = { ...row('asd-waiting', { ...RISING, value: 2.9, flags }) };
    const indicator = catalogue.indicators.find(({ id }) => id === 'asd-waiting');
    if (!indicator) throw new Error('there is an indicator');
    const phrase = 'the slowest area’s wait was {figure} times the quickest’s';
    const ofRatios = { ...catalogue, indicators: [{ ...indicator, unit: 'ratio' as const, phrase }] };
    expect(mattersOf(ofRatios, [waits]).concerns[0]?.sentence).toBe(
      'The slowest area’s wait was 2.9 times the quickest’s in December 2024, newly above its usual range.',
    );
  });

  it('how many months a run or a rise has really lasted, whatever else was said of its first months', () => {
    const waiting = row('asd-waiting', RISING);
    const through = (flags: SpcFlag[], values: number[]) => {
      const points = values.map((value, index) => ({
        ...(waiting.latest as Point),
        value,
        spc: { mean: 100, lower: 80, upper: 120, flag: flags[index] ?? 'common_cause' },
      }));
      return concern({ ...waiting, trend: { grain: 'month', points } })[0];
    };
    const beyond: SpcFlag[] = ['common_cause', 'above_limit', 'above_limit', 'two_of_three_high'];
    expect(through([...beyond, 'run_above_mean'], [99, 130, 125, 115, 104])).toMatch(
      /, above its average for the fourth month running\.$/,
    );
    const rise = Array.from({ length: 7 }, () => 'rising_trend' as const);
    expect(through(rise, [90, 92, 94, 96, 98, 101, 103])).toMatch(
      /, rising without a break for the sixth month running\.$/,
    );
  });

  it('what was expected by then and what is aimed at', () => {
    const target = { value: 0.4, by: '2025-04', text: '40% by April 2025' };
    const changes = { value: 0.31, before: 0.29, expected: 0.342, status: 'off_track', target } as const;
    const offTrack = row('annual-review-on-time', changes);
    expect(concern(offTrack)[0]).toBe(
      '31% in December 2024, off track: 34% was expected by then. The target is 40% by April 2025.',
    );
  });

  it.each([
    [
      0.28,
      'improvement_high',
      'better than usual, but off track: 34% was expected by then.',
      'Down from 28%',
    ],
    [0.243, 'improvement_high', 'better than usual, but off track: 34% was expected by then.', 'The same as'],
    [0.2, 'improvement_high', 'improving, but too slowly: 34% was expected by then.', 'Up from 20%'],
    [0.2, 'concern_low', 'worse than usual. Off track: the target is 40% by April 2025.', 'Up from 20%'],
    [0.28, 'concern_low', 'getting worse. Off track: the target is 40% by April 2025.', 'Down from 28%'],
  ] as const)(
    'nothing that the line below contradicts: after %s, of what is %s, “%s”',
    (before, variation, words, step) => {
      const target = { value: 0.4, by: '2025-04', text: '40% by April 2025' };
      const changes = {
        value: 0.24,
        before,
        expected: 0.342,
        status: 'off_track',
        target,
        variation,
      } as const;
      const [sentence, since] = concern(row('annual-review-on-time', changes));
      expect(sentence).toContain(`24% in December 2024, ${words}`);
      expect(since).toMatch(step);
    },
  );

  it('a ratio in one way, with as many decimals as elsewhere', () => {
    const waits = row('asd-waiting', { ...RISING, value: 2.889, before: 2.7 });
    const spc = { mean: 2, lower: 1.302, upper: 2.873, flag: 'above_limit' as const };
    const points = [{ ...(waits.latest as Point), spc }];
    const ratio = indicators.map((one) => ({ ...one, unit: 'ratio' as const }));
    const told = mattersOf({ ...catalogue, indicators: ratio }, [
      { ...waits, trend: { grain: 'month', points } },
    ]);
    expect(told.concerns[0]?.sentence).toMatch(/^2\.9 .*in December 2024, newly above its usual range\.$/);
  });

  it('what was expected in a year, where the target is for a year', () => {
    const target = { value: 424, by: '2025-04', text: '424 a year by April 2025' };
    const year = row('complaints-count', { value: 571, expected: 440.7, status: 'off_track', target });
    const yearly = indicators.map((one) =>
      one.id === 'complaints-count' ? { ...one, target_per: 'year' as const } : one,
    );
    expect(mattersOf({ ...catalogue, indicators: yearly }, [year]).concerns[0]?.sentence).toMatch(
      /off track: no more than 441 was expected by then\. The target is 424 a year/,
    );
  });

  it('that the target’s day has passed', () => {
    const target = { value: 1, by: '2024-07', text: '100% by July 2024' };
    expect(concern(row('annual-review-on-time', { value: 0.83, status: 'off_track', target }))[0]).toBe(
      '83% in December 2024, off track. The target was 100% by July 2024.',
    );
    const due = { value: 1, by: '2024-12', text: '100% by December 2024' };
    const missed = { value: 0.83, expected: 1, status: 'off_track', target: due } as const;
    expect(concern(row('annual-review-on-time', missed))[0]).toBe(
      '83% in December 2024, off track. The target was 100% by December 2024.',
    );
  });

  it('that it has passed, also of what gets worse', () => {
    const target = { value: 1, by: '2024-07', text: '100% by July 2024' };
    const worse = { value: 0.83, status: 'off_track', variation: 'concern_low', target } as const;
    expect(concern(row('annual-review-on-time', worse))[0]).toContain(
      'Off track: the target was 100% by July 2024.',
    );
  });

  it('figures of 0 and of 1,234,567 as people write them', () => {
    expect(concern(row('asd-waiting', { ...RISING, value: 1_234_567, before: 0 }))).toEqual([
      '1,234,567 in December 2024, getting worse.',
      'Up from 0 in November',
    ]);
  });
});

describe('where it is, as far as the areas’ figures say', () => {
  const rising = row('asd-waiting', RISING);
  const same = [100, 100, 100, 100, 100, 100, 100, 100, 100];

  it('half of the rise in a few areas', () => {
    const now = [160, 150, 110, 110, 110, 110, 110, 110, 110];
    expect(concern(rising, standings(now, same))[1]).toMatch(/Up from/);
    expect(concern(rising, standings(now, same))[2]).toBe(
      'More than half of the rise since December 2023 is in two areas: 1 North Herts and 2 Stevenage',
    );
    const fewer = [155, 140, 113, 113, 113, 113, 113, 113, 114];
    expect(concern(rising, standings(fewer, same))[2]).toBe(
      'Half of the rise since December 2023 is in two areas: 1 North Herts and 2 Stevenage',
    );
  });

  it('up everywhere, and where it is steepest', () => {
    const now = [110, 110, 110, 110, 115, 110, 110, 110, 110];
    expect(concern(rising, standings(now, same))[2]).toBe(
      'Up in all nine areas within a year; steepest in 5 Welwyn Hatfield, by 15%',
    );
  });

  it('where it is steepest of those that began with enough for a percentage, where others did not', () => {
    const now = [110, 110, 9, 110, 115, 110, 110, 110, 110];
    expect(concern(rising, standings(now, same.with(2, 3)))[2]).toBe(
      'Up in all nine areas within a year; of those that began at 10 or more, steepest in 5 Welwyn Hatfield, by 15%',
    );
  });

  it('short of the target in every area', () => {
    const target = { value: 0.4, by: '2025-04', text: '40% by April 2025' };
    const offTrack = row('annual-review-on-time', { value: 0.3, status: 'off_track', target });
    const values = [0.3, 0.3, 0.3, 0.2, 0.3, 0.3, 0.3, 0.3, 0.3];
    expect(concern(offTrack, standings(values))[2]).toMatch(
      /^Short of the target in all nine areas; furthest in 4 Broxbourne, /,
    );
    expect(concern(offTrack, standings(values.map((value, index) => (index < 4 ? 0.5 : value))))[2]).toMatch(
      /^Short of the target in five of nine areas/,
    );
  });

  it('short of the target by value, and not with the target’s own number', () => {
    const target = { value: 0.4, by: '2025-04', text: '40% by April 2025' };
    const offTrack = row('annual-review-on-time', { value: 0.3, status: 'off_track', target });
    const heldTo = (values: number[]) =>
      standings(values).map((one) => ({ ...one, latest: { ...one.latest, target: 0.4 } }));
    expect(concern(offTrack, heldTo([0.398, ...Array(8).fill(0.3)]))[2]).toMatch(
      /^Short of the target in all nine areas; furthest in /,
    );
    expect(concern(offTrack, heldTo([0.398, ...Array(8).fill(0.5)]))[2]).toBe(
      'Short of the target in one of nine areas: 1 North Herts, 39.8%',
    );
  });

  it('short of the target in a single area', () => {
    const target = { value: 0.4, by: '2025-04', text: '40% by April 2025' };
    const offTrack = row('annual-review-on-time', { value: 0.3, status: 'off_track', target });
    expect(concern(offTrack, standings([0.3, ...Array(8).fill(0.5)]))[2]).toBe(
      'Short of the target in one of nine areas: 1 North Herts, 30%',
    );
  });

  it('of no half of a rise, where the whole has fallen within the year', () => {
    const now = [160, 30, 100, 100, 100, 100, 100, 100, 100];
    expect(concern(rising, standings(now, same))[2]).toBe(
      'Up in one of nine areas within a year: 1 North Herts, by 60%',
    );
    const upAndDown = [160, 150, 60, 60, 100, 100, 100, 100, 100];
    expect(concern(rising, standings(upAndDown, same))[2]).toBe(
      'Up in two of nine areas within a year; steepest in 1 North Herts, by 60%',
    );
  });

  it('half of them in a few areas only where these have half of the county’s, with or without an address', () => {
    const target = { value: 424, by: '2025-04', text: '424 by April 2025' };
    const many = [200, 150, 100, 10, 10, 10, 10, 10, 10];
    const where = (value: number) =>
      concern(row('complaints-count', { value, status: 'off_track', target }), standings(many))[2];
    expect(where(510)).toBe('More than half of them are in two areas: 1 North Herts and 2 Stevenage');
    expect(where(1200)).toBeUndefined();
  });

  it('nothing, where an area’s figure is hidden or none is known', () => {
    expect(concern(rising, standings(same.slice(1), same))).toHaveLength(2);
    expect(concern(rising, [])).toHaveLength(2);
  });
});

describe('of several concerns', () => {
  it('what is new of a headline comes first, then what is off track, then what has long been worse, last other news', () => {
    const offTrack = { value: 0.3, status: 'off_track' as const };
    const rows = [
      row('ehcp-count', { value: 9, variation: 'concern_high', flags: ['above_limit', 'above_limit'] }),
      row('suspension-rate', { value: 5, variation: 'concern_high', flags: ['common_cause', 'above_limit'] }),
      row('ehcp-audited-good', { ...offTrack, variation: 'improvement_high' }),
      row('annual-review-on-time', offTrack),
      row('absence-send', { value: 0.1, variation: 'concern_high', flags: ['above_limit', 'above_limit'] }),
      row('asd-waiting', { value: 9, variation: 'concern_high', flags: ['common_cause', 'above_limit'] }),
    ];
    expect(mattersOf(catalogue, rows).concerns.map(({ indicator }) => indicator.id)).toEqual([
      'asd-waiting',
      'annual-review-on-time',
      'ehcp-audited-good',
      'absence-send',
      'ehcp-count',
      'suspension-rate',
    ]);
  });

  it('those that weigh the same come in the catalogue’s order, in whatever order a page has them', () => {
    const worse = { value: 9, variation: 'concern_high' as const, flags: ['above_limit' as const] };
    const rows = ['asd-waiting', 'absence-send', 'ehcp-count'].map((id) => row(id, worse));
    const expected = indicators.map(({ id }) => id).filter((id) => rows.some((one) => one.indicator === id));
    for (const given of [rows, rows.toReversed()])
      expect(mattersOf(catalogue, given).concerns.map(({ indicator }) => indicator.id)).toEqual(expected);
  });

  it('what meets its target is no concern but good news', () => {
    const target = { value: 0.4, by: '2025-04', text: '40% by April 2025' };
    const { concerns, good } = mattersOf(catalogue, [
      row('ehcp-audited-good', { value: 0.41, status: 'met', target }),
    ]);
    expect(concerns).toEqual([]);
    expect(good[0]?.sentence).toBe(
      '41% in October–December 2024, which meets the target of 40% by April 2025.',
    );
  });

  it('what is better for long and has just lost ground is not told as if it had not', () => {
    const improving = { value: 19, before: 18, variation: 'improvement_low' as const };
    const [first] = mattersOf(catalogue, [row('special-school-waiting', improving)]).good;
    expect(first?.details).toEqual(['Up from 18 in November: it is better over many months, not in each']);
    const [other] = mattersOf(catalogue, [row('special-school-waiting', { ...improving, before: 20 })]).good;
    expect(other?.details).toEqual(['Down from 20 in November']);
    const alike = { value: 0.471, before: 0.474, variation: 'improvement_high' as const };
    const [same] = mattersOf(catalogue, [row('annual-review-on-time', alike)]).good;
    expect(same?.details).toEqual(['The same as in November, but better over many months']);
  });

  it('what has newer figures that are hidden is not said to go well, and of a concern they are named', () => {
    const target = { value: 0.4, by: '2025-04', text: '40% by April 2025' };
    const told = (status: 'met' | 'off_track') => {
      const shown = row('annual-review-on-time', { value: 0.41, status, target });
      const latest = shown.latest as Point;
      const hidden = { ...latest, start: '2025-01-01', status: 'suppressed' as const, value: null };
      const trend = { grain: shown.grain, points: [latest, hidden] };
      return mattersOf(catalogue, [{ ...shown, trend }]);
    };
    expect(told('met').good).toEqual([]);
    expect(told('off_track').concerns[0]?.details).toContain(
      'Newer figures are hidden to protect children’s privacy',
    );
  });

  it('of a target whose day is past, it is said that it is met now', () => {
    const target = { value: 0.4, by: '2024-04', text: '40% by April 2024' };
    const { good } = mattersOf(catalogue, [row('ehcp-audited-good', { value: 0.41, status: 'met', target })]);
    expect(good[0]?.sentence).toBe(
      '41% in October–December 2024. The target was 40% by April 2024, and it is met now.',
    );
  });
});

describe('in a list of few places', () => {
  type Counts = { new: number; off_track: number; lasting: number; of?: Indicator['tier'] };
  const flags = { new: ['common_cause', 'above_limit'], lasting: ['above_limit', 'above_limit'] } as const;
  /** So many concerns of each urgency, by their numbers. */
  const concerns = ({ of: tier = 'core', ...counts }: Counts) => {
    const rows = (['new', 'off_track', 'lasting'] as const)
      .flatMap((urgency) =>
        Array.from({ length: counts[urgency] }, () =>
          urgency === 'off_track'
            ? row('asd-waiting', { value: 9, status: 'off_track' })
            : row('asd-waiting', { ...RISING, flags: [...flags[urgency]] }),
        ),
      )
      .map((one, index) => ({ ...one, indicator: `i${index}` }));
    return concernsOf(
      rows.map(({ indicator: id }) => ({ ...(indicators[0] as Indicator), id, tier })),
      rows,
    );
  };
  const placesIn = (counts: Counts, places: number) =>
    arranged(concerns(counts), places).map(({ urgency, single, together }) => [
      urgency,
      single.length,
      together.length,
    ]);

  it.each([
    [
      { new: 1, off_track: 5, lasting: 9 },
      5,
      [
        ['off_track', 2, 3],
        ['lasting', 0, 9],
        ['new_beside', 1, 0],
      ],
    ],
    [
      { new: 1, off_track: 5, lasting: 9, of: 'headline' as const },
      7,
      [
        ['new', 1, 0],
        ['off_track', 2, 3],
        ['lasting', 2, 7],
      ],
    ],
    [
      { new: 1, off_track: 2, lasting: 2 },
      6,
      [
        ['off_track', 2, 0],
        ['lasting', 2, 0],
        ['new_beside', 1, 0],
      ],
    ],
    [{ new: 0, off_track: 0, lasting: 3 }, 6, [['lasting', 0, 3]]],
    [
      { new: 9, off_track: 1, lasting: 2 },
      4,
      [
        ['off_track', 1, 0],
        ['lasting', 2, 0],
        ['new_beside', 0, 9],
      ],
    ],
  ])('%j concerns have %d places, those without share one', (counts, places, expected) => {
    expect(placesIn(counts, places)).toEqual(expected);
  });

  it('none has a place of its own in a shorter list that has none in a longer one: of others nobody knows where', () => {
    const number = fc.integer({ min: 0, max: 8 });
    const tier = fc.constantFrom('headline' as const, 'core' as const);
    const counts = fc.record({ new: number, off_track: number, lasting: number, of: tier });
    const alone = (all: ReturnType<typeof concerns>, places: number) =>
      arranged(all, places).flatMap(({ single }) => single);
    fc.assert(
      fc.property(counts, (some) => {
        const all = concerns(some);
        expect(alone(all, MATTERS_SHOWN)).toEqual(expect.arrayContaining(alone(all, MATTERS_SHOWN - 2)));
      }),
      { numRuns: 50 },
    );
  });
});

it('a target whose day the data have not reached is met in time, however long the period goes on', () => {
  const target = { value: 0.4, by: '2025-04', text: '40% by April 2025' };
  const met = row('ehcp-audited-good', { value: 0.41, status: 'met', target });
  const year = { period: 'CY2025', start: '2025-01-01', end: '2025-12-31', covered_to: '2025-02-28' };
  const { good } = mattersOf(catalogue, [
    { ...met, latest: { ...(met.latest as Point), ...year, complete: false } },
  ]);
  expect(good[0]?.sentence).toContain(', which meets the target of 40% by April 2025.');
});

it('a late file is said with its months and by how long', () => {
  const late = { name: 'attendance', title: 'Attendance', days: 36 };
  expect(lateWords({ ...late, months: ['2024-11', '2024-12'] })).toBe(
    'the files for November and December 2024 are 36 days late.',
  );
  expect(lateWords({ ...late, months: ['2024-12'], days: 1 })).toBe(
    'the file for December 2024 is 1 day late.',
  );
});

it('the fixtures have the nine areas that these tests count on', () => {
  expect([partnership.areas.length, indicators.length]).toEqual([9, 13]);
});
