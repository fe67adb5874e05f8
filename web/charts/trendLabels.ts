import { COUNTY } from '../../indicators/areas.ts';
import { shortUnit, valueWords } from '../../indicators/words.ts';
import type { ChartSize } from '../props/charts.ts';
import { type Box, boxesNear, hits, type Spot } from './boxes.ts';
import { baselineEntry, type KeyEntry } from './keyLayers.ts';
import { spreadLabels, textWidth, wrapText } from './labels.ts';
import { type LineName, lineNames, soFarName } from './lineNames.ts';
import { tickLetters } from './scale.ts';
import { COLOURS, LETTER_WIDTH, LINE_HEIGHT, WIDTHS } from './theme.ts';
import type { TrendData, TrendModel } from './trendModel.ts';
import { type Room, spotOf, tracesOf } from './trendTraces.ts';

/** Where the names of the lines stand: the series' own next to its last figure, if there is room, the others at the
 *  right, moved apart so that none covers another. On a phone none has room there but figures alone, below a key that names them. */

export interface Label {
  lines: string[];
  colour: string;
  bold: boolean;
  box: Box;
  /** The end of the line that is named, where its name stands away from it. */
  end: Spot | null;
}

export interface Labelling {
  room: Room;
  labels: Label[];
  /** What is named above the plot. */
  key: KeyEntry[];
}

interface Drawing {
  model: TrendModel;
  size: ChartSize;
  room: Room;
}

const LETTERS: Record<ChartSize, number> = { wide: 26, narrow: 13, full: 26, paper: 26 };
/** From the plot to the names at its right. */
const BESIDE = 14;
/** The end of a line so near to the names at the right needs no name in the plot. */
const NEAR = 24;

export function labelTrend(data: TrendData, model: TrendModel, size: ChartSize, height: number): Labelling {
  const names = lineNames(data, model);
  const left = Math.ceil(tickLetters(shortUnit(data.indicator), model.scale) * LETTER_WIDTH) + 14;
  const drawingBeside = (some: LineName[]): Drawing => {
    const right = columnWidth(some, size);
    return { model, size, room: { left, width: WIDTHS.trend[size] - left - right, right, height } };
  };
  const whole = placed(names, drawingBeside);
  const isCramped = size === 'narrow' && whole.labels.some(({ end }) => end !== null);
  const figures = names.map((name) => ({ ...name, text: name.figure }));
  const { room, labels } = isCramped ? placed(figures, drawingBeside) : whole;
  const key = isCramped ? keyOf(names, data, model) : [];
  const drawing = { model, size, room };
  const soFar = soFarName(data, model);
  const note = soFar && nextTo(soFar, labels, drawing);
  const noted = note ? [...labels, note] : labels;
  const start = key.length === 0 ? baselineLabel(baselineName(data), noted, drawing) : null;
  return { room, labels: start ? [...noted, start] : noted, key };
}

/** What was agreed for the county is not an area's own. */
function baselineName({ series, partnership }: TrendData): string {
  return series.area === COUNTY ? 'Baseline' : `${partnership.county}’s baseline`;
}

function keyOf(names: LineName[], data: TrendData, { baseline }: TrendModel): KeyEntry[] {
  const lines = names.map((name): KeyEntry => ({ ...name, shape: name.isDashed ? 'dashes' : 'line' }));
  const [start] = baseline;
  if (!start) return lines;
  const value = valueWords(shortUnit(data.indicator), Number(start.value));
  return [...lines, baselineEntry(`${baselineName(data)} ${value}`)];
}

function placed(names: LineName[], drawingBeside: (some: LineName[]) => Drawing) {
  const [own, ...others] = names;
  const wider = drawingBeside(others);
  const beside = inColumn(others, wider);
  const label = own && isFarFromColumn(own, others, wider) ? nextTo(own, beside, wider) : null;
  if (label) return { room: wider.room, labels: [label, ...beside] };
  const narrower = drawingBeside(names);
  return { room: narrower.room, labels: inColumn(names, narrower) };
}

function isFarFromColumn(own: LineName, others: LineName[], { model, size, room }: Drawing): boolean {
  if (size === 'narrow' && others.length === 0) return true;
  return room.width - spotOf(own, model, room).x >= NEAR;
}

/** A name next to the figure that it is of; null where it would stand on anything else. */
function nextTo(name: LineName, labels: Label[], { model, room }: Drawing): Label | null {
  const spot = spotOf(name, model, room);
  const bounds = { left: 2, right: room.width + room.right - 2, top: -8, bottom: room.height - 2 };
  const obstacles = { traces: tracesOf(model, room), boxes: labels.map(({ box }) => box) };
  const width = textWidth(name.text, name.bold);
  const box = boxesNear(spot, width, LINE_HEIGHT, bounds).find((one) => hits(one, obstacles) === 0);
  return box ? { lines: [name.text], colour: name.colour, bold: name.bold, box, end: null } : null;
}

function inColumn(names: LineName[], { model, size, room }: Drawing): Label[] {
  const labels = names.map((name) => {
    const lines = wrapText(name.text, LETTERS[size]);
    return { ...name, lines, end: spotOf(name, model, room), height: lines.length * LINE_HEIGHT + 3 };
  });
  const middles = spreadLabels(
    labels.map(({ end, height }) => ({ at: end.y, height })),
    -8,
    room.height + 8,
  );
  return labels.map(({ lines, colour, bold, end, height }, index) => {
    const top = (middles[index] ?? end.y) - height / 2;
    const left = room.width + BESIDE;
    const right = left + Math.max(...lines.map((line) => textWidth(line, bold)));
    return { lines, colour, bold, end, box: { left, right, top, bottom: top + height } };
  });
}

function columnWidth(names: LineName[], size: ChartSize): number {
  const widths = names.flatMap(({ text, bold }) =>
    wrapText(text, LETTERS[size]).map((line) => textWidth(line, bold)),
  );
  return widths.length === 0 ? 20 : Math.max(...widths) + BESIDE + 4;
}

/** Next to its diamond, where it stands on the fewest lines. */
function baselineLabel(name: string, labels: Label[], { model, room }: Drawing): Label | null {
  const [start] = model.baseline;
  if (!start) return null;
  const spot = spotOf({ x: Number(start.x), value: Number(start.value) }, model, room);
  const bounds = { left: 2, right: room.width + room.right, top: -8, bottom: room.height - 2 };
  const obstacles = { traces: tracesOf(model, room), boxes: labels.map(({ box }) => box) };
  const [box] = [9, 20]
    .flatMap((away) => boxesNear(spot, textWidth(name), LINE_HEIGHT, bounds, away))
    .map((one) => ({ ...one, hits: hits(one, obstacles) }))
    .sort((a, b) => a.hits - b.hits);
  return box ? { lines: [name], colour: COLOURS.targetText, bold: false, box, end: null } : null;
}
