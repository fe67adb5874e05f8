import { describe, expect, it } from 'vitest';
import type { Indicator } from '../../indicators/schema.ts';
import type { Point, Rag, Variation } from '../../indicators/series.ts';
import { indicatorWith } from '../support/indicator.ts';
import {
  complaints,
  england,
  figure,
  plans,
  point,
  requests,
  says,
  suspensions,
  target,
  waiting,
} from '../support/sentences.ts';

it('says all of it in one breath: figure, change, England, variation and target', () => {
  const points = [
    point('CY2023', 0.402),
    point('CY2024', 0.563, { target: 0.6, trajectory: 0.562, rag: 'on_track' }),
  ];
  const said = says(plans, points, {
    benchmarks: [england(['CY2023', 0.503])],
    variation: 'improvement_high',
  });
  expect(said).toBe(
    '56% of new EHC plans were issued within 20 weeks in 2024, up from 40% in 2023 and better than England’s 50% in 2023. ' +
      'Month by month it is better than chance alone would explain. ' +
      'The target is 60% by April 2025, and by the whole year’s figure it is on track.',
  );
});

describe('the figure', () => {
  it.each<[string, Parameters<typeof figure>, string]>([
    [
      'is not there yet',
      [plans, [], { arrived: false }],
      'No figures yet: the extract that this indicator is counted from has not arrived.',
    ],
    [
      'is not among the figures that were sent',
      [{ ...plans, measure: { kind: 'published', measure: 'on-time' } }, [], { arrived: false }],
      'No figures yet: no file has brought one for this indicator.',
    ],
    [
      'has no whole period yet',
      [plans, []],
      'Files have arrived, but not yet for the whole of any such period.',
    ],
    [
      'has nobody to count',
      [plans, [point('CY2023', null, { status: 'not_applicable' })], { area: 'dspl-2' }],
      'There was nothing to count.',
    ],
    [
      'has files without a row for it',
      [plans, [point('CY2023', null, { status: 'not_applicable' })]],
      'Files have arrived, but no row in them counts for this indicator.',
    ],
    ['lacks a month', [plans, [point('CY2023', null)]], 'A month of data is missing, so there is no figure.'],
    [
      'stands alone where there is nothing to compare it with',
      [plans, [point('2024-07', 0.58)]],
      '58% of new EHC plans were issued within 20 weeks in July 2024.',
    ],
    [
      'is one, of which a phrase would speak as of several',
      [waiting, [point('2024-07', 1, { lower: null, upper: null })], { area: 'dspl-1' }],
      `${waiting.title} in North: 1 in July 2024.`,
    ],
    [
      'stands where the phrase has a place for it',
      [{ ...plans, phrase: 'the most was {figure} of all' }, [point('2024-07', 0.58)]],
      'The most was 58% of all in July 2024.',
    ],
    [
      'has gone up',
      [requests, [point('CY2023', 2849), point('CY2024', 3343)]],
      '3,343 requests were received in 2024, up from 2,849 in 2023.',
    ],
    [
      'has gone down',
      [requests, [point('FY2022', 530), point('FY2023', 424)]],
      '424 requests were received in financial year 2023/24, down from 530 in financial year 2022/23.',
    ],
    [
      'is the same, as far as can be seen',
      [plans, [point('2024-06', 0.581), point('2024-07', 0.579)]],
      '58% of new EHC plans were issued within 20 weeks in July 2024, the same as in June 2024.',
    ],
    [
      'skips a missing month for what it was before',
      [plans, [point('2024-05', 0.5), point('2024-06', null), point('2024-07', 0.58)]],
      '58% of new EHC plans were issued within 20 weeks in July 2024, up from 50% in May 2024.',
    ],
    [
      'goes with the seasons, and is compared with the same month a year before',
      [{ ...plans, seasonal: true }, [point('2023-07', 0.6), point('2024-06', 0.5), point('2024-07', 0.58)]],
      '58% of new EHC plans were issued within 20 weeks in July 2024, down from 60% in July 2023.',
    ],
    [
      'goes with the seasons, before there is a year to compare it with',
      [{ ...plans, seasonal: true }, [point('2023-07', null), point('2024-06', 0.5), point('2024-07', 0.58)]],
      '58% of new EHC plans were issued within 20 weeks in July 2024, up from 50% in June 2024.',
    ],
    [
      'of a share is that of the year so far',
      [plans, [point('CY2023', 0.4), point('CY2024', 0.58, { complete: false, covered_to: '2024-07-31' })]],
      '58% of new EHC plans were issued within 20 weeks in January–July 2024, up from 40% in 2023.',
    ],
    [
      'of events is that of the last finished year: half a year is no fall',
      [
        requests,
        [
          point('CY2022', 2695),
          point('CY2023', 2849),
          point('CY2024', 1800, { complete: false, covered_to: '2024-07-31' }),
        ],
      ],
      '2,849 requests were received in 2023, up from 2,695 in 2022.',
    ],
    [
      'of events is that of the year so far where no year is finished',
      [requests, [point('CY2024', 1800, { complete: false, covered_to: '2024-07-31' })]],
      '1,800 requests were received in January–July 2024.',
    ],
    [
      'of a stock by terms is compared with the end of a term, and says so',
      [waiting, [point('AY2023T3', 91), point('AY2024T1', 83)]],
      '83 children were waiting in December 2024, down from 91 in August 2024 (the end of summer term 2023/24).',
    ],
    [
      'of a stock is of the year’s last month, not of the year',
      [waiting, [point('CY2023', 391), point('CY2024', 360)]],
      '360 children were waiting in December 2024, down from 391 in December 2023.',
    ],
    [
      'of what has come about so far is of what there was by then',
      [{ ...requests, cumulative: true }, [point('AY2022', 7), point('AY2023', 18)]],
      '18 requests were received by August 2024, up from 7 in August 2023.',
    ],
    [
      'of a rate has a decimal',
      [suspensions, [point('AY2023', 4.26)]],
      '4.3 suspensions per 100 pupils in school year 2023/24.',
    ],
    [
      'without words of its own stands after the title',
      [(({ phrase: _none, ...rest }) => rest)(requests), [point('CY2023', 2849)]],
      'New EHC plans issued within 20 weeks: 2,849 in 2023.',
    ],
    [
      'of a locality says whose it is',
      [plans, [point('FY2024Q1', 0.58)], { area: 'dspl-2' }],
      'In South, 58% of new EHC plans were issued within 20 weeks in April–June 2024.',
    ],
  ])('%s', (_what, given, expected) => {
    expect(figure(...given)).toBe(expected);
  });
});

