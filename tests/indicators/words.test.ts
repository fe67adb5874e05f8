import { describe, expect, it } from 'vitest';
import {
  dateWords,
  monthsWords,
  periodWords,
  pointPeriodWords,
  shortDate,
} from '../../indicators/period-words.ts';
import { parsePeriod } from '../../indicators/periods.ts';
import type { Indicator } from '../../indicators/schema.ts';
import type { Point } from '../../indicators/series.ts';
import { targetAt, targetsFor, targetText } from '../../indicators/targets.ts';
import {
  movementWords,
  neededWords,
  pointWords,
  rangeWords,
  type SpokenUnit,
  shortUnit,
  spokenUnit,
  targetWords,
  uncapitalised,
  valueWords,
} from '../../indicators/words.ts';
import { COUNT, indicatorWith, PROPORTION, RATE, STOCK } from '../support/indicator.ts';

const GAP = { kind: 'gap', of: PROPORTION, less: PROPORTION } as const satisfies Indicator['measure'];

it.each<[string, Partial<Indicator>, string, string]>([
  ['a gap between shares', { measure: GAP }, '48 percentage points', '48 pts'],
  ['a finished one', { told_as: 'points' }, '48 percentage points', '48 pts'],
  ['a share', {}, '48%', '48%'],
])('%s is said as what it is, shortly on a chart', (_what, keys, words, short) => {
  const indicator = indicatorWith(keys);
  expect(valueWords(spokenUnit(indicator), 0.48)).toBe(words);
  expect(valueWords(shortUnit(indicator), 0.48)).toBe(short);
});

describe('a figure in words', () => {
  it.each<[SpokenUnit, number, string]>([
    ['percent', 0.563, '56%'],
    ['percent', 1, '100%'],
    ['percent', 0.2, '20%'],
    ['percent', 0.051, '5.1%'],
    ['percent', 0.05, '5.0%'],
    ['percent', 0.00478, '0.48%'],
    ['percent', 0.0096, '0.96%'],
    ['percent', 0.0004, '0.04%'],
    ['percent', 0.00004, 'under 0.01%'],
    ['percent', 0, '0%'],
    ['percent', 0.998, '99.8%'],
    ['percent', 0.9999, '99.9%'],
    ['percent', 0.994, '99%'],
    ['percent', 1.004, '100%'],
    ['percent', -0.032, '−3.2%'],
    ['percent', -0.35, '−35%'],
    ['percent', -0.00002, '0.00%'],
    ['count', 12920, '12,920'],
    ['points', 0.48, '48 percentage points'],
    ['rank', 112, '112th'],
    ['rank', 102, '102nd'],
    ['rate', 4.26, '4.3'],
    ['rate', 4, '4.0'],
    ['rate', 0.124, '0.12'],
    ['rate', 0.994, '0.99'],
    ['rate', 0.997, '1.0'],
    ['rate', 0, '0'],
    ['weeks', 0, '0 weeks'],
    ['score', 5, '5.0'],
    ['score', -0.473, '−0.47'],
    ['score', 0, '0'],
    ['days', 12.34, '12.3 days'],
    ['weeks', 20, '20.0 weeks'],
    ['hours', 0.161, '9.7 minutes'],
    ['hours', 2.25, '2.3 hours'],
  ])('%s %d is %s', (unit, value, words) => {
    expect(valueWords(unit, value)).toBe(words);
  });
});

it.each<[SpokenUnit, number, number, string]>([
  ['percent', 0.3, 0.45, '30% to 45%'],
  ['percent', 0.298, 0.303, '29.8% to 30.3%'],
  ['percent', 0.3, 0.3, '30%'],
  ['score', 4.12, 4.14, '4.12 to 4.14'],
  ['count', 12, 12, '12'],
  ['points', 0.45, 0.53, '45 to 53 percentage points'],
])('%s of %d to %d are %s: one decimal finer where both would look alike', (unit, low, high, words) => {
  expect(rangeWords(unit, low, high)).toBe(words);
});

