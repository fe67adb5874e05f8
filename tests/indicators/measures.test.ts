import { expect, it } from 'vitest';
import type { Measure } from '../../indicators/measure-schema.ts';
import { addsUp } from '../../indicators/measures.ts';
import { COUNT, PROPORTION, RATE, STOCK } from '../support/indicator.ts';

it.each<[string, boolean, Measure]>([
  ['a number of events', true, COUNT],
  ['a rate of events', true, RATE],
  ['a sum of amounts', true, { ...COUNT, kind: 'sum', value: 'days_to_respond' }],
  ['a sum over a snapshot', false, { ...STOCK, kind: 'sum', value: 'days_waiting', stock: true }],
  ['a stock', false, STOCK],
  ['a share', false, PROPORTION],
  ['events for each on a list', true, { kind: 'ratio', numerator: COUNT, denominator: STOCK, per: 100 }],
  ['events for each other event', false, { kind: 'ratio', numerator: COUNT, denominator: COUNT, per: 1 }],
  ['a gap of numbers of events', true, { kind: 'gap', of: COUNT, less: COUNT }],
  ['a gap of shares', false, { kind: 'gap', of: PROPORTION, less: PROPORTION }],
  ['a growth', false, { kind: 'growth', of: COUNT }],
])('%s grows with its period: %s', (_what, grows, measure) => {
  expect(addsUp(measure)).toBe(grows);
});
