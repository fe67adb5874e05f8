import { describe, expect, it } from 'vitest';
import { monthsBetween } from '../../../indicators/periods.ts';
import type { Grain } from '../../../indicators/series.ts';
import { type Coverage, countedPeriods } from '../../../pipeline/compute/coverage.ts';

const AUGUST = [8];
const TERMS = [
  { id: 'AY2023T3', start: '2024-04-15', end: '2024-07-23' },
  { id: 'AY2024T1', start: '2024-09-03', end: '2024-12-20' },
  { id: 'AY2024T2', start: '2025-01-06', end: '2025-04-04' },
];

/** Each period in a line: what it is, and what is wanting. */
function periods(grain: Grain, months: string[], more: Partial<Coverage> = {}): string[] {
  const coverage = { covered: new Set(months), silent: [], today: '2025-01-15', stock: false, ...more };
  return countedPeriods(grain, coverage).map(({ id, coveredTo, complete, known }) =>
    [id, `to ${coveredTo}`, complete ? '' : 'unfinished', known ? '' : 'missing'].filter(Boolean).join(' '),
  );
}

describe('periods that can have a figure', () => {
  it.each<[string, Grain, string[], Partial<Coverage>, string[]]>([
    ['none, where nothing was delivered', 'month', [], {}, []],
    ['none, where what was delivered is of years', 'month', ['2023', 'CY2023'], {}, []],
    ['a month that was delivered', 'month', ['2024-02'], {}, ['2024-02 to 2024-02-29']],
    [
      'a year so far: it ends where the data end',
      'calendar_year',
      monthsBetween('2024-01', '2024-07'),
      {},
      ['CY2024 to 2024-07-31 unfinished'],
    ],
    [
      'a month that was not over when its file came: to that day, and not the whole of it',
      'month',
      ['2024-11', '2024-12'],
      { early: new Map([['2024-12', '2024-12-10']]) },
      ['2024-11 to 2024-11-30', '2024-12 to 2024-12-10 unfinished'],
    ],
    [
      'a quarter in which a month before the last came in part: its total would be too small',
      'quarter',
      ['2024-10', '2024-11', '2024-12'],
      { early: new Map([['2024-11', '2024-11-20']]) },
      ['FY2024Q3 to 2024-12-31 unfinished missing'],
    ],
    [
      'no weeks after the day on which the file came',
      'week',
      ['2024-12'],
      { early: new Map([['2024-12', '2024-12-10']]), today: '2024-12-20' },
      [
        '2024-W49 to 2024-12-08',
        '2024-W50 to 2024-12-15 unfinished',
        '2024-W51 to 2024-12-22 unfinished missing',
      ],
    ],
    [
      'a month that was not delivered between two that were: missing, not nought',
      'month',
      ['2024-01', '2024-03'],
      {},
      ['2024-01 to 2024-01-31', '2024-02 to 2024-02-29 missing', '2024-03 to 2024-03-31'],
    ],
    [
      'a quarter in which a month is missing: its total would be too small',
      'quarter',
      ['2024-01', '2024-03', '2024-04', '2024-05', '2024-06'],
      {},
      ['FY2023Q4 to 2024-03-31 missing', 'FY2024Q1 to 2024-06-30'],
    ],
    [
      'an unfinished year in which a month is missing',
      'calendar_year',
      ['2024-01', '2024-03'],
      {},
      ['CY2024 to 2024-03-31 unfinished missing'],
    ],
    [
      'no year whose beginning was before the data',
      'calendar_year',
      monthsBetween('2023-06', '2024-12'),
      {},
      ['CY2024 to 2024-12-31'],
    ],
    [
      'school years from the first whole one',
      'academic_year',
      monthsBetween('2023-01', '2024-10'),
      {},
      ['AY2023 to 2024-08-31', 'AY2024 to 2024-10-31 unfinished'],
    ],
    [
      'financial years, from April',
      'financial_year',
      monthsBetween('2023-04', '2024-04'),
      {},
      ['FY2023 to 2024-03-31', 'FY2024 to 2024-04-30 unfinished'],
    ],
    [
      'a month for which nothing is expected: left out, not missing',
      'month',
      ['2024-07', '2024-09'],
      { silent: AUGUST },
      ['2024-07 to 2024-07-31', '2024-09 to 2024-09-30'],
    ],
    [
      'the quarter around it: whole without it',
      'quarter',
      ['2024-07', '2024-09'],
      { silent: AUGUST },
      ['FY2024Q2 to 2024-09-30'],
    ],
    [
      'the school year that ends with it: whole when July is in',
      'academic_year',
      monthsBetween('2023-09', '2024-07'),
      { silent: AUGUST },
      ['AY2023 to 2024-08-31'],
    ],
  ])('%s', (_what, grain, months, more, expected) => {
    expect(periods(grain, months, more)).toEqual(expected);
  });
});

describe('a month is complete', () => {
  it.each([
    ['2024-07-30', ['2024-07 to 2024-07-31 unfinished']],
    ['2024-07-31', ['2024-07 to 2024-07-31 unfinished']],
    ['2024-08-01', ['2024-07 to 2024-07-31']],
  ])('only when it is over: on %s', (today, expected) => {
    expect(periods('month', ['2024-07'], { today })).toEqual(expected);
  });
});

