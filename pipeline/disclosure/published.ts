import { COUNTY } from '../../indicators/areas.ts';
import { groupBy } from '../../indicators/group.ts';
import type { PublishedMeasure } from '../../indicators/measure-schema.ts';
import type { DisclosurePolicy } from '../../indicators/partnership-schema.ts';
import type { Indicator } from '../../indicators/schema.ts';
import type { Unit } from '../../indicators/series.ts';
import type { TrueFigure } from './figures.ts';
import type { PatternCell } from './pattern.ts';

/** Figures that come as figures, with their publisher’s own symbols: what is hidden of those that count people. */

/** What earlier snapshots told of them. */
export interface ToldBefore {
  /** Whether the snapshot before hid it for what it is, and not for its period. */
  wasHidden(figure: TrueFigure): boolean;
  /** Whether the snapshot before showed the same numbers. */
  isAsShown(figure: TrueFigure): boolean;
  /** Whether any snapshot showed what another locality had in some of the figure’s days. */
  isOtherKnown(figure: TrueFigure): boolean;
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
  return {
    wasHidden: (figure) => {
      const was = before.get(nameOf(figure));
      return was?.status === 'suppressed' && !isOfGrainNotShown(was, policy);
    },
    isAsShown: (figure) => {
      const was = before.get(nameOf(figure));
      return (['numerator', 'denominator', 'value'] as const).every((side) => was?.[side] === figure[side]);
    },
    isOtherKnown: ({ indicator, place, start, end }) =>
      (known.get(`${PUBLISHED}${indicator}`) ?? []).some((cell) => {
        const [from = '', to = ''] = cell.days.split('/');
        return cell.place !== place && from <= end && start <= to;
      }),
  };
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
 * the county’s, where it is corrected and what the others had is known.
 */
export function hiddenAmong(
  measure: PublishedMeasure,
  unit: Unit,
  figures: readonly TrueFigure[],
  policy: DisclosurePolicy,
  { wasHidden, isAsShown, isOtherKnown }: ToldBefore,
): (figure: TrueFigure) => boolean {
  if (measure.counts_people === false) return () => false;
  const few = fewAmong(measure, unit, figures, policy);
  const [fewOfCounty, fewOfLocalities] = [few.filter(isOfCounty), few.filter((one) => !isOfCounty(one))];
  // Nothing can be taken from a share that comes alone; but it may be of anybody. So may a rate without its number.
  const isAlone = (one: TrueFigure) =>
    unit === 'rate'
      ? one.numerator === null
      : isShare(measure, unit) && numbersOfShare(one).denominator === null;
  const kept = figures.filter((one) => !isOfCounty(one) && wasHidden(one) && !isAlone(one));
  return (figure) => {
    const ofItsDays = (one: TrueFigure) => one.start <= figure.end && figure.start <= one.end;
    if (!isOfCounty(figure)) {
      const isItself = isOfGrainNotShown(figure, policy) || wasHidden(figure) || isAlone(figure);
      return isItself || fewOfLocalities.some(ofItsDays);
    }
    const tells = [...fewOfLocalities, ...kept].some((one) => ofItsDays(one) && isOtherKnown(one));
    return fewOfCounty.some(ofItsDays) || (tells && !isAsShown(figure));
  };
}

/** Those that are hidden for themselves: their publisher hid them, or they are of few people. */
export function fewAmong(
  measure: PublishedMeasure,
  unit: Unit,
  figures: readonly TrueFigure[],
  policy: DisclosurePolicy,
): TrueFigure[] {
  if (measure.counts_people === false) return [];
  const share = isShare(measure, unit);
  const isCount = unit === 'count' || unit === 'rate' || share;
  return figures.filter((one) => {
    if (one.status === 'suppressed') return true;
    if (one.status !== 'ok' || (isOfCounty(one) && !isCount)) return false;
    return isOfFew(one, unit === 'count', share, policy);
  });
}

function isOfCounty({ place }: TrueFigure): boolean {
  return place === COUNTY;
}

function isShare({ share }: PublishedMeasure, unit: Unit): boolean {
  return unit === 'percent' && share !== false;
}

/** By the numbers behind it; a count that comes without its own is one. Of a share two of its three numbers tell the
 *  third. */
function isOfFew(
  figure: TrueFigure,
  isCount: boolean,
  share: boolean,
  { threshold, percentage_denominator: enough }: DisclosurePolicy,
): boolean {
  // A number that is worked out is seldom whole: the nearest is meant, and between two the smaller.
  const isSmall = (count: number) => count > 0 && count <= threshold - 0.5;
  const { numerator, denominator } = share ? numbersOfShare(figure) : figure;
  const [above, below] = [numerator ?? (isCount ? (figure.value ?? 0) : 0), denominator ?? 0];
  return isSmall(above) || (below > 0 && (Math.round(below) < enough || isSmall(below - above)));
}

/** Of localities only finished periods of the grains that areas get are shown, whoever counted. */
export function isOfGrainNotShown({ grain, complete }: TrueFigure, { grains }: DisclosurePolicy): boolean {
  return !complete || !grains.includes(grain);
}

export function numbersOfShare({ numerator, denominator, value }: TrueFigure) {
  if (value === null || (numerator === null && denominator === null)) return { numerator, denominator };
  return {
    numerator: numerator ?? value * (denominator ?? 0),
    denominator: denominator ?? (value > 0 ? (numerator ?? 0) / value : null),
  };
}
