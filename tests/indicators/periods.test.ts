import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  lastDayOf,
  localDay,
  monthId,
  monthNumber,
  monthOfName,
  monthsBetween,
  monthsOf,
  parsePeriod,
  periodOf,
  periodsBetween,
  weekOf,
} from '../../indicators/periods.ts';

const WHOLE_MONTHS = ['month', 'quarter', 'academic_year', 'financial_year', 'calendar_year'] as const;

describe('the period of a month', () => {
  it.each<[(typeof WHOLE_MONTHS)[number], string, string, string, string]>([
    ['month', '2024-02', '2024-02', '2024-02-01', '2024-02-29'],
    ['quarter', '2024-04', 'FY2024Q1', '2024-04-01', '2024-06-30'],
    ['quarter', '2024-09', 'FY2024Q2', '2024-07-01', '2024-09-30'],
    ['quarter', '2024-12', 'FY2024Q3', '2024-10-01', '2024-12-31'],
    ['quarter', '2025-01', 'FY2024Q4', '2025-01-01', '2025-03-31'],
    ['financial_year', '2024-03', 'FY2023', '2023-04-01', '2024-03-31'],
    ['financial_year', '2024-04', 'FY2024', '2024-04-01', '2025-03-31'],
    ['academic_year', '2024-08', 'AY2023', '2023-09-01', '2024-08-31'],
    ['academic_year', '2024-09', 'AY2024', '2024-09-01', '2025-08-31'],
    ['calendar_year', '2024-12', 'CY2024', '2024-01-01', '2024-12-31'],
  ])('%s of %s is %s', (grain, month, id, start, end) => {
    expect(periodOf(grain, month)).toEqual({ id, grain, start, end });
    expect(parsePeriod(id)).toEqual({ id, grain, start, end });
  });
});

it.each(
  '2024-13 2024-00 2024-7 2024 FY24 CY2024Q1 AY2024Q2 FY2024Q5 AY2024T4 CY2024T1 R2024-13 R2024 2025-W53 2024-W00 2024-W1'
    .split(' ')
    .concat('', ' CY2024'),
)('“%s” names no period', (id) => {
  expect(parsePeriod(id)).toBeNull();
});

describe('the ISO week of a day', () => {
  it.each([
    ['2021-01-03', '2020-W53', '2020-12-28', '2021-01-03'],
    ['2021-01-04', '2021-W01', '2021-01-04', '2021-01-10'],
    ['2023-01-01', '2022-W52', '2022-12-26', '2023-01-01'],
    ['2024-01-01', '2024-W01', '2024-01-01', '2024-01-07'],
    ['2024-02-29', '2024-W09', '2024-02-26', '2024-03-03'],
    ['2024-12-30', '2025-W01', '2024-12-30', '2025-01-05'],
    ['2025-12-28', '2025-W52', '2025-12-22', '2025-12-28'],
    ['2026-12-31', '2026-W53', '2026-12-28', '2027-01-03'],
    ['2027-01-03', '2026-W53', '2026-12-28', '2027-01-03'],
  ])('%s is in %s', (day, id, start, end) => {
    expect(weekOf(day)).toEqual({ id, grain: 'week', start, end });
    expect(parsePeriod(id)).toEqual({ id, grain: 'week', start, end });
  });

  it('follows the one before, over new year too', () => {
    const weeks = periodsBetween('week', '2024-12', '2025-01');
    expect(weeks.map(({ id }) => id)).toEqual(
      '2024-W48 2024-W49 2024-W50 2024-W51 2024-W52 2025-W01 2025-W02 2025-W03 2025-W04 2025-W05'.split(' '),
    );
  });
});

