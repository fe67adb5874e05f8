import { createHash } from 'node:crypto';
import { ABSENCE, COMPLAINTS, ON_TIME, type PlainIndicator, REQUESTS } from '../support/partnership.ts';
import {
  attendance,
  type Cells,
  complaint,
  csv,
  exclusion,
  issued,
  request,
  windows1252,
} from '../support/rows.ts';
import { SUSPENDED } from '../support/testshire.ts';
import type { Order } from './pipeline.ts';

/** A small partnership's spring and summer, with everything in it that decides which rows count. */

export const TODAY = '2024-09-20';

export const indicators: Record<string, PlainIndicator> = {
  complaints: { ...COMPLAINTS, grains: ['month', 'calendar_year'] },
  requests: { ...REQUESTS, grains: ['month'] },
  'on-time': {
    ...ON_TIME,
    grains: ['month', 'calendar_year'],
    benchmarks: [
      {
        extract: 'dfe_timeliness',
        numerator: 'plans_issued_20_weeks_ex',
        denominator: 'plans_issued_den_ex',
        where: "breakdown_topic = 'All EHC plans issued'",
        comparators: ['england', 'statistical_neighbours'],
      },
    ],
  },
  absence: { ...ABSENCE, grains: ['month'] },
  suspended: SUSPENDED,
};

/** What somebody does in one go: files put into the inbox (or into a folder, to be named), then a command. */
export interface Operation {
  title: string;
  inbox?: Record<string, string | Buffer>;
  /** Files that are named on the command line, in this order. */
  named?: Record<string, string | Buffer>;
  command?: Order['command'];
  /** The bytes of the file that is withdrawn. */
  withdrawn?: string | Buffer;
}

const area = (index: number) => (index % 3 === 0 ? 'South' : 'DSPL 1');

function complaints(month: string, first: number, last: number, cells: Cells = {}): Cells[] {
  return numbers(first, last).map((number) =>
    complaint(`C${number}`, `${month}-${day(number)}`, { dspl_area: area(number), ...cells }),
  );
}

function pupils(month: string, count: number, missed: (index: number) => number): Cells[] {
  return numbers(1, count).map((index) =>
    attendance(month, `P${index}`, 40, missed(index), { dspl_area: area(index) }),
  );
}

function suspensions(month: string, first: number, last: number): Cells[] {
  return numbers(first, last).map((number) =>
    exclusion(`X${number}`, `${month}-${day(number)}`, { dspl_area: area(number) }),
  );
}

function requests(month: string, first: number, last: number): Cells[] {
  return numbers(first, last).map((number) => request(`R${number}`, `${month}-${day(number)}`));
}

function timeliness(numerator: number): Cells[] {
  const row = (geographic_level: string, la_name: string, of: [number, number]) => ({
    time_period: 2023,
    time_identifier: 'Calendar year',
    geographic_level,
    region_name: '',
    la_name,
    breakdown_topic: 'All EHC plans issued',
    breakdown: 'All EHC plans issued',
    plans_issued_20_weeks_ex: of[0],
    plans_issued_den_ex: of[1],
  });
  return [
    row('National', '', [numerator, 76506]),
    row('Local authority', 'Oxfordshire', [90, 100]),
    row('Local authority', 'Buckinghamshire', [1, 10]),
  ];
}

