import type { WrittenMeasure } from '../../../indicators/measure-schema.ts';
import { GRAINS, type Grain } from '../../../indicators/series.ts';
import type { PlainIndicator } from '../partnership.ts';
import { gap, growth, ratio } from './combined.ts';
import { published, rank } from './given.ts';
import {
  amountsOf,
  count,
  from,
  mean,
  type Of,
  percentile,
  proportion,
  type Recount,
  type Rows,
  rate,
  sum,
  total,
} from './recount.ts';
import { daysBetween } from './spans.ts';
import { absentAndWaiting, contacts, suspensionDays, waitingAndSuspended } from './views.ts';
import type { Row } from './world.ts';

/** Indicators as an analyst writes them, each beside the same in TypeScript. */

const EVERY = [...GRAINS];
const MONTHS_AND_MORE: Grain[] = EVERY.filter((grain) => grain !== 'week');
const MONTHS_AND_YEARS: Grain[] = ['month', 'quarter', 'academic_year', 'calendar_year'];
const YEARS: Grain[] = ['academic_year', 'financial_year', 'calendar_year', 'rolling_year'];

interface Counted {
  measure: WrittenMeasure;
  grains: Grain[];
  recount: Recount;
}

const is =
  (column: string, ...values: string[]): Of =>
  (row) => {
    const value = row[column];
    return typeof value === 'string' ? values.includes(value) : null;
  };
const of =
  (column: string): Of =>
  (row) =>
    row[column] ?? null;
const number = (row: Row, column: string) => Number(row[column]);
const days = (row: Row, first: string, last: string) => {
  const [begin, end] = [row[first], row[last]];
  return typeof begin === 'string' && typeof end === 'string' ? daysBetween(begin, end) : null;
};

const exclusions = { extract: 'exclusions', date: 'started_on' } as const;
const excluded: Rows = { of: from('exclusions'), day: 'started_on' };
const suspensions = { ...exclusions, where: "kind = 'suspension'" };
const suspended: Rows = { ...excluded, where: is('kind', 'suspension') };
const attendance = { extract: 'attendance', date: 'period' } as const;
const attended: Rows = { of: from('attendance'), day: 'period' };
const complaints = { extract: 'complaints', date: 'received_on' } as const;
const received: Rows = { of: from('complaints'), day: 'received_on' };
const audits = { extract: 'ehcp_audits', date: 'audited_on' } as const;
const audited: Rows = { of: from('ehcp_audits'), day: 'audited_on' };
const waiting = { extract: 'waiting_lists', date: 'snapshot_on' } as const;
const listed: Rows = { of: from('waiting_lists'), day: 'snapshot_on' };
const stillWaiting: Rows = { ...listed, where: is('status', 'waiting'), stock: true };
const plans = { kind: 'stock', extract: 'ehc_plans', date: 'snapshot_on' } as const;
const heldPlans = count({ of: from('ehc_plans'), day: 'snapshot_on', stock: true });

const missed: Of = (row) => number(row, 'sessions_authorised') + number(row, 'sessions_unauthorised');
const daysToRespond: Of = (row) => days(row, 'received_on', 'responded_on');
const daysWaiting: Of = (row) => days(row, 'referred_on', 'snapshot_on');
const absence = (...provision: string[]) =>
  proportion({ ...attended, where: is('sen_provision', ...provision) }, missed, of('sessions_possible'));
const absenceOf = (provision: string) => ({
  kind: 'proportion' as const,
  ...attendance,
  where: `sen_provision = '${provision}'`,
  numerator: 'sessions_authorised + sessions_unauthorised',
  denominator: 'sessions_possible',
});

const suspensionCount = count(suspended);
const answeredInTime = proportion({ ...received, where: is('kind', 'complaint') }, (row) => {
  const [answered, due] = [row.responded_on, row.due_on];
  return typeof answered === 'string' && typeof due === 'string' ? answered <= due : null;
});
const goodAudits = proportion(audited, is('grade', 'good', 'outstanding'));
const waitingNow = count(stillWaiting);
const complaintCount = count({ ...received, where: is('kind', 'complaint') });
const satisfied = published('satisfied');
const waitingSuspended: Rows = { of: waitingAndSuspended, day: 'snapshot_on' };
const absentWaiting: Rows = { of: absentAndWaiting, day: 'period' };

