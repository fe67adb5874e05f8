import type { VNode } from 'preact';
import { describe, expect, it } from 'vitest';
import type { CouncilPlace, Grain } from '../../indicators/series.ts';
import { valueWords } from '../../indicators/words.ts';
import { FilePage } from '../../web/pages/FilePage.tsx';
import { FilesPage } from '../../web/pages/FilesPage.tsx';
import { FrameworkIndexPage } from '../../web/pages/FrameworkIndexPage.tsx';
import { FrameworkItemPage } from '../../web/pages/FrameworkItemPage.tsx';
import { IndicatorPage } from '../../web/pages/IndicatorPage.tsx';
import { OverviewPage } from '../../web/pages/OverviewPage.tsx';
import { ProblemPage } from '../../web/pages/ProblemPage.tsx';
import type { IndicatorProps } from '../../web/props.ts';
import { renderPage } from '../../web/render.ts';
import {
  file,
  findings,
  frame,
  indicatorProps,
  overviewOf,
  partnership,
  rejectedFile,
  SHAPES,
} from './fixtures.ts';
import { itemProps, overviewProps } from './overviewProps.ts';

const overview = overviewOf();

const pages: Record<string, VNode> = {
  overview: <OverviewPage {...overviewProps()} />,
  'overview narrowed': <OverviewPage {...overviewProps({ tier: 'all' })} />,
  'overview where nothing fits': <OverviewPage {...overviewProps({ q: 'xyzzy' })} />,
  'overview of a locality': <OverviewPage {...overviewProps({ area: 'dspl-2' })} />,
  indicator: <IndicatorPage {...indicatorProps('ehcp-issued-20-weeks')} />,
  'indicator of a locality': (
    <IndicatorPage {...indicatorProps('ehcp-issued-20-weeks', 'dspl-2', 'quarter')} />
  ),
  'indicator without data': <IndicatorPage {...indicatorProps('salt-assessed-6-weeks')} />,
  bee: <FrameworkItemPage {...itemProps('bees', 'be-ambitious')} />,
  bees: <FrameworkIndexPage frame={frame} framework="bees" overview={overview} />,
  files: <FilesPage frame={frame} files={[file, rejectedFile]} />,
  file: <FilePage frame={frame} file={rejectedFile} findings={findings} />,
  problem: (
    <ProblemPage
      frame={frame}
      assets={frame.assets}
      status={404}
      title="No such page"
      detail="It may have moved."
    />
  ),
  'problem without figures': (
    <ProblemPage
      frame={null}
      assets={frame.assets}
      status={503}
      title="No figures yet"
      detail="Wait a little."
    />
  ),
};

const html = (name: string) => renderPage(pages[name] ?? <p />);
const indicatorHtml = (
  changes: Partial<IndicatorProps>,
  id = 'ehcp-issued-20-weeks',
  area = 'county',
  grain: Grain = 'month',
) => renderPage(<IndicatorPage {...indicatorProps(id, area, grain)} {...changes} />);

/** The text of a page's table whose caption begins so. */
function tableText(page: string, caption: string): string {
  const table =
    page.split(/<table[^>]*>/).find((part) => part.replace(/^<caption[^>]*>/, '').startsWith(caption)) ?? '';
  return textOf(table.split('</table>')[0] ?? '');
}

function textOf(markup: string): string {
  return markup.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
}

