import { describe, expect, it } from 'vitest';
import { loadCatalogue } from '../../indicators/catalogue.ts';
import type { Catalogue, Indicator } from '../../indicators/schema.ts';
import { renderDefinitions } from '../../web/documents/Definitions.tsx';
import { shippedPartnership } from '../support/home.ts';
import { COUNT, indicatorWith } from '../support/indicator.ts';

/** The page that `waggle catalogue docs` writes. */

let shipped: Promise<Catalogue> | undefined;

async function pageOf(indicators: Indicator[], partnership: object = {}): Promise<string> {
  shipped ??= loadCatalogue(shippedPartnership);
  const catalogue = await shipped;
  return renderDefinitions(
    { ...catalogue, indicators, partnership: { ...catalogue.partnership, ...partnership } },
    '2025-01-15',
  );
}

/** The page’s text without its marks, a line for each block. */
function linesOf(page: string): string[] {
  const body = page.slice(page.indexOf('<body>'));
  const text = body.replace(/<\/(?:h\d|p|dt|dd|li)>/g, '\n').replace(/<[^>]+>/g, '');
  return text.split('\n').map((line) => line.replaceAll('&amp;', '&').replaceAll('&lt;', '<').trim());
}

const factOf = (page: string, term: string) => {
  const lines = linesOf(page);
  return lines[lines.indexOf(term) + 1];
};

describe('the page of definitions says of an indicator', () => {
  const indicator = indicatorWith({
    unit: 'percent',
    grains: ['month', 'academic_year', 'rolling_year'],
    breakdowns: ['primary_need', 'phase'],
    bees: ['be-ambitious', 'be-happy'],
    actions: ['PAP 2.2'],
    baseline: { period: 'CY2022', value: 0.33, source: 'A plan, page 2' },
    targets: [
      { by: '2024-12', value: 0.5, source: 'A slide' },
      { by: '2025-04', value: 0.6, range: [0.6, 0.7], source: 'A plan', note: 'A first step.' },
    ],
    standard: { value: 1, source: 'The regulations' },
    rebase: [{ from: '2024-01', why: 'The team was made anew.' }],
    benchmarks: [
      {
        extract: 'dfe_timeliness',
        numerator: 'plans_issued_20_weeks_ex',
        comparators: ['england', 'region', 'statistical_neighbours'],
      },
      { comparator: 'Another council', period: 'FY2023', value: 0.41, source: 'Its report' },
    ],
    sources: ['A plan, page 2', 'A slide'],
    note: 'The two agree.',
  });

  it('that hours are said in minutes where they are few, as its page says them', async () => {
    const page = await pageOf([indicatorWith({ unit: 'hours', polarity: 'lower_is_better' })]);
    expect(factOf(page, 'Figure')).toBe('Hours, or minutes below two hours. Lower is better.');
  });

  it.each([
    ['Figure', 'A percentage. Higher is better.'],
    [
      'How it is counted',
      'From “EHC needs assessments”, dated by “plan issued on”. The figure is the share of these rows where days to issue is at most 140.',
    ],
    ['Figures for each', 'month, academic year and twelve months'],
    ['Broken down by', 'primary need and phase'],
    ['Tier', 'Headline: on the board’s first page'],
    ['Outcome Bees', 'Be Happy and Be Ambitious'],
    ['Actions of the plan', 'PAP 2.2'],
    ['Baseline', '33% in 2022 (A plan, page 2)'],
    ['Target', '50% by December 2024 (A slide)'],
    ['50% by December 2024 (A slide)', '60% to 70% by April 2025 (A plan). A first step.'],
    ['The law', '100% (The regulations)'],
    ['Usual range anew from', 'January 2024: The team was made anew.'],
    ['Who answers for it', 'Head of Service'],
    ['Where it was promised', 'A plan, page 2'],
    ['A plan, page 2', 'A slide'],
    ['Note', 'The two agree.'],
    ['To be reviewed by', '31 March 2027'],
    ['Known as', 'on-time'],
  ])('%s: %s', async (term, fact) => {
    expect(factOf(await pageOf([indicator]), term)).toBe(fact);
  });

  it('what it is compared with', async () => {
    const page = await pageOf([indicator]);
    expect(factOf(page, 'Compared with')).toMatch(
      /^England, East of England and Statistical neighbours \(Department for Education/,
    );
    expect(linesOf(page)).toContain('Another council: 41% in financial year 2023/24 (Its report)');
  });

  it('nothing where there is nothing to say', async () => {
    const lines = linesOf(await pageOf([indicatorWith()]));
    for (const term of ['Baseline', 'Target', 'The law', 'Compared with', 'Note', 'Broken down by']) {
      expect(lines).not.toContain(term);
    }
  });

  it('its words as they are, whatever they hold', async () => {
    const page = await pageOf([
      indicatorWith({ title: 'Under <5s & more', definition: '<script>x</script>' }),
    ]);
    expect(linesOf(page)).toEqual(expect.arrayContaining(['Under <5s & more', '<script>x</script>']));
    expect(page).not.toContain('<script');
  });
});

describe('the page of definitions is in groups', () => {
  const one = indicatorWith({ id: 'one', title: 'One', bees: ['be-happy', 'be-safe'] });
  const two = indicatorWith({ id: 'two', title: 'Two', bees: ['be-safe'], measure: COUNT });
  const three = indicatorWith({ id: 'three', title: 'Three', ambitions: ['tailoring'] });
  const headings = (page: string) =>
    [...page.matchAll(/<h[23]>(?:<a href="[^"]*">)?([^<]*)/g)].map(([, text]) => text);

  it('of the partnership’s first framework, each indicator once, and has its contents before', async () => {
    expect(headings(await pageOf([three, two, one]))).toEqual([
      'Contents',
      ...['Be Happy', 'Be Safe', 'Other measures'],
      ...['Be Happy', 'One', 'Be Safe', 'Two', 'Other measures', 'Three'],
    ]);
  });

  it('or in one where the partnership has no framework', async () => {
    const page = await pageOf([three, two, one], { frameworks: {} });
    expect(headings(page)).toEqual(['Contents', 'Measures', 'Measures', 'Three', 'Two', 'One']);
  });

  it('every shipped indicator stands in it once, every link leads somewhere, and nothing is fetched', async () => {
    const catalogue = await loadCatalogue(shippedPartnership);
    const page = renderDefinitions(catalogue, '2025-01-15');
    const ids = [...page.matchAll(/<article id="([^"]*)"/g)].map(([, id]) => id);
    expect(ids.toSorted()).toEqual(catalogue.indicators.map(({ id }) => id).toSorted());
    const places = [...page.matchAll(/ id="([^"]*)"/g)].map(([, id]) => `#${id}`);
    const links = [...page.matchAll(/href="([^"]*)"/g)].map(([, href]) => href);
    expect(new Set(places).size).toBe(places.length);
    expect(links.toSorted()).toEqual(places.toSorted());
    expect(page).not.toMatch(/ src=|<link|url\(|@import/);
  });
});
