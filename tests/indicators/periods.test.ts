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

it.each(['2024-13', '2024-00', '2024-7', '2024', 'FY24', 'CY2024Q1', 'AY2024Q2', 'FY2024Q5', '', ' CY2024'])(
  '“%s” names no period',
  (id) => {
    expect(parsePeriod(id)).toBeNull();
  },
);

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
