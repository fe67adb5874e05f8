import { isInHundredths, MINUTES_BELOW_HOURS, type SpokenUnit, targetWords } from '../../indicators/words.ts';

/** A vertical scale of round numbers. Computed here, so that labels can be placed in pixels. */

export interface Scale {
  /** At the foot. */
  min: number;
  /** On top; of places in a list it is the first, and less. */
  max: number;
  step: number;
  ticks: number[];
}

const ROUND_STEPS = [1, 2, 5, 10];

/**
 * From zero, unless all values are so far from it that their changes could not be seen.
 * @param zeroBelow how close to the highest the lowest may come before zero is left out; 0.65 lets two thirds stand
 */
export function valueScale(unit: SpokenUnit, values: number[], ticksWanted = 5, zeroBelow?: number): Scale {
  if (unit === 'rank') return scaleOfPlaces(values, ticksWanted);
  const highest = Math.max(...values, Number.NEGATIVE_INFINITY);
  const lowest = Math.min(...values, Number.POSITIVE_INFINITY);
  if (unit === 'hours' && isInMinutes(highest)) return scaleOfMinutes(values, ticksWanted, zeroBelow);
  if (!Number.isFinite(highest)) return scaleBetween(0, isInHundredths(unit) ? 1 : 10, unit, ticksWanted);
  const fromZero = lowest >= 0 && lowest <= zeroLimit(unit, highest, zeroBelow);
  // Never so close that a change of no account looks like a great one.
  const margin = Math.max((highest - lowest) * 0.15, Math.abs(highest) * 0.03);
  const low = fromZero ? 0 : lowest - margin;
  const least = isInHundredths(unit) ? 0.1 : 1;
  const high = Math.max(highest, highest === 0 ? least : low + margin * 2);
  const scale = scaleBetween(lowest >= 0 ? Math.max(0, low) : low, high, unit, ticksWanted);
  return isInHundredths(unit) && highest <= 1 && scale.max > 1 ? capped(scale, 1) : scale;
}

/** From the first place downwards, as in a list.
 *  @param last how many are in the list; where it is not known, a round number below the lowest of the places */
export function scaleOfPlaces(places: number[], ticksWanted: number, last?: number): Scale {
  const { step, ticks } = scaleBetween(0, Math.max(ticksWanted, last ?? 0, ...places), 'count', ticksWanted);
  const below = ticks.filter((tick) => tick > 1 && tick <= (last ?? tick));
  return { min: last ?? below.at(-1) ?? 2, max: 1, step, ticks: [1, ...below] };
}

function isInMinutes(hours: number): boolean {
  return Number.isFinite(hours) && hours <= MINUTES_BELOW_HOURS;
}

/** A scale of hours with steps of whole minutes. */
function scaleOfMinutes(hours: number[], ticksWanted: number, zeroBelow: number | undefined): Scale {
  const minutes = hours.map((value) => value * 60);
  const { min, max, step, ticks } = valueScale('weeks', minutes, ticksWanted, zeroBelow);
  return { min: min / 60, max: max / 60, step: step / 60, ticks: ticks.map((tick) => tick / 60) };
}

/** Shares and rates are read against zero, but for shares near the whole; counts where they come near it. */
function zeroLimit(unit: SpokenUnit, highest: number, zeroBelow: number | undefined): number {
  if (zeroBelow !== undefined) return highest * zeroBelow;
  if (isInHundredths(unit)) return 0.75;
  return unit === 'count' ? highest * 0.65 : highest;
}

/** " The axis begins at 80%.", with the space before it: lengths from another start than zero are not to be compared.
 *  Places in a list begin at the first. */
export function axisStartWords(unit: SpokenUnit, { min }: Scale): string {
  return unit === 'rank' || min <= 0 ? '' : ` The axis begins at ${targetWords(unit, min)}.`;
}

/** The height in pixels from the top of the plot. */
export function heightOf(scale: Scale, value: number, height: number): number {
  return height * (1 - (value - scale.min) / (scale.max - scale.min));
}

/** How an axis of Vega-Lite says its ticks. */
export function tickLabels(unit: SpokenUnit, scale: Scale): { format: string } | { labelExpr: string } {
  const format = tickFormat(unit, scale);
  const size = sizeOf(unit, scale);
  // The sign % of a format multiplies by itself.
  if (size === 1 || unit === 'percent') return { format };
  return { labelExpr: `format(datum.value * ${size}, '${format}')` };
}

/** A d3 format for the ticks of an axis, with no more decimals than its steps need. */
export function tickFormat(unit: SpokenUnit, scale: Scale): string {
  const places = decimals(scale.step * sizeOf(unit, scale));
  return unit === 'percent' ? `.${places}%` : `,.${places}f`;
}

/** How many of what is written stand for one: a share is written in hundredths, a short time in minutes. */
function sizeOf(unit: SpokenUnit, { max }: Scale): 1 | 60 | 100 {
  if (isInHundredths(unit)) return 100;
  return unit === 'hours' && isInMinutes(max) ? 60 : 1;
}

/** What the ticks are of, where their figures do not say it; with none for what is counted. */
export function axisUnit(unit: SpokenUnit, { max }: Scale): string | null {
  if (unit === 'days' || unit === 'weeks') return unit;
  if (unit === 'hours') return isInMinutes(max) ? 'minutes' : 'hours';
  return unit === 'points' || unit === 'pts' ? 'percentage points' : null;
}

/** How many letters the widest tick label has. */
export function tickLetters(unit: SpokenUnit, scale: Scale): number {
  const size = sizeOf(unit, scale);
  const places = decimals(scale.step * size);
  const digits = { minimumFractionDigits: places, maximumFractionDigits: places };
  const words = scale.ticks.map((tick) => (tick * size).toLocaleString('en-GB', digits));
  return Math.max(1, ...words.map((word) => word.length)) + (unit === 'percent' ? 1 : 0);
}

function decimals(step: number): number {
  return [0, 1, 2].find((places) => isWhole(step * 10 ** places)) ?? 3;
}

/** The ticks whose labels have room side by side, always with the first. */
export function ticksThatFit(unit: SpokenUnit, scale: Scale, width: number, letterWidth: number): number[] {
  const room = tickLetters(unit, scale) * letterWidth + 8;
  const gap = width / Math.max(1, scale.ticks.length - 1);
  const every = Math.max(1, Math.ceil(room / gap));
  return scale.ticks.filter((_, index) => index % every === 0);
}

function scaleBetween(low: number, high: number, unit: SpokenUnit, ticksWanted: number): Scale {
  const step = roundStep((high - low) / (ticksWanted - 1), unit);
  const first = Math.floor(low / step + 1e-9);
  const last = Math.max(first + 1, Math.ceil(high / step - 1e-9));
  const ticks = Array.from({ length: last - first + 1 }, (_, index) => rounded((first + index) * step));
  return { min: rounded(first * step), max: rounded(last * step), step, ticks };
}

function roundStep(raw: number, unit: SpokenUnit): number {
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = (ROUND_STEPS.find((round) => round * power >= raw - 1e-12) ?? 10) * power;
  return unit === 'count' ? Math.max(1, Math.round(step)) : step;
}

function capped(scale: Scale, max: number): Scale {
  return { ...scale, max, ticks: [...scale.ticks.filter((tick) => tick < max), max] };
}

function rounded(value: number): number {
  return Number(value.toPrecision(12));
}

function isWhole(value: number): boolean {
  return Math.abs(value - Math.round(value)) < 1e-9;
}
