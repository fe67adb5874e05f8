import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textWidth } from '../../web/charts/labels.ts';
import { COLOURS } from '../../web/charts/theme.ts';
import { hasLetters, trendChart } from '../../web/charts/trend.ts';
import { chartMarks, type Mark, type PlacedMark, placeMarks } from '../../web/charts/trendMarks.ts';
import { chartWords } from '../../web/charts/words.ts';
import { indicatorProps, partnership } from './fixtures.ts';
import { rowsIn } from './rows.ts';

const INSPECTION = { on: '2023-07-14', what: 'Ofsted and CQC inspection' };
const REBASED = { from: '2024-01', why: 'cases are counted in another way' };

const props = indicatorProps('ehcp-issued-20-weeks');
const plans = {
  ...props,
  indicator: { ...props.indicator, rebase: [REBASED] },
  partnership: { ...partnership, events: [INSPECTION] },
};

describe('what happened meanwhile', () => {
  it('stands as lines at their days, with words in order of time', () => {
    const rows = rowsIn(trendChart(plans, 'wide'), 'events');
    expect(rows.map(({ x, words }) => [x, words])).toEqual([
      [Date.UTC(2023, 6, 14), 'Ofsted and CQC inspection'],
      [Date.UTC(2024, 0, 1), 'New usual range: cases are counted in another way'],
    ]);
  });

  it('is told to a reader who cannot see the chart', () => {
    expect(chartWords('trend', plans).alt).toContain(
      'Marked: 14 July 2023: Ofsted and CQC inspection; January 2024: New usual range: cases are counted in another way.',
    );
  });

  it('before the first and after the last period is left out', () => {
    const events = [
      { on: '2019-05', what: 'Long ago' },
      { on: '2031-05', what: 'To come' },
    ];
    const others = { ...plans, partnership: { ...partnership, events } };
    expect(rowsIn(trendChart(others, 'wide'), 'events')).toHaveLength(1);
    expect(chartWords('trend', others).alt).not.toContain('Long ago');
  });

  it('adds nothing to a chart where nothing happened', () => {
    const calm = { ...props, partnership };
    expect(rowsIn(trendChart(calm, 'wide'), 'events')).toEqual([]);
  });

  it('gets letters where words have no room, and says that it has', () => {
    const events = Array.from({ length: 9 }, (_, index) => ({
      on: `2024-0${index + 1}`,
      what: 'Something that takes many words to say',
    }));
    const crowded = { ...plans, partnership: { ...partnership, events } };
    const spec = trendChart(crowded, 'narrow');
    expect(rowsIn(spec, 'event-labels').map(({ words }) => words)).toContain('B');
    expect(hasLetters(spec)).toBe(true);
    expect(hasLetters(trendChart(plans, 'wide'))).toBe(false);
  });

  it('gets letters too where so many are close together that to try every place would take minutes', () => {
    const close = Array.from({ length: 8 }, (_, index) => 300 + 6 * index);
    const marks = [...close, 400, 430, 450, 470].map((x) => ({
      x,
      words: 'Something that takes many words',
    }));
    const placed = placeMarks(marks as Mark[], { from: 0, to: 520, pixelOf: (x) => x }, 4);
    expect(placed.map(({ words }) => words).join('')).toBe('ABCDEFGHIJKL');
  });

  it('gets letters on a phone as soon as its words need a second row', () => {
    const events = [
      { on: '2023-06-30', what: 'Five million a year agreed' },
      { on: '2023-07-14', what: 'Ofsted and CQC inspection' },
    ];
    const two = { ...props, partnership: { ...partnership, events } };
    expect(hasLetters(trendChart(two, 'narrow'))).toBe(true);
    const one = { ...props, partnership: { ...partnership, events: events.slice(1) } };
    expect(rowsIn(trendChart(one, 'narrow'), 'event-labels').map(({ words }) => words)).toEqual([
      'Ofsted and CQC inspection',
    ]);
  });

  it('is behind the figures, in a line that is lighter than its words', () => {
    const chart = trendChart(plans, 'wide');
    const names = 'layer' in chart ? chart.layer.map(({ name }) => name) : [];
    expect(names.indexOf('events')).toBeLessThan(names.indexOf('series'));
    const lines = 'layer' in chart ? chart.layer.find(({ name }) => name === 'events') : undefined;
    expect(lines && 'mark' in lines && lines.mark).toMatchObject({ color: COLOURS.leader });
  });
});

describe('words of marks', () => {
  const strip = { from: -45, to: 655, pixelOf: (x: number) => x };
  const marks: fc.Arbitrary<Mark[]> = fc.array(
    fc.record({
      on: fc.constant('2024-01'),
      x: fc.integer({ min: 0, max: 500 }),
      words: fc.stringMatching(/^[A-Za-z ]{1,40}$/),
    }),
    { maxLength: 5 },
  );

  it('touch neither one another, nor another’s line, nor the edge', () => {
    fc.assert(
      fc.property(marks, (some) => {
        const placed = placeMarks(
          some.toSorted((a, b) => a.x - b.x),
          strip,
          4,
        );
        for (const one of placed) {
          expect(one.left).toBeGreaterThanOrEqual(strip.from);
          expect(one.right).toBeLessThanOrEqual(strip.to);
          for (const other of placed) if (other !== one) expect(touches(one, other)).toBe(false);
        }
      }),
      { numRuns: 200 },
    );
  });

  /** Two words in a row side by side, or a line that goes up through words below its own. */
  function touches(one: PlacedMark, other: PlacedMark): boolean {
    const overlap = one.left < other.right && other.left < one.right;
    const through = other.row > one.row && other.at > one.left && other.at < one.right;
    return (one.row === other.row && overlap) || through;
  }

  it('of two next to one another stand on both sides, where there is room', () => {
    const at = (x: number): Mark => ({ on: '2024-01', x, words: 'An event' });
    const [first, second] = placeMarks([300, 305, 360, 360].map(at), strip, 4);
    expect(first?.right).toBeLessThan(300);
    expect(second?.left).toBeGreaterThan(305);
    const three = placeMarks([300, 305, 310].map(at), strip, 4);
    expect(three.map(({ words }) => words)).toEqual(['An event', 'An event', 'An event']);
  });

  it('are as wide as Arial is, with a little to spare', () => {
    // Arial at 14 px: 8 digits of 556 thousandths are 62.3 px.
    expect(textWidth('12345678')).toBeGreaterThanOrEqual(63);
    expect(textWidth('12345678')).toBeLessThan(70);
    expect(textWidth('WWWW')).toBeGreaterThan(textWidth('iiii') * 3);
  });

  it('of the partnership and of the indicator come in order of time', () => {
    const own = { events: [{ on: '2022-03', what: 'First' }], rebase: [REBASED] };
    expect(chartMarks(own, { events: [INSPECTION] }).map(({ on }) => on)).toEqual([
      '2022-03',
      '2023-07-14',
      '2024-01',
    ]);
  });
});
