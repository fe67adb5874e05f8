import { expect, it } from 'vitest';
import type { OverviewRow } from '../../indicators/series.ts';
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

function glanceAt(section: ReportSection, outside: OverviewRow[] = []): string {
  const own = section.entries.map(({ indicator }) => indicator);
  const catalogue = { ...frame.catalogue, indicators: [...own, ...frame.catalogue.indicators] };
  return textOf(
    renderPage(
      <Glance frame={{ ...frame, catalogue }} choice={choice} sections={[section]} outside={outside} />,
    ),
  );
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

it('what is not in the report and needs attention is named there, with its figure', () => {
  const outside = overviewOf().rows.filter(({ status }) => status === 'off_track');
  const [first] = outside;
  const title = indicators.find(({ id }) => id === first?.indicator)?.title ?? 'none';
  const text = glanceAt(partOf(1), outside);
  expect(text).toMatch(
    new RegExp(`Not in this report, and off track or getting worse as well: [^.]*${title}`),
  );
  expect(glanceAt(partOf(1))).not.toContain('Not in this report');
});

it('of several late milestones the one is told whose action serves fewest indicators', () => {
  const { entries, ...section } = partOf(1);
  const [entry] = entries;
  const base = indicatorProps(entry?.series.indicator ?? '').responses;
  const action = base.actions[0];
  const milestone = action?.milestones[0];
  if (!entry || !action || !milestone) throw new Error('the fixture has an action with a milestone');
  const late = (ref: string, title: string, due: string, served: string[]) => ({
    ...{ ...action, ref, indicators: served },
    milestones: [{ ...milestone, title, due, late: true, status: null }],
  });
  const actions = [
    late(
      'A1',
      'A plan for everything',
      '2024-01-31',
      indicators.map(({ id }) => id),
    ),
    late('A2', 'More therapists', '2024-10-31', [entry.indicator.id]),
  ];
  const responses = { ...base, comments: [], decisions: [], actions };
  const shown = { ...section, entries: [{ ...entry, responses }] };
  const text = textOf(
    renderPage(<ReportItem frame={frame} choice={choice} section={shown} today="2025-01-15" />),
  );
  expect(text).toContain('2 are late');
  expect(text).toContain('Late: More therapists (');
});

it('an unlike file is noted where the latest figure rests on it, as on the overview, and nowhere else', () => {
  const { entries, ...section } = partOf(1);
  const [entry] = entries;
  const latest = entry?.row.latest;
  if (!entry || !latest) throw new Error('the part has an entry with a figure');
  const noted = (unlike: string[]) =>
    textOf(
      renderPage(
        <ReportItem
          {...{ frame, choice, today: '2025-01-15' }}
          section={{ ...section, entries: [{ ...entry, unlike }] }}
        />,
      ),
    );
  expect(noted([latest.covered_to.slice(0, 7)])).toContain('differs much from those before');
  const [first] = entry.series.points;
  expect(first && first.end < latest.start).toBe(true);
  expect(noted([first?.start.slice(0, 7) ?? ''])).not.toContain('differs much');
});