it.each<[Partial<Indicator>, number, number, string]>([
  [{}, 0.56, 0.4, 'up from 40% in May'],
  [{}, 0.56, 0.564, 'the same as in May'],
  [{}, 0.56, 0.55, 'little changed from 55% in May'],
  [{}, 0.035, 0.034, 'little changed from 3.4% in May'],
  [{}, 0.2, 0.184, 'up from 18% in May'],
  [{}, 0.196, 0.31, 'down from 31.0% in May'],
  [{}, 0.204, 0.196, 'little changed from 19.6% in May'],
  [{}, 0, 0.33, 'down from 33% in May'],
  [{}, 0.35, 0.003, 'up from 0.30% in May'],
  [{ unit: 'hours' }, 2.2, 1.8, 'up from 1.8 hours in May'],
  [{ unit: 'score' }, 0.04, 0.03, 'up from 0.03 in May'],
  [{ unit: 'count', measure: COUNT }, 48, 47, 'up from 47 in May'],
  [{ measure: { kind: 'rank' } as never }, 48, 47, 'after 47th in May'],
])('with %j, %d after %d is %s: a step of rounding is neither up nor down', (keys, value, before, words) => {
  expect(movementWords(indicatorWith(keys), value, before, 'May')).toBe(words);
});

it.each<[SpokenUnit, number, string]>([
  ['percent', 0.4, '40%'],
  ['score', 4, '4'],
  ['points', 0.05, '5 percentage points'],
  ['percent', 0.125, '12.5%'],
  ['count', 1424, '1,424'],
  ['weeks', 20, '20 weeks'],
  ['ratio', 60, '60'],
])('a target of %s %d is said as the round number it is: %s', (unit, value, words) => {
  expect(targetWords(unit, value)).toBe(words);
});

it.each<[string, number, Partial<Pick<Point, 'target' | 'rag'>>, string]>([
  ['short of its target', 0.398, { target: 0.4, rag: 'on_track' }, '39.8%'],
  ['just short of it', 0.3998, { target: 0.4, rag: 'off_track' }, '39.98%'],
  ['short of it by less than anybody says', 0.39999999, { target: 0.4, rag: 'off_track' }, '40%'],
  ['far from it', 0.3, { target: 0.4, rag: 'off_track' }, '30%'],
  ['that meets it', 0.402, { target: 0.4, rag: 'met' }, '40%'],
  ['without one', 0.398, {}, '40%'],
])('a figure %s is not rounded to it', (_what, value, standing, words) => {
  expect(pointWords('percent', { value, target: null, rag: null, ...standing })).toBe(words);
});

it('what would be needed is said as exactly as the figure, unless both would look alike', () => {
  expect(neededWords('percent', 0.342, 0.31)).toBe('34%');
  expect(neededWords('percent', 0.562, 0.559)).toBe('56.2%');
});

it.each([
  [[], ''],
  [['2024-02'], 'February 2024'],
  [['2024-02', '2024-03'], 'February and March 2024'],
  [['2024-02', '2024-04', '2024-07'], 'February, April and July 2024'],
  [['2024-03', '2024-04', '2024-05'], 'March–May 2024'],
  [['2023-12', '2024-01'], 'December 2023 and January 2024'],
  [['2023-11', '2023-12', '2024-01'], 'November 2023 – January 2024'],
  [['2023-12', '2024-03', '2024-04', '2024-05', '2024-09'], 'December 2023, March–May and September 2024'],
  [['2023-03', '2023-04', '2023-05', '2024-05'], 'March–May 2023 and May 2024'],
])('the months %j are %s', (months, words) => {
  expect(monthsWords(months)).toBe(words);
});

it('a date that stands in a column is short', () => {
  expect(shortDate('2024-09-05')).toBe('5 Sep 2024');
});