describe.each(Object.keys(pages))('the page: %s', (name) => {
  const page = html(name);

  it('is a whole document in British English with one heading of the first rank', () => {
    expect(page).toMatch(/^<!doctype html>\n<html lang="en-GB"[^>]*>/);
    expect(page.match(/<h1[ >]/g)).toHaveLength(1);
    expect(page).toMatch(/<title>[^<]+<\/title>/);
  });

  it('has nothing inline that a strict security policy forbids', () => {
    expect(page).not.toMatch(/\sstyle=|<style|\son[a-z]+=/);
    expect(page.match(/<script[^>]*>/g)).toEqual(['<script type="module" src="/assets/main.js" defer>']);
  });

  it('uses no id twice', () => {
    const ids = [...page.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
    expect(ids).toEqual([...new Set(ids)]);
  });

  it('says that the data are samples', () => {
    if (name === 'problem without figures') return;
    expect(textOf(page)).toContain(
      'Sample data. The rows are invented; the totals are the partnership’s published ones.',
    );
  });
});

describe('the overview', () => {
  it('asks its question, says how fresh the data are, and then what needs attention', () => {
    const text = textOf(html('overview'));
    const order = [
      'How are we doing for children',
      'Data to 31 December 2024',
      'What needs attention',
      'Outcome Bees',
      'Headline indicators',
    ];
    const places = order.map((words) => text.lastIndexOf(words));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places[0]).toBeGreaterThan(0);
  });

  it('shows an indicator’s value, period, change, target, status and variation in words', () => {
    const text = textOf(html('overview'));
    expect(text).toMatch(
      /62% 2024 up from 37% in 2023 .*Target 60% by April 2025 Met Improving: a real change/,
    );
  });

  it('lists the bees for a screen reader, each with its counts', () => {
    expect(textOf(html('overview'))).toMatch(
      /Be Ambitious .*: 4 indicators, 1 met, 1 on track, 1 off track and 1 without a target/,
    );
  });

  it('names what is off track before what is going well', () => {
    const text = textOf(html('overview'));
    expect(text).toMatch(
      /EHC annual reviews completed on time : 32% in December 2024, improving, but too slowly: \d\d(\.\d)?% was expected by now\. The target is 40% by April 2025\./,
    );
    expect(text.indexOf('What needs attention')).toBeLessThan(text.indexOf('What is going well'));
  });

  it('shows indicators that wait for data, and does not hide them', () => {
    expect(textOf(html('overview'))).toMatch(
      /Speech and language assessments within six weeks No file with these figures has arrived yet\..*Awaiting data/,
    );
  });

  it('keeps the chosen area in its form and in its links', () => {
    const page = html('overview of a locality');
    expect(page).toContain('<option value="dspl-2" selected>');
    expect(page).toContain('/indicators/ehcp-issued-20-weeks?area=dspl-2');
  });

  it('offers the localities by the number that people know them by', () => {
    const areas = partnership.areas.map((area) =>
      area.id === 'dspl-2' ? { ...area, name: 'Stevenage', aliases: ['Area 2', 'DSPL 2'] } : area,
    );
    const numbered = { ...frame, catalogue: { ...frame.catalogue, partnership: { ...partnership, areas } } };
    expect(renderPage(<OverviewPage {...overviewProps()} frame={numbered} />)).toContain(
      '<option value="dspl-2">DSPL 2: Stevenage</option>',
    );
  });

  it('says a status by word and icon as well as colour', () => {
    const tags = [...html('overview').matchAll(/<span class="tag tag-[a-z_]+">(.*?)<\/span>/g)].map(
      ([, inside]) => inside ?? '',
    );
    expect(tags.length).toBeGreaterThanOrEqual(SHAPES.length);
    for (const tag of tags)
      expect(tag).toMatch(/<svg.*<\/svg>(Met|On track|Off track|No target|Awaiting data)$/);
  });
});