describe('England', () => {
  const neither = { ...plans, polarity: 'neither' as const };
  const lower = { ...plans, polarity: 'lower_is_better' as const };

  it.each([
    ['better', plans, 0.5, 'better than England’s 50%'],
    ['worse', plans, 0.7, 'worse than England’s 70%'],
    ['similar, being within the interval', plans, 0.57, 'similar to England’s 57%'],
    ['better, less being better', lower, 0.7, 'better than England’s 70%'],
    ['higher, neither being better', neither, 0.5, 'higher than England’s 50%'],
    ['lower, neither being better', neither, 0.7, 'lower than England’s 70%'],
  ])('is compared with: %s', (_how, indicator, value, words) => {
    const said = figure(indicator, [point('CY2024', 0.58)], { benchmarks: [england(['CY2024', value])] });
    expect(said).toBe(`58% of new EHC plans were issued within 20 weeks in 2024, ${words}.`);
  });

  it('is compared with by its newest figure that is not newer, and the year is said', () => {
    const benchmarks = [england(['CY2022', 0.49], ['CY2023', 0.5], ['CY2025', 0.9])];
    const said = figure(plans, [point('2024-07', 0.58)], { benchmarks });
    expect(said).toBe(
      '58% of new EHC plans were issued within 20 weeks in July 2024, better than England’s 50% in 2023.',
    );
  });

  it('is named and no more where its newest figure is older than the year before', () => {
    const then = { benchmarks: [england(['CY2022', 0.5])] };
    expect(figure(plans, [point('CY2023', 0.54), point('CY2024', 0.58)], then)).toBe(
      '58% of new EHC plans were issued within 20 weeks in 2024, up from 54% in 2023; England’s was 50% in 2022.',
    );
    expect(figure(plans, [point('CY2023', 0.54)], then)).toMatch(/, better than England’s 50% in 2022/);
    expect(figure(plans, [point('2024-07', 0.58)], then)).toMatch(/ July 2024; England’s was 50% in 2022/);
  });

  it('is left out where its figures are all newer, or only others’ are known', () => {
    const alone = '58% of new EHC plans were issued within 20 weeks in July 2024.';
    const july = [point('2024-07', 0.58)];
    expect(figure(plans, july, { benchmarks: [england(['CY2024', 0.5])] })).toBe(alone);
    const region = { ...england(['CY2023', 0.5]), comparator: 'region' };
    expect(figure(plans, july, { benchmarks: [region] })).toBe(alone);
  });
});

