import { expect, it } from 'vitest';
import { figuresOf } from '../../data-samples/extracts/published-figures.ts';

it('a share that comes without its counts is not rounded away', () => {
  const rate = {
    measure: 'tribunal-appeal-rate',
    grain: 'calendar_year',
    from: 'CY2022',
    to: 'CY2024',
  } as const;
  const samples = { county: { requests: [], plans: [], senSupport: [] }, measures: [] };
  const values = figuresOf({ ...rate, start: 0.0347, end: 0.0349 }, samples).map(({ value }) => value);
  expect(values).toHaveLength(3);
  for (const value of values) expect(Math.abs(value - 0.0348)).toBeLessThan(0.002);
});
