import { COUNTY } from '../../indicators/areas.ts';
import { groupBy } from '../../indicators/group.ts';
import type { Measure } from '../../indicators/measure-schema.ts';
import type { DisclosurePolicy } from '../../indicators/partnership-schema.ts';
import type { Grain } from '../../indicators/series.ts';
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

/** Figures that come as figures, but for those that are hidden. */
export function publishedAsTold(
  grains: readonly Grain[],
  figures: readonly TrueFigure[],
  isHidden: (figure: TrueFigure) => boolean = () => false,
): Figures {
  const found = new Map(figures.map((figure) => [at(figure.place, figure.period), figure]));
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
