import { COUNTY } from '../../indicators/areas.ts';
import { groupBy } from '../../indicators/group.ts';
import type { Measure } from '../../indicators/measure-schema.ts';
import type { DisclosurePolicy } from '../../indicators/partnership-schema.ts';
import type { Grain, Unit } from '../../indicators/series.ts';
import type { Count, Figures, GrainPeriods } from '../compute/bench.ts';
import { type CountedPeriod, monthsIn } from '../compute/coverage.ts';
import type { Counted } from '../compute/points.ts';
import { type Built, keyOf } from './build.ts';
import { type CountName, type CountsOf, countsOf } from './counts.ts';
import { daysOf, numbersOf, type TrueFigure } from './figures.ts';
import { at, type Cell } from './table.ts';

const NO_FIGURE: Counted = { numerator: null, denominator: null, value: null };
const HIDDEN: Counted = { ...NO_FIGURE, status: 'suppressed' };

/** A measure's figures as far as its counts are shown, for finished periods. */
export function shownFigures(
  measure: Measure,
  grains: readonly Grain[],
  figures: readonly TrueFigure[],
  by: string | null,
  { byKey }: Pick<Built, 'byKey'>,
  policy: DisclosurePolicy,
): Figures {
  const counts = countsOf(measure);
  const found = new Map(figures.map((figure) => [at(figure.place, figure.period), figure]));
  const cellOf = (name: CountName | null, figure: TrueFigure) =>
    name ? byKey.get(keyOf(name, by))?.cells.get(at(figure.place, daysOf(name, figure))) : undefined;
  const count: Count = (period, place) => {
    const figure = found.get(at(place, period));
    if (!figure) return NO_FIGURE;
    return shown(
      measure,
      counts,
      figure,
      cellOf(counts.numerator, figure),
      cellOf(counts.denominator, figure),
      policy,
    );
  };
  return { grains: periodsOf(grains, figures, true), count, newest: null };
}

function shown(
  measure: Measure,
  counts: CountsOf,
  figure: TrueFigure,
  above: Cell | undefined,
  below: Cell | undefined,
  policy: DisclosurePolicy,
): Counted {
  if (figure.status === 'missing') return { ...NO_FIGURE, status: 'missing' };
  const numbers = numbersOf(counts, figure);
  const isMiddle = counts.numerator === null;
  const people =
    counts.bond === 'part' || counts.bond === 'rate' ? policy.percentage_denominator : policy.minimum_people;
  const few = counts.denominator !== null && numbers.denominator !== 0 && (numbers.denominator ?? 0) < people;
  const numerator = above?.hidden ? null : numbers.numerator;
  const denominator = below?.hidden ? null : numbers.denominator;
  if (above?.hidden || below?.hidden || few) return { ...HIDDEN, numerator, denominator };
  if (figure.status !== 'ok') return { ...NO_FIGURE, status: figure.status };
  const counted = { numerator: figure.numerator, denominator: figure.denominator };
  if (measure.kind !== 'mean' && !isMiddle) return counted;
  const { value, lower, upper } = figure;
  return { ...counted, value, interval: lower === null || upper === null ? null : { lower, upper } };
}

/** What cannot be worked out from shown figures. */
export function allHidden(grains: readonly Grain[], figures: readonly TrueFigure[]): Figures {
  return { grains: periodsOf(grains, figures, true), count: () => HIDDEN, newest: null };
}

/** The grains that are shown by areas, and by groups: there no year that begins within a quarter, for nobody has counted
 *  the part of the quarter that it would tell of. */
export function grainsShown(
  grains: readonly Grain[],
  policy: DisclosurePolicy,
  by: string | null,
): readonly Grain[] {
  const allowed = grains.filter((grain) => policy.grains.includes(grain));
  if (by === null || !allowed.includes('quarter')) return allowed;
  return allowed.filter((grain) => grain !== 'academic_year' && grain !== 'term' && grain !== 'rolling_year');
}

