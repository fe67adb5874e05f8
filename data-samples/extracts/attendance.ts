import { spelled } from '../areas.ts';
import type { Month } from '../calendar.ts';
import type { County } from '../county/county.ts';
import { isOnRoll, type Plan } from '../county/plans.ts';
import { isPresent, type Pupil, schoolAt, schoolPhase } from '../county/pupils.ts';
import type { SampleExtract } from '../extract.ts';
import { at, draw, type Random, seeded, wholeNumber } from '../random.ts';
import { schoolDays } from '../school-terms.ts';
import { REDUCED_TIMETABLES } from '../totals.ts';

const AREA_NAMES = spelled('spaced');

const SESSIONS_PER_DAY = 2;
/** January to December: more illness in winter. */
const ABSENCE_SEASON = [1.13, 1.1, 1.07, 1.02, 1, 1.02, 1.05, 0, 0.98, 1.03, 1.1, 1.16];
const MONTHS_DIFFER_BY = 0.05;
const SHARE_AUTHORISED = 0.66;
const SEN_SUPPORT_REDUCED = 0.004;
const LEAST_ABSENCE_WHEN_REDUCED = 0.3;

export const attendance: SampleExtract = {
  name: 'attendance',
  newline: '\n',
  columns: [
    'period',
    'pupil_id',
    'school_urn',
    'dspl_area',
    'sen_provision',
    'phase',
    'sessions_possible',
    'sessions_attended',
    'sessions_authorised',
    'sessions_unauthorised',
    'reduced_timetable',
  ],
  isDue: (month) => schoolDays(month).length > 0,
  rows: (county) => (month) => monthRows(county, month, schoolDays(month).length * SESSIONS_PER_DAY),
};

function* monthRows({ plans, senSupport }: County, month: Month, possible: number): Iterable<string> {
  const random = seeded('attendance', month.text);
  const withPlan = plans.filter((plan) => isPresent(plan, month) && isOnRoll(plan, month));
  const reduced = onReducedTimetable(random, withPlan, month);
  const row = rowWriter(random, month, possible);
  for (const plan of withPlan) yield row(plan, 'E', reduced.has(plan));
  for (const pupil of senSupport) {
    if (isPresent(pupil, month)) yield row(pupil, 'K', random() < SEN_SUPPORT_REDUCED);
  }
}

/** Mostly the same pupils from month to month: those who miss most. */
function onReducedTimetable(random: Random, plans: readonly Plan[], month: Month): Set<Plan> {
  const count = at(REDUCED_TIMETABLES, month.index);
  return new Set(draw(random, plans, count, ({ absence }) => absence ** 4).drawn);
}

function rowWriter(random: Random, month: Month, possible: number) {
  const season = at(ABSENCE_SEASON, month.number - 1) * (1 + MONTHS_DIFFER_BY * (random() - 0.5));
  return (pupil: Pupil, provision: 'E' | 'K', reduced: boolean): string => {
    const share = reduced ? Math.max(LEAST_ABSENCE_WHEN_REDUCED, pupil.absence) : pupil.absence;
    const expected = share * season * (0.5 + random()) * possible;
    const missed = Math.min(possible, wholeNumber(random, expected));
    const authorised = wholeNumber(random, missed * SHARE_AUTHORISED);
    const { urn } = schoolAt(pupil, month);
    return `${month.text},${pupil.personId},${urn},${AREA_NAMES[pupil.area]},${provision},${schoolPhase(pupil, month)},${possible},${possible - missed},${authorised},${missed - authorised},${reduced ? 'Y' : 'N'}`;
  };
}
