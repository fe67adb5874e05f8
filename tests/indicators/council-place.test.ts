import { describe, expect, it } from 'vitest';
import { councilPlace } from '../../indicators/council-place.ts';
import type { CouncilFigure } from '../../indicators/series.ts';
import { COUNT, indicatorWith } from '../support/indicator.ts';

const testshire = { dfe_name: 'Testshire', statistical_neighbours: ['Oxfordshire', 'Kent', 'Rutland'] };

function figure(council: string, value: number, period = 'CY2024'): CouncilFigure {
  return { council, period, numerator: value * 1000, denominator: 1000, value };
}

/** So many other councils, whose values are 0.001, 0.002 and so on. */
function others(count: number, period = 'CY2024'): CouncilFigure[] {
  return Array.from({ length: count }, (_, index) =>
    figure(`Council ${index + 1}`, (index + 1) / 1000, period),
  );
}

/** 117 others; Testshire above 49 of them, Oxfordshire above 99, Kent above 9; nothing of Rutland. */
const england = [
  ...others(117),
  figure('Testshire', 0.0495),
  figure('Oxfordshire', 0.0995),
  figure('Kent', 0.0095),
];

const higher = indicatorWith({ polarity: 'higher_is_better' });
const lower = indicatorWith({ polarity: 'lower_is_better' });
const neither = indicatorWith({ polarity: 'neither' });

describe('the place among councils', () => {
  it('is counted from the highest where higher is better', () => {
    // Above Testshire: 117 − 49 = 68 and Oxfordshire.
    expect(councilPlace(england, higher, testshire)).toEqual({
      period: 'CY2024',
      place: 70,
      of: 120,
      quartile: 3,
      isBest: true,
      neighbours: [
        { council: 'Oxfordshire', place: 19 },
        { council: 'Kent', place: 111 },
        { council: 'Rutland', place: null },
      ],
    });
  });

  it('is counted from the lowest where lower is better', () => {
    // Below Testshire: 49 and Kent.
    expect(councilPlace(england, lower, testshire)).toMatchObject({
      place: 51,
      quartile: 2,
      isBest: true,
      neighbours: [{ place: 102 }, { place: 10 }, { place: null }],
    });
  });

  it('is counted from the highest, which is not the best, where neither is better', () => {
    expect(councilPlace(england, neither, testshire)).toMatchObject({ place: 70, isBest: false });
  });

  it('is no praise or blame where large councils have more than small ones', () => {
    const complaints = indicatorWith({ polarity: 'lower_is_better', unit: 'count', measure: COUNT });
    expect(councilPlace(england, complaints, testshire)).toMatchObject({ place: 70, isBest: false });
  });

  it('is shared by councils of the same value, and the one after them has the next but so many', () => {
    const shared = [
      ...others(100),
      figure('Testshire', 0.1),
      figure('Oxfordshire', 0.1),
      figure('Kent', 0.099),
    ];
    expect(councilPlace(shared, higher, testshire)).toMatchObject({
      place: 1,
      of: 103,
      neighbours: [{ place: 1 }, { place: 4 }, { place: null }],
    });
  });

  it.each([
    [1, 1],
    [25, 1],
    [26, 2],
    [50, 2],
    [51, 3],
    [75, 3],
    [76, 4],
    [100, 4],
  ])('%i of 100 is in quarter %i', (place, quartile) => {
    const hundred = [...others(99), figure('Testshire', (100 - place) / 1000 + 0.0005)];
    expect(councilPlace(hundred, higher, testshire)).toMatchObject({ place, of: 100, quartile });
  });
});

describe('the year', () => {
  it('is the latest, whatever earlier ones were like', () => {
    const years = [
      ...others(120, 'CY2023'),
      figure('Testshire', 1, 'CY2023'),
      ...others(110),
      figure('Testshire', 0),
    ];
    for (const given of [years, years.toReversed()])
      expect(councilPlace(given, higher, testshire)).toMatchObject({ period: 'CY2024', place: 111, of: 111 });
  });

  it.each(['AY2024T1', 'R2025-01'])('is a whole one, from its beginning: %s is none', (later) => {
    const figures = [
      ...others(110, 'AY2023'),
      figure('Testshire', 1, 'AY2023'),
      ...others(110, later),
      figure('Testshire', 0, later),
    ];
    expect(councilPlace(figures, higher, testshire)).toMatchObject({ period: 'AY2023', place: 1 });
  });
});

describe('there is no place', () => {
  it('among fewer than a hundred councils', () => {
    expect(councilPlace([...others(99), figure('Testshire', 1)], higher, testshire)).not.toBeNull();
    expect(councilPlace([...others(98), figure('Testshire', 1)], higher, testshire)).toBeNull();
  });

  it('of a council without a figure for the latest year', () => {
    expect(councilPlace([...others(120), figure('Testshire', 1, 'CY2023')], higher, testshire)).toBeNull();
  });

  it('without any figures', () => {
    expect(councilPlace([], higher, testshire)).toBeNull();
  });
});
