import { shortUnit, targetWords, valueWords } from '../../indicators/words.ts';
import type { ChartSize } from '../props/charts.ts';
import { areaShort, capitalised } from '../words.ts';
import { spreadLabels, textWidth, wrapText } from './labels.ts';
import { heightOf, valueAt } from './scale.ts';
import type { Row } from './spec.ts';
import { COLOURS, comparatorColour, LINE_HEIGHT } from './theme.ts';
import { shortMonth, type TrendData, type TrendModel } from './trendModel.ts';

/** The names of the lines, at their right ends, moved apart so that none covers another. */

interface LineLabel {
  lines: string[];
  colour: string;
  bold: boolean;
  /** The end of the line that it names. */
  x: number;
  value: number;
  /** The middle of the label, in pixels from the top of the plot. */
  middle: number;
  height: number;
}

const LETTERS: Record<ChartSize, number> = { wide: 22, narrow: 13, full: 22, paper: 22 };

export function trendLabels(
  data: TrendData,
  model: TrendModel,
  size: ChartSize,
  height: number,
): LineLabel[] {
  const named = [
    seriesName(data, model),
    countyName(data, model),
    targetName(data, model),
    ...benchmarkNames(data, model),
  ];
  const labels = named.flatMap((name) => {
    if (!name) return [];
    const lines = wrapText(name.text, LETTERS[size]);
    const at = heightOf(model.scale, name.value, height);
    return [{ ...name, lines, at, height: lines.length * LINE_HEIGHT + 3 }];
  });
  const middles = spreadLabels(
    labels.map(({ at, height: tall }) => ({ at, height: tall })),
    -8,
    height + 8,
  );
  return labels.map((label, index) => ({ ...label, middle: middles[index] ?? label.at }));
}

export function labelsWidth(labels: LineLabel[]): number {
  const widths = labels.flatMap(({ lines, bold }) => lines.map((line) => textWidth(line, bold)));
  return widths.length === 0 ? 20 : Math.max(...widths) + 18;
}

export function labelRows(labels: LineLabel[], model: TrendModel, height: number): Row[] {
  return labels.map(({ lines, colour, bold, x, value, middle }) => ({
    text: lines.join('\n'),
    colour,
    bold,
    x,
    value,
    labelValue: valueAt(model.scale, middle - ((lines.length - 1) * LINE_HEIGHT) / 2, height),
    leaderValue: valueAt(model.scale, middle, height),
  }));
}

interface Name {
  text: string;
  colour: string;
  bold: boolean;
  x: number;
  value: number;
}

function seriesName({ indicator, partnership, series }: TrendData, model: TrendModel): Name | null {
  const end = lastRow(model.points);
  if (!end) return null;
  const text = `${areaShort(partnership, series.area)} ${valueWords(shortUnit(indicator), end.value)}`;
  return { text, colour: COLOURS.main, bold: true, ...end };
}

function countyName({ indicator, partnership }: TrendData, model: TrendModel): Name | null {
  const end = lastRow(model.county);
  if (!end) return null;
  const text = `${partnership.county} ${valueWords(shortUnit(indicator), end.value)}`;
  return { text, colour: COLOURS.quiet, bold: false, ...end };
}

function targetName({ indicator }: TrendData, model: TrendModel): Name | null {
  const end = lastRow(model.target);
  if (!end) return null;
  const by = model.due ? ` by ${shortMonth(model.due)}` : '';
  const text = `Target ${targetWords(shortUnit(indicator), end.value)}${by}`;
  return { text, colour: COLOURS.targetText, bold: true, ...end };
}

function benchmarkNames({ indicator, series }: TrendData, model: TrendModel): (Name | null)[] {
  return model.benchmarks.map((line) => {
    const end = lastRow(line.rows);
    const comparator = series.benchmarks.find(({ label }) => label === line.name)?.comparator ?? '';
    if (!end) return null;
    const year = end.x < model.to - 31 * 86_400_000 ? ` (${new Date(end.x - 1).getUTCFullYear()})` : '';
    const text = `${capitalised(line.name)} ${valueWords(shortUnit(indicator), end.value)}${year}`;
    return { text, colour: comparatorColour(comparator).text, bold: false, ...end };
  });
}

function lastRow(rows: Row[]): { x: number; value: number } | null {
  for (const { x, value } of rows.toReversed()) {
    if (typeof x === 'number' && typeof value === 'number') return { x, value };
  }
  return null;
}