/** Figures that come as figures, with their publisher’s own symbols. Where a locality’s is of few, every locality’s of the
 *  same days is hidden: the county’s less the others’ would tell it, and a year’s less those of its other terms.
 *  @param notShown whether a locality’s is hidden for its period, or since it has been */
export function publishedAsTold(
  grains: readonly Grain[],
  figures: readonly TrueFigure[],
  ofFew: (figure: TrueFigure) => boolean,
  notShown: (figure: TrueFigure) => boolean,
): Figures {
  const found = new Map(figures.map((figure) => [at(figure.place, figure.period), figure]));
  const localities = figures.filter(({ place, status }) => place !== COUNTY && status === 'ok');
  const few = localities.filter(ofFew);
  const isHidden = (figure: TrueFigure) =>
    figure.place !== COUNTY &&
    (notShown(figure) || few.some((one) => one.start <= figure.end && figure.start <= one.end));
  return {
    grains: periodsOf(grains, figures, false),
    count: (period, area) => {
      const figure = found.get(at(area, period));
      if (!figure) return NO_FIGURE;
      const { status, numerator, denominator, value, lower, upper } = figure;
      if (status === 'ok' && isHidden(figure)) return HIDDEN;
      const interval = lower === null || upper === null ? null : { lower, upper };
      return { numerator, denominator, value, interval, ...(status !== 'ok' && { status }) };
    },
    newest: null,
  };
}

/** By the numbers behind it; of a count that comes without any, by itself. Of a share two of its three numbers tell the third. */
export function isOfFew(
  figure: TrueFigure,
  unit: Unit,
  isShare: boolean,
  { threshold, percentage_denominator: enough }: DisclosurePolicy,
): boolean {
  // A number that is worked out is seldom whole: the nearest is meant, and between two the smaller.
  const isSmall = (count: number) => count > 0 && count <= threshold - 0.5;
  const { numerator, denominator } = isShare ? numbersOfShare(figure) : figure;
  if (numerator === null && denominator === null) return unit === 'count' && isSmall(figure.value ?? 0);
  const [above, below] = [numerator ?? 0, denominator ?? 0];
  return isSmall(above) || (below > 0 && (Math.round(below) < enough || isSmall(below - above)));
}

/** Of localities only finished periods of the grains that areas get are shown, whoever counted. */
export function isOfGrainNotShown({ grain, complete }: TrueFigure, { grains }: DisclosurePolicy): boolean {
  return !complete || !grains.includes(grain);
}

function numbersOfShare({ numerator, denominator, value }: TrueFigure) {
  if (value === null || (numerator === null && denominator === null)) return { numerator, denominator };
  return {
    numerator: numerator ?? value * (denominator ?? 0),
    denominator: denominator ?? (value > 0 ? (numerator ?? 0) / value : null),
  };
}

function periodsOf(
  grains: readonly Grain[],
  figures: readonly TrueFigure[],
  finished: boolean,
): GrainPeriods[] {
  const byGrain = groupBy(figures, ({ grain }) => grain);
  return grains.map((grain) => {
    const own = (byGrain.get(grain) ?? []).filter(({ complete }) => complete || !finished);
    return { grain, periods: [...groupBy(own, ({ period }) => period).values()].flatMap(periodOf) };
  });
}

function periodOf(figures: TrueFigure[]): CountedPeriod[] {
  const [first] = figures;
  if (!first) return [];
  const { period: id, grain, start, end, complete } = first;
  const isKnown = ({ status }: TrueFigure) => status !== 'missing';
  const localities = figures.filter(({ place }) => place !== COUNTY);
  return [
    {
      ...{ id, grain, start, end, complete, coveredTo: end, countFrom: start, countTo: end },
      known: figures.some(isKnown),
      countyOnly: localities.length > 0 && !localities.some(isKnown),
      months: monthsIn({ id, grain, start, end }, end),
    },
  ];
}