describe('the page of an indicator', () => {
  it('has every figure of its series in the chart’s table', () => {
    const { series } = indicatorProps('ehcp-issued-20-weeks', 'dspl-2', 'quarter');
    const text = tableText(
      html('indicator of a locality'),
      'New EHC plans issued within 20 weeks: DSPL 2 Stevenage, by quarter',
    );
    for (const { value, numerator, denominator } of series.points)
      expect(text).toContain(`${numerator} ${denominator} ${valueWords('percent', value ?? 0)}`);
    expect(text).toContain('April–June 2024');
  });

  it('has every area’s figure in a table of its own', () => {
    const { areas } = indicatorProps('ehcp-issued-20-weeks');
    const text = tableText(html('indicator'), 'New EHC plans issued within 20 weeks: areas compared, 2024');
    for (const { name, point } of areas.areas)
      expect(text).toMatch(new RegExp(`${name} .*${valueWords('percent', point.value ?? 0)}`));
  });

  it('tells a reader who cannot see it what each chart shows', () => {
    const alts = [...html('indicator').matchAll(/<img [^>]*alt="([^"]*)"/g)].map(([, alt]) => alt ?? '');
    expect(alts).toHaveLength(3);
    for (const alt of alts) expect(alt.length).toBeGreaterThan(80);
  });

  it('draws its charts for a page’s column and for a phone, each with its size', () => {
    const page = html('indicator');
    expect(page).toMatch(
      /srcset="\/charts\/ehcp-issued-20-weeks\.svg\?kind=trend&amp;area=county&amp;grain=month&amp;size=narrow" width="320" height="\d+"/,
    );
    expect(page).toMatch(
      /src="\/charts\/ehcp-issued-20-weeks\.svg\?kind=trend&amp;area=county&amp;grain=month&amp;size=wide"/,
    );
  });

  it('says who is responsible, what the law is, how others do, and which files are behind it', () => {
    const text = textOf(html('indicator'));
    expect(text).toContain('Who is responsible Head of Statutory SEND');
    expect(text).toContain('The law 100% SEND Regulations 2014, reg. 13(2)');
    expect(text).toMatch(/Statistical neighbours: 47% in 2023 \(9 of 10 neighbours have data\)/);
    expect(text).toContain('36 files, 31,204 rows. The latest: ehc_assessments_2024-12.csv');
  });

  it('says where the county stands among councils, and how many of its neighbours did better', () => {
    expect(textOf(html('indicator'))).toContain(
      'In 2024 Hertfordshire was 68th of 150 councils, in the second quarter. Of its ten statistical neighbours, four did better.',
    );
    expect(textOf(html('indicator of a locality'))).not.toContain('of 150 councils');
  });

  it.each<[string, Partial<CouncilPlace>, string]>([
    [
      'neighbours without a figure',
      { place: 111, quartile: 3, neighbours: neighbours(2, null, 112) },
      'was 111th of 150 councils, in the third quarter. Of the two of its three statistical neighbours that have a figure, one did better.',
    ],
    [
      'no neighbour with a figure',
      { place: 3, quartile: 1, neighbours: neighbours(null) },
      'was 3rd of 150 councils, in the first quarter. Behind the latest figure',
    ],
    [
      'the highest of all, which is not better',
      { place: 1, quartile: 1, isBest: false, neighbours: neighbours(1, 3) },
      'had the highest figure of 150 councils, in the first quarter. Of its two statistical neighbours, none had a higher one.',
    ],
    [
      'a high one, which is not better',
      { place: 122, quartile: 4, isBest: false, neighbours: neighbours(121, 120, 150) },
      'had the 122nd highest figure of 150 councils, in the fourth quarter. Of its three statistical neighbours, two had a higher one.',
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
    const text = textOf(html('indicator'));
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
    expect(textOf(html('indicator without data'))).not.toContain('Behind the latest figure');
  });

  it('offers the figures for download as they are shown', () => {
    const page = html('indicator of a locality');
    for (const format of ['csv', 'json', 'arrow'])
      expect(page).toContain(
        `/api/v1/indicators/ehcp-issued-20-weeks/series?area=dspl-2&amp;grain=quarter&amp;format=${format}`,
      );
  });

  it('without data names the extract that it waits for and where to drop it', () => {
    const page = html('indicator without data');
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
    expect(text).toMatch(/January 2022 0 0/);
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

describe('the files', () => {
  it('show what was rejected first', () => {
    const text = textOf(html('files'));
    expect(text).toContain('2 files have arrived. 1 was rejected, and changed no figure');
    expect(text.indexOf('attendance december FINAL v2.csv')).toBeLessThan(
      text.indexOf('ehc_assessments_2024-12.csv'),
    );
  });

  it('are gathered by extract, with how many rows were set aside', () => {
    expect(textOf(html('files'))).toContain(
      'EHC assessments 1 file, 2,604 rows, 4 set aside; the last received 10 January 2025',
    );
  });

  it('say of one file which row is wrong, why, and what to do', () => {
    expect(textOf(html('file'))).toContain(
      'Warning 1,204 primary_need ASDD Correct it to ASD if that was meant.',
    );
  });

  it('say where to drop the first one', () => {
    expect(textOf(renderPage(<FilesPage frame={frame} files={[]} />))).toContain(
      'No file has arrived yet. Drop the CSV extracts into the inbox folder',
    );
  });
});

describe('the navigation', () => {
  it('marks the page that is open', () => {
    const page = renderPage(<FilesPage frame={{ ...frame, path: '/quality?months=24' }} files={[]} />);
    expect(page).toContain('<a href="/quality" aria-current="page">');
  });

  it('marks the section of a page that lies within it', () => {
    expect(
      renderPage(<FilePage frame={{ ...frame, path: '/areas/dspl-2' }} file={file} findings={[]} />),
    ).toContain('<a href="/areas" aria-current="true">');
  });

  it('lets the keyboard skip to the figures', () => {
    expect(html('overview')).toMatch(/<a class="govuk-skip-link" href="#main">.*<main id="main"/s);
  });
});
