import type { Partnership } from '../../indicators/partnership-schema.ts';
import { dateWords } from '../../indicators/period-words.ts';
import type { Indicator } from '../../indicators/schema.ts';
import type { Point } from '../../indicators/series.ts';
import { spreadLabels, textWidth, wrapText } from './labels.ts';
import type { Layer, Row } from './spec.ts';
import { COLOURS, LETTER_WIDTH } from './theme.ts';
import { startOf } from './time.ts';

/** What happened meanwhile, as thin lines whose words stand in a strip of their own above the plot. */

export interface Mark {
  on: string;
  x: number;
  words: string;
  /** Whether it is about the usual range alone. */
  isOfRange?: boolean;
}

/** Events of the indicator and of the partnership, and the months from which the usual range is worked out anew. */
export function chartMarks(
  { events, rebase }: Pick<Indicator, 'events' | 'rebase'>,
  partnership: Pick<Partnership, 'events'>,
): Mark[] {
  const happened = [...partnership.events, ...events].map(({ on, what }) => ({ on, words: what }));
  const rebased = rebase.map(({ from, why }) => ({
    on: from,
    words: `New usual range: ${why}`,
    isOfRange: true,
  }));
  return [...happened, ...rebased]
    .map((mark) => ({ ...mark, x: startOf(mark.on.length === 7 ? `${mark.on}-01` : mark.on) }))
    .sort((a, b) => a.x - b.x);
}

/** Those that lie between the first and the last day of a series; of its usual range, where it has one. */
export function marksWithin(marks: Mark[], points: Point[]): Mark[] {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return [];
  const hasRange = points.some(({ spc }) => spc !== null);
  const fitting = marks.filter(({ isOfRange }) => hasRange || !isOfRange);
  return fitting.filter(({ x }) => x >= startOf(first.start) && x <= startOf(last.end));
}

/** "14 July 2023: Ofsted and CQC inspection" */
export function markWords({ on, words }: Mark): string {
  return `${dateWords(on)}: ${words}`;
}

export interface PlacedMark {
  x: number;
  words: string;
  /** The ends of its words and the place of its line, in pixels from the plot's left edge. */
  left: number;
  right: number;
  at: number;
  /** Rows of words are counted from the plot upwards. */
  row: number;
}

interface Strip {
  /** How far words may reach, in pixels from the plot's left edge. */
  from: number;
  to: number;
  pixelOf(x: number): number;
}

const ROW = 19;
const GAP = 6;
/** Lines so near to one another, yet not at one place, could be taken for each other's. */
const NEAR = { from: 2, to: 14 };
/** Clear of the topmost figure of the axis. */
const FOOT = 10;

/** Words beside their lines in as few rows as keep every word clear of all other words and lines, if possible on both
 *  sides of two lines next to one another; where there is no room, letters, which the list below the chart explains. */
export function placeMarks(marks: Mark[], strip: Strip, mostRows: number): PlacedMark[] {
  const clash: Clash = (one, other) => collide(one, other) || areMixedUp(one, other);
  return (
    inFewRows(marks, strip, mostRows, clash) ??
    inFewRows(marks, strip, mostRows, collide) ??
    lettered(marks, strip)
  );
}

/** Side by side above their lines, moved apart until none touches another. */
function lettered(marks: Mark[], { from, to, pixelOf }: Strip): PlacedMark[] {
  const letters = marks.map((mark, index) => {
    const words = markLetter(index);
    return { ...mark, words, at: Math.round(pixelOf(mark.x)), width: textWidth(words) };
  });
  const wanted = letters.map(({ at, width }) => ({ at, height: width + GAP }));
  const middles = spreadLabels(wanted, from, to);
  return letters.map(({ x, words, at, width }, index) => {
    const left = (middles[index] ?? at) - width / 2;
    return { x, words, at, left, right: left + width, row: 0 };
  });
}

type Clash = (one: PlacedMark, other: PlacedMark) => boolean;

function inFewRows(marks: Mark[], strip: Strip, mostRows: number, clash: Clash): PlacedMark[] | null {
  for (let rows = 1; rows <= mostRows; rows += 1) {
    const tries = { left: MOST_TRIES };
    const placed = place(marks.toReversed(), { ...strip, rows, clash, tries }, []);
    if (placed) return placed.reverse();
  }
  return null;
}

