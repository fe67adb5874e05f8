import fc from 'fast-check';
import { attendance, type Cells, complaint, csv, exclusion, headcount, plan } from '../rows.ts';
import { dayAfter, lastDayOf } from './spans.ts';
import type { File } from './world.ts';

/** Chance writes two and a half years of small extracts: with blanks, gaps, corrections, and months in which nothing happened. */

export const TODAY = '2025-01-15';
export const TERMS = [
  { id: 'AY2022T1', start: '2022-09-05', end: '2022-12-16' },
  { id: 'AY2022T2', start: '2023-01-04', end: '2023-03-31' },
  { id: 'AY2022T3', start: '2023-04-17', end: '2023-07-21' },
  { id: 'AY2023T1', start: '2023-09-04', end: '2023-12-20' },
  { id: 'AY2023T2', start: '2024-01-03', end: '2024-03-22' },
  { id: 'AY2023T3', start: '2024-04-08', end: '2024-07-23' },
  { id: 'AY2024T1', start: '2024-09-02', end: '2024-12-20' },
  { id: 'AY2024T2', start: '2025-01-06', end: '2025-04-04' },
];
const FIRST = 2022 * 12 + 8;
const MONTHS = Array.from({ length: 29 }, (_, index) => {
  const number = FIRST + index;
  return `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, '0')}`;
});
const LAST = MONTHS.length - 1;

/** Rows of an extract know their month by its place; ids are given when the files are written. */
type MakeRow = (month: string, id: string) => Cells;

const place = fc.constantFrom('DSPL 1', 'DSPL 1', 'DSPL 2', 'dspl-2');
const placeOrNone = fc.oneof(place, fc.constant(''));
const person = fc.integer({ min: 1, max: 9 }).map((number) => `P${number}`);
const dayNumber = fc.integer({ min: 1, max: 31 });
const orBlank = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: '' as const, freq: 4 });
const grade = fc.constantFrom('outstanding', 'good', 'requires_improvement', 'inadequate');

/** A day of the month; none lies ahead. */
function dayIn(month: string, day: number): string {
  const last = [lastDayOf(month), TODAY].sort()[0] ?? '';
  return [`${month}-${String(day).padStart(2, '0')}`, last].sort()[0] ?? '';
}

const snapshotDay = (month: string) => dayIn(month, 31);

const exclusions: fc.Arbitrary<MakeRow> = fc
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

const attendances: fc.Arbitrary<MakeRow> = fc
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

const complaints: fc.Arbitrary<MakeRow> = fc
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

const audits: fc.Arbitrary<MakeRow> = fc
  .record({ day: dayNumber, dspl_area: placeOrNone, grade, child_voice_grade: orBlank(grade) })
  .map(({ day, ...cells }) => (month, id) => ({
    audit_id: id,
    audited_on: dayIn(month, day),
    plan_type: 'new',
    ...cells,
  }));

const waiting: fc.Arbitrary<MakeRow> = fc
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

const plans: fc.Arbitrary<MakeRow> = fc
  .record({
    dspl_area: place,
    person_id: person,
    placement: orBlank(fc.constantFrom('mainstream', 'special')),
  })
  .map((cells) => (month, id) => plan(snapshotDay(month), id, cells));

interface Habits {
  least: number;
  most: number;
  silent?: number[];
  /** The newest row of a key wins. */
  keyed?: boolean;
}

/** An extract’s files: one long one with most months, some months in files of their own, and corrections of some that
 *  came before or after the long one. */
