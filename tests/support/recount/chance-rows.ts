import fc from 'fast-check';
import { attendance, type Cells, complaint, exclusion, plan } from '../rows.ts';
import { dayIn } from './calendar.ts';
import { dayAfter } from './spans.ts';

/** Rows by chance, with blanks, of few people and two localities. */

/** Rows of an extract know their month by its place; ids are given when the files are written. */
export type MakeRow = (month: string, id: string) => Cells;

const place = fc.constantFrom('DSPL 1', 'DSPL 1', 'DSPL 2', 'dspl-2');
const placeOrNone = fc.oneof(place, fc.constant(''));
const person = fc.integer({ min: 1, max: 9 }).map((number) => `P${number}`);
const dayNumber = fc.integer({ min: 1, max: 31 });
const orBlank = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: '' as const, freq: 4 });
const grade = fc.constantFrom('outstanding', 'good', 'requires_improvement', 'inadequate');

const snapshotDay = (month: string) => dayIn(month, 31);

export const exclusions: fc.Arbitrary<MakeRow> = fc
  .record({
    day: dayNumber,
    kind: fc.constantFrom('suspension', 'suspension', 'permanent'),
    dspl_area: place,
    pupil_id: person,
    sen_provision: fc.constantFrom('E', 'K', 'N'),
    lost: orBlank(fc.integer({ min: 0, max: 40 })),
  })
  .map(
    ({ day, lost, ...cells }) =>
      (month, id) =>
        exclusion(id, dayIn(month, day), { ...cells, sessions_lost: cells.kind === 'permanent' ? '' : lost }),
  );

export const attendances: fc.Arbitrary<MakeRow> = fc
  .record({
    pupil: person,
    possible: fc.integer({ min: 0, max: 40 }),
    share: fc.integer({ min: 0, max: 100 }),
    unauthorised: fc.integer({ min: 0, max: 5 }),
    dspl_area: place,
    sen_provision: fc.constantFrom('E', 'K', 'N'),
    reduced_timetable: orBlank(fc.constantFrom('Y', 'N')),
  })
  .map(({ pupil, possible, share, unauthorised, ...cells }) => (month, id) => {
    const missed = Math.floor((possible * share) / 100);
    const without = Math.min(missed, unauthorised);
    return attendance(month, pupil, possible, missed, {
      ...cells,
      school_urn: id,
      sessions_authorised: missed - without,
      sessions_unauthorised: without,
    });
  });

export const complaints: fc.Arbitrary<MakeRow> = fc
  .record({
    day: dayNumber,
    took: orBlank(fc.integer({ min: 0, max: 60 })),
    due: orBlank(fc.integer({ min: 5, max: 40 })),
    kind: fc.constantFrom('complaint', 'complaint', 'compliment'),
    agency: fc.constantFrom('education', 'health', 'social_care'),
    dspl_area: placeOrNone,
  })
  .map(({ day, took, due, ...cells }) => (month, id) => {
    const last = dayIn(month, day);
    const received = took === '' ? last : dayAfter(last, -took);
    const responded_on = took === '' ? '' : last;
    return complaint(id, received, {
      ...cells,
      responded_on,
      due_on: due === '' ? '' : dayAfter(received, due),
    });
  });

export const audits: fc.Arbitrary<MakeRow> = fc
  .record({ day: dayNumber, dspl_area: placeOrNone, grade, child_voice_grade: orBlank(grade) })
  .map(({ day, ...cells }) => (month, id) => ({
    audit_id: id,
    audited_on: dayIn(month, day),
    plan_type: 'new',
    ...cells,
  }));

export const waiting: fc.Arbitrary<MakeRow> = fc
  .record({
    person_id: person,
    dspl_area: place,
    waited: fc.integer({ min: 0, max: 800 }),
    status: fc.constantFrom('waiting', 'waiting', 'seen'),
    after: fc.integer({ min: 0, max: 800 }),
    pathway: fc.constantFrom('autism', 'adhd'),
  })
  .map(({ waited, after, ...cells }) => (month, provider) => {
    const snapshot_on = snapshotDay(month);
    const referred_on = dayAfter(snapshot_on, -waited);
    const first_contact_on = cells.status === 'seen' ? dayAfter(referred_on, Math.min(after, waited)) : '';
    return { snapshot_on, ...cells, provider, referred_on, first_contact_on };
  });

export const plans: fc.Arbitrary<MakeRow> = fc
  .record({
    dspl_area: place,
    person_id: person,
    placement: orBlank(fc.constantFrom('mainstream', 'special')),
  })
  .map((cells) => (month, id) => plan(snapshotDay(month), id, cells));
