import { type Period, parsePeriod, periodOf } from '../../indicators/periods.ts';
import { AREAS } from '../areas.ts';
import { seeded } from '../random.ts';

/** A measure that partners send as a figure: it drifts from one value to another, with what is really known in between. */
export interface PublishedFigures {
  measure: string;
  grain: 'month' | 'quarter' | 'term' | 'academic_year' | 'financial_year' | 'calendar_year';
  /** The first and the last period. */
  from: string;
  to: string;
  start: number;
  end: number;
  /** Of a share: about how many it is of. */
  denominator?: number;
  /** A number of people or events. */
  whole?: boolean;
  /** What documents publish, by period. */
  known?: Record<string, number>;
  /** The nine areas have figures too. */
  areas?: boolean;
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

export function figuresOf(figures: PublishedFigures): Figure[] {
  const periods = periodsFrom(figures);
  return periods.flatMap((period, index) => {
    const drift = periods.length > 1 ? index / (periods.length - 1) : 1;
    const expected = figures.start + (figures.end - figures.start) * drift;
    const value = figures.known?.[period.id] ?? strayed(figures, expected, STRAY, period.id);
    const county = figureOf(figures, period, COUNTY, value, figures.denominator);
    return figures.areas ? [county, ...inAreas(figures, period, county)] : [county];
  });
}

function inAreas(figures: PublishedFigures, period: Period, county: Figure): Figure[] {
  if (figures.whole) return parts(county.value).map((part, index) => ofArea(figures, period, index, part));
  return AREAS.map((area, index) => {
    const value = strayed(figures, county.value, AREA_STRAY, `${period.id} ${area.id}`);
    const denominator = figures.denominator && Math.round(figures.denominator * area.share);
    return ofArea(figures, period, index, value, denominator);
  });
}

function ofArea(
  figures: PublishedFigures,
  period: Period,
  index: number,
  value: number,
  denominator?: number,
): Figure {
  return figureOf(figures, period, AREAS[index]?.id ?? '', value, denominator);
}

/** A county's number in whole parts by the areas' shares of its children; the rest goes to the last. */
function parts(total: number): number[] {
  const shares = AREAS.slice(0, -1).map(({ share }) => Math.round(total * share));
  return [...shares, Math.max(0, total - shares.reduce((sum, part) => sum + part, 0))];
}

function strayed(
  { measure, whole, denominator }: PublishedFigures,
  value: number,
  most: number,
  salt: string,
) {
  const strayed = value * (1 + (seeded('published', measure, salt)() - 0.5) * 2 * most);
  if (whole) return Math.round(strayed);
  return denominator ? Math.min(1, strayed) : Number(strayed.toFixed(Math.abs(value) < 1 ? 3 : 1));
}

function figureOf(
  { measure, known }: PublishedFigures,
  { id, end }: Period,
  area: string,
  value: number,
  denominator: number | undefined,
): Figure {
  const place = { measure, period: id, file: end.slice(0, 7), area };
  const isKnown = area === COUNTY && known?.[id] !== undefined;
  if (denominator === undefined || denominator === 0 || isKnown)
    return { ...place, numerator: null, denominator: null, value };
  const numerator = Math.round(value * denominator);
  return { ...place, numerator, denominator, value: numerator / denominator };
}

function periodsFrom({ grain, from, to }: PublishedFigures): Period[] {
  const periods: Period[] = [];
  for (let period = parsePeriod(from); period && period.end <= endOf(to); period = after(grain, period)) {
    periods.push(period);
  }
  return periods;
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
