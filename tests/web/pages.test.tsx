import type { VNode } from 'preact';
import { describe, expect, it } from 'vitest';
import { FilePage } from '../../web/pages/FilePage.tsx';
import { FilesPage } from '../../web/pages/FilesPage.tsx';
import { FrameworkIndexPage } from '../../web/pages/FrameworkIndexPage.tsx';
import { FrameworkItemPage } from '../../web/pages/FrameworkItemPage.tsx';
import { IndicatorPage } from '../../web/pages/IndicatorPage.tsx';
import { OverviewPage } from '../../web/pages/OverviewPage.tsx';
import { ProblemPage } from '../../web/pages/ProblemPage.tsx';
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
import { textOf } from './text.ts';

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
describe.each(Object.keys(pages))('the page: %s', (name) => {
  const page = html(name);

  it('is a whole document in British English with one heading of the first rank', () => {
    expect(page).toMatch(/^<!doctype html>\n<html lang="en-GB"[^>]*>/);
    expect(page.match(/<h1[ >]/g)).toHaveLength(1);
    expect(page).toMatch(/<title>[^<]+<\/title>/);
  });

  it('has nothing inline that a strict security policy forbids', () => {
    expect(page).not.toMatch(/\sstyle=|\son[a-z]+=/);
    expect(page.match(/<style>.*?<\/style>/gs)).toEqual(['<style>body { color: black }</style>']);
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
      /Be Ambitious .*: 4 indicators, 1 met, 1 on track, 1 off track and 1 with no target due/,
    );
  });

  it('names what is off track before what is going well', () => {
    const text = textOf(html('overview'));
    expect(text).toMatch(
      /EHC annual reviews completed on time : 32% in December 2024, improving, but too slowly: \d\d(\.\d)?% was expected by then\. The target is 40% by April 2025\./,
    );
    expect(text.indexOf('What needs attention')).toBeLessThan(text.indexOf('What is going well'));
  });

  it('shows no more of what goes well than stands beside what needs attention, and leads to the rest', () => {
    const props = overviewProps();
    const rows = props.overview.rows.map((row) => ({ ...row, status: 'met' as const }));
    const page = renderPage(<OverviewPage {...props} overview={{ ...props.overview, rows }} />);
    const [, good = ''] = page.split('What is going well</h2>');
    const own = good.split('</section>')[0] ?? '';
    expect(own.match(/<li>/g)?.length).toBeLessThanOrEqual(2);
    expect(own).toMatch(/<a href="\/\?status=met">All \d+ met<\/a>/);
  });

  it('shows indicators that wait for data, and does not hide them', () => {
    expect(textOf(html('overview'))).toMatch(
      /Speech and language assessments within six weeks No file with these figures has arrived yet\..*Awaiting data/,
    );
  });

  it('says of which area it is before anything of it, and keeps that in its form and links', () => {
    const page = html('overview of a locality');
    expect(textOf(page)).toMatch(/young people with SEND\? DSPL 2 Stevenage Data to /);
    expect(page).toContain('<option value="dspl-2" selected>');
    expect(page).toContain('/indicators/ehcp-issued-20-weeks?area=dspl-2');
  });

  it('offers the localities by the number that people know them by, and in short: a phone cuts long names off', () => {
    const areas = partnership.areas.map((area) =>
      area.id === 'dspl-2'
        ? { ...area, name: 'Stevenage and its villages', short: 'Stevenage', aliases: ['Area 2', 'DSPL 2'] }
        : area,
    );
    const numbered = { ...frame, catalogue: { ...frame.catalogue, partnership: { ...partnership, areas } } };
    expect(renderPage(<OverviewPage {...overviewProps()} frame={numbered} />)).toContain(
      '<option value="dspl-2">DSPL 2: Stevenage</option>',
    );
  });

  it('says a status by word and icon as well as colour', () => {
    const headline = SHAPES.filter(({ tier = 'headline' }) => tier === 'headline');
    const tags = [...html('overview').matchAll(/<span class="tag tag-[a-z_]+">(.*?)<\/span>/g)].map(
      ([, inside]) => inside ?? '',
    );
    expect(tags).toHaveLength(headline.length);
    for (const tag of tags)
      expect(tag).toMatch(/<svg.*<\/svg>(Met|On track|Off track|No target|Awaiting data)$/);
  });
});

describe('a framework', () => {
  it('tells how those with a target stand, names what is off track and counts the others in words', () => {
    const item = html('bees').split('Be Ambitious</a>')[1]?.split('</ul>')[0] ?? '';
    expect(textOf(item)).toMatch(
      /3 indicators with a target due: 1 met, 1 on track and 1 off track Off track EHC/,
    );
    expect(item.match(/class="fill-/g)).toHaveLength(3);
    expect(item).not.toContain('fill-no_target');
    expect(textOf(html('bees'))).toContain('And 1 with no target due');
  });
});

describe('the files', () => {
  it('show what was rejected first', () => {
    const text = textOf(html('files'));
    expect(text).toContain('2 files have arrived. 1 was rejected, and changed no figure');
    expect(text.indexOf('attendance december FINAL v2.csv')).toBeLessThan(
      text.indexOf('ehc_assessments_2024-12.csv'),
    );
    const two = <FilesPage frame={frame} files={[rejectedFile, { ...rejectedFile, sha256: file.sha256 }]} />;
    expect(textOf(renderPage(two))).toContain('2 were rejected, and changed no figure: open each to see');
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

  it('say of a refused one that none of its rows was taken in, by which rule, and never that all were set aside', () => {
    const refused = { ...rejectedFile, extract: 'ehc_assessments', rows: 104, quarantined: 104 };
    const page = textOf(renderPage(<FilePage frame={frame} file={refused} findings={[]} />));
    expect(page).toContain('104 rows, none of them taken in');
    expect(page).toContain('where more than 1% of its rows have errors');
    const list = textOf(renderPage(<FilesPage frame={frame} files={[refused]} />));
    expect(list).toMatch(/Rejected 104 – /);
    expect(textOf(html('file'))).not.toContain('is refused as a whole');
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

  it('does not break the dates in what was found in a file', () => {
    const [finding] = findings;
    if (!finding) throw new Error('no fixture');
    const message = 'Answered on 2024-12-04, before it was received.';
    const page = renderPage(
      <FilePage
        frame={frame}
        file={rejectedFile}
        findings={[{ ...finding, message, value: '2024-12-04' }]}
      />,
    );
    expect(page).toContain('Answered on <span class="unbroken">2024-12-04</span>, before');
    expect(page).toContain('<code><span class="unbroken">2024-12-04</span></code>');
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
