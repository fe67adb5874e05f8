import { COUNTY } from '../../indicators/areas.ts';
import { groupBy } from '../../indicators/group.ts';
import type { PublishedMeasure } from '../../indicators/measure-schema.ts';
import type { DisclosurePolicy } from '../../indicators/partnership-schema.ts';
import type { Indicator } from '../../indicators/schema.ts';
import type { Unit } from '../../indicators/series.ts';
import type { TrueFigure } from './figures.ts';
import type { PatternCell } from './pattern.ts';
import { fewAmong, fewLeftOver, isOfCounty, isShare, numbersOfShare } from './published-few.ts';

/** Figures that come as figures, with their publisher’s own symbols: what is hidden of those that count people. */

type Days = Pick<TrueFigure, 'start' | 'end'>;

/** What earlier snapshots told of them. */
export interface ToldBefore {
  /** Whether the snapshot before hid it for what it is, and not for its period. */
  wasHidden(figure: TrueFigure): boolean;
  /** Whether the snapshot before showed the same numbers. */
  isAsShown(figure: TrueFigure): boolean;
  /** Whether any snapshot showed what another locality had in some of the figure’s days. */
  isOtherKnown(figure: TrueFigure): boolean;
  /** The days of what was shown of the figure’s indicator and place. */
  knownDays(figure: TrueFigure): Days[];
}

/** @param cells with what `rememberShown` added */
export function toldBefore(
  figures: readonly TrueFigure[],
  cells: readonly PatternCell[],
  policy: DisclosurePolicy,
): ToldBefore {
  const before = new Map(figures.map((figure) => [nameOf(figure), figure]));
  const known = groupBy(
    cells.filter(({ table }) => table.startsWith(PUBLISHED)),
    ({ table }) => table,
  );
  const cellsOf = ({ indicator }: TrueFigure) => known.get(`${PUBLISHED}${indicator}`) ?? [];
  const shown = groupBy(
    figures.filter(({ status }) => status === 'ok'),
    placeName,
  );
  return {
    wasHidden: (figure) => {
      const was = before.get(nameOf(figure));
      return was?.status === 'suppressed' && !isOfGrainNotShown(was, policy);
    },
    isAsShown: (figure) => {
      const was = before.get(nameOf(figure));
      return (['numerator', 'denominator', 'value'] as const).every((side) => was?.[side] === figure[side]);
    },
    isOtherKnown: (figure) =>
      cellsOf(figure).some((cell) => cell.place !== figure.place && overlap(daysOfCell(cell), figure)),
    knownDays: (figure) => [
      ...cellsOf(figure)
        .filter(({ place }) => place === figure.place)
        .map(daysOfCell),
      ...(shown.get(placeName(figure)) ?? []),
    ],
  };
}

function daysOfCell({ days }: PatternCell): Days {
  const [start = '', end = ''] = days.split('/');
  return { start, end };
}

function overlap(one: Days, other: Days): boolean {
  return one.start <= other.end && other.start <= one.end;
}

function placeName({ indicator, place }: TrueFigure): string {
  return `${indicator} ${place}`;
}

/** What their tables are called by: no count of rows is called so. */
export const PUBLISHED = 'published ';

function nameOf({ indicator, place, period }: TrueFigure): string {
  return [indicator, place, period].join(' ');
}

/** With the localities’ figures that the snapshot before showed: a county’s that is corrected, less the others as they
 *  were, tells of one that has been hidden since. */
export function rememberShown(
  cells: readonly PatternCell[],
  figures: readonly TrueFigure[],
  indicators: readonly Indicator[],
): PatternCell[] {
  const ids = new Set(indicators.filter(({ measure }) => measure.kind === 'published').map(({ id }) => id));
  const cellName = ({ table, place, days }: PatternCell) => JSON.stringify([table, place, days]);
  const known = new Set(cells.map(cellName));
  const shown = figures
    .filter(({ indicator, place, status }) => ids.has(indicator) && place !== COUNTY && status === 'ok')
    .map(({ indicator, place, start, end, value }) => ({
      ...{ table: `${PUBLISHED}${indicator}`, place, days: `${start}/${end}`, hidden: false, value },
    }));
  return [...cells, ...shown.filter((cell) => !known.has(cellName(cell)))];
}

/**
 * Which of an indicator’s figures are hidden. Where a locality’s is of few, or its publisher hid it, every locality’s of
 * the same days is hidden: the county’s less the others’ would tell it, and a year’s less those of its other terms; so is
 * the county’s, where it is corrected and what the others had is known. Where the county’s is hidden, the localities’
 * would add up to it. A longer period that was shown before joins the days of its parts.
 */
export function hiddenAmong(
  { measure, unit }: { measure: PublishedMeasure; unit: Unit },
  figures: readonly TrueFigure[],
  policy: DisclosurePolicy,
  { wasHidden, isAsShown, isOtherKnown, knownDays }: ToldBefore,
  localities: readonly string[],
): (figure: TrueFigure) => boolean {
  if (measure.counts_people === false) return () => false;
  const few = fewAmong(measure, unit, figures, policy);
  const fewOfCounty = few.filter(isOfCounty);
  const fewOfLocalities = [
    ...few.filter((one) => !isOfCounty(one)),
    ...fewLeftOver(measure, unit, figures, policy, localities),
  ];
  const share = isShare(measure, unit);
  // Nothing can be taken from a share that comes alone; but it may be of anybody. So may a rate without its number.
  const isAlone = (one: TrueFigure) =>
    unit === 'rate' ? one.numerator === null : share && numbersOfShare(one).denominator === null;
  const adds = (one: TrueFigure) => unit === 'count' || share || one.numerator !== null;
  const kept = figures.filter((one) => !isOfCounty(one) && wasHidden(one) && !isAlone(one));
  const joined = new Map([...few, ...fewOfLocalities].map((one) => [one, joinedDays(one, knownDays(one))]));
  return (figure) => {
    const ofItsDays = (one: TrueFigure) => (joined.get(one) ?? [one]).some((days) => overlap(days, figure));
    if (!isOfCounty(figure)) {
      const isItself = isOfGrainNotShown(figure, policy) || wasHidden(figure) || isAlone(figure);
      return isItself || fewOfLocalities.some(ofItsDays) || (adds(figure) && fewOfCounty.some(ofItsDays));
    }
    const tells = [...fewOfLocalities, ...kept].some((one) => overlap(one, figure) && isOtherKnown(one));
    return fewOfCounty.some(ofItsDays) || (tells && !isAsShown(figure));
  };
}

function joinedDays(one: Days, known: Days[]): Days[] {
  return [one, ...known.filter((days) => overlap(days, one))];
}

/** Of localities only finished periods of the grains that areas get are shown, whoever counted. */
export function isOfGrainNotShown({ grain, complete }: TrueFigure, { grains }: DisclosurePolicy): boolean {
  return !complete || !grains.includes(grain);
}
