import { describe, expect, it } from 'vitest';
import type { CouncilPlace, Grain } from '../../indicators/series.ts';
import { pointWords, valueWords } from '../../indicators/words.ts';
import { IndicatorPage } from '../../web/pages/IndicatorPage.tsx';
import type { IndicatorProps } from '../../web/props/indicator.ts';
import { renderPage } from '../../web/render.ts';
import { areaShort } from '../../web/words.ts';
import { RATE } from '../support/indicator.ts';
import { indicatorProps, partnership } from './fixtures.ts';
import { tableText, textOf } from './text.ts';

const indicatorHtml = (
  changes: Partial<IndicatorProps>,
  id = 'ehcp-issued-20-weeks',
  area = 'county',
  grain: Grain = 'month',
) => renderPage(<IndicatorPage {...indicatorProps(id, area, grain)} {...changes} />);

const county = indicatorHtml({});
const locality = indicatorHtml({}, 'ehcp-issued-20-weeks', 'dspl-2', 'quarter');
const withoutData = indicatorHtml({}, 'salt-assessed-6-weeks');

describe('the page of an indicator', () => {
  it('says once why there is no figure, and from what it would be worked out', () => {
    const { row, series } = indicatorProps('ehcp-issued-20-weeks');
    const none = { value: null, status: 'not_applicable' as const };
    const points = series.points.map((point) => ({ ...point, ...none }));
    const { frame } = indicatorProps('ehcp-issued-20-weeks');
    const said = (area: string, seesFiles = true) =>
      textOf(
        indicatorHtml({
          frame: { ...frame, seesFiles },
          row: { ...row, status: 'no_figure', sentence: 'There was nothing to count.', latest: null },
          series: { ...series, area, points },
          county: { ...series, points },
        }),
      );
    const text = said('dspl-2');
    expect(text.match(/There was nothing to count\./g)).toHaveLength(1);
    expect(text).toMatch(
      /No figure for \S* ?2?:? ?Stevenage It is worked out from the extract EHC assessments , which comes from:/,
    );
    expect(text).not.toContain('inbox');
    const plain =
      'What has come so far as EHC assessments is about other figures. Head of Statutory SEND is to supply what this needs.';
    expect(said('county', false)).toContain(plain);
    expect(said('county', false)).not.toMatch(/worked out from the extract|dated by|inbox/);
    expect(said('county')).toContain(plain);
    expect(said('county')).toMatch(
      /It is worked out from the extract .* From “EHC assessments”, dated by .* To fill it, send such rows with the others of their month: drop the CSV file, named like \S+\.csv , into the inbox folder/,
    );
  });

  it('says of which period its sentence is, where another is chosen', () => {
    const { row } = indicatorProps('ehcp-issued-20-weeks');
    const said = (grain: Grain) => textOf(indicatorHtml({}, row.indicator, 'county', grain));
    const other = row.grain === 'quarter' ? 'month' : 'quarter';
    expect(said(other)).toMatch(
      new RegExp(`What is said above is of the figures by [a-z ]+; below they are by ${other}\\.`),
    );
    expect(said(row.grain)).not.toContain('What is said above');
  });

  it('has every figure of its series in the chart’s table', () => {
    const { series } = indicatorProps('ehcp-issued-20-weeks', 'dspl-2', 'quarter');
    const text = tableText(locality, 'New EHC plans issued within 20 weeks: DSPL 2 Stevenage, by quarter');
    for (const { value, numerator, denominator } of series.points)
      expect(text).toContain(`${valueWords('percent', value ?? 0)} ${numerator} of ${denominator}`);
    expect(text).toContain('April–June 2024');
  });

  it('says of an average of how many it is, and has no column that would be empty', () => {
    const { indicator, series } = indicatorProps('complaints-count');
    const heads = (changes: Partial<IndicatorProps>) => {
      const html = indicatorHtml(changes, 'complaints-count');
      const table = html.slice(html.indexOf('<table'), html.indexOf('</table>'));
      return [...table.matchAll(/<th scope="col"[^>]*>(.*?)<\/th>/g)].map(([, words]) => words);
    };
    expect(heads({})).not.toContain('Counted');
    const mean = { kind: 'mean', extract: 'complaints', date: 'received_on', value: 'days' } as const;
    const points = series.points.map((point) => ({ ...point, numerator: 150, denominator: 50, value: 3 }));
    const changes = {
      indicator: { ...indicator, unit: 'days' as const, measure: mean },
      series: { ...series, points },
    };
    expect(heads(changes)).toContain('Counted');
    const text = textOf(indicatorHtml(changes, 'complaints-count'));
    expect(text).toContain('3.0 days 50 counted');
    expect(text).toMatch(/ Rows [\d,]+ rows counted; /);
    expect(text).not.toContain('in the numerator');
  });

  it('has a target that is a range as one in the table, and not its end alone', () => {
    const { indicator, series } = indicatorProps('complaints-count');
    const target = { by: '2025-04', value: 60, range: [50, 60] as [number, number], source: 'A slide' };
    const points = series.points.map((point) => ({ ...point, target: 60, value: 71 }));
    const html = indicatorHtml(
      {
        indicator: { ...indicator, unit: 'ratio', targets: [target] },
        series: { ...series, points },
      },
      'complaints-count',
    );
    expect(html.slice(html.indexOf('<table'))).toMatch(/>71\.0<.*?>50 to 60</);
  });

  it('has a figure and its usual range with the decimals that tell them apart', () => {
    const { indicator, series } = indicatorProps('complaints-count');
    const spc = { mean: 2, lower: 1.302, upper: 2.873, flag: 'above_limit' as const };
    const points = series.points.map((point) => ({ ...point, value: 2.889, spc }));
    const html = indicatorHtml(
      { indicator: { ...indicator, unit: 'ratio' }, series: { ...series, points } },
      'complaints-count',
    );
    expect(html.slice(html.indexOf('<table'))).toMatch(/>2\.89<.*?>1\.30 to 2\.87</);
  });

  it('has every area’s figure in a table of its own', () => {
    const { areas } = indicatorProps('ehcp-issued-20-weeks');
    const text = tableText(county, 'New EHC plans issued within 20 weeks: areas compared, 2024');
    for (const { area, point } of areas.areas)
      expect(text).toMatch(new RegExp(`${areaShort(partnership, area)} .*${pointWords('percent', point)}`));
  });

  it('names a period that is not over by how far it goes, also where areas are compared', () => {
    const { areas } = indicatorProps('ehcp-issued-20-weeks');
    const part = { complete: false, covered_to: '2024-07-31' };
    const html = indicatorHtml({
      areas: {
        ...areas,
        county: areas.county && { ...areas.county, ...part },
        areas: areas.areas.map((one) => ({ ...one, point: { ...one.point, ...part } })),
      },
    });
    expect(textOf(html)).toContain('Areas compared, January–July 2024');
    expect(
      tableText(html, 'New EHC plans issued within 20 weeks: areas compared, January–July 2024'),
    ).not.toBe('');
  });

  it('says what of a number is known for the whole alone, where the areas do not add up to it', () => {
    const { areas } = indicatorProps('complaints-count');
    const sum = areas.areas.reduce((total, { point }) => total + (point.value ?? 0), 0);
    const told = (value: number, all_areas = true) =>
      textOf(
        indicatorHtml(
          { areas: { ...areas, county: areas.county && { ...areas.county, value }, all_areas } },
          'complaints-count',
        ),
      );
    expect(told(sum + 7)).toContain(
      `The areas have ${sum} of Hertfordshire’s ${sum + 7}: the rest is known for Hertfordshire alone.`,
    );
    expect(told(sum)).not.toContain('the rest is known');
    expect(told(sum + 7, false)).not.toContain('the rest is known');
  });

  it('warns beside numbers, and not beside shares, that areas differ in size', () => {
    const words = 'Areas differ in size: these are numbers, not rates.';
    const text = textOf(indicatorHtml({}, 'complaints-count'));
    expect(text).toContain(words);
    expect(text.indexOf(words)).toBeLessThan(text.indexOf('One tile for each'));
    expect(textOf(indicatorHtml({}, 'ehcp-issued-20-weeks'))).not.toContain('Areas differ in size');
  });

  it('warns, where sessions are added up, that the bars take each by itself', () => {
    const words = 'One child can have a large part in these figures';
    const { indicator } = indicatorProps('ehcp-issued-20-weeks');
    const measure = {
      kind: 'proportion',
      extract: 'attendance',
      date: 'period',
      numerator: 'missed',
    } as const;
    const told = (more: { denominator?: string }) =>
      textOf(indicatorHtml({ indicator: { ...indicator, measure: { ...measure, ...more } } }));
    expect(told({ denominator: 'sessions_possible' })).toContain(words);
    expect(told({})).not.toContain(words);
  });

  it('says it of a rate too, by what is counted', () => {
    const { areas, ...props } = indicatorProps('suspension-rate');
    const indicator = { ...props.indicator, measure: RATE };
    const each = areas.areas.map((area) => ({ ...area, point: { ...area.point, numerator: 60 } }));
    const told = (numerator: number) => {
      const county = areas.county && { ...areas.county, numerator };
      return textOf(
        indicatorHtml({ indicator, areas: { ...areas, areas: each, county } }, 'suspension-rate'),
      );
    };
    const words =
      'Of what is counted, the areas have 540 of Hertfordshire’s 571: the rest is known for Hertfordshire alone.';
    expect(told(571)).toContain(words);
    expect(told(540)).not.toContain('the rest is known');
  });

  it('calls the whole by its own name, which is not always a county’s', () => {
    const { areas } = indicatorProps('ehcp-issued-20-weeks');
    const text = textOf(indicatorHtml({ areas }));
    expect(text).toContain('worse than Hertfordshire.');
    expect(text).toContain('Beside Hertfordshire');
    expect(text).not.toMatch(/the county\b/);
  });

  it('says in the table of all areas’ trends which period is not over', () => {
    const { areaSeries } = indicatorProps('ehcp-issued-20-weeks');
    const html = (complete: boolean) =>
      textOf(
        indicatorHtml({
          areaSeries: areaSeries.map((series) => ({
            ...series,
            points: series.points.map((point, at, all) =>
              at === all.length - 1 ? { ...point, complete } : point,
            ),
          })),
        }),
      );
    expect(html(true)).not.toContain('(not complete)');
    expect(html(false)).toContain('(not complete)');
  });

  it('tells a reader who cannot see it what each chart shows', () => {
    const alts = [...county.matchAll(/<img [^>]*alt="([^"]*)"/g)].map(([, alt]) => alt ?? '');
    expect(alts).toHaveLength(5);
    for (const alt of alts) expect(alt.length).toBeGreaterThan(80);
  });

  it('draws its charts for a page’s column and for a phone, each with its size', () => {
    const page = county;
    expect(page).toMatch(
      /srcset="\/charts\/ehcp-issued-20-weeks\.svg\?kind=areas&amp;area=county&amp;grain=month&amp;size=narrow" data-src="[^"]*" width="320" height="\d+"/,
    );
    expect(page).toMatch(
      /loading="lazy" src="\/charts\/ehcp-issued-20-weeks\.svg\?kind=areas&amp;area=county&amp;grain=month&amp;size=wide"/,
    );
  });

  it('brings the trend along, so that it is there with the first paint', () => {
    expect(county).toContain(
      'srcset="data:image/svg+xml,%3Csvg%20id=%22narrow%22/%3E" data-src="/charts/ehcp-issued-20-weeks.svg?kind=trend&amp;',
    );
    expect(county).toContain('<img src="data:image/svg+xml,%3Csvg%20id=%22wide%22/%3E" data-src="');
  });

  it('says who is responsible, what the law is, how others do, and which files are behind it', () => {
    const text = textOf(county);
    expect(text).toContain('Who is responsible Head of Statutory SEND');
    expect(text).toContain('The law 100% SEND Regulations 2014, reg. 13(2)');
    expect(text).toMatch(/Statistical neighbours: 47% in 2023 \(9 of 10 neighbours have data\)/);
    expect(text).toContain('36 files, 31,204 rows. The latest: ehc_assessments_2024-12.csv');
  });

  it('says where the county stands among councils, and how many of its neighbours did better', () => {
    expect(textOf(county)).toContain(
      'In 2024 Hertfordshire was 68th of 150 councils, in the second quarter from the top. Of its ten statistical neighbours, four did better.',
    );
    expect(textOf(locality)).not.toContain('of 150 councils');
  });

  it.each<[string, Partial<CouncilPlace>, string]>([
    [
      'neighbours without a figure',
      { place: 111, quartile: 3, neighbours: neighbours(2, null, 112) },
      'was 111th of 150 councils, in the third quarter from the top. Of the two of its three statistical neighbours that have a figure, one did better.',
    ],
    [
      'no neighbour with a figure',
      { place: 3, quartile: 1, neighbours: neighbours(null) },
      'was 3rd of 150 councils, in the top quarter. Areas compared',
    ],
    [
      'the highest of all, which is not better',
      { place: 1, quartile: 1, isBest: false, neighbours: neighbours(1, 3) },
      'had the highest figure of 150 councils, in the top quarter. Of its two statistical neighbours, none had a higher one.',
    ],
    [
      'a high one, which is not better',
      { place: 122, quartile: 4, isBest: false, neighbours: neighbours(121, 120, 150) },
      'had the 122nd highest figure of 150 councils, in the bottom quarter. Of its three statistical neighbours, two had a higher one.',
    ],
  ])('of %s it says so', (_, changed, words) => {
    const { series } = indicatorProps('ehcp-issued-20-weeks');
    const councils = series.councils && { ...series.councils, ...changed };
    expect(textOf(indicatorHtml({ series: { ...series, councils } }))).toContain(
      `In 2024 Hertfordshire ${words}`,
    );
  });

  function neighbours(...places: (number | null)[]): CouncilPlace['neighbours'] {
    return places.map((place, index) => ({ council: `Council ${index}`, place }));
  }

  it('says what the latest figure is made of: rows, files, rows set aside and checks', () => {
    const text = textOf(county);
    expect(text).toContain(
      'Behind the latest figure 62% in 2024 87 of 141 Rows 840 in the numerator, 1,440 in the denominator; 4 set aside',
    );
    expect(text).toContain(
      '12 files ehc_assessments_2024-01.csv : 70 in the numerator, 120 in the denominator',
    );
    expect(text).toContain(
      '2 of 3 were passed. Not by every row: Codes are known ones in primary_need (4 findings)',
    );
    expect(text).toContain('What was checked Dates are dates');
  });

  it('of figures that nothing is known about says nothing of what is behind the latest', () => {
    expect(textOf(indicatorHtml({ lineage: null }))).not.toContain('Behind the latest figure');
    expect(textOf(withoutData)).not.toContain('Behind the latest figure');
  });

  it('offers the figures for download as they are shown', () => {
    const page = locality;
    for (const format of ['csv', 'json', 'arrow'])
      expect(page).toContain(
        `/api/v1/indicators/ehcp-issued-20-weeks/series?area=dspl-2&amp;grain=quarter&amp;format=${format}`,
      );
  });

  it('without data names the extract that it waits for and where to drop it', () => {
    const page = withoutData;
    expect(textOf(page)).toContain('It is worked out from the extract Waiting lists');
    expect(textOf(page)).toContain('waiting_lists_2024-07.csv');
    expect(page).not.toContain('<img');
  });

  it('says why a figure is absent, and never shows a zero for it', () => {
    const props = indicatorProps('complaints-count', 'dspl-2');
    const absent = {
      value: null,
      numerator: null,
      denominator: null,
      lower: null,
      upper: null,
      rag: null,
      target: null,
    };
    const points = props.series.points.map((point, index) =>
      index === 0
        ? { ...point, ...absent, status: 'missing' as const }
        : index === 1
          ? { ...point, ...absent, status: 'suppressed' as const }
          : point,
    );
    const text = tableText(
      indicatorHtml({ series: { ...props.series, points } }, 'complaints-count', 'dspl-2'),
      'Complaints: DSPL 2',
    );
    expect(text).toContain('February 2022 hidden');
    expect(text).toContain('January 2022 no data');
  });

  it('shows zero and large numbers as people write them', () => {
    const props = indicatorProps('complaints-count');
    const points = props.series.points.map((point, index) => ({
      ...point,
      value: index === 0 ? 0 : 1_234_567,
      numerator: index === 0 ? 0 : 1_234_567,
    }));
    const text = tableText(
      indicatorHtml({ series: { ...props.series, points } }, 'complaints-count'),
      'Complaints',
    );
    expect(text).toContain('1,234,567');
    expect(text).toMatch(/January 2022 0 31 to 57/);
  });

  it('with a target that cannot be judged yet does not say that there is none', () => {
    const { row } = indicatorProps('ehcp-issued-20-weeks');
    const signs = (changes: Partial<typeof row>) =>
      textOf(indicatorHtml({ row: { ...row, status: 'no_target', ...changes } }));
    expect(signs({})).toContain('Not judged yet');
    expect(signs({})).not.toContain('No target');
    expect(signs({ target: null })).toContain('No target');
  });

  it('of one figure says so beside its table, and offers no chart of it', () => {
    const props = indicatorProps('asd-waiting');
    const [point = null] = props.series.points;
    if (!point) throw new Error('no points');
    const alone = renderPage(<IndicatorPage {...props} series={{ ...props.series, points: [point] }} />);
    expect(alone).toContain('One figure so far by month: there is no trend to draw yet.');
    expect(alone).not.toMatch(/data-chart="trend"|The chart:/);
    expect(alone).toContain('Children waiting for an autism assessment: Hertfordshire, by month</caption>');
    const hidden = { ...point, status: 'suppressed' as const, value: null };
    const beside = { ...props.series, points: [point, hidden] };
    expect(renderPage(<IndicatorPage {...props} series={beside} />)).toContain('data-chart="trend"');
  });

  it('stands with a single point', () => {
    const props = indicatorProps('ehcp-issued-20-weeks');
    const text = textOf(
      indicatorHtml({ series: { ...props.series, points: props.series.points.slice(-1) } }),
    );
    expect(text).toContain('61% in December 2024');
  });

  it('escapes a hostile title wherever it stands', () => {
    const { indicator } = indicatorProps('ehcp-issued-20-weeks');
    const page = indicatorHtml({
      indicator: {
        ...indicator,
        title: '<script>alert("x")</script>',
        owner: '"><img src=x onerror=alert(1)>',
      },
    });
    expect(page.match(/<script/g)).toHaveLength(1);
    expect(page).not.toContain('<img src=x');
    expect(page).toContain('&lt;script>alert(');
  });
});
