import { describe, expect, it } from 'vitest';
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

describe('a cell of the comb', () => {
  it.each(items.map(({ id, title }, index) => ({ id, title, cell: cells[index] ?? '' })))(
    'counts what is met, on track, off track and awaited: $title',
    ({ id, title, cell }) => {
      expect(textOf(cell)).toContain(title);
      for (const status of STATUSES) {
        const shown = cell.match(new RegExp(`class="count tag-${status}">.*?</svg>(\\d+)<`))?.[1];
        expect([status, Number(shown ?? 0)]).toEqual([status, countOf(id, status)]);
      }
    },
  );

  it('is explained by a key of the same signs', () => {
    const key = page.slice(page.lastIndexOf('<li class="cell'), page.indexOf('What is going well'));
    expect(textOf(key)).toContain('met on track off track awaiting data');
  });
});
