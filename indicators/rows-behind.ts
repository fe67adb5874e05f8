import type { Measure } from './measure-schema.ts';
import { extractsBehind, isStock, type Leaf, leavesOf } from './measures.ts';
import { lastDayOf, monthId, monthNumber, parsePeriod, periodsBetween } from './periods.ts';
import type { Catalogue } from './schema.ts';
import type { Point } from './series.ts';
import { yearBefore } from './year-before.ts';

/** Of all rows that an indicator counts, those that one figure is made of. */

/** How many rows of a file count for an area in a month, or in what a week or a term has of it. A file that delivered
 *  the month without any has an entry too. */
export interface CountedRows {
  area: string;
  month: string;
  /** The first day of those that count together; null where nothing but the month is known, as of a view. */
  day: string | null;
  /** The period that what comes as a figure says it is of; null of all else. */
  period: string | null;
  /** Which of the measures counts them that the indicator's is worked out from, as in `leavesOf`. */
  operand: number;
  extract: string;
  sha256: string;
  numerator_rows: number;
  denominator_rows: number;
}

export type Dated = Pick<Point, 'status' | 'period' | 'start' | 'covered_to'>;
export type Sources = Pick<Catalogue, 'extracts' | 'views' | 'terms'>;

type Side = 'numerator' | 'denominator';

/** What one of the measures that count rows brings to a figure: its rows from one day to another, both included. */
export interface Part {
  operand: number;
  measure: Leaf;
  /** The side of the figure on which all of its rows are; null where the measure itself says on which each is. */
  side: Side | null;
  period: string;
  from: string;
  to: string;
}

/** A figure that is missing is made of nothing; a stock is what the last month shows for which anything is expected;
 *  growth is made of the period, above the line, and of the same a year before, below it. */
export function partsOf(measure: Measure, point: Dated, counted: CountedRows[], sources: Sources): Part[] {
  if (point.status === 'missing') return [];
  return partsFrom(measure, point, { side: null, operand: 0, counted, sources });
}

interface Place {
  side: Side | null;
  operand: number;
  counted: CountedRows[];
  sources: Sources;
}

function partsFrom(measure: Measure, point: Dated, place: Place): Part[] {
  const above = { ...place, side: place.side ?? 'numerator' };
  const below = { ...place, side: place.side ?? 'denominator' };
  switch (measure.kind) {
    case 'growth': {
      const before = pointBefore(point, isStock(measure.of), place.sources);
      return [
        ...partsFrom(measure.of, point, above),
        ...(before ? partsFrom(measure.of, before, below) : []),
      ];
    }
    case 'gap':
    case 'ratio': {
      const [one, other] = sidesOf(measure);
      const operand = place.operand + leavesOf(one).length;
      return [...partsFrom(one, point, above), ...partsFrom(other, point, { ...below, operand })];
    }
    default:
      return leafPart(measure, point, place);
  }
}

function sidesOf(measure: Extract<Measure, { kind: 'gap' | 'ratio' }>): [Measure, Measure] {
  return measure.kind === 'gap' ? [measure.of, measure.less] : [measure.numerator, measure.denominator];
}

/** The same a year before: as far of what is a stock, and all of it of what adds up. */
function pointBefore({ period, status, covered_to }: Dated, stock: boolean, { terms }: Sources) {
  const id = yearBefore(period) ?? '';
  const before = periodsBetween('term', '0001-01', '9999-12', terms).find((term) => term.id === id);
  const { start, end } = before ?? parsePeriod(id) ?? {};
  if (!start || !end) return null;
  const yearAgo = lastDayOf(monthId(monthNumber(covered_to) - 12));
  return { period: id, status, start, covered_to: stock ? yearAgo : end };
}

function leafPart(
  measure: Leaf,
  { period, start, covered_to }: Dated,
  { side, operand, counted, sources }: Place,
): Part[] {
  if (!isStock(measure)) return [{ operand, measure, side, period, from: start, to: covered_to }];
  const own = counted.filter((entry) => entry.operand === operand);
  const month = stockMonth(measure, covered_to, own, sources);
  if (month === null || month < start.slice(0, 7)) return [];
  return [{ operand, measure, side, period, from: `${month}-01`, to: lastDayOf(month) }];
}

function stockMonth(
  measure: Leaf,
  covered_to: string,
  counted: CountedRows[],
  sources: Sources,
): string | null {
  const behind = extractsBehind(measure, sources);
  const silent = sources.extracts
    .filter(({ name }) => behind.includes(name))
    .flatMap(({ silent_months }) => silent_months);
  const last = covered_to.slice(0, 7);
  return latest(
    counted.map(({ month }) => month).filter((month) => !silent.includes(Number(month.slice(5)))),
    lastDayOf(last) <= covered_to ? last : monthId(monthNumber(last) - 1),
  );
}

function latest(days: string[], upTo: string): string | null {
  return days
    .filter((day) => day <= upTo)
    .reduce<string | null>((a, b) => (a === null || b > a ? b : a), null);
}

/** The rows of a part, on the side of the figure where they are. A file of its months has an entry even if none of its
 *  rows is of its days. */
export function rowsOfPart(part: Part, counted: CountedRows[]): CountedRows[] {
  const { measure, operand, period, from, to } = part;
  const own = counted.filter((entry) => entry.operand === operand && (entry.period ?? period) === period);
  const heads = measure.kind === 'rate' ? own.filter((entry) => entry.denominator_rows > 0) : [];
  const used = latest(heads.map(beginning), to);
  const isMeant = ({ month, period: own }: CountedRows) =>
    own !== null || (month >= from.slice(0, 7) && month <= to.slice(0, 7));
  return [
    ...own.filter((entry) => !heads.includes(entry) && isMeant(entry)).map((entry) => onDays(part, entry)),
    ...heads.filter((entry) => beginning(entry) === used),
  ].map((entry) => ({ ...entry, ...onSide(part, entry) }));
}

function beginning({ day, month }: CountedRows): string {
  return day ?? `${month}-01`;
}

function onDays({ from, to }: Part, entry: CountedRows): CountedRows {
  const isWithin = entry.day === null || (entry.day >= from && entry.day <= to);
  return isWithin ? entry : { ...entry, numerator_rows: 0, denominator_rows: 0 };
}

/** A row that is on both sides of the line of its own measure is one row of a side of the figure. */
function onSide({ side }: Part, { numerator_rows, denominator_rows }: CountedRows) {
  if (side === null) return { numerator_rows, denominator_rows };
  const all = Math.max(numerator_rows, denominator_rows);
  return {
    numerator_rows: side === 'numerator' ? all : 0,
    denominator_rows: side === 'denominator' ? all : 0,
  };
}
