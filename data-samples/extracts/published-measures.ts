import { quoted } from '../csv.ts';
import type { SampleExtract } from '../extract.ts';
import { type Figure, figuresOf, periodsOf } from './published-figures.ts';
import { PUBLISHED_FIGURES_1 } from './published-figures-1.ts';
import { PUBLISHED_FIGURES_2 } from './published-figures-2.ts';
import { PUBLISHED_FIGURES_3 } from './published-figures-3.ts';
import { PUBLISHED_FIGURES_4 } from './published-figures-4.ts';

const MEASURES = [
  ...PUBLISHED_FIGURES_1,
  ...PUBLISHED_FIGURES_2,
  ...PUBLISHED_FIGURES_3,
  ...PUBLISHED_FIGURES_4,
];

const FILES = new Set(MEASURES.flatMap(periodsOf).map(({ end }) => end.slice(0, 7)));

/** Other people's figures for the same measures. */
interface Compared {
  measure: string;
  period: string;
  file: string;
  comparator: string;
  value: number;
  source: string;
}

const SLIDES = "Making SEND Everyone's Business in Hertfordshire, 2024";

// biome-ignore format: a table
const COMPARED: readonly Compared[] = [
  { measure: 'schools-good-outstanding', period: 'CY2022', file: '2022-12', comparator: 'england', value: 0.88, source: SLIDES },
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
  isDue: ({ text }) => FILES.has(text) || COMPARED.some(({ file }) => file === text),
  rows: (county) => {
    const figures = MEASURES.flatMap((measure) => figuresOf(measure, { county, measures: MEASURES }));
    return (month) => [
      ...figures.filter(({ file }) => file === month.text).map(own),
      ...COMPARED.filter(({ file }) => file === month.text).map(compared),
    ];
  },
};

const SOURCE = quoted('Sample figures, invented where no document publishes one');

function own({ measure, period, area, numerator, denominator, value }: Figure): string {
  return [measure, period, area, '', numerator ?? '', denominator ?? '', value, '', SOURCE].join(',');
}

function compared({ measure, period, comparator, value, source }: Compared): string {
  return [measure, period, 'county', comparator, '', '', value, '', quoted(source)].join(',');
}
