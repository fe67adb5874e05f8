import { expect, it } from 'vitest';
import { yearBefore } from '../../pipeline/combined.ts';

it.each([
  ['2024-02', '2023-02'],
  ['2024-01', '2023-01'],
  ['FY2024Q1', 'FY2023Q1'],
  ['FY2024Q4', 'FY2023Q4'],
  ['FY2024', 'FY2023'],
  ['AY2024', 'AY2023'],
  ['CY2024', 'CY2023'],
  ['AY2024T1', 'AY2023T1'],
  ['AY2024T3', 'AY2023T3'],
  ['R2024-02', 'R2023-02'],
  ['R2024-12', 'R2023-12'],
  ['2024-W01', null],
  ['no period', null],
])('a year before %s is %s', (id, before) => {
  expect(yearBefore(id)).toBe(before);
});