describe('a stock', () => {
  const days = (grain: Grain, months: string[], silent: number[] = []) => {
    const coverage = { covered: new Set(months), silent, today: '2025-03-15', stock: true, terms: TERMS };
    return countedPeriods(grain, coverage).map(({ id, countFrom, countTo, known }) => [
      ...[id, countFrom, countTo],
      known,
    ]);
  };

  it('of a term that ends within a month is of the last snapshot, not of the term’s last day', () => {
    const months = monthsBetween('2024-09', '2024-12');
    expect(periods('term', months, { stock: true, terms: TERMS })).toEqual(['AY2024T1 to 2024-12-31']);
  });

  it.each<[string, Grain, string[], number[], unknown[]]>([
    [
      'of a year is what its last month shows',
      'calendar_year',
      monthsBetween('2024-01', '2024-12'),
      [],
      [['CY2024', '2024-12-01', '2024-12-31', true]],
    ],
    [
      'of an unfinished year is what the newest month shows',
      'calendar_year',
      monthsBetween('2024-01', '2024-07'),
      [],
      [['CY2024', '2024-07-01', '2024-07-31', true]],
    ],
    [
      'needs no months but the last: a year that began before the data has one, a gap does no harm',
      'calendar_year',
      ['2023-06', '2023-12', '2024-01', '2024-05'],
      [],
      [
        ['CY2023', '2023-12-01', '2023-12-31', true],
        ['CY2024', '2024-05-01', '2024-05-31', true],
      ],
    ],
    [
      'is missing where the last month was not delivered, though an earlier one was',
      'quarter',
      ['2024-01', '2024-02', '2024-04'],
      [],
      [
        ['FY2023Q4', '2024-03-01', '2024-03-31', false],
        ['FY2024Q1', '2024-04-01', '2024-04-30', true],
      ],
    ],
    [
      'of a school year is that of July where August is silent',
      'academic_year',
      monthsBetween('2023-09', '2024-07'),
      AUGUST,
      [['AY2023', '2024-07-01', '2024-07-31', true]],
    ],
    [
      'of a term is that of the last month that ends in it: January’s snapshot comes after the autumn term',
      'term',
      monthsBetween('2024-09', '2025-02'),
      [],
      [
        ['AY2024T1', '2024-12-01', '2024-12-31', true],
        ['AY2024T2', '2025-02-01', '2025-02-28', true],
      ],
    ],
    [
      'of a week is that of the month that ends in it; other weeks have none',
      'week',
      ['2024-10', '2024-11'],
      [],
      [
        ['2024-W44', '2024-10-01', '2024-10-31', true],
        ['2024-W48', '2024-11-01', '2024-11-30', true],
      ],
    ],
  ])('%s', (_what, grain, months, silent, expected) => {
    expect(days(grain, months, silent)).toEqual(expected);
  });
});

describe('a term', () => {
  it('is whole as soon as its months are in', () => {
    expect(periods('term', monthsBetween('2024-04', '2024-12'), { terms: TERMS })).toEqual([
      'AY2023T3 to 2024-08-31',
      'AY2024T1 to 2024-12-31',
    ]);
    expect(periods('term', monthsBetween('2024-09', '2025-01'), { terms: TERMS })).toEqual([
      'AY2024T1 to 2024-12-31',
      'AY2024T2 to 2025-01-31 unfinished',
    ]);
  });

  it('is made of the months of which it has the middle, where rows are known by their month alone', () => {
    expect(periods('term', monthsBetween('2024-04', '2025-01'), { terms: TERMS, monthly: true })).toEqual([
      'AY2023T3 to 2024-08-31',
      'AY2024T1 to 2024-12-31',
      'AY2024T2 to 2025-01-31 unfinished',
    ]);
  });
});

describe('a week', () => {
  it('of two months needs both', () => {
    expect(periods('week', ['2024-07']).slice(0, 1)).toEqual(['2024-W27 to 2024-07-07']);
    expect(periods('week', ['2024-07']).at(-1)).toBe('2024-W31 to 2024-07-31 unfinished');
    expect(periods('week', ['2024-06', '2024-08'])).toContain('2024-W31 to 2024-08-04 missing');
  });

  it('that has not begun has no figure, though its month was delivered', () => {
    expect(periods('week', ['2025-01'])).toEqual([
      '2025-W02 to 2025-01-12',
      '2025-W03 to 2025-01-19 unfinished',
    ]);
  });

  it('has no figure where rows are known by their month alone', () => {
    expect(periods('week', ['2024-07'], { monthly: true })).toEqual([]);
  });
});

it('twelve months end with every month from the twelfth on', () => {
  expect(periods('rolling_year', monthsBetween('2023-03', '2024-04'))).toEqual([
    'R2024-02 to 2024-02-29',
    'R2024-03 to 2024-03-31',
    'R2024-04 to 2024-04-30',
  ]);
});

it('a part of a year knows how many of its months it covers, for judging it against a yearly target', () => {
  const months = (grain: Grain, covered: string[]) =>
    countedPeriods(grain, {
      covered: new Set(covered),
      silent: AUGUST,
      today: '2025-01-15',
      stock: false,
    }).map((period) => period.months);
  expect(months('calendar_year', monthsBetween('2024-01', '2024-07'))).toEqual([7]);
  expect(months('quarter', monthsBetween('2024-04', '2024-06'))).toEqual([3]);
  expect(months('academic_year', monthsBetween('2023-09', '2024-07'))).toEqual([12]);
  expect(months('week', ['2024-04'])[0]).toBeCloseTo((7 / 365.25) * 12, 12);
});
