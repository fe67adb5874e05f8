import { expect, it } from 'vitest';
import { renderPage } from '../../web/render.ts';
import { Glance } from '../../web/report/Glance.tsx';
import { ReportItem } from '../../web/report/Item.tsx';
import type { ReportChoice, ReportSection } from '../../web/report/report.ts';
import { frame, indicatorProps, indicators, overviewOf } from './fixtures.ts';
import { textOf } from './text.ts';

const choice: ReportChoice = {
  ...{ framework: 'bees', items: [], area: 'county', period: null, to: null, earlier: false },
  ...{ tier: 'all', periods: { months: [], quarters: [] } },
};

/** A part of so many indicators, all of them off track. */
function partOf(count: number): ReportSection {
  const [base] = overviewOf().rows;
  const [item] = frame.catalogue.partnership.frameworks.bees?.items ?? [];
  const [indicator] = indicators;
  if (!base || !item || !indicator) throw new Error('the fixtures have a row, an item and an indicator');
  const entries = Array.from({ length: count }, (_, index) => ({
    number: `2.${index + 1}`,
    indicator: { ...indicator, id: `one-${index + 1}`, title: `Figure ${index + 1}` },
    row: { ...base, indicator: `one-${index + 1}`, status: 'off_track' as const },
    series: indicatorProps(indicator.id).series,
    ...{ late: [], unlike: [], standings: [], responses: null },
  }));
  const rows = entries.map(({ row }) => row);
  return { number: '2', item, rows, entries, elsewhere: [], without: [] };
}

function glanceAt(section: ReportSection): string {
  const catalogue = { ...frame.catalogue, indicators: section.entries.map(({ indicator }) => indicator) };
  return textOf(renderPage(<Glance frame={{ ...frame, catalogue }} choice={choice} sections={[section]} />));
}

it.each([
  [7, 'Also 2.7 Figure 7 .'],
  [9, 'Also 2.7 Figure 7 , 2.8 Figure 8 and 2.9 Figure 9 .'],
  [10, '4 more are in the parts that follow.'],
])('of %d that need attention, those that have no room are named where they are few', (count, words) => {
  expect(glanceAt(partOf(count))).toContain(words);
});

it('a part says where its other indicators are shown', () => {
  const { entries, ...section } = partOf(2);
  const elsewhere = { ...section, entries: [], elsewhere: entries };
  const text = textOf(
    renderPage(<ReportItem frame={frame} choice={choice} section={elsewhere} today="2025-01-15" />),
  );
  expect(text).toContain('Also relevant here, shown under an earlier part: 2.1 Figure 1 2.2 Figure 2');
});

it('a part whose indicators all stand alike has no bar: it would be of one colour', () => {
  const part = partOf(2);
  const bars = (section: ReportSection) => {
    const page = renderPage(
      <ReportItem frame={frame} choice={choice} section={section} today="2025-01-15" />,
    );
    return page.split('class="tally"').length - 1;
  };
  const [first, ...others] = part.rows;
  if (!first) throw new Error('the part has rows');
  expect(bars(part)).toBe(0);
  expect(bars({ ...part, rows: [{ ...first, status: 'met' }, ...others] })).toBe(1);
});

it('of what needs attention it is said where it is and what the plan promises', () => {
  const { entries, ...section } = partOf(1);
  const [entry] = entries;
  const latest = entry?.row.latest;
  if (!entry || !latest) throw new Error('the part has an entry with a figure');
  const { areas } = frame.catalogue.partnership;
  const standings = areas.map(({ id: area }, index) => ({
    ...{ area, latest: { ...latest, value: index === 0 ? 0.2 : 0.9 }, yearBefore: null, comparison: null },
  }));
  const row = { ...entry.row, latest: { ...latest, target: 0.6 } };
  const { responses } = indicatorProps(entry.series.indicator);
  const shown = { ...section, entries: [{ ...entry, row, standings, responses }] };
  const text = textOf(
    renderPage(<ReportItem frame={frame} choice={choice} section={shown} today="2025-01-15" />),
  );
  expect(text).toContain('Where. Short of the target in one of nine areas: 1 North Herts, 20%.');
  expect(text).toMatch(/In the plan\. [^:]+: \d+ of \d+ milestones? (is|are) done\./);
  expect(glanceAt(shown)).toContain('Short of the target in one of nine areas: 1 North Herts, 20%');
});
