import { groupBy } from '../../indicators/group.ts';
import type { Indicator } from '../../indicators/schema.ts';
import { keyOf } from './build.ts';
import { countsOf } from './counts.ts';
import type { TrueFigure } from './figures.ts';
import type { PatternCell } from './pattern.ts';

/** A count is called by its definition. Where that is written anew, it is the same count to whoever has both snapshots. */

type Defined = Pick<Indicator, 'id' | 'measure' | 'breakdowns'>;

/** What an earlier snapshot said, as far as it is of an indicator. */
interface Said {
  indicators: readonly Defined[];
  figures: readonly TrueFigure[];
}

/** The indicators that count what they did: most of the numbers that were shown are the same. */
export function unchangedCounts(before: Said, now: readonly TrueFigure[]): Set<string> {
  const byIndicator = groupBy(now, ({ indicator }) => indicator);
  const same = [...groupBy(before.figures, ({ indicator }) => indicator)].filter(([id, then]) => {
    const is = new Map((byIndicator.get(id) ?? []).map((figure) => [placeOf(figure), figure]));
    const alike = then.flatMap((was) => areAlike(was, is.get(placeOf(was))) ?? []);
    return alike.filter(Boolean).length * 2 > alike.length;
  });
  return new Set(same.map(([id]) => id));
}

function placeOf({ place, grain, period }: TrueFigure): string {
  return [place, grain, period].join(' ');
}

/** Null where they have no number in common. */
function areAlike(was: TrueFigure, is: TrueFigure | undefined): boolean | null {
  const common = (['numerator', 'denominator'] as const).filter(
    (side) => was[side] !== null && is !== undefined && is[side] !== null,
  );
  return common.length === 0 ? null : common.every((side) => was[side] === is?.[side]);
}

/** What is known of the counts by the names that they had, also by those that they have now. */
export function byNamesOfNow(
  cells: readonly PatternCell[],
  before: Said,
  now: readonly Defined[],
  figures: readonly TrueFigure[],
): PatternCell[] {
  const unchanged = unchangedCounts(before, figures);
  const then = new Map(before.indicators.filter(({ id }) => unchanged.has(id)).flatMap(namesOf));
  const known = new Set(before.indicators.flatMap(namesOf).map(([, name]) => name));
  const names = new Map(
    now.flatMap(namesOf).flatMap(([whose, name]) => {
      const was = then.get(whose);
      return was === undefined || known.has(name) ? [] : [[name, was] as const];
    }),
  );
  const byTable = groupBy(cells, ({ table }) => table);
  const renamed = [...names].flatMap(([table, was]) =>
    (byTable.get(was) ?? []).map((cell) => ({ ...cell, table })),
  );
  const told = new Set(renamed.map(cellName));
  return [...cells.filter((cell) => !told.has(cellName(cell))), ...renamed];
}

function cellName({ table, place, days }: PatternCell): string {
  return JSON.stringify([table, place, days]);
}

/** What an indicator's counts are called, by whose they are: of areas, and of the groups of each column. */
function namesOf({ id, measure, breakdowns = [] }: Defined): (readonly [whose: string, name: string])[] {
  const { numerator, denominator } = countsOf(measure);
  return [null, ...breakdowns].flatMap((by) =>
    Object.entries({ numerator, denominator }).flatMap(([side, name]) =>
      name ? [[JSON.stringify([id, side, by]), keyOf(name, by)] as const] : [],
    ),
  );
}
