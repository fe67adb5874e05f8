import { describe, expect, it } from 'vitest';
import type { Indicator } from '../../../indicators/schema.ts';
import { standing } from '../../../pipeline/compute/standing.ts';
import { COUNT, indicatorWith } from '../../support/indicator.ts';

const SOURCE = 'A plan';
/** From 33% in 2022 to 60% by April 2025: 851 days from 31 December 2022 to 30 April 2025. */
const onTime = indicatorWith({
  baseline: { period: 'CY2022', value: 0.33, source: SOURCE },
  targets: [{ by: '2025-04', value: 0.6, source: SOURCE }],
});
/** From 100 in March 2024 to 50 by March 2025, lower being better. */
const waiting = indicatorWith({
  polarity: 'lower_is_better',
  baseline: { period: '2024-03', value: 100, source: SOURCE },
  targets: [{ by: '2025-03', value: 50, source: SOURCE }],
});

function at(indicator: Indicator, end: string, value: number | null, months = 1) {
  return standing(indicator, indicator.targets, end, value, months);
}

describe('where a value stands', () => {
  it.each([
    ['more is better, at the target', onTime, '2023-12-31', 0.6, 'met'],
    ['more is better, above the straight line', onTime, '2023-12-31', 0.45, 'on_track'],
    ['more is better, below the straight line', onTime, '2023-12-31', 0.44, 'off_track'],
    ['more is better, on the day the target is due', onTime, '2025-04-30', 0.599, 'off_track'],
    ['more is better, long after the target was due', onTime, '2026-12-31', 0.59, 'off_track'],
    ['more is better, still met long after', onTime, '2026-12-31', 0.61, 'met'],
    ['less is better, at the target', waiting, '2024-09-30', 50, 'met'],
    // Half the year gone (183 of 365 days), half the way to go: 74.93.
    ['less is better, below the straight line', waiting, '2024-09-30', 74, 'on_track'],
    ['less is better, above the straight line', waiting, '2024-09-30', 75, 'off_track'],
    ['no value', onTime, '2023-12-31', null, null],
    ['in the baseline’s own period', onTime, '2022-12-31', 0.9, null],
    ['before the baseline', onTime, '2022-06-30', 0.9, null],
    ['neither way is better', { ...onTime, polarity: 'neither' as const }, '2023-12-31', 0.6, null],
  ])('%s', (_case, indicator, end, value, rag) => {
    expect(at(indicator, end, value).rag).toBe(rag);
  });

  it('without a baseline is only known at the target or when the target is due', () => {
    const { baseline, ...assessed } = onTime;
    expect(baseline).toBeDefined();
    expect(at(assessed, '2024-12-31', 0.5)).toEqual({ target: 0.6, trajectory: null, rag: null });
    expect(at(assessed, '2024-12-31', 0.6).rag).toBe('met');
    expect(at(assessed, '2025-04-30', 0.5).rag).toBe('off_track');
  });

  it('without a target is not judged', () => {
    const nothing = { target: null, trajectory: null, rag: null };
    expect(at({ ...onTime, targets: [] }, '2023-12-31', 0.6)).toEqual(nothing);
  });
});

describe('the trajectory', () => {
  it('is the straight line from the end of the baseline to the end of the target’s month', () => {
    // 365 of 851 days: 0.33 + 0.27 × 365 ÷ 851.
    expect(at(onTime, '2023-12-31', 0.5).trajectory).toBeCloseTo(0.445805, 6);
    expect(at(onTime, '2025-04-30', 0.5).trajectory).toBeCloseTo(0.6, 12);
  });

  it('stays level after the last target', () => {
    expect(at(onTime, '2027-12-31', 0.5).trajectory).toBe(0.6);
  });

  it('has a corner at each dated target, in whatever order they are written', () => {
    const steps = indicatorWith({
      baseline: { period: '2022-04', value: 0.2, source: SOURCE },
      targets: [
        { by: '2026-04', value: 0.8, source: SOURCE },
        { by: '2024-04', value: 0.4, source: SOURCE },
      ],
    });
    const seen = ['2023-04-30', '2024-04-30', '2024-05-31', '2025-04-30', '2026-05-31'].map((end) => {
      const { target, trajectory } = at(steps, end, 0.1);
      return [end, target, Number(trajectory?.toFixed(4))];
    });
    // Of the first 731 days 365 have gone on 30 April 2023; of the next 730, 31 and 365.
    expect(seen).toEqual([
      ['2023-04-30', 0.4, 0.2999],
      ['2024-04-30', 0.4, 0.4],
      ['2024-05-31', 0.8, 0.417],
      ['2025-04-30', 0.8, 0.6],
      ['2026-05-31', 0.8, 0.8],
    ]);
  });
});

describe('a yearly target', () => {
  const complaints = indicatorWith({
    measure: COUNT,
    unit: 'count',
    polarity: 'lower_is_better',
    target_per: 'year',
    baseline: { period: 'FY2022', value: 530, source: SOURCE },
    targets: [{ by: '2025-04', value: 424, source: SOURCE }],
  });

  it.each([
    ['a year', 12, 424, 424, 'met'],
    ['seven months', 7, 247, 424 * (7 / 12), 'met'],
    ['a quarter', 3, 107, 106, 'off_track'],
    ['a quarter', 3, 106, 106, 'met'],
    ['a month', 1, 36, 424 / 12, 'off_track'],
    ['a month', 1, 35, 424 / 12, 'met'],
  ])('is judged pro rata for %s: %i months with %i', (_period, months, value, target, rag) => {
    const found = at(complaints, '2025-04-30', value, months);
    expect(found.rag).toBe(rag);
    expect(found.target).toBeCloseTo(target, 9);
  });

  it('has a trajectory that is pro rata too', () => {
    // On 31 March 2024 366 of the 761 days have gone: 530 − 106 × 366 ÷ 761 = 479.02 a year, 119.76 a quarter.
    expect(at(complaints, '2024-03-31', 119, 3)).toMatchObject({ target: 106, rag: 'on_track' });
    expect(at(complaints, '2024-03-31', 120, 3).rag).toBe('off_track');
    expect(at(complaints, '2024-03-31', 120, 3).trajectory).toBeCloseTo(119.7549, 3);
  });
});
