import { describe, expect, it } from 'vitest';
import {
  besideWords,
  marksOf,
  measuresOf,
  standingsOf,
  standsOut,
} from '../../web/components/area/profile.ts';
import { AreaIndexPage } from '../../web/pages/AreaIndexPage.tsx';
import { AreaPage } from '../../web/pages/AreaPage.tsx';
import type { ProfileFilter } from '../../web/props/areas.ts';
import { renderPage } from '../../web/render.ts';
import { ReportForm } from '../../web/report/Form.tsx';
import { frame, indicators, partnership } from './fixtures.ts';
import { measureWith, profileOf, profiles } from './profiles.ts';

const EVERYTHING: ProfileFilter = { tier: 'all', item: null };

function areaPage(filter = EVERYTHING, changes = {}) {
  return renderPage(
    <AreaPage frame={frame} profile={{ ...profileOf('dspl-2'), ...changes }} filter={filter} />,
  );
}

/** As many indicators, alike but for their names. */
function many(count: number) {
  return indicators
    .filter(({ unit }) => unit === 'percent')
    .slice(0, 1)
    .flatMap((one) => Array.from({ length: count }, (_, at) => ({ ...one, id: `one-${at}` })));
}

function textOf(markup: string): string {
  return markup.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
}

describe('a mark in a profile', () => {
  const figures = { value: 0.6, lower: 0.5, upper: 0.7, county: 0.4, others: [0.2] };

  it('lies right of the county’s line where more is better and there is more', () => {
    expect(marksOf(measureWith(figures))?.value).toBeCloseTo(0.2 / 0.3);
  });

  it('lies left of it where less is better', () => {
    const marks = marksOf(measureWith(figures, { polarity: 'lower_is_better' }));
    expect(marks?.value).toBeCloseTo(-0.2 / 0.3);
    expect(marks?.interval).toEqual([-1, expect.closeTo(-0.1 / 0.3)]);
    expect(marks?.others).toEqual([expect.closeTo(0.2 / 0.3)]);
  });

  it('never leaves its picture, however far another area is off', () => {
    const marks = marksOf(measureWith({ ...figures, others: [0.99, 0.01] }));
    for (const place of [marks?.value ?? 9, ...(marks?.interval ?? []), ...(marks?.others ?? [])])
      expect(Math.abs(place)).toBeLessThanOrEqual(1);
  });

  it('is not drawn for a number, and lies on the line where all are the same', () => {
    expect(marksOf(measureWith(figures, { unit: 'count' }))).toBeNull();
    const same = { value: 0.4, lower: 0.4, upper: 0.4, county: 0.4 };
    expect(marksOf(measureWith(same))?.value).toBe(0);
  });
});

describe('what stands out', () => {
  const near = {
    ...measureWith({ value: 0.5, lower: 0.45, upper: 0.55, county: 0.4 }),
    comparison: 'better' as const,
  };
  const far = {
    ...measureWith({ value: 0.9, lower: 0.8, upper: 1, county: 0.4 }),
    comparison: 'better' as const,
  };

  it('is told headline first, and then by how far it lies apart', () => {
    const core = { ...far, indicator: { ...far.indicator, tier: 'core' as const } };
    expect(standsOut([core, near, far]).better).toEqual([far, near, core]);
  });

  it('does not count a number, nor what has no figure', () => {
    const number = { ...far, indicator: { ...far.indicator, unit: 'count' as const } };
    const none = { ...far, row: { ...far.row, latest: null } };
    expect(standingsOf([far, number, none])).toMatchObject({ better: 1, none: 1, similar: 0 });
  });
});

