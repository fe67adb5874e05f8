import { expect, it } from 'vitest';
import { changesText } from '../../bin/print-changes.ts';
import type { Change } from '../../indicators/series.ts';

const july: Change = {
  indicator: 'on-time',
  title: 'New EHC plans issued within 20 weeks',
  unit: 'percent',
  average: false,
  area: 'county',
  area_name: 'Hertfordshire',
  grain: 'month',
  period: '2024-07',
  was: { value: 58 / 101, numerator: 58, denominator: 101 },
  is: { value: 59 / 104, numerator: 59, denominator: 104 },
  because: { files: ['ehc_assessments_2024-08.csv'], definition: false, updated: false },
};

const WHAT = 'New EHC plans issued within 20 weeks, Hertfordshire, July 2024: was 57% (58 of 101)';

it.each<[string, Partial<Change>, string]>([
  [
    'with what it was counted from',
    {},
    `${WHAT}, is 57% (59 of 104), because of ehc_assessments_2024-08.csv.`,
  ],
  [
    'that has gone',
    { is: null, because: { files: [], definition: true, updated: false } },
    `${WHAT}, now there is none, because of its definition in the catalogue.`,
  ],
  [
    'with some of its many causes',
    { because: { files: ['a.csv', 'b.csv', 'c.csv', 'd.csv', 'e.csv'], definition: true, updated: false } },
    `${WHAT}, is 57% (59 of 104), because of its definition in the catalogue, a.csv, b.csv, c.csv and 2 more files.`,
  ],
  [
    'without a cause that is known',
    { because: { files: [], definition: false, updated: false } },
    `${WHAT}, is 57% (59 of 104), though neither its files, its definition nor Waggle itself have changed.`,
  ],
  [
    'for nothing but an update',
    { because: { files: [], definition: false, updated: true } },
    `${WHAT}, is 57% (59 of 104), because Waggle itself was updated and now works it out in another way.`,
  ],
  [
    'for a file, and an update besides',
    { because: { ...july.because, updated: true } },
    `${WHAT}, is 57% (59 of 104), because of ehc_assessments_2024-08.csv and perhaps the update of Waggle itself.`,
  ],
  [
    'that is an average, of so many and no part of them',
    {
      ...{ unit: 'weeks', average: true },
      was: { value: 95.9, numerator: null, denominator: 1781 },
      is: { value: 4.1, numerator: 259, denominator: 63 },
    },
    'New EHC plans issued within 20 weeks, Hertfordshire, July 2024: was 95.9 weeks (1,781 counted), is 4.1 weeks (63 counted), because of ehc_assessments_2024-08.csv.',
  ],
])('a past figure %s', (_how, different, line) => {
  expect(changesText([{ ...july, ...different }])).toEqual(['A past figure changed:', `  ${line}`]);
});

it('of localities alone is not said to be the county’s; of none, nothing is said', () => {
  const north = { ...july, area: 'dspl-1', area_name: 'North' };
  expect(changesText([north, { ...north, period: '2024-06' }])[0]).toBe('2 past figures changed:');
  expect(changesText([])).toEqual([]);
});