export const INDICATORS: Record<string, Counted> = {
  suspensions: { measure: { kind: 'count', ...suspensions }, grains: EVERY, recount: suspensionCount },
  'permanent-exclusions': {
    measure: { kind: 'count', ...exclusions, where: "kind = 'permanent'" },
    grains: MONTHS_AND_MORE,
    recount: count({ ...excluded, where: is('kind', 'permanent') }),
  },
  'pupil-months': {
    measure: { kind: 'count', ...attendance },
    grains: MONTHS_AND_MORE,
    recount: count(attended),
  },
  complaints: {
    measure: { kind: 'count', ...complaints, where: "kind = 'complaint'" },
    grains: EVERY,
    recount: complaintCount,
  },
  'complaints-answered': {
    measure: { kind: 'count', extract: 'complaints', date: 'responded_on' },
    grains: MONTHS_AND_MORE,
    recount: count({ of: from('complaints'), day: 'responded_on' }),
  },
  audits: { measure: { kind: 'count', ...audits }, grains: EVERY, recount: count(audited) },
  'seen-in-the-month': {
    measure: { kind: 'count', ...waiting, where: "status = 'seen'" },
    grains: EVERY,
    recount: count({ ...listed, where: is('status', 'seen') }),
  },
  'sessions-lost': {
    measure: { kind: 'sum', ...exclusions, value: 'sessions_lost' },
    grains: EVERY,
    recount: sum(excluded, of('sessions_lost')),
  },
  'sessions-unauthorised': {
    measure: { kind: 'sum', ...attendance, value: 'sessions_unauthorised' },
    grains: MONTHS_AND_MORE,
    recount: sum(attended, of('sessions_unauthorised')),
  },
  'days-waited-together': {
    measure: { kind: 'sum', ...waiting, value: 'days_waiting', stock: true },
    grains: MONTHS_AND_MORE,
    recount: sum({ ...listed, stock: true }, daysWaiting),
  },
  'suspended-with-send': {
    measure: { kind: 'proportion', ...suspensions, numerator: "sen_provision <> 'N'" },
    grains: EVERY,
    recount: proportion(suspended, is('sen_provision', 'E', 'K')),
  },
  'long-suspensions': {
    measure: { kind: 'proportion', ...exclusions, numerator: 'sessions_lost >= 10' },
    grains: MONTHS_AND_MORE,
    recount: proportion(excluded, (row) =>
      row.sessions_lost === null ? null : number(row, 'sessions_lost') >= 10,
    ),
  },
  'suspensions-for-each-session': {
    measure: {
      kind: 'proportion',
      ...exclusions,
      numerator: "kind = 'suspension'",
      denominator: 'sessions_lost + 1',
    },
    grains: MONTHS_AND_MORE,
    recount: proportion(excluded, is('kind', 'suspension'), (row) =>
      row.sessions_lost === null ? null : number(row, 'sessions_lost') + 1,
    ),
  },
  absence: { measure: { ...absenceOf('E') }, grains: MONTHS_AND_MORE, recount: absence('E') },
  'severe-absence': {
    measure: {
      kind: 'proportion',
      ...attendance,
      where: 'sessions_possible > 0',
      numerator: '2 * sessions_attended <= sessions_possible',
    },
    grains: MONTHS_AND_MORE,
    recount: proportion(
      { ...attended, where: (row) => number(row, 'sessions_possible') > 0 },
      (row) => 2 * number(row, 'sessions_attended') <= number(row, 'sessions_possible'),
    ),
  },
  'part-time-share': {
    measure: { kind: 'proportion', ...attendance, numerator: "reduced_timetable = 'Y'", stock: true },
    grains: MONTHS_AND_MORE,
    recount: proportion({ ...attended, stock: true }, is('reduced_timetable', 'Y')),
  },
  'answered-in-time': {
    measure: {
      kind: 'proportion',
      ...complaints,
      where: "kind = 'complaint'",
      numerator: 'responded_on <= due_on',
    },
    grains: EVERY,
    recount: answeredInTime,
  },
  'audits-good': {
    measure: { kind: 'proportion', ...audits, numerator: "grade IN ('good', 'outstanding')" },
    grains: EVERY,
    recount: goodAudits,
  },
  'voice-good': {
    measure: {
      kind: 'proportion',
      ...audits,
      where: 'child_voice_grade IS NOT NULL',
      numerator: "child_voice_grade = 'good'",
    },
    grains: MONTHS_AND_MORE,
    recount: proportion(
      { ...audited, where: (row) => row.child_voice_grade !== null },
      is('child_voice_grade', 'good'),
    ),
  },
  'waiting-a-year': {
    measure: {
      kind: 'proportion',
      ...waiting,
      where: "status = 'waiting'",
      numerator: 'days_waiting > 365',
      stock: true,
    },
    grains: EVERY,
    recount: proportion(stillWaiting, (row) => Number(daysWaiting(row)) > 365),
  },
  'suspension-rate': {
    measure: {
      kind: 'rate',
      ...suspensions,
      per: 100,
      denominator: { extract: 'pupils', date: 'snapshot_on', sum: 'headcount' },
    },
    grains: EVERY,
    recount: rate(suspended, 100, { of: from('pupils'), day: 'snapshot_on', sum: 'headcount' }),
  },
  'suspension-rate-send': {
    measure: {
      kind: 'rate',
      ...suspensions,
      where: "kind = 'suspension' AND sen_provision = 'E'",
      per: 1000,
      denominator: { extract: 'pupils', date: 'snapshot_on', sum: 'headcount', where: "sen_provision = 'E'" },
    },
    grains: MONTHS_AND_MORE,
    recount: rate(
      { ...suspended, where: (row) => row.kind === 'suspension' && row.sen_provision === 'E' },
      1000,
      {
        ...{ of: from('pupils'), day: 'snapshot_on', sum: 'headcount' },
        where: is('sen_provision', 'E'),
      },
    ),
  },
  'complaints-for-each-group-of-pupils': {
    measure: { kind: 'rate', ...complaints, per: 10, denominator: { extract: 'pupils' } },
    grains: MONTHS_AND_YEARS,
    recount: rate(received, 10, { of: from('pupils'), day: 'snapshot_on' }),
  },
  'sessions-mean': {
    measure: { kind: 'mean', ...suspensions, value: 'sessions_lost' },
    grains: EVERY,
    recount: mean(suspended, of('sessions_lost')),
  },
  'days-to-answer-mean': {
    measure: { kind: 'mean', ...complaints, value: 'days_to_respond' },
    grains: MONTHS_AND_MORE,
    recount: mean(received, daysToRespond),
  },
  'days-waiting-mean': {
    measure: { kind: 'mean', ...waiting, where: "status = 'waiting'", value: 'days_waiting', stock: true },
    grains: EVERY,
    recount: mean(stillWaiting, daysWaiting),
  },
  'sessions-median': {
    measure: { kind: 'median', ...suspensions, value: 'sessions_lost' },
    grains: EVERY,
    recount: percentile(suspended, of('sessions_lost'), 0.5),
  },
  'days-to-answer-median': {
    measure: { kind: 'median', ...complaints, value: 'days_to_respond' },
    grains: MONTHS_AND_MORE,
    recount: percentile(received, daysToRespond, 0.5),
  },
  'days-waiting-median': {
    measure: { kind: 'median', ...waiting, where: "status = 'waiting'", value: 'days_waiting', stock: true },
    grains: EVERY,
    recount: percentile(stillWaiting, daysWaiting, 0.5),
  },
  'sessions-missed-median': {
    measure: { kind: 'median', ...attendance, value: 'sessions_authorised + sessions_unauthorised' },
    grains: MONTHS_AND_MORE,
    recount: percentile(attended, missed, 0.5),
  },
  'sessions-p90': {
    measure: { kind: 'percentile', ...suspensions, value: 'sessions_lost', percentile: 0.9 },
    grains: MONTHS_AND_MORE,
    recount: percentile(suspended, of('sessions_lost'), 0.9),
  },
  'days-waiting-p92': {
    measure: { kind: 'percentile', ...waiting, value: 'days_waiting', percentile: 0.92, stock: true },
    grains: MONTHS_AND_MORE,
    recount: percentile({ ...listed, stock: true }, daysWaiting, 0.92),
  },
  waiting: {
    measure: { kind: 'stock', ...waiting, where: "status = 'waiting'" },
    grains: EVERY,
    recount: waitingNow,
  },
  'part-time': {
    measure: { kind: 'stock', ...attendance, where: "reduced_timetable = 'Y'" },
    grains: MONTHS_AND_MORE,
    recount: count({ ...attended, where: is('reduced_timetable', 'Y'), stock: true }),
  },
  plans: { measure: { ...plans }, grains: MONTHS_AND_MORE, recount: heldPlans },
  'absence-gap': {
    measure: { kind: 'gap', of: absenceOf('E'), less: absenceOf('N') },
    grains: MONTHS_AND_MORE,
    recount: gap(absence('E'), absence('N')),
  },
  'answers-less-audits': {
    measure: { kind: 'gap', of: 'answered-in-time', less: 'audits-good' },
    grains: EVERY,
    recount: gap(answeredInTime, goodAudits),
  },
  'sessions-gap': {
    measure: {
      kind: 'gap',
      of: { kind: 'mean', ...suspensions, where: "sen_provision = 'E'", value: 'sessions_lost' },
      less: { kind: 'median', ...suspensions, where: "sen_provision = 'N'", value: 'sessions_lost' },
    },
    grains: MONTHS_AND_MORE,
    recount: gap(
      mean({ ...excluded, where: is('sen_provision', 'E') }, of('sessions_lost')),
      percentile({ ...excluded, where: is('sen_provision', 'N') }, of('sessions_lost'), 0.5),
    ),
  },
  'satisfied-less-audits': {
    measure: { kind: 'gap', of: 'satisfied', less: 'audits-good' },
    grains: EVERY,
    recount: gap(satisfied, goodAudits),
  },
  'complaints-for-each-plan': {
    measure: { kind: 'ratio', numerator: 'complaints', denominator: plans, per: 100 },
    grains: EVERY,
    recount: ratio(complaintCount, heldPlans, 100),
  },
  'suspensions-for-each-permanent': {
    measure: { kind: 'ratio', numerator: 'suspensions', denominator: 'permanent-exclusions', per: 1 },
    grains: MONTHS_AND_MORE,
    recount: ratio(suspensionCount, count({ ...excluded, where: is('kind', 'permanent') })),
  },
  'complaints-for-each-audit': {
    measure: { kind: 'ratio', numerator: 'complaints', denominator: 'audits', per: 1 },
    grains: MONTHS_AND_MORE,
    recount: ratio(complaintCount, count(audited)),
  },
  'waiting-for-each-plan': {
    measure: { kind: 'ratio', numerator: 'waiting', denominator: 'plans', per: 1 },
    grains: MONTHS_AND_MORE,
    recount: ratio(waitingNow, heldPlans),
  },
  'growth-of-plans': {
    measure: { kind: 'growth', of: 'plans' },
    grains: MONTHS_AND_MORE,
    recount: growth(heldPlans),
  },
  'growth-of-suspensions': {
    measure: { kind: 'growth', of: 'suspensions' },
    grains: EVERY,
    recount: growth(suspensionCount),
  },
  'growth-of-good-audits': {
    measure: { kind: 'growth', of: 'audits-good' },
    grains: MONTHS_AND_MORE,
    recount: growth(goodAudits),
  },
  'growth-of-waiting-for-each-plan': {
    measure: { kind: 'growth', of: 'waiting-for-each-plan' },
    grains: MONTHS_AND_MORE,
    recount: growth(ratio(waitingNow, heldPlans)),
  },
  'growth-of-satisfied': {
    measure: { kind: 'growth', of: 'satisfied' },
    grains: EVERY,
    recount: growth(satisfied),
  },
  satisfied: { measure: { kind: 'published' }, grains: EVERY, recount: satisfied },
  'schools-good': {
    measure: { kind: 'published', measure: 'good schools' },
    grains: EVERY,
    recount: published('good schools'),
  },
  'rank-on-time': {
    measure: {
      kind: 'rank',
      extract: 'dfe_timeliness',
      numerator: 'plans_issued_20_weeks_ex',
      denominator: 'plans_issued_den_ex',
      best: 'highest',
    },
    grains: ['calendar_year'],
    recount: rank('dfe_timeliness', 'Testshire', onTimeOf, () => true, 'highest'),
  },
  'rank-issued': {
    measure: {
      kind: 'rank',
      extract: 'dfe_timeliness',
      numerator: 'plans_issued_den_ex',
      where: "breakdown_topic = 'All EHC plans issued'",
      best: 'lowest',
    },
    grains: ['calendar_year', 'month'],
    recount: rank(
      'dfe_timeliness',
      'Testshire',
      (rows) => amountsOf(rows, of('plans_issued_den_ex'))[0] ?? null,
      is('breakdown_topic', 'All EHC plans issued'),
      'lowest',
    ),
  },
  'waiting-and-suspended': {
    measure: { kind: 'count', extract: 'waiting_and_suspended', date: 'snapshot_on' },
    grains: EVERY,
    recount: count(waitingSuspended),
  },
  'waiting-and-suspended-twice': {
    measure: {
      kind: 'proportion',
      extract: 'waiting_and_suspended',
      date: 'snapshot_on',
      numerator: 'suspensions >= 2',
    },
    grains: MONTHS_AND_MORE,
    recount: proportion(waitingSuspended, (row) => number(row, 'suspensions') >= 2),
  },
  'sessions-lost-while-waiting': {
    measure: {
      kind: 'mean',
      extract: 'waiting_and_suspended',
      date: 'snapshot_on',
      value: 'sessions_lost',
      stock: true,
    },
    grains: MONTHS_AND_MORE,
    recount: mean({ ...waitingSuspended, stock: true }, of('sessions_lost')),
  },
  'absence-of-those-waiting': {
    measure: {
      kind: 'proportion',
      extract: 'absent_and_waiting',
      date: 'period',
      numerator: 'missed',
      denominator: 'sessions_possible',
    },
    grains: MONTHS_AND_MORE,
    recount: proportion(absentWaiting, of('missed'), of('sessions_possible')),
  },
  'longest-wait-of-absent': {
    measure: {
      kind: 'median',
      extract: 'absent_and_waiting',
      date: 'period',
      where: 'missed > 0',
      value: 'longest',
    },
    grains: MONTHS_AND_MORE,
    recount: percentile({ ...absentWaiting, where: (row) => number(row, 'missed') > 0 }, of('longest'), 0.5),
  },
  contacts: {
    measure: { kind: 'count', extract: 'contacts', date: 'day' },
    grains: EVERY,
    recount: count({ of: contacts, day: 'day' }),
  },
  'suspension-days': {
    measure: { kind: 'sum', extract: 'suspension_days', date: 'started_on', value: 'suspensions' },
    grains: YEARS,
    recount: sum({ of: suspensionDays, day: 'started_on' }, of('suspensions')),
  },
};

/** Only rows with both numbers count. */
function onTimeOf(rows: Row[]): number | null {
  const known = rows.filter(
    (row) => row.plans_issued_20_weeks_ex !== null && row.plans_issued_den_ex !== null,
  );
  const below = total(amountsOf(known, of('plans_issued_den_ex')));
  return known.length === 0 || below === 0
    ? null
    : total(amountsOf(known, of('plans_issued_20_weeks_ex'))) / below;
}

export function writtenIndicators(): Record<string, PlainIndicator> {
  return Object.fromEntries(
    Object.entries(INDICATORS).map(([id, { measure, grains }]) => {
      const [tile_grain] = grains;
      return [id, { measure, grains, ...(tile_grain && { tile_grain }) }];
    }),
  );
}
