import type { Reading } from './recount.ts';
import { daysBetween, monthOf } from './spans.ts';
import { type Row, together, type World } from './world.ts';

/** Views as an analyst writes them, each beside the same in loops. */

export const VIEWS: Record<string, string> = {
  waiting_and_suspended: `
    SELECT w.snapshot_on, w.dspl_area, w.person_id, count(*) AS suspensions, sum(e.sessions_lost) AS sessions_lost
    FROM waiting_lists AS w
    JOIN exclusions AS e
      ON e.pupil_id = w.person_id AND date_trunc('month', e.started_on) = date_trunc('month', w.snapshot_on)
    WHERE e.kind = 'suspension'
    GROUP BY w.snapshot_on, w.dspl_area, w.person_id, w.provider`,
  absent_and_waiting: `
    SELECT a.period, a.dspl_area, a.sessions_possible, a.sessions_possible - a.sessions_attended AS missed,
      max(w.days_waiting) AS longest
    FROM attendance AS a
    JOIN waiting_lists AS w ON w.person_id = a.pupil_id AND date_trunc('month', w.snapshot_on) = a.period
    GROUP BY a.period, a.dspl_area, a.school_urn, a.sessions_possible, a.sessions_attended`,
  contacts: `
    SELECT received_on AS day, dspl_area FROM complaints
    UNION ALL SELECT started_on, dspl_area FROM exclusions`,
  suspension_days: `
    SELECT started_on, count(*) AS suspensions FROM exclusions WHERE kind = 'suspension' GROUP BY started_on`,
};

/** Loops take their time: each world is gone through once. */
function once(reading: Reading): Reading {
  const known = new WeakMap<World, ReturnType<Reading>>();
  return (world) => {
    const found = known.get(world) ?? reading(world);
    known.set(world, found);
    return found;
  };
}

const rowsOf = (extract: string, world: World) => world.sources[extract]?.rows ?? [];
const month = (row: Row, column: string) => monthOf(String(row[column]));

export const waitingAndSuspended: Reading = once((world) => ({
  ...together(world, ['waiting_lists', 'exclusions']),
  rows: rowsOf('waiting_lists', world).flatMap((child) => {
    const own = rowsOf('exclusions', world).filter(
      (row) =>
        row.kind === 'suspension' &&
        row.pupil_id === child.person_id &&
        month(row, 'started_on') === month(child, 'snapshot_on'),
    );
    const known = own.flatMap(({ sessions_lost: lost }) => (lost === null ? [] : [Number(lost)]));
    const sessions_lost = known.length > 0 ? known.reduce((all, lost) => all + lost) : null;
    const { snapshot_on = null, dspl_area = null } = child;
    return own.length > 0 ? [{ snapshot_on, dspl_area, suspensions: own.length, sessions_lost }] : [];
  }),
}));

export const absentAndWaiting: Reading = once((world) => ({
  ...together(world, ['attendance', 'waiting_lists']),
  monthly: true,
  rows: rowsOf('attendance', world).flatMap((pupil) => {
    const waits = rowsOf('waiting_lists', world)
      .filter((row) => row.person_id === pupil.pupil_id && month(row, 'snapshot_on') === pupil.period)
      .map((row) => daysBetween(String(row.referred_on), String(row.snapshot_on)));
    const missed = Number(pupil.sessions_possible) - Number(pupil.sessions_attended);
    return waits.length > 0 ? [{ ...pupil, missed, longest: Math.max(...waits) }] : [];
  }),
}));

/** Nobody sends exclusions in August, but complaints come in every month. */
export const contacts: Reading = once((world) => ({
  ...together(world, ['complaints', 'exclusions']),
  rows: [
    ...rowsOf('complaints', world).map(({ received_on = null, dspl_area = null }) => ({
      day: received_on,
      dspl_area,
    })),
    ...rowsOf('exclusions', world).map(({ started_on = null, dspl_area = null }) => ({
      day: started_on,
      dspl_area,
    })),
  ],
}));

/** Nothing in it says where a child lives. */
export const suspensionDays: Reading = once((world) => ({
  ...together(world, ['exclusions']),
  localities: false,
  rows: rowsOf('exclusions', world)
    .filter(({ kind }) => kind === 'suspension')
    .map(({ started_on = null }) => ({ started_on, suspensions: 1 })),
}));
