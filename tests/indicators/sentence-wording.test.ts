import { expect, it } from 'vitest';
import { indicatorWith } from '../support/indicator.ts';
import { figure, plans, point, requests } from '../support/sentences.ts';

it('a step back within a real change for the better is said as such', () => {
  const steps = (was: number, is: number) => [point('2024-06', was), point('2024-07', is)];
  const lower = { ...plans, polarity: 'lower_is_better' as const };
  const neither = { ...plans, polarity: 'neither' as const };
  expect(figure(plans, steps(0.6, 0.58), { variation: 'improvement_high' })).toMatch(
    / Even so, month by month it is better/,
  );
  expect(figure(lower, steps(0.6, 0.58), { variation: 'concern_high' })).toMatch(/ Even so, .* worse/);
  expect(figure(neither, steps(0.6, 0.58), { variation: 'neither_high' })).toMatch(/ Even so, .* higher/);
  expect(figure(lower, steps(0.6, 0.58), { variation: 'improvement_low' })).toMatch(/ Month by month/);
  expect(figure(plans, steps(0.582, 0.58), { variation: 'improvement_high' })).toMatch(/ Month by month/);
});

it('a share of fewer than ten is told with its counts', () => {
  const few = point('2024-07', 0.5, { numerator: 2, denominator: 4 });
  expect(figure(plans, [few])).toBe(
    '50% (2 of 4) of new EHC plans were issued within 20 weeks in July 2024.',
  );
  const ten = point('2024-07', 0.5, { numerator: 5, denominator: 10 });
  expect(figure(plans, [ten])).toBe('50% of new EHC plans were issued within 20 weeks in July 2024.');
});

it('a title says whose the figure is after it, not before', () => {
  const { phrase: _none, ...titled } = requests;
  expect(figure(titled, [point('CY2023', 12)], { area: 'dspl-2' })).toBe(
    'New EHC plans issued within 20 weeks in South: 12 in 2023.',
  );
});

it('a rank goes neither up nor down, for to move up is to be of a lower number', () => {
  const rank = indicatorWith({
    measure: { kind: 'rank', of: { extract: 'dfe_timeliness', value: 'share' } } as never,
    unit: 'score',
    title: 'National rank',
  });
  const { phrase: _none, ...told } = rank;
  expect(figure(told, [point('CY2023', 102), point('CY2024', 68)])).toBe(
    'National rank: Testshire was 68th in 2024, after 102nd in 2023.',
  );
  expect(figure(told, [point('CY2024', 68, { denominator: 150 })])).toBe(
    'National rank: Testshire was 68th of 150 councils in 2024.',
  );
});
