import { type Period, parsePeriod, periodOf } from '../../indicators/periods.ts';
import { AREAS } from '../areas.ts';
import type { County } from '../county/county.ts';
import { at, seeded, spread } from '../random.ts';

/** What other samples hold at a period's end: of each of the nine areas in order, or one number of the county. */
export type Count = (county: County, period: Period) => readonly number[];

interface Sent {
  measure: string;
  grain: 'month' | 'quarter' | 'term' | 'academic_year' | 'financial_year' | 'calendar_year';
  /** The first and the last period. */
  from: string;
  to: string;
  /** Of a share: about how many it is of, another measure that says how many, or a count of other samples. */
  denominator?: number | string | Count;
  /** A number of people or events. */
  whole?: boolean;
  /** What documents publish, by period. */
  known?: Record<string, number>;
  /** The nine areas have figures too. */
  areas?: boolean;
}

/** It drifts from one value to another, with what is really known in between. */
interface Drifting extends Sent {
  start: number;
  end: number;
  /** The period from which on it is what `end` says, where the plan's milestone of it is done. */
  reached?: string;
  numerator?: never;
}

/** It is what another measure or other samples count. */
interface Counted extends Sent {
  numerator: string | Count;
}

/** A measure that partners send as a figure. */
export type PublishedFigures = Drifting | Counted;

export interface Samples {
  county: County;
  /** Every measure that is sent as a figure. */
  measures: readonly PublishedFigures[];
}

export interface Figure {
  measure: string;
  period: string;
  /** The month of the file: the last of the period. */
  file: string;
  area: string;
  numerator: number | null;
  denominator: number | null;
  value: number;
}

const COUNTY = 'county';
/** How far a figure strays from its drift, and an area from the county, as a share of it. */
const STRAY = 0.03;
const AREA_STRAY = 0.08;

/** There is no figure where it would be of nobody. The areas' counts add up to the county's. */
export function figuresOf(figures: PublishedFigures, samples: Samples): Figure[] {
  return periodsOf(figures).flatMap((period) => {
    const denominators = denominatorsOf(figures, period, samples);
    if (denominators && sum(denominators) === 0) return [];
    if (figures.numerator === undefined) return drifting(figures, period, denominators);
    const counts = countsOf(figures.numerator, period, samples);
    const known = figures.known?.[period.id];
    const parts = known === undefined ? counts : spread(known, counts);
    return figuresIn(figures, period, parts, denominators, sum(parts));
  });
}

export function periodsOf({ grain, from, to }: PublishedFigures): Period[] {
  const periods: Period[] = [];
  for (let period = parsePeriod(from); period && period.end <= endOf(to); period = after(grain, period)) {
    periods.push(period);
  }
  return periods;
}

function denominatorsOf({ denominator, areas }: Sent, period: Period, samples: Samples) {
  if (denominator === undefined) return null;
  if (typeof denominator !== 'number') return countsOf(denominator, period, samples);
  return areas ? spread(denominator, SHARES) : [denominator];
}

const SHARES = AREAS.map(({ share }) => share);

function countsOf(source: string | Count, period: Period, samples: Samples): readonly number[] {
  if (typeof source !== 'string') return source(samples.county, period);
  const measures = samples.measures.filter(({ measure }) => measure === source);
  const figures = measures.flatMap((measure) => figuresOf(measure, samples));
  const then = figures.filter((figure) => figure.period === period.id);
  const [county, ...areas] = then.map(({ numerator, value }) => numerator ?? value);
  if (county === undefined) throw new RangeError(`${source} has no figure for ${period.id}`);
  return areas.length > 0 ? areas : [county];
}

function drifting(figures: Drifting, period: Period, denominators: readonly number[] | null): Figure[] {
  const value = figures.known?.[period.id] ?? valueIn(figures, period);
  const strays = figures.areas ? straysOf(figures, period, value) : [0];
  if (denominators) {
    const weights = denominators.map((denominator, index) => denominator * (1 + at(strays, index)));
    const counts = spread(Math.round(value * sum(denominators)), weights);
    return figuresIn(figures, period, counts, denominators, value);
  }
  if (figures.whole && figures.areas) return figuresIn(figures, period, spread(value, SHARES), null, value);
  const values = strays.map((stray) => rounded(figures, value * (1 + stray)));
  return figuresIn(figures, period, values, null, value);
}

function valueIn(figures: Drifting, period: Period): number {
  const { measure, start, end, denominator, reached } = figures;
  if (reached !== undefined && period.end >= endOf(reached)) return end;
  const ids = periodsOf(figures).map(({ id }) => id);
  const last = reached === undefined ? ids.length - 1 : ids.indexOf(reached);
  const drifted = start + (end - start) * (last > 0 ? ids.indexOf(period.id) / last : 1);
  const strayed = drifted * (1 + STRAY * chance(measure, period.id));
  return denominator === undefined ? rounded(figures, strayed) : Math.min(1, strayed);
}

/** How far each area is from the county; on the whole they are where the county is, and no share is above 1. */
function straysOf({ measure, denominator }: Drifting, { id }: Period, value: number): number[] {
  const most = denominator === undefined ? AREA_STRAY : Math.min(AREA_STRAY, (1 - value) / 2);
  const strays = AREAS.map((area) => most * chance(measure, `${id} ${area.id}`));
  const mean = sum(strays.map((stray, index) => stray * at(SHARES, index)));
  return strays.map((stray) => stray - mean);
}

/** From -1 to 1. */
function chance(measure: string, salt: string): number {
  return (seeded('published', measure, salt)() - 0.5) * 2;
}

function rounded({ whole }: Sent, value: number): number {
  return whole ? Math.round(value) : Number(value.toFixed(Math.abs(value) < 1 ? 3 : 1));
}

function figuresIn(
  { measure, known, areas }: Sent,
  { id, end }: Period,
  parts: readonly number[],
  denominators: readonly number[] | null,
  value: number,
): Figure[] {
  const place = { measure, period: id, file: end.slice(0, 7) };
  const isFinished = known?.[id] !== undefined || denominators === null;
  const county = isFinished ? finished(value) : share(sum(parts), sum(denominators));
  if (!areas) return [{ ...place, area: COUNTY, ...county }];
  const inAreas = parts.map((part, index) =>
    denominators === null ? finished(part) : share(part, at(denominators, index)),
  );
  return [county, ...inAreas].map((figure, index) => ({
    ...place,
    area: index === 0 ? COUNTY : at(AREAS, index - 1).id,
    ...figure,
  }));
}

function finished(value: number) {
  return { numerator: null, denominator: null, value };
}

function share(numerator: number, denominator: number) {
  return { numerator, denominator, value: numerator / denominator };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function endOf(id: string): string {
  return parsePeriod(id)?.end ?? '';
}

function after(grain: PublishedFigures['grain'], { id, end }: Period): Period | null {
  if (grain !== 'term') return periodOf(grain, monthAfter(end));
  const [year, term] = [Number(id.slice(2, 6)), Number(id.at(-1))];
  return parsePeriod(term < 3 ? `AY${year}T${term + 1}` : `AY${year + 1}T1`);
}

function monthAfter(day: string): string {
  return new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)), 1)).toISOString().slice(0, 7);
}
