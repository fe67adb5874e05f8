import { breakdownGrains } from '../../../indicators/breakdowns.ts';
import type { Grain } from '../../../indicators/series.ts';
import { INDICATORS, writtenIndicators } from './indicators.ts';
import { type Expected, pointsOf } from './recount.ts';
import type { Row, Source, World } from './world.ts';

/** Figures of groups in plain TypeScript: the whole is counted again as if there were no rows but those of one group. */

/** By which columns indicators are taken apart: those of `placement`, `reduced_timetable` and grades are often blank. */
export const BREAKDOWNS: Record<string, string[]> = {
  suspensions: ['sen_provision'],
  complaints: ['agency', 'stage'],
  'sessions-lost': ['kind', 'sen_provision'],
  'suspended-with-send': ['phase'],
  absence: ['reduced_timetable'],
  'audits-good': ['child_voice_grade'],
  'waiting-a-year': ['pathway'],
  'suspension-rate': ['sen_provision'],
  'days-to-answer-mean': ['agency', 'kind'],
  'days-waiting-mean': ['pathway'],
  'days-waiting-median': ['pathway'],
  'days-to-answer-median': ['agency'],
  'sessions-p90': ['sen_provision'],
  plans: ['placement'],
  waiting: ['pathway', 'status'],
  'part-time': ['sen_provision'],
  'absence-of-those-waiting': ['sessions_possible'],
};

export function brokenDown() {
  const written = Object.entries(writtenIndicators());
  return Object.fromEntries(
    written.flatMap(([id, indicator]) => {
      const breakdowns = BREAKDOWNS[id];
      return breakdowns ? [[id, { ...indicator, breakdowns }] as const] : [];
    }),
  );
}

/** Every point of every group, as `indicator by=group grain period`. A group that has nothing anywhere is none. */
export function groupPoints(world: World): Map<string, Expected> {
  const points = new Map<string, Expected>();
  for (const [id, columns] of Object.entries(BREAKDOWNS)) {
    for (const by of columns) {
      const groups = [...valuesOf(by, world)].flatMap((group) => {
        const own = pointsOfGroup(id, by, group, world);
        const isThere = [...own.values()].some(({ numerator, denominator }) => numerator || denominator);
        return isThere ? [{ group, own }] : [];
      });
      for (const { group, own } of groups) {
        for (const [period, point] of own)
          points.set(
            `${id} ${by}=${group} ${period}`,
            isUnknown(id, group, period, groups) ? unknown(point) : point,
          );
      }
    }
  }
  return points;
}

interface Group {
  group: string | null;
  own: Map<string, Expected>;
}

/** Rows were counted in the period, and every one of them leaves the column blank: then no group had none. */
function isUnknown(id: string, group: string | null, period: string, groups: Group[]): boolean {
  const amounts = ['count', 'stock', 'sum', 'rate'].includes(INDICATORS[id]?.measure.kind ?? '');
  if (group === null || !amounts) return false;
  const withSome = groups.filter(({ own }) => Boolean(own.get(period)?.numerator));
  return withSome.length === 1 && withSome[0]?.group === null;
}

function unknown(point: Expected): Expected {
  return { ...point, numerator: null, denominator: null, value: null, status: 'missing' };
}

function pointsOfGroup(id: string, by: string, group: string | null, world: World): Map<string, Expected> {
  const indicator = INDICATORS[id];
  if (!indicator) throw new Error(`There is no ${id}.`);
  const { grains, recount } = indicator;
  const alone = onlyOf(by, group, world);
  const wanted = breakdownGrains({ grains, tile_grain: grains[0] ?? 'month', breakdowns: [by] });
  return new Map(
    wanted.flatMap((grain: Grain) =>
      [...pointsOf(recount, 'county', grain, alone)].map(
        ([period, point]) => [`${grain} ${period}`, point] as const,
      ),
    ),
  );
}

function valuesOf(by: string, { sources }: World): Set<string | null> {
  const rows = Object.values(sources).flatMap((source) => source.rows.filter((row) => by in row));
  return new Set(rows.map((row) => textOf(row, by)));
}

function textOf(row: Row, by: string): string | null {
  const value = row[by] ?? null;
  return value === null ? null : String(value);
}

function onlyOf(by: string, group: string | null, world: World): World {
  const reduced = Object.entries(world.sources).map(([extract, source]): [string, Source] => {
    if (!source.rows.some((row) => by in row)) return [extract, source];
    const isIn = (row: Row) => textOf(row, by) === group;
    // A census was taken whether anybody of the group was found or not.
    const rows =
      extract === 'pupils'
        ? source.rows.map((row) => (isIn(row) ? row : { ...row, headcount: 0 }))
        : source.rows.filter(isIn);
    return [extract, { ...source, rows }];
  });
  return { ...world, sources: Object.fromEntries(reduced) };
}