describe('a locality’s page', () => {
  it('says in a sentence how many indicators are better, worse and similar', () => {
    const measures = measuresOf(indicators, profileOf('dspl-2').rows, 'all');
    const { better, worse, similar } = standingsOf(measures);
    expect(better + worse + similar).toBe(5);
    expect(textOf(areaPage())).toContain(
      `Of 5 indicators that can be compared with Hertfordshire, 2 Stevenage is clearly better on ${better || 'none'}, clearly worse on ${worse || 'none'} and similar on ${similar || 'none'}.`,
    );
  });

  it('counts what is higher or lower where neither way is better, so that its numbers add up', () => {
    const rows = profileOf('dspl-2').rows.map((one) =>
      one.comparison === null ? one : { ...one, comparison: 'lower' as const },
    );
    expect(textOf(areaPage(EVERYTHING, { rows }))).toContain(
      'clearly better on none, clearly worse on none, clearly lower on 5 and similar on none.',
    );
  });

  it('tells a share of a few children with its counts', () => {
    const few = measureWith({ value: 0, lower: 0, upper: 0.56, county: 0.6 }, {}, {});
    const { latest } = few.row;
    const row = { ...few.row, latest: latest && { ...latest, numerator: 0, denominator: 3 } };
    expect(besideWords({ ...few, row }, 'Testshire')).toMatch(
      /^0% \(0 of 3\) in .*, beside Testshire’s 60%$/,
    );
  });

  it('shows a share of fewer than ten with its counts, not made much of, and says that it is not compared', () => {
    const rows = profileOf('dspl-2').rows.map((one) => ({
      ...one,
      comparison: null,
      row: {
        ...one.row,
        latest: one.row.latest && { ...one.row.latest, value: 0, numerator: 0, denominator: 3 },
      },
    }));
    const page = areaPage(EVERYTHING, { rows });
    const text = textOf(page);
    expect(text).toContain('Figures from fewer than ten are shown, not compared.');
    expect(text).toMatch(/0% \(0 of 3\) .* Too few to compare/);
    expect(text).not.toContain('Not compared');
    expect(page).not.toContain('<strong>0%</strong>');
    expect(page).toMatch(/aria-label="2 Stevenage 0% [^"]*: too few to compare"/);
    expect(text).toContain('No figure can be compared with Hertfordshire.');
  });

  it('says in words what it has no entry for', () => {
    const rows = profileOf('dspl-2').rows.map((one) =>
      one.comparison === null ? one : { ...one, comparison: 'better' as const },
    );
    expect(textOf(areaPage(EVERYTHING, { rows }))).toMatch(
      /Clearly worse than Hertfordshire No figure is clearly worse than Hertfordshire ?’s\./,
    );
  });

  it('says that nothing really changes only where months enough are shown to tell', () => {
    const withVariation = (variation: 'common_cause' | null) =>
      profileOf('dspl-2').rows.map((one) => ({ ...one, row: { ...one.row, variation } }));
    expect(textOf(areaPage(EVERYTHING, { rows: withVariation('common_cause') }))).toContain(
      'No figure gets better or worse by more than its usual month-to-month variation.',
    );
    expect(textOf(areaPage(EVERYTHING, { rows: withVariation(null) }))).toContain(
      'Too few figures by month are shown to tell a real change from usual variation.',
    );
  });

  it('says how many of its figures are off track, and calls none of them good for changing for the better', () => {
    const rows = profileOf('dspl-2').rows.map((one) => ({
      ...one,
      row: { ...one.row, status: 'off_track' as const, variation: 'improvement_high' as const },
    }));
    const page = areaPage(EVERYTHING, { rows });
    expect(page).toContain(
      `<a href="/?area=dspl-2&amp;status=off_track">${rows.length} of ${rows.length} are off track</a>`,
    );
    const changing = textOf(
      page.slice(page.indexOf('Changing by more than chance'), page.indexOf('id="profile"')),
    );
    expect(changing).toContain('Improving: a real change, yet still off track');
    expect(textOf(areaPage(EVERYTHING, { rows: rows.slice(0, 0) }))).not.toContain('off track');
  });

  it('folds away what stands out beyond the first few, all of it there, and a single one not at all', () => {
    const [first] = profileOf('dspl-2').rows;
    if (!first) throw new Error('no fixture');
    const worse = (count: number) => {
      const catalogue = { ...frame.catalogue, indicators: many(count) };
      const rows = many(count).map(({ id }) => ({
        ...first,
        comparison: 'worse' as const,
        row: { ...first.row, indicator: id, variation: null },
      }));
      const profile = { area: 'dspl-2', rows };
      const page = renderPage(
        <AreaPage frame={{ ...frame, catalogue }} profile={profile} filter={EVERYTHING} />,
      );
      return page.slice(page.indexOf('id="worse"'), page.indexOf('id="better"'));
    };
    const links = (markup: string) => markup.split('<li>').length - 1;
    const [seven, six] = [worse(7), worse(6)];
    expect(seven).toContain('<summary>2 more</summary>');
    expect(links(seven.slice(seven.indexOf('<details')))).toBe(2);
    expect(links(seven)).toBe(7);
    expect(six).not.toContain('<details');
    expect(links(six)).toBe(6);
  });

  it('has a picture for each share and rate, which says in words what it shows', () => {
    const labels = [...areaPage().matchAll(/<svg class="mark [^>]*aria-label="([^"]*)"/g)].map(
      ([, label]) => label,
    );
    expect(labels).toHaveLength(5);
    for (const label of labels)
      expect(label).toMatch(
        /^2 Stevenage .+ \(likely between .+ and .+\), Hertfordshire .+: (better|similar|worse)$/,
      );
  });

  it('lists what is awaited, folded away below its number', () => {
    const page = areaPage();
    const awaiting = page.slice(page.indexOf('id="awaiting-data"'));
    expect(awaiting).toContain('Speech and language assessments within six weeks');
    expect(page).toMatch(
      /<details class="without"><summary><h2 id="awaiting-data">Awaiting data \(\d+\)<\/h2><\/summary>/,
    );
  });

  it('names the area at each figure by its number, where it has one', () => {
    const areas = partnership.areas.map((area) => ({
      ...area,
      aliases: [area.id.replace('dspl-', 'DSPL ')],
    }));
    const catalogue = { ...frame.catalogue, partnership: { ...partnership, areas } };
    const page = renderPage(
      <AreaPage frame={{ ...frame, catalogue }} profile={profileOf('dspl-2')} filter={EVERYTHING} />,
    );
    const whose = [...page.matchAll(/<span class="whose-figure"[^>]*>([^<]*)</g)].map(([, name]) =>
      name?.trim(),
    );
    expect(new Set(whose)).toEqual(new Set(['DSPL 2', 'Hertfordshire']));
  });

  it('shows the tier and the bee that its address names', () => {
    const headline = areaPage({ tier: 'headline', item: null });
    expect(headline).not.toContain('Compliments');
    expect(headline).toContain('<option value="headline" selected>');
    const safe = areaPage({ tier: 'all', item: 'be-safe' });
    expect(safe).toContain('Suspensions for each 100');
    expect(safe).not.toContain('Complaints');
  });

  it('without any figure says so', () => {
    const rows = profileOf('dspl-2').rows.map((row) => ({ ...row, row: { ...row.row, latest: null } }));
    expect(textOf(areaPage(EVERYTHING, { rows }))).toContain(
      'There is no figure for 2 Stevenage yet that can be shown.',
    );
  });
});

describe('the map of areas', () => {
  const page = (changes = {}) =>
    renderPage(<AreaIndexPage frame={{ ...frame, ...changes }} profiles={profiles} tier="core" />);

  it('has a tile for each area in its place, with its counts', () => {
    const markup = page();
    for (const { id, tile } of partnership.areas) {
      expect(markup).toContain(`href="/areas/${id}"`);
      expect(markup).toContain(`<li class="at-column-${tile[0]} at-row-${tile[1]}">`);
    }
    expect(textOf(markup)).toMatch(/\d+ better \d+ similar \d+ worse/);
  });

  it('has a bar as wide as each tile, in the order of the list below it', () => {
    const [tile = ''] = /<li class="at-column.*?<\/ul>/s.exec(page()) ?? [];
    const parts = [...tile.matchAll(/<rect class="stands-(\w+)" x="([\d.]+)" width="([\d.]+)"/g)];
    expect(parts.map(([, standing]) => standing)).toEqual(['better', 'similar', 'worse']);
    const counts = [...tile.matchAll(/<strong>(\d+)<\/strong>/g)].map(([, count]) => Number(count));
    const all = counts.reduce((sum, count) => sum + count, 0);
    let start = 0;
    for (const [index, [, , x, width]] of parts.entries()) {
      expect(Number(x)).toBeCloseTo(start);
      expect(Number(width)).toBeCloseTo(((counts[index] ?? 0) / all) * 100);
      start += Number(width);
    }
    expect(start).toBeCloseTo(100);
  });

  it('says which areas differ on more indicators than chance would bring', () => {
    const all = partnership.areas.map(({ id }) => profileOf(id));
    const lead = (...apart: ('better' | 'worse' | null)[][]) => {
      const profiles = all.slice(0, apart.length).map((profile, index) => {
        const left = [...(apart[index] ?? [])];
        const comparison = (row: (typeof profile.rows)[number]) =>
          row.comparison && left.length > 0 ? (left.shift() ?? null) : row.comparison && ('similar' as const);
        return { ...profile, rows: profile.rows.map((row) => ({ ...row, comparison: comparison(row) })) };
      });
      return textOf(renderPage(<AreaIndexPage frame={frame} profiles={profiles} tier="all" />));
    };
    const beyond = 'clearly from Hertfordshire on more indicators than chance alone would bring';
    const two = ['worse' as const, 'better' as const];
    expect(lead([], ['worse'])).toContain(`No area differs ${beyond}.`);
    expect(lead([], two)).toContain(` (1 worse, 1 better) differs ${beyond}.`);
    expect(lead(['worse', 'worse'], [...two, 'better'])).toMatch(
      / \(1 worse, 2 better\) and .+ \(2 worse\) differ clearly /,
    );
    expect(lead(two, two, two, [...two, 'worse'])).toMatch(
      /Four of nine areas differ .+, most of all .+ \(2 worse, 1 better\)\./,
    );
    expect(lead(two, two, two, two)).toContain(`Four of nine areas differ ${beyond}.`);
    expect(lead()).toContain('No area can be compared with Hertfordshire yet.');
  });

  it('says before any area’s numbers how many would differ by chance alone', () => {
    const text = textOf(page());
    const chance = text.indexOf('Two or three of fifty would do so by chance alone.');
    expect(chance).toBeGreaterThan(text.indexOf('than chance alone would bring'));
    expect(text.slice(chance)).toMatch(/\d+ better \d+ similar \d+ worse/);
  });

  it('says of a partnership without areas that it is shown whole', () => {
    const catalogue = { ...frame.catalogue, partnership: { ...partnership, areas: [] } };
    expect(textOf(page({ catalogue }))).toContain('is shown as a whole');
  });

  it.each([
    ['one with areas', partnership, true],
    ['one without areas', { ...partnership, areas: [] }, false],
  ])('lets a report be asked for by area: %s', (_, whose, isOffered) => {
    const periods = { months: [], quarters: [] };
    const choice = { framework: 'bees', area: 'county', period: null, to: null, earlier: false } as const;
    const form = renderPage(
      <ReportForm partnership={whose} choice={{ ...choice, items: [], tier: 'headline', periods }} />,
    );
    expect(form.includes('name="area"')).toBe(isOffered);
  });
});
