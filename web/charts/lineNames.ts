import type { Indicator } from '../../indicators/schema.ts';
import { rangeEnds } from '../../indicators/targets.ts';
import { type SpokenUnit, shortUnit, targetWords, valueWords } from '../../indicators/words.ts';
import { areaShort, capitalised, GRAIN_EACH } from '../words.ts';
import type { Row } from './spec.ts';
import { COLOURS, comparatorColour } from './theme.ts';
import { shortMonth, type TrendData, type TrendModel, YEARLY } from './trendModel.ts';

/** What the lines of a trend are called, with the figure at which each ends. */

export interface LineName extends End, Look {
  text: string;
  /** The figure alone, for where the name stands elsewhere and the unit is beside the axis. */
  figure: string;
}

interface End {
  x: number;
  value: number;
}

interface Look {
  colour: string;
  bold: boolean;
  /** Of the line itself. */
  line: string;
  isDashed: boolean;
}

const SERIES: Look = { colour: COLOURS.main, bold: true, line: COLOURS.main, isDashed: false };
const COUNTY: Look = { colour: COLOURS.quiet, bold: false, line: COLOURS.county, isDashed: false };
const TARGET: Look = { colour: COLOURS.targetText, bold: true, line: COLOURS.target, isDashed: true };

/** Of the series itself first. */
export function lineNames(data: TrendData, model: TrendModel): LineName[] {
  const { indicator, partnership, series } = data;
  const unit = shortUnit(indicator);
  const value = ({ value: figure }: End) => valueWords(unit, figure);
  const [own, target, county] = [
    endOf(model.latest ? [model.latest] : []),
    endOf(model.target),
    endOf(model.county),
  ];
  const isShare = indicator.target_per !== undefined && !YEARLY.includes(series.grain);
  const dated = model.due ? ` by ${held(shortMonth(model.due))}` : '';
  const by = isShare ? held(` a ${GRAIN_EACH[series.grain]}`) : dated;
  return [
    ...(own ? [named(unit, areaShort(partnership, series.area), value(own), own, SERIES)] : []),
    ...(target ? [targetName(indicator, target, by)] : []),
    ...(county ? [named(unit, partnership.county, value(county), county, COUNTY)] : []),
    ...benchmarkNames(unit, data, model),
  ];
}

function targetName(indicator: Indicator, end: End, by: string): LineName {
  const unit = shortUnit(indicator);
  const agreed = indicator.targets.find(({ value }) => value === end.value) ?? null;
  const ends = rangeEnds(unit, agreed);
  const name = named(unit, 'Target', ends ?? targetWords(unit, end.value), end, TARGET, by);
  return ends ? { ...name, figure: ends.replace(' to ', '–') } : name;
}

/** What has been counted so far of a period that is not over. */
export function soFarName(
  { indicator }: TrendData,
  { points, latest, countsUp }: TrendModel,
): LineName | null {
  const unfinished = points.filter(({ complete, value }) => !complete && value !== null);
  const end = endOf(unfinished);
  if (!countsUp || !end || latest === unfinished.at(-1)) return null;
  const unit = shortUnit(indicator);
  const name = named(unit, 'so far', valueWords(unit, end.value), end, { ...SERIES, bold: false });
  return { ...name, text: `so far ${name.figure}` };
}

function benchmarkNames(unit: SpokenUnit, { series }: TrendData, model: TrendModel): LineName[] {
  return model.benchmarks.flatMap(({ name, rows, colour: line }) => {
    const end = endOf(rows);
    if (!end) return [];
    const comparator = series.benchmarks.find(({ label }) => label === name)?.comparator ?? '';
    const look = { colour: comparatorColour(comparator).text, bold: false, line, isDashed: false };
    const year = end.x < model.to - 31 * 86_400_000 ? `\u00a0(${new Date(end.x - 1).getUTCFullYear()})` : '';
    return [named(unit, capitalised(name), valueWords(unit, end.value), end, look, year)];
  });
}

/** Hours stay with their unit: beside them may stand minutes. */
function named(unit: SpokenUnit, who: string, words: string, end: End, look: Look, after = ''): LineName {
  const figure = unit === 'hours' ? held(words) : (words.split(' ')[0] ?? words);
  return { ...end, ...look, text: `${who} ${held(words)}${after}`, figure };
}

/** On one line. */
function held(words: string): string {
  return words.replaceAll(' ', '\u00a0');
}

function endOf(rows: Row[]): End | null {
  for (const { x, value } of rows.toReversed()) {
    if (typeof x === 'number' && typeof value === 'number') return { x, value };
  }
  return null;
}
