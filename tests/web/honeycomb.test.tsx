import { describe, expect, it } from 'vitest';
import type { OverviewRow } from '../../indicators/series.ts';
import { Honeycomb } from '../../web/components/marks/Honeycomb.tsx';
import { OverviewPage } from '../../web/pages/OverviewPage.tsx';
import { renderPage } from '../../web/render.ts';
import { frame, overviewOf, partnership } from './fixtures.ts';
import { overviewProps } from './overviewProps.ts';
import { textOf } from './text.ts';

const STATUSES = ['met', 'on_track', 'off_track', 'awaiting_data'] as const;

const page = renderPage(<OverviewPage {...overviewProps()} />);
const cells = [...page.matchAll(/<li class="cell.*?<\/li>/gs)].map(([cell]) => cell);
const items = partnership.frameworks.bees?.items ?? [];

function countOf(item: string, status: string): number {
  const members = frame.catalogue.indicators.filter(({ bees }) => bees.includes(item)).map(({ id }) => id);
  return overviewOf().rows.filter((row) => members.includes(row.indicator) && row.status === status).length;
}

function firstRow(expected: string): number {
  return (expected.split(' / ')[0] ?? '').split(' ').length;
}

describe('a cell of the comb', () => {
  it.each(items.map(({ id, title }, index) => ({ id, title, cell: cells[index] ?? '' })))(
    'counts what is met, on track, off track and awaited: $title',
    ({ id, title, cell }) => {
      expect(textOf(cell)).toContain(title);
      const isJudged = STATUSES.slice(0, 3).some((status) => countOf(id, status) > 0);
      const counted: readonly string[] = isJudged || countOf(id, 'no_target') === 0 ? STATUSES : [];
      for (const status of STATUSES) {
        const shown = cell.match(new RegExp(`class="count tag-${status}">.*?</svg>(\\d+)<`))?.[1];
        expect([status, Number(shown ?? 0)]).toEqual([
          status,
          counted.includes(status) ? countOf(id, status) : 0,
        ]);
      }
    },
  );

  it('says in words what is awaited where no target is due: beside these words its sign would mean that', () => {
    expect(textOf(cells[1] ?? '')).toMatch(/Be Healthy 1 getting worse 1 awaiting data/);
    expect(cells[1]).not.toContain('class="count ');
  });

  it('has a key to its fill, and the indicators that are in no count are accounted for', () => {
    const untargeted = overviewOf().rows.filter(({ status }) => status === 'no_target').length;
    expect(untargeted).toBeGreaterThan(1);
    expect(textOf(page)).toContain(
      `Warmer: more off track or getting worse. Not counted: ${untargeted} indicators without a target due.`,
    );
  });

  const [bee] = items;
  const combOf = (statuses: Partial<OverviewRow>[]) => {
    const [base] = overviewOf().rows;
    const [like] = frame.catalogue.indicators;
    if (!base || !like || !bee) throw new Error('the fixtures have a row, an indicator and an item');
    const rows = statuses.map((one, index) => ({ ...base, variation: null, ...one, indicator: `i${index}` }));
    const indicators = rows.map(({ indicator }) => ({ ...like, id: indicator, bees: [bee.id] }));
    const framework = { title: 'Bees', item: 'bee', items: [bee] };
    return renderPage(<Honeycomb {...{ id: 'bees', framework, indicators, rows, area: 'county' }} />);
  };
  const worse = { status: 'no_target', variation: 'concern_high' } as const;
  const off = { status: 'off_track' } as const;

  it.each([
    [[{ status: 'met' }], 'none off track', 'warm-0'],
    [[off], '1 off track', 'warm-1'],
    [[{ status: 'no_target' }, { status: 'awaiting_data' }], 'no target due 1 awaiting data', 'warm-0'],
    [[worse], '1 getting worse', 'warm-1'],
    [[off, worse, worse], '1 off track 2 getting worse', 'warm-2'],
    [
      [off, off, { ...off, ...worse, status: 'off_track' }, worse, worse],
      '3 off track 3 getting worse',
      'warm-3',
    ],
  ] as [Partial<OverviewRow>[], string, string][])(
    'says what is off track and what gets worse, with a target or without: %#',
    (rows, words, warm) => {
      const comb = combOf(rows);
      expect(textOf(comb)).toContain(` ${words} : `);
      expect(comb).toContain(`class="hex ${warm}"`);
      if (words.includes('worse')) expect(textOf(comb)).toMatch(/indicators?, [^;]+; \d getting worse/);
    },
  );

  it.each([
    [1, '3'],
    [3, '1 3 5'],
    [4, '3 / 2 4 / 3'],
    [6, '1 3 5 / 2 4 / 3'],
    [7, '2 4 / 1 3 5 / 2 4'],
    [9, '3 / 2 4 / 1 3 5 / 2 4 / 3'],
    [12, '2 4 / 1 3 5 / 2 4 / 1 3 5 / 2 4'],
  ])('lies between those of the rows beside it, and no comb leans: %i', (count, expected) => {
    const own = Array.from({ length: count }, (_, index) => ({
      ...items[0],
      id: `item-${index}`,
      title: 'A',
    }));
    const framework = {
      title: 'Promises',
      item: 'promise',
      items: own.map((one) => ({ description: 'D.', ...one })),
    };
    const comb = renderPage(
      <Honeycomb id="bees" framework={framework} indicators={[]} rows={[]} area="county" />,
    );
    const places = [...comb.matchAll(/class="cell comb-(\d)( comb-under)?"/g)];
    const rows = places.map(([, column = '', under], index) => {
      const before = Number(places[index - 1]?.[1] ?? 0);
      return `${Number(column) > before ? ' ' : ' / '}${column}${Boolean(under) === index < firstRow(expected) ? '!' : ''}`;
    });
    expect(rows.join('').trim()).toBe(expected);
  });

  it('is explained by a key of the same signs', () => {
    const key = page.slice(page.lastIndexOf('<li class="cell'), page.indexOf('What is going well'));
    expect(textOf(key)).toContain('met on track off track awaiting data');
  });

  it('counts what another counts too, which is said only where it is so', () => {
    const words = 'One indicator can serve more than one Outcome Bee, and counts in each.';
    expect(textOf(page)).toContain(words);
    const indicators = frame.catalogue.indicators.map((one) => ({ ...one, bees: one.bees.slice(0, 1) }));
    const alone = { ...frame, catalogue: { ...frame.catalogue, indicators } };
    expect(textOf(renderPage(<OverviewPage {...overviewProps()} frame={alone} />))).not.toContain(words);
  });
});