/** Whether a chart names its events by letters for want of room. */
export function isLettered(placed: readonly Pick<PlacedMark, 'words'>[]): boolean {
  return placed.some(({ words }, index) => words === markLetter(index));
}

/** A for the first, B for the second. */
export function markLetter(index: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + index);
}

interface Rows extends Strip {
  rows: number;
  clash: Clash;
  /** How many more places may be tried: of many events close together there are millions. */
  tries: { left: number };
}

const MOST_TRIES = 5_000;

function place(rest: Mark[], strip: Rows, placed: PlacedMark[]): PlacedMark[] | null {
  const [mark, ...others] = rest;
  if (!mark) return placed;
  for (const candidate of candidates(mark, strip)) {
    strip.tries.left -= 1;
    if (strip.tries.left < 0) return null;
    if (placed.some((other) => strip.clash(candidate, other))) continue;
    const found = place(others, strip, [...placed, candidate]);
    if (found) return found;
  }
  return null;
}

function candidates(mark: Mark, { from, to, pixelOf, rows }: Rows): PlacedMark[] {
  const words = wrapText(mark.words, Math.floor((to - from) / LETTER_WIDTH), 1).join('');
  const width = textWidth(words);
  const at = Math.round(pixelOf(mark.x));
  const starts = [at + GAP, at - GAP - width, Math.min(Math.max(from, at - width / 2), to - width)];
  const fitting = starts.filter((left) => left >= from && left + width <= to);
  return Array.from({ length: rows }, (_, row) => row).flatMap((row) =>
    fitting.map((left) => ({ x: mark.x, words, left, right: left + width, at, row })),
  );
}

/** Words may not touch words, nor a line that rises to words above them. */
function collide(one: PlacedMark, other: PlacedMark): boolean {
  if (one.row === other.row && one.left < other.right + GAP && other.left < one.right + GAP) return true;
  return crosses(one, other) || crosses(other, one);
}

/** Of two lines side by side, the first has its words on the left and the second on the right. */
function areMixedUp(one: PlacedMark, other: PlacedMark): boolean {
  const [first, second] = one.at < other.at ? [one, other] : [other, one];
  const apart = second.at - first.at;
  if (apart <= NEAR.from || apart >= NEAR.to) return false;
  return first.right > first.at || second.left < second.at;
}

function crosses(line: PlacedMark, words: PlacedMark): boolean {
  return line.row >= words.row && line.at > words.left - 3 && line.at < words.right + 3;
}

export function stripHeight(placed: PlacedMark[]): number {
  return placed.length === 0 ? 0 : ROW * (Math.max(...placed.map(({ row }) => row)) + 1) + FOOT - 6;
}

/** Light lines through the plot, behind the figures, each with a dark one from its words to the plot. */
export function markLayers(placed: PlacedMark[], height: number): Layer[] {
  if (placed.length === 0) return [];
  const data = { values: placed.map(markRow) };
  const pixels = { type: 'quantitative' as const, scale: null };
  return [
    {
      name: 'events',
      data,
      mark: { type: 'rule', color: COLOURS.leader, strokeWidth: 1 },
      encoding: { y: { value: 0 }, y2: { value: height } },
    },
    {
      name: 'event-ticks',
      data,
      mark: { type: 'rule', color: COLOURS.event, strokeWidth: 1 },
      encoding: {
        ...{ x: { field: 'from', ...pixels }, x2: { field: 'at' } },
        ...{ y: { field: 'top', ...pixels }, y2: { value: 0 } },
      },
    },
    {
      name: 'event-labels',
      data,
      mark: { type: 'text', align: 'left', baseline: 'middle', color: COLOURS.quiet },
      encoding: {
        x: { field: 'left', ...pixels },
        y: { field: 'middle', ...pixels },
        text: { field: 'words' },
      },
    },
  ];
}

/** Words beside their line are as high as it; a line leads up to the middle of others. */
function markRow({ x, words, left, right, at, row }: PlacedMark): Row {
  const isBeside = left > at || right < at;
  const isLetter = words.length === 1;
  return {
    ...{ x, words, left, at },
    middle: -(row * ROW) - FOOT - 10,
    top: isBeside && !isLetter ? -(row + 1) * ROW - FOOT : -(row * ROW) - FOOT,
    from: isLetter ? (left + right) / 2 : at,
  };
}