describe('a change is called one only where the control chart says so', () => {
  const neither = { ...plans, polarity: 'neither' as const };

  it.each<[Variation, Indicator, string | null]>([
    ['improvement_high', plans, 'better'],
    ['improvement_low', plans, 'better'],
    ['concern_high', plans, 'worse'],
    ['concern_low', plans, 'worse'],
    ['neither_high', neither, 'higher'],
    ['neither_low', neither, 'lower'],
    ['neither_high', plans, null],
    ['neither_low', plans, null],
    ['common_cause', plans, null],
  ])('%s', (variation, indicator, way) => {
    const first = '58% of new EHC plans were issued within 20 weeks in July 2024.';
    const second = ` Month by month it is ${way} than chance alone would explain.`;
    const said = figure(indicator, [point('2024-07', 0.58)], { variation });
    expect(said).toBe(way === null ? first : first + second);
  });
});

describe('the target', () => {
  /** What is said after the figure. */
  function goal(indicator: Indicator, value: number, rag: Rag | null, more: Partial<Point>, area = 'county') {
    const due = { target: indicator.targets[0]?.value ?? null, rag, ...more };
    return says(indicator, [point('2024-07', value, due)], { area }).replace(/^.*? in July 2024\. ?/, '');
  }

  it('is met', () => {
    expect(goal(plans, 0.61, 'met', { trajectory: 0.55 })).toBe('The target of 60% by April 2025 is met.');
  });

  it('whose day is past is met now: whether it was then is not said', () => {
    const more = { covered_to: '2025-06-30' };
    expect(goal(plans, 0.61, 'met', more)).toBe('The target was 60% by April 2025, and it is met now.');
    const range = { ...target, value: 60, range: [50, 60] as [number, number] };
    const caseload = indicatorWith({ unit: 'ratio', polarity: 'lower_is_better', targets: [range] });
    expect(goal(caseload, 45, 'met', more)).toBe(
      'The target was 50 to 60 by April 2025, and it is more than met now.',
    );
  });

  it('of a range is met within it, and more than met on its better side', () => {
    const range = { ...target, value: 250, range: [200, 250] as [number, number] };
    const caseload = indicatorWith({ unit: 'ratio', polarity: 'lower_is_better', targets: [range] });
    expect(goal(caseload, 210, 'met', {})).toBe('The target of 200 to 250 by April 2025 is met.');
    expect(goal(caseload, 169.9, 'met', {})).toBe('The target of 200 to 250 by April 2025 is more than met.');
  });

  it('is on track', () => {
    const said = goal(plans, 0.56, 'on_track', { trajectory: 0.55 });
    expect(said).toBe('The target is 60% by April 2025, and it is on track.');
  });

  it('is on track by the year, where the year’s figure is told and its months have their own', () => {
    const soFar = { rag: 'on_track' as const, complete: false, covered_to: '2024-07-31' };
    const said = (indicator: Indicator) => says(indicator, [point('CY2024', 0.56, soFar)]);
    const yearOnly = { ...plans, grains: ['calendar_year' as const] };
    expect(said({ ...plans, grains: ['month', 'calendar_year'] })).toMatch(
      / The target is 60% by April 2025, and by the year so far it is on track\.$/,
    );
    expect(said(yearOnly)).toMatch(/ The target is 60% by April 2025, and it is on track\.$/);
  });

  it('is off track, and what would be on track is said', () => {
    const said = goal(plans, 0.5, 'off_track', { trajectory: 0.554 });
    expect(said).toBe('The target is 60% by April 2025; 55% or more by July 2024 would have been on track.');
  });

  it('is just missed, where the words for both figures are the same', () => {
    const said = goal(plans, 0.551, 'off_track', { trajectory: 0.554 });
    expect(said).toBe('The target is 60% by April 2025; it is just short of what would be on track.');
  });

  it('was not met when it was due', () => {
    const said = goal(plans, 0.5, 'off_track', { trajectory: 0.6, covered_to: '2025-04-30' });
    expect(said).toBe('The target was 60% by April 2025, and it is not met.');
  });

  it('that was only just missed does not look met', () => {
    const said = goal(plans, 0.597, 'off_track', { trajectory: 0.6, covered_to: '2025-04-30' });
    expect(said).toBe('The target was 60% by April 2025, and it is only just missed.');
  });

  it('that the figure would be rounded to has the figure not rounded', () => {
    const short = point('2024-07', 0.597, { target: 0.6, trajectory: 0.55, rag: 'on_track' });
    expect(says(plans, [short])).toMatch(
      /^59\.7% of .* The target is 60% by April 2025, and it is on track\.$/,
    );
  });

  it('is no lower before it is due, where it is to be held from the start', () => {
    const said = goal(plans, 0.5, 'off_track', { trajectory: 0.6 });
    expect(said).toBe('The target is 60% by April 2025; 60% or more by July 2024 would have been on track.');
  });

  it('without a baseline is only named until it is due', () => {
    expect(goal(plans, 0.5, null, {})).toBe('The target is 60% by April 2025.');
  });

  it('for a year is said as such, and what the part of it would have to be', () => {
    const said = goal(complaints, 40, 'off_track', { target: 35.33, trajectory: 37.4 });
    expect(said).toBe(
      'The target is 424 or fewer a year by April 2025; 37 or fewer in that time would have been on track.',
    );
  });

  it.each([
    ['count', 390, '390 or fewer'],
    ['count', 0, '0'],
    ['percent', 0.05, '5% or less'],
    ['weeks', 13, '13 weeks or less'],
  ] as const)('of %s that should be low is the most that is agreed: %s is “%s”', (unit, value, words) => {
    const low = indicatorWith({ unit, polarity: 'lower_is_better', targets: [{ ...target, value }] });
    expect(goal(low, 1, null, {})).toBe(`The target is ${words} by April 2025.`);
  });

  it('is the next one due of several', () => {
    const steps = { ...plans, targets: [{ ...target, by: '2026-04', value: 0.8 }, target] };
    expect(goal(steps, 0.56, 'on_track', {})).toBe('The target is 60% by April 2025, and it is on track.');
  });

  it('of a number is the county’s: a locality has none', () => {
    expect(goal(complaints, 10, null, { target: null }, 'dspl-1')).toBe('');
    expect(goal(plans, 0.61, 'met', {}, 'dspl-1')).toBe('The target of 60% by April 2025 is met.');
  });

  it('is not spoken of where neither way is better', () => {
    expect(goal({ ...plans, polarity: 'neither' }, 0.61, null, {})).toBe('');
  });
});
