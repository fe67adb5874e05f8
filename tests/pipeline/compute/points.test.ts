import { describe, expect, it } from 'vitest';
import type { Indicator } from '../../../indicators/schema.ts';
import { countedPeriods } from '../../../pipeline/compute/coverage.ts';
import { type Counted, pointOf } from '../../../pipeline/compute/points.ts';
import { COUNT, indicatorWith, PROPORTION, RATE, STOCK } from '../../support/indicator.ts';

const coverage = { silent: [], today: '2025-01-15', stock: false };
const [january, february] = countedPeriods('month', {
  ...coverage,
  covered: new Set(['2024-01', '2024-03']),
});

function point(indicator: Indicator, counted: Counted, area = 'county', period = january) {
  if (!period) throw new Error('There is no such period.');
  return pointOf(indicator, area, period, counted);
}

describe('a point', () => {
  it.each([
    ['a share', PROPORTION, 3, 4, 0.75],
    ['none of some', PROPORTION, 0, 4, 0],
    ['a number', COUNT, 7, null, 7],
    ['no events in a month that was delivered', COUNT, 0, null, 0],
    ['nobody on a list that was delivered', STOCK, 0, null, 0],
    ['a rate per 100', RATE, 3, 200, 1.5],
  ])('%s has a figure', (_what, measure, numerator, denominator, value) => {
    const found = point(indicatorWith({ measure }), { numerator, denominator });
    expect(found).toMatchObject({ status: 'ok', numerator, denominator, value });
    expect(found.lower).toBeLessThanOrEqual(value);
    expect(found.upper).toBeGreaterThan(value);
  });

  it('of amounts that are no share of anything has no interval of a share', () => {
    const found = point(indicatorWith({ measure: PROPORTION }), { numerator: 5, denominator: 4 });
    expect(found).toMatchObject({ status: 'ok', value: 1.25, lower: null, upper: null });
  });

  it.each([
    ['a share of nobody', PROPORTION, 0],
    ['a rate where nobody lives', RATE, 0],
    ['a rate before the first census', RATE, null],
  ])('%s is not applicable, which is not nought', (_what, measure, denominator) => {
    const found = point(indicatorWith({ measure }), { numerator: 0, denominator });
    const nothing = { numerator: null, denominator: null, value: null, lower: null, upper: null, rag: null };
    expect(found).toMatchObject({ status: 'not_applicable', ...nothing });
  });

  it.each([
    ['a share', PROPORTION],
    ['a number', COUNT],
    ['a rate', RATE],
  ])('%s of a month that was not delivered is missing, whatever the database counted', (_what, measure) => {
    const found = point(indicatorWith({ measure }), { numerator: 0, denominator: 10 }, 'county', february);
    expect(found).toMatchObject({ period: '2024-02', status: 'missing', numerator: null, value: null });
  });
});

describe('a locality', () => {
  const agreed = {
    polarity: 'lower_is_better' as const,
    targets: [{ by: '2024-01', value: 5, source: 'A plan' }],
  };

  it.each([
    ['a count', COUNT, null],
    ['a stock', STOCK, null],
    ['a share', PROPORTION, 'met'],
    ['a rate', RATE, 'met'],
  ])('of %s is held to the county’s target only where a target holds everywhere', (_what, measure, rag) => {
    const indicator = indicatorWith({ ...agreed, measure });
    const counted = { numerator: 1, denominator: 100 };
    expect(point(indicator, counted, 'county').rag).toBe('met');
    expect(point(indicator, counted, 'dspl-1')).toMatchObject({ rag, target: rag && 5 });
  });
});