const utf16 = (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le');
const semicolons = (text: string) => text.replaceAll(',', ';');

const mayAttendance = csv(...pupils('2024-05', 60, (index) => index % 5));
const mayExclusions = utf16(csv(...suspensions('2024-05', 1, 10)));
/** Hardly fewer than those of June's other file: what a file is told that it replaces tells of what was there before it,
 *  which a run that was killed and begun again may have changed. */
const juneAgain = csv(...pupils('2024-06', 240, (index) => index % 4));
const juneAttendance = csv(
  ...pupils('2024-06', 250, (index) => index % 7),
  attendance('2024-06', 'P900', 40, 4, { sessions_possible: 'many' }),
);
const julyComplaints = windows1252(
  semicolons(csv(...complaints('2024-07', 20, 26, { theme: 'the school’s answer' }))),
);
const nothingHappened = `${Object.keys(exclusion('X', '2024-08-01')).join(',')}\n`;

export const operations: Operation[] = [
  {
    title: 'the first month',
    inbox: {
      'attendance_2024-05.csv': mayAttendance,
      'complaints_2024-05.csv': csv(...complaints('2024-05', 1, 12)),
      'ehc_assessments_2024-05.csv': csv(...requests('2024-05', 1, 8)),
      'exclusions_2024-05.csv': mayExclusions,
      'timeliness_20_week.csv': csv(...timeliness(38471)),
    },
  },
  {
    title: 'the next month, with a bad file, bad rows and newer rows of old keys',
    inbox: {
      'attendance_2024-06.csv': juneAttendance,
      'complaints_2024-06.csv': `Complaints and compliments\n\n${csv(
        complaint('C2', '2024-05-02', { kind: 'compliment' }),
        ...complaints('2024-06', 13, 19),
      )}`,
      'ehc_assessments_2024-06.csv': csv(
        issued('R1', '2024-01-07', '2024-06-28'),
        issued('R2', '2024-05-08', '2024-06-20'),
        ...requests('2024-06', 9, 15),
      ),
      'exclusions_2024-06.csv': csv(...suspensions('2024-06', 11, 16)).replaceAll('suspension', 'detention'),
    },
  },
  {
    title: 'a month restated, a file corrected, a file of other letters',
    inbox: {
      'attendance_2024-05.csv': csv(...pupils('2024-05', 60, (index) => index % 3)),
      'complaints_2024-07.csv': julyComplaints,
      'exclusions_2024-06.csv': csv(...suspensions('2024-06', 11, 16)),
      'timeliness_20_week.csv': csv(...timeliness(40000)),
    },
  },
  {
    title: 'files that came before come again',
    inbox: {
      'attendance_2024-05.csv': mayAttendance,
      'complaints_2024-08.csv': csv(...complaints('2024-08', 30, 34)),
      'exclusions_2024-05.csv': mayExclusions,
      'exclusions_2024-07.csv': nothingHappened,
      'exclusions_2024-08.csv': nothingHappened,
    },
  },
  { title: 'a file is withdrawn', command: 'withdraw', withdrawn: juneAttendance },
  {
    title: 'the warehouse is made anew, with a file in the inbox',
    command: 'rebuild',
    inbox: { 'ehc_assessments_2024-07.csv': csv(issued('R3', '2024-05-09', '2024-07-20')) },
  },
  {
    title: 'files are named, and one comes again',
    named: {
      'attendance_2024-06b.csv': juneAgain,
      'attendance_2024-06.csv': juneAttendance,
      'complaints_2024-06c.csv': csv(complaint('C14', '2024-06-14', { kind: 'compliment' })),
    },
  },
  { title: 'a file that gave way is withdrawn', command: 'withdraw', withdrawn: julyComplaints },
];

/** Files large enough that a disk can become full amid each of the places where they go. */
export const large: Operation = {
  title: 'large files on a disk that becomes full',
  inbox: {
    'attendance_2024-07.csv': csv(...pupils('2024-07', 9000, (index) => index % 6)),
    'complaints_2024-08.csv': csv(...complaints('2024-08', 30, 34)),
    'exclusions_2024-07.csv': utf16(csv(...suspensions('2024-07', 1000, 5000))),
  },
};

/** The number of rows by which the poison file is known while it is being read: no other file has as many. */
export const POISON_ROWS = 13;
const good = csv(...complaints('2024-08', 30, 34));
const alsoGood = csv(...requests('2024-07', 20, 24));

export const poisoned = {
  poison: csv(...pupils('2024-07', POISON_ROWS, () => 1)),
  good: { 'complaints_2024-08.csv': good },
  alsoGood: { 'ehc_assessments_2024-07.csv': alsoGood },
};

/** The rows of the file that has been accepted long ago and turns out to be poison when it is loaded again. */
export const ACCEPTED_ROWS = 10;
export const acceptedFile = mayExclusions;

export function sha256(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

function numbers(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

function day(number: number): string {
  return String((number % 27) + 1).padStart(2, '0');
}
