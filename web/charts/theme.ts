import type { TopLevelSpec } from 'vega-lite';
import type { Comparison, Polarity, SpcFlag } from '../../indicators/series.ts';
import type { ChartKind, ChartSize } from '../props/charts.ts';

/** The look of every chart. Letters are 14 px in a picture as wide as it is shown at its smallest. */

export const FONT = 'Arial, "Helvetica Neue", Helvetica, "Liberation Sans", sans-serif';
export const FONT_SIZE = 14;
export const LINE_HEIGHT = 17;
/** Generous guesses at a letter at 14 px: Vega cannot measure text on a server, and not every reader has Arial. */
export const LETTER_WIDTH = 8.4;

const COLUMN: Record<ChartSize, number> = { wide: 700, narrow: 320, full: 700, paper: 560 };
const HALF: Record<ChartSize, number> = { wide: 560, narrow: 320, full: 560, paper: 560 };
/** A picture is about as wide as the place where it stands. */
export const WIDTHS: Record<ChartKind, Record<ChartSize, number>> = {
  trend: COLUMN,
  areas: HALF,
  'area-trends': { ...COLUMN, full: 1180 },
  breakdown: HALF,
  'breakdown-trends': HALF,
};

export const COLOURS = {
  main: '#12436D',
  county: '#66737f',
  target: '#F46A25',
  targetText: '#a63d00',
  targetRange: '#fdece3',
  range: '#e9eef3',
  limit: '#7a8794',
  interval: '#7a8794',
  event: '#5b6670',
  leader: '#b9c2ca',
  grid: '#e3e8ec',
  axis: '#7a8794',
  ink: '#1f2d3a',
  quiet: '#4a5863',
  good: '#1d5fa8',
  bad: '#b3420a',
  neutral: '#5b6670',
} as const;

interface LineColour {
  line: string;
  /** The same hue, dark enough to read as text on white. */
  text: string;
}

const COMPARATOR_COLOURS: Record<string, LineColour> = {
  england: { line: '#28A197', text: '#17706a' },
  region: { line: '#801650', text: '#801650' },
  statistical_neighbours: { line: '#A285D1', text: '#6b4aa8' },
};
const OTHER_COMPARATOR: LineColour = { line: '#3D3D3D', text: '#3D3D3D' };

export function comparatorColour(comparator: string): LineColour {
  return COMPARATOR_COLOURS[comparator] ?? OTHER_COMPARATOR;
}

export type Meaning = 'good' | 'bad' | 'neutral';

export function comparisonMeaning(comparison: Comparison | null): Meaning {
  if (comparison === 'better') return 'good';
  return comparison === 'worse' ? 'bad' : 'neutral';
}

const HIGH_FLAGS: SpcFlag[] = ['above_limit', 'rising_trend', 'two_of_three_high', 'run_above_mean'];

/** Whether a special cause is good news; null for a point of usual variation. */
export function flagMeaning(flag: SpcFlag, polarity: Polarity): Meaning | null {
  if (flag === 'common_cause') return null;
  if (polarity === 'neither') return 'neutral';
  return HIGH_FLAGS.includes(flag) === (polarity === 'higher_is_better') ? 'good' : 'bad';
}

/** Shape says what colour says. */
export const MEANING_SHAPES: Record<Meaning, string> = { good: 'circle', bad: 'square', neutral: 'diamond' };

export interface Padding {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Sizes are set, not measured, so that server and browser draw the same picture. */
export const CONFIG = {
  font: FONT,
  background: 'white',
  aria: false,
  view: { stroke: null },
  axis: {
    labelFontSize: FONT_SIZE,
    labelColor: COLOURS.quiet,
    domainColor: COLOURS.axis,
    tickColor: COLOURS.axis,
    gridColor: COLOURS.grid,
    labelPadding: 6,
    titleFontSize: FONT_SIZE,
  },
  text: { fontSize: FONT_SIZE, lineHeight: LINE_HEIGHT, color: COLOURS.ink },
  line: { strokeJoin: 'round' },
} satisfies TopLevelSpec['config'];
