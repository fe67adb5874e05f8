import { describe, expect, it } from 'vitest';
import { expectedMonths } from '../../indicators/freshness.ts';
import { gapsOf } from '../../indicators/gaps.ts';
import { arrivalOf, arrivalsWords } from '../../web/components/quality/arrivals.ts';
import { QualityPage } from '../../web/pages/QualityPage.tsx';
import type { MonthlyExtract, Quality } from '../../web/props/quality.ts';
import { renderPage } from '../../web/render.ts';
import { catalogue, extracts, file, frame, rejectedFile } from './fixtures.ts';

const TODAY = '2025-01-15';
const MONTHS = ['2024-08', '2024-09', '2024-10', '2024-11', '2024-12'];

/** Attendance, silent in August and due by the 10th: September came in time, October late, November never. */
function attendance(due: number, months: [string, string][]): MonthlyExtract {
  const [, , found] = extracts;
  if (!found) throw new Error('no fixture');
  const extract = { ...found, due, silent_months: [8] };
  const delivered = months.map(([month, received_at]) => ({
    ...{ file: `attendance_${month}.csv`, extract: 'attendance', state: 'accepted' as const },
    ...{ received_at: `${received_at}T09:00:00Z`, covered: [month] },
  }));
  const newestFirst = delivered.toSorted((one, other) => other.received_at.localeCompare(one.received_at));
  const states = expectedMonths(extract, newestFirst, TODAY, 'Europe/London');
  return { name: 'attendance', title: 'Attendance', months: states, next_due_on: '2025-02-10' };
}

const came: [string, string][] = [
  ['2024-07', '2024-08-05'],
  ['2024-09', '2024-10-08'],
  ['2024-10', '2024-11-20'],
];

const arrivals = {
  monthly: [attendance(10, came)],
  late: [{ name: 'attendance', title: 'Attendance', months: ['2024-11', '2024-12'], days: 36 }],
};

const quality: Quality = {
  ...arrivals,
  yearly: [{ name: 'dfe', title: 'Open data', source: 'DfE', latest: '2023' }],
  never: [{ name: 'sen2', title: 'SEN2', source: 'The council', latest: null }],
  findings: [
    {
      file: rejectedFile,
      found: [{ severity: 'error', message: 'The column dspl_area is missing.', count: 1 }],
    },
    { file, found: [{ severity: 'warning', message: 'The code is not known.', count: 4 }] },
  ],
  setAside: [{ extract: 'attendance', title: 'Attendance', rows: 10_000, setAside: 4 }],
  refused: 1,
  gaps: gapsOf(
    catalogue,
    [{ extract: 'ehc_assessments', latest: '2024-12', due_on: '2025-02-10' }],
    new Set(catalogue.indicators.map(({ id }) => id).filter((id) => id !== 'salt-assessed-6-weeks')),
    TODAY,
  ),
  changes: [
    {
      ...{ indicator: 'ehcp-issued-20-weeks', area: 'county', grain: 'month', period: '2024-03' },
      was: { value: 0.5, numerator: 50, denominator: 100 },
      is: { value: 0.52, numerator: 52, denominator: 100 },
      because: { files: ['ehc_assessments_2024-03.csv'], definition: false, updated: false },
    },
  ],
};

const page = (changes: Partial<Quality> = {}) =>
  renderPage(<QualityPage frame={frame} quality={{ ...quality, ...changes }} months={MONTHS} chosen="12" />);

function textOf(markup: string): string {
  return markup.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
}

describe('the grid of arrivals', () => {
  it('tells in time, late, missing, overdue and silent months apart', () => {
    const extract = attendance(10, [...came, ['2024-12', '2025-01-05']]);
    expect(MONTHS.map((month) => arrivalOf(extract, month))).toEqual([
      'none',
      'in',
      'in_late',
      'missing',
      'in',
    ]);
    expect(MONTHS.map((month) => arrivalOf(attendance(10, came), month)).slice(3)).toEqual(['late', 'late']);
    expect(arrivalOf(attendance(20, came), '2024-12')).toBe('due');
  });

  it('has a word in each cell beside its shape', () => {
    const row = page().split('<th scope="row">Attendance</th>')[1]?.split('</tr>')[0] ?? '';
    expect(row.match(/<td /g)).toHaveLength(5);
    expect(row.match(/<svg/g)).toHaveLength(5);
    expect(textOf(row).trim()).toBe('not expected arrived arrived late late late');
  });

  it('is summed up for who has a minute', () => {
    expect(arrivalsWords(arrivals)).toBe(
      '1 extract is late: Attendance (November and December 2024). The next is due by 10 February 2025.',
    );
    expect(arrivalsWords({ monthly: [], late: [] })).toBe('No monthly file has arrived yet.');
  });
});

describe('the page of data quality', () => {
  const text = textOf(page());

  it('says how many indicators have their data, what was set aside and what changed', () => {
    expect(text).toContain(
      '12 of 13 indicators have their data; none waits for a late file, 1 never had any. 1 file was refused, and no good one has come instead. 4 rows were set aside, and 1 past figure changed at the last publication.',
    );
  });

  it('shows the gaps for each item of each framework', () => {
    expect(text).toMatch(/Be Healthy 1 0 1/);
    expect(text).toMatch(/Ambitions ambition arrived late never Tailoring 12 0 1/);
  });

  it('names the file that each finding is of, and how often it came', () => {
    expect(text).toContain('attendance december FINAL v2.csv The column dspl_area is missing. Rejected');
    expect(text).toContain('The code is not known. 3 more like it. Accepted, with findings 4');
  });

  it('says of a changed figure what it was, what it is and why', () => {
    expect(text).toContain('March 2024 50% (50 of 100) 52% (52 of 100) ehc_assessments_2024-03.csv');
  });

  it('says what share was set aside, however small, and what never came', () => {
    expect(text).toContain('Attendance 4 10,000 0.04%');
    expect(text).toContain('Never arrived SEN2');
  });

  it('says above all how many files were refused for which no good one has come', () => {
    expect(text).toContain('1 file was refused, and no good one has come instead. 4 rows were set aside');
    expect(textOf(page({ refused: 0 }))).not.toContain('refused');
    expect(textOf(page({ late: [] }))).toContain(
      '1 file was refused, and no good one has come instead; no regular extract is late because of it.',
    );
  });

  it('without anything says so', () => {
    const empty = textOf(
      page({ monthly: [], late: [], findings: [], setAside: [], refused: 0, changes: [] }),
    );
    for (const words of [
      'No monthly file has arrived yet.',
      'found nothing wrong in any file',
      'No figure of a past period changed',
    ])
      expect(empty).toContain(words);
  });
});
