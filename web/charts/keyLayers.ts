import { textWidth } from './labels.ts';
import type { LineName } from './lineNames.ts';
import type { Layer, Row } from './spec.ts';
import { COLOURS } from './theme.ts';

/** Names of lines above the plot, each after a piece of its line: for a picture too narrow for names beside the plot. */

export interface KeyEntry extends Pick<LineName, 'text' | 'colour' | 'bold' | 'line'> {
  shape: 'line' | 'dashes' | 'diamond';
}

/** An entry in the strip: pixels from the strip's left, and the row counted from the top. */
export interface PlacedEntry extends KeyEntry {
  left: number;
  row: number;
}

const ROW = 20;
const SWATCH = 18;
const GAP = 6;
const APART = 16;
/** Between the last row and what is below it. */
const FOOT = 6;

/** Entries in order, each in the first row that has room for it. */
export function placeKey(entries: KeyEntry[], width: number): PlacedEntry[] {
  const ends: number[] = [];
  return entries.map((entry) => {
    const needed = SWATCH + GAP + textWidth(entry.text, entry.bold);
    const found = ends.findIndex((end) => end + APART + needed <= width);
    const row = found === -1 ? ends.length : found;
    const left = found === -1 ? 0 : (ends[row] ?? 0) + APART;
    ends[row] = left + needed;
    return { ...entry, left, row };
  });
}

export function keyHeight(key: PlacedEntry[]): number {
  return key.length === 0 ? 0 : (Math.max(...key.map(({ row }) => row)) + 1) * ROW + FOOT;
}

export function baselineEntry(words: string): KeyEntry {
  return {
    ...{ text: words, colour: COLOURS.targetText, bold: false },
    ...{ line: COLOURS.target, shape: 'diamond' },
  };
}

/** @param left of the strip and @param top of it, in pixels from the top left of the plot */
export function keyLayers(key: PlacedEntry[], left: number, top: number): Layer[] {
  if (key.length === 0) return [];
  const rows: Row[] = key.map(({ row, left: inside, text, colour, bold, line, shape }) => {
    const start = left + inside;
    const places = { start, middle: start + SWATCH / 2, end: start + SWATCH, words: start + SWATCH + GAP };
    return { ...{ text, colour, bold, line, shape }, ...places, y: top + row * ROW + ROW / 2 };
  });
  return [
    swatches(rows, 'line'),
    swatches(rows, 'dashes'),
    diamonds(rows),
    words(rows, true),
    words(rows, false),
  ];
}

const pixels = (field: string) => ({ field, type: 'quantitative' as const, scale: null });
const colours = (field: string) => ({ field, scale: null });

function swatches(rows: Row[], shape: 'line' | 'dashes'): Layer {
  return {
    data: { values: rows.filter((row) => row.shape === shape) },
    mark: { type: 'rule', strokeWidth: 2.5, ...(shape === 'dashes' && { strokeDash: [7, 4] }) },
    encoding: { x: pixels('start'), x2: { field: 'end' }, y: pixels('y'), color: colours('line') },
  };
}

function diamonds(rows: Row[]): Layer {
  return {
    data: { values: rows.filter(({ shape }) => shape === 'diamond') },
    mark: { type: 'point', shape: 'diamond', size: 90, fill: 'white', strokeWidth: 2 },
    encoding: { x: pixels('middle'), y: pixels('y'), stroke: colours('line') },
  };
}

function words(rows: Row[], bold: boolean): Layer {
  return {
    name: bold ? 'key-bold' : 'key',
    data: { values: rows.filter((row) => row.bold === bold) },
    mark: { type: 'text', align: 'left', baseline: 'middle', fontWeight: bold ? 'bold' : 'normal' },
    encoding: { x: pixels('words'), y: pixels('y'), text: { field: 'text' }, color: colours('colour') },
  };
}