describe('a term', () => {
  const terms = [
    { id: 'AY2023T3', start: '2024-04-15', end: '2024-07-23' },
    { id: 'AY2024T1', start: '2024-09-03', end: '2024-12-20' },
    { id: 'AY2024T2', start: '2025-01-06', end: '2025-04-04' },
  ];

  it('has the holiday after it, but for the month of the next; the last one known ends with its last day', () => {
    expect(periodsBetween('term', '2024-01', '2025-12', terms)).toEqual([
      { id: 'AY2023T3', grain: 'term', start: '2024-04-15', end: '2024-08-31' },
      { id: 'AY2024T1', grain: 'term', start: '2024-09-01', end: '2024-12-31' },
      { id: 'AY2024T2', grain: 'term', start: '2025-01-01', end: '2025-04-04' },
    ]);
  });

  it('that begins in the month in which the one before ends has the holiday between them', () => {
    const easter = { id: 'AY2024T3', start: '2025-04-22', end: '2025-07-22' };
    expect(periodsBetween('term', '2025-04', '2025-04', [...terms, easter])).toMatchObject([
      { id: 'AY2024T2', end: '2025-04-04' },
      { id: 'AY2024T3', start: '2025-04-05' },
    ]);
  });

  it('is among those between two months where it shares a day with them', () => {
    const between = (from: string, to: string) => periodsBetween('term', from, to, terms).map(({ id }) => id);
    expect(between('2024-08', '2024-08')).toEqual(['AY2023T3']);
    expect(between('2024-09', '2024-09')).toEqual(['AY2024T1']);
    expect(between('2025-04', '2025-04')).toEqual(['AY2024T2']);
    expect(between('2025-05', '2025-06')).toEqual([]);
  });

  it.each([
    ['AY2023T1', '2023-09-01', '2023-12-31'],
    ['AY2023T2', '2024-01-01', '2024-03-31'],
    ['AY2023T3', '2024-04-01', '2024-08-31'],
  ])('that no calendar knows has its months: %s', (id, start, end) => {
    expect(parsePeriod(id)).toEqual({ id, grain: 'term', start, end });
  });
});

it('twelve months are known by the last of them', () => {
  const id = 'R2024-02';
  expect(parsePeriod(id)).toEqual({ id, grain: 'rolling_year', start: '2023-03-01', end: '2024-02-29' });
  expect(periodsBetween('rolling_year', '2024-01', '2024-03').map((period) => period.id)).toEqual([
    'R2024-01',
    'R2024-02',
    'R2024-03',
  ]);
});

const month = fc.integer({ min: monthNumber('1990-01'), max: monthNumber('2100-12') }).map(monthId);

it('every month lies in the period that is named for it, at every grain', () => {
  fc.assert(
    fc.property(fc.constantFrom(...WHOLE_MONTHS), month, (grain, id) => {
      const period = periodOf(grain, id);
      expect(parsePeriod(period.id)).toEqual(period);
      expect(monthsOf(period)).toContain(id);
      expect([period.start <= `${id}-01`, lastDayOf(id) <= period.end]).toEqual([true, true]);
    }),
  );
});

it('periods follow one another without a gap', () => {
  fc.assert(
    fc.property(fc.constantFrom(...WHOLE_MONTHS), month, fc.nat(40), (grain, from, more) => {
      const to = monthId(monthNumber(from) + more);
      const months = periodsBetween(grain, from, to).flatMap(monthsOf);
      expect(months).toEqual(monthsBetween(months[0] ?? '', months.at(-1) ?? ''));
      expect(months).toEqual(expect.arrayContaining(monthsBetween(from, to)));
    }),
  );
});

describe('the month in a file’s name', () => {
  it.each([
    ['attendance_2024-07.csv', '2024-07'],
    ['attendance_202407.csv', '2024-07'],
    ['Attendance 2024 07 final.csv', '2024-07'],
    ['2024-07-attendance.csv', '2024-07'],
    ['attendance_2024-07[1].csv', '2024-07'],
    ['attendance_2024-13.csv', null],
    ['attendance_2024-071.csv', null],
    ['attendance_12024-07.csv', null],
    ['attendance_1999-07.csv', null],
    ['attendance.csv', null],
  ])('%s: %s', (name, expected) => {
    expect(monthOfName(name)).toBe(expected);
  });
});

it.each([
  ['2024-07-31T22:59:59Z', '2024-07-31'],
  ['2024-07-31T23:00:00Z', '2024-08-01'],
  ['2024-12-31T23:59:59Z', '2024-12-31'],
])('at %s it is %s in London', (now, day) => {
  expect(localDay(new Date(now), 'Europe/London')).toBe(day);
});
