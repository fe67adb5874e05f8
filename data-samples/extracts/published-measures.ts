import { quoted } from '../csv.ts';
import type { SampleExtract } from '../extract.ts';

interface Published {
  measure: string;
  period: string;
  /** The month of the file: the last month of the period. */
  file: string;
  comparator?: string;
  value: number;
  source: string;
}

const DFE = 'Department for Education, Education, health and care plans (Open Government Licence v3.0)';
const SLIDES = "Making SEND Everyone's Business in Hertfordshire, 2024";

// biome-ignore format: a table
const PUBLISHED: readonly Published[] = [
  { measure: 'ehcp-timeliness-rank', period: 'CY2022', file: '2022-12', value: 111, source: `Ranked from ${DFE}` },
  { measure: 'ehcna-requests-rank', period: 'CY2022', file: '2022-12', value: 5, source: `Ranked from ${DFE}` },
  { measure: 'schools-good-outstanding', period: 'CY2022', file: '2022-12', comparator: 'england', value: 0.88, source: SLIDES },
  { measure: 'ehcp-timeliness-rank', period: 'CY2023', file: '2023-12', value: 103, source: SLIDES },
  { measure: 'ehcna-requests-rank', period: 'CY2023', file: '2023-12', value: 5, source: SLIDES },
  { measure: 'ehcp-count-rank', period: '2024-01', file: '2024-01', value: 5, source: SLIDES },
  { measure: 'parent-satisfaction-ehcp', period: 'FY2023', file: '2024-03', value: 0.5, source: SLIDES },
  { measure: 'parent-satisfaction-ehcp', period: 'FY2024Q1', file: '2024-06', value: 0.61, source: SLIDES },
  { measure: 'recruitment-applications', period: '2024-07', file: '2024-07', value: 900, source: SLIDES },
  { measure: 'recruitment-interviews', period: '2024-07', file: '2024-07', value: 300, source: SLIDES },
  { measure: 'send-staff-recruited', period: '2024-07', file: '2024-07', value: 138, source: SLIDES },
  { measure: 'staff-lived-experience', period: '2024-07', file: '2024-07', value: 0.5, source: SLIDES },
  { measure: 'ehcp-timeliness-rank', period: 'CY2024', file: '2024-12', value: 68, source: `Ranked from ${DFE}` },
  { measure: 'ehcna-requests-rank', period: 'CY2024', file: '2024-12', value: 5, source: `Ranked from ${DFE}` },
];

export const publishedMeasures: SampleExtract = {
  name: 'published_measures',
  newline: '\n',
  columns: [
    'measure',
    'period',
    'area',
    'comparator',
    'numerator',
    'denominator',
    'value',
    'symbol',
    'source',
  ],
  isDue: (month) => PUBLISHED.some(({ file }) => file === month.text),
  rows: () => (month) => PUBLISHED.filter(({ file }) => file === month.text).map(row),
};

function row({ measure, period, comparator, value, source }: Published): string {
  return [measure, period, 'county', comparator ?? '', '', '', value, '', quoted(source)].join(',');
}
