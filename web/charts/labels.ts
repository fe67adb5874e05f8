import { FONT_SIZE } from './theme.ts';

/** Direct labels beside lines: wrapped, and moved apart until none touches another. */

interface PlacedLabel {
  /** The middle of the label before and after moving, in pixels from the top. */
  at: number;
  height: number;
}

/** Middles of the labels, in the order given, moved as little as keeps them apart between top and bottom. */
export function spreadLabels(labels: PlacedLabel[], top: number, bottom: number): number[] {
  const order = labels.map((label, index) => ({ ...label, index })).sort((a, b) => a.at - b.at);
  let free = top;
  for (const label of order) {
    label.at = Math.max(label.at, free + label.height / 2);
    free = label.at + label.height / 2;
  }
  let limit = Math.max(bottom, top + order.reduce((sum, { height }) => sum + height, 0));
  for (const label of order.reverse()) {
    label.at = Math.min(label.at, limit - label.height / 2);
    limit = label.at - label.height / 2;
  }
  const middles = new Map(order.map(({ index, at }) => [index, at]));
  return labels.map((label, index) => middles.get(index) ?? label.at);
}

/** Words in lines of at most so many letters; a longer word is cut with an ellipsis. No-break spaces hold. */
export function wrapText(text: string, letters: number, maxLines = 3): string[] {
  const lines: string[] = [];
  for (const word of text.split(/ +/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= letters)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(cut(word, letters));
  }
  if (lines.length <= maxLines) return lines;
  return [...lines.slice(0, maxLines - 1), cut(`${lines[maxLines - 1] ?? ''}…`, letters)];
}

/** Words in lines no wider than so many pixels; what does not fit is cut with an ellipsis. */
export function wrapToWidth(text: string, pixels: number, maxLines: number, bold = false): string[] {
  const fits = (line: string) => textWidth(line, bold) <= pixels;
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const longer = lines.length > 0 ? `${lines.at(-1)} ${word}` : word;
    if (lines.length > 0 && fits(longer)) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  const kept = lines.length > maxLines ? [...lines.slice(0, maxLines - 1), `${lines[maxLines - 1]}…`] : lines;
  return kept.map((line) => cutToWidth(line, fits));
}

function cutToWidth(line: string, fits: (line: string) => boolean): string {
  if (fits(line)) return line;
  const start = line.replace(/…$/, '');
  const length = Array.from(start, (_, end) => end).findLast((end) => fits(`${start.slice(0, end)}…`)) ?? 1;
  return `${start.slice(0, Math.max(1, length))}…`;
}

function cut(text: string, letters: number): string {
  return text.length <= letters ? text : `${text.slice(0, Math.max(1, letters - 1))}…`;
}

// Arial's advance widths in thousandths of the letter size; of letters not named, as wide as most.
const ADVANCES: Record<string, number> = Object.fromEntries(
  Object.entries({
    222: 'ijl‘’|',
    278: " .,:;/!ftI'",
    333: '()-r“”',
    500: 'ckvxyzsJ',
    611: 'FTZ',
    667: 'ABEKPSVXY&',
    722: 'CDHNRUw',
    778: 'GOQ',
    833: 'mM',
    889: '%',
    944: 'W',
  }).flatMap(([advance, letters]) => [...letters].map((letter) => [letter, Number(advance)])),
);
const MOST = 556;
const BOLD = 1.08;
/** Not every reader has Arial, and what stands in for it may be a little wider. */
const SPARE = 1.06;

/** About how wide a line of words is: Vega cannot measure text on a server. */
export function textWidth(words: string, bold = false): number {
  const advance = [...words].reduce((sum, letter) => sum + (ADVANCES[letter] ?? MOST), 0);
  return Math.ceil((advance / 1000) * FONT_SIZE * SPARE * (bold ? BOLD : 1));
}