function filesOf(
  extract: string,
  row: fc.Arbitrary<MakeRow>,
  { least, most, silent = [], keyed }: Habits,
): fc.Arbitrary<File[]> {
  const rows = fc.array(row, { minLength: least, maxLength: most, size: 'max' });
  const someMonths = (maxLength: number) => fc.uniqueArray(fc.integer({ min: 1, max: LAST }), { maxLength });
  return fc
    .record({
      from: fc.constantFrom(0, 0, 0, 1, 4),
      until: fc.constantFrom(LAST, LAST, LAST - 1, LAST - 2),
      gap: fc.option(fc.integer({ min: 2, max: LAST - 2 }), { freq: 1 }),
      sendsInSilence: fc.constantFrom(false, false, true),
      alone: someMonths(3),
      before: someMonths(2),
      after: someMonths(1),
      months: fc.array(rows, { minLength: MONTHS.length, maxLength: MONTHS.length }),
      others: fc.array(rows, { minLength: 3, maxLength: 3 }),
    })
    .map(({ from, until, gap, sendsInSilence, alone, before, after, months, others }) => {
      const isDue = (index: number) =>
        index >= from &&
        index <= until &&
        index !== gap &&
        (sendsInSilence || !silent.includes(Number(MONTHS[index]?.slice(5))));
      const written = (index: number, made: MakeRow[] = []) =>
        made.map((make, number) =>
          make(MONTHS[index] ?? '', `${extract.slice(0, 4)}-${idMonth(index, number)}-${number}`),
        );
      const idMonth = (index: number, row: number) =>
        keyed && alone.includes(index) && row < 2 ? index - 8 : index;
      const own = (indexes: number[]) => indexes.flatMap((index) => written(index, months[index]));
      const due = MONTHS.map((_, index) => index).filter(isDue);
      const isAlone = (index: number) => alone.includes(index);
      const long = due.filter((index) => !isAlone(index));
      const chunks =
        keyed && gap !== null
          ? [long.filter((index) => index < gap), long.filter((index) => index > gap)]
          : [long];
      const file = (name: string, rowsOf: Cells[]): File[] =>
        rowsOf.length > 0 || name.includes('_20') ? [{ extract, name: `${name}.csv`, rows: rowsOf }] : [];
      const named = (index: number, word: string, rowsOf: Cells[]) =>
        file(`${extract}_${MONTHS[index]}${word}`, rowsOf);
      const corrected = (indexes: number[], word: string, start: number) =>
        indexes.filter(isDue).flatMap((index, number) => {
          // A file that leaves less than half of what was there before is refused as a fragment.
          const most = Math.max(1, months[index]?.length ?? 0);
          const made = written(index, others[start + number]?.slice(0, most));
          return made.length > 0 ? named(index, word, made) : [];
        });
      return [
        ...corrected(before, '_first', 0),
        ...chunks.flatMap((chunk, number) => file(`${extract}${number > 0 ? ' more' : ''}`, own(chunk))),
        ...due.filter(isAlone).flatMap((index) => named(index, '', own([index]))),
        ...corrected(after, '_corrected', 2),
      ];
    });
}

const CENSUSES = [
  '2022-10-06',
  '2023-01-19',
  '2023-05-18',
  '2023-10-05',
  '2024-01-18',
  '2024-05-16',
  '2024-10-03',
];

const censuses: fc.Arbitrary<File[]> = fc
  .uniqueArray(
    fc.record({
      day: fc.constantFrom(...CENSUSES),
      groups: fc.uniqueArray(
        fc.record({
          area: fc.constantFrom('DSPL 1', 'DSPL 2'),
          sen_provision: fc.constantFrom('E', 'K', 'N'),
          heads: fc.integer({ min: 0, max: 300 }),
        }),
        { selector: ({ area, sen_provision }) => `${area} ${sen_provision}`, minLength: 1, maxLength: 6 },
      ),
    }),
    { selector: ({ day }) => day, minLength: 2, maxLength: 6 },
  )
  .map((all) => {
    const rows = all.map(({ day, groups }) =>
      groups.map(({ area, sen_provision, heads }) => headcount(day, area, heads, { sen_provision })),
    );
    const again = (rows[0] ?? []).map((cells) => ({ ...cells, headcount: Number(cells.headcount) + 7 }));
    return [
      { extract: 'pupils', name: 'pupils.csv', rows: rows.flat() },
      { extract: 'pupils', name: 'pupils again.csv', rows: again },
    ];
  });

const PUBLISHED_PERIODS = [
  '2024-05',
  '2023-05',
  'FY2022',
  'FY2023',
  'FY2023Q1',
  'FY2024Q1',
  'AY2022',
  'AY2023',
  'AY2023T1',
  'AY2022T1',
  'AY2024T2',
  'CY2023',
  'CY2024',
  'CY2025',
  '2024-W01',
  'R2024-07',
];
const amount = fc.integer({ min: 0, max: 50 });

/** As reports print them: a figure, or its two numbers, or all three, or a symbol. */
const printed = fc.oneof(
  { weight: 3, arbitrary: fc.record({ value: fc.integer({ min: 0, max: 99 }).map((per) => per / 100) }) },
  fc.record({ numerator: amount, denominator: amount }),
  fc.record({ numerator: amount, denominator: amount, value: fc.constant(0.5) }),
  fc.record({ numerator: amount }),
  { weight: 2, arbitrary: fc.record({ symbol: fc.constantFrom('c', 'x', 'z', 'low') }) },
);