it.each([
  ['2024-07', 'July 2024'],
  ['2024-07-31', '31 July 2024'],
  ['2024-07-01', '1 July 2024'],
])('the date %s is %s', (date, words) => {
  expect(dateWords(date)).toBe(words);
});

it.each([
  ['2024-07', 'July 2024'],
  ['FY2024Q1', 'April–June 2024'],
  ['FY2024Q4', 'January–March 2025'],
  ['CY2024', '2024'],
  ['FY2023', 'financial year 2023/24'],
  ['AY2023', 'school year 2023/24'],
  ['AY1999', 'school year 1999/00'],
  ['some time', 'some time'],
])('the period %s is %s', (id, words) => {
  expect(periodWords(id)).toBe(words);
});

it.each([
  ['CY2024', '2024-07-31', 'January–July 2024'],
  ['CY2024', '2024-01-31', 'January 2024'],
  ['CY2024', '2024-12-31', '2024'],
  ['AY2023', '2024-03-31', 'September 2023 – March 2024'],
  ['FY2024Q1', '2024-05-31', 'April–May 2024'],
])('%s with data to %s is called %s', (id, covered_to, words) => {
  const { start = '', end = '' } = parsePeriod(id) ?? {};
  expect(pointPeriodWords({ period: id, start, end, covered_to, complete: false })).toBe(words);
});

it('a whole term is called a term, though its last figures are from before its last day', () => {
  const term = { period: 'AY2024T1', start: '2024-09-03', end: '2025-01-05', covered_to: '2024-12-31' };
  expect(pointPeriodWords({ ...term, complete: true })).toBe('autumn term 2024/25');
  expect(pointPeriodWords({ ...term, complete: false })).toBe('September–December 2024');
});

it.each([
  ['Agency', 'agency'],
  ['Primary need', 'primary need'],
  ['SEN provision', 'SEN provision'],
])('%s within a sentence is %s', (text, within) => expect(uncapitalised(text)).toBe(within));

describe('targets', () => {
  const targets = [
    { by: '2026-04', value: 0.8, source: 'A plan' },
    { by: '2025-04', value: 0.6, source: 'A plan' },
  ];

  it.each([
    ['2024-12-31', 0.6],
    ['2025-04-30', 0.6],
    ['2025-05-31', 0.8],
    ['2027-01-31', 0.8],
  ])('on %s the one that counts is %d', (day, value) => {
    expect(targetAt(targets, day)?.value).toBe(value);
  });

  it('are none where none was agreed', () => {
    expect(targetAt([], '2024-12-31')).toBeNull();
  });

  it.each([
    ['a count', COUNT, 0],
    ['a stock', STOCK, 0],
    ['a share', PROPORTION, 2],
    ['a rate', RATE, 2],
  ])('of %s: a locality is held to a share or a rate, never to the county’s number', (_of, measure, many) => {
    const indicator = indicatorWith({ measure, targets });
    expect(targetsFor(indicator, 'county')).toHaveLength(2);
    expect(targetsFor(indicator, 'dspl-1')).toHaveLength(many);
  });

  it('are said with their date, and by the year where they are for a year', () => {
    const [, target = { by: '', value: 0, source: '' }] = targets;
    expect(targetText(indicatorWith(), target)).toBe('60% by April 2025');
    const yearly = indicatorWith({ unit: 'count', target_per: 'year' });
    expect(targetText(yearly, { ...target, value: 424 })).toBe('424 a year by April 2025');
  });
});

it('of a place in a list what reaches its target is or better, however it comes to be a place', () => {
  const measure = { kind: 'rank', of: PROPORTION } as unknown as Indicator['measure'];
  const rank = indicatorWith({ measure, unit: 'score', polarity: 'lower_is_better' });
  expect(targetText(rank, { by: '2025-04', value: 10, source: 'A plan' })).toBe(
    '10th or better by April 2025',
  );
});