const publishedRows = fc.uniqueArray(
  fc.record({
    measure: fc.constantFrom('satisfied', 'good schools'),
    period: fc.constantFrom(...PUBLISHED_PERIODS),
    area: fc.constantFrom('county', 'county', 'dspl-1', 'dspl-2'),
    comparator: fc.constantFrom('', '', '', 'england'),
    printed,
  }),
  {
    selector: ({ measure, period, area, comparator }) => [measure, period, area, comparator].join('|'),
    minLength: 30,
    maxLength: 60,
    size: 'max',
  },
);

const publishedFiles: fc.Arbitrary<File[]> = fc.tuple(publishedRows, publishedRows).map(([first, second]) =>
  [first, second.slice(0, 12)].map((rows, index) => ({
    extract: 'published_measures',
    name: `published_measures ${index}.csv`,
    rows: rows.map(({ printed: figure, ...keys }) => ({
      ...keys,
      ...{ numerator: '', denominator: '', value: '', symbol: '', source: 'A report' },
      ...figure,
    })),
  })),
);

const COUNCILS = ['Testshire', ...Array.from({ length: 109 }, (_, index) => `Council ${index + 1}`)];
/** Among fewer than a hundred there is no place: that many have a number in some years, in others not. */
const number = fc.oneof(
  { weight: 11, arbitrary: fc.integer({ min: 1, max: 9 }) },
  { weight: 1, arbitrary: fc.constant('x') },
);
const COUNCIL_ROWS = COUNCILS.length * 6;

/** Few different numbers, so that councils often share a place. */
const councils: fc.Arbitrary<File[]> = fc
  .tuple(
    ...[0, 1].map(() =>
      fc.array(fc.record({ on_time: number, issued: number }), {
        minLength: COUNCIL_ROWS,
        maxLength: COUNCIL_ROWS,
      }),
    ),
  )
  .map((editions) =>
    editions.map((numbers, edition) => {
      const years = edition === 0 ? ['2022', '2023', '2024'] : ['2023'];
      const topics = ['All EHC plans issued', 'Age'];
      const rows = years.flatMap((year) =>
        COUNCILS.flatMap((la_name) => topics.map((topic) => ({ year, la_name, topic }))),
      );
      return {
        extract: 'dfe_timeliness',
        name: `dfe_timeliness ${edition}.csv`,
        rows: rows.map(({ year, la_name, topic }, index) => ({
          time_period: year,
          time_identifier: 'Calendar year',
          geographic_level: 'Local authority',
          region_name: 'East of England',
          la_name,
          breakdown_topic: topic,
          breakdown: topic,
          plans_issued_20_weeks_ex: numbers[index]?.on_time ?? 'x',
          plans_issued_den_ex: numbers[index]?.issued ?? 'x',
        })),
      };
    }),
  );

/** Everything that is delivered, in the order of arrival. */
export const deliveries: fc.Arbitrary<File[]> = fc
  .tuple(
    filesOf('exclusions', exclusions, { least: 0, most: 6, silent: [8] }),
    filesOf('attendance', attendances, { least: 1, most: 5, silent: [8] }),
    filesOf('complaints', complaints, { least: 0, most: 6, keyed: true }),
    filesOf('ehcp_audits', audits, { least: 0, most: 4 }),
    filesOf('waiting_lists', waiting, { least: 1, most: 6 }),
    filesOf('ehc_plans', plans, { least: 1, most: 5 }),
    censuses,
    publishedFiles,
    councils,
  )
  .map((files) => files.flat());

/** A file’s text; without rows it is a header, as an export of a month in which nothing happened. */
export function textOf({ extract, rows }: File): string {
  const headers: Record<string, Cells> = {
    exclusions: exclusion('', ''),
    complaints: complaint('', ''),
    ehcp_audits: {
      audit_id: '',
      audited_on: '',
      dspl_area: '',
      plan_type: '',
      grade: '',
      child_voice_grade: '',
    },
  };
  return rows.length > 0 ? csv(...rows) : `${Object.keys(headers[extract] ?? {}).join(',')}\n`;
}
