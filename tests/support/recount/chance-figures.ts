import fc from 'fast-check';
import { headcount } from '../rows.ts';
import type { File } from './world.ts';

/** Head counts, published figures and the Department’s numbers by chance, each with a later file that corrects some. */

const CENSUSES = [
  '2022-10-06',
  '2023-01-19',
  '2023-05-18',
  '2023-10-05',
  '2024-01-18',
  '2024-05-16',
  '2024-10-03',
];

export const censuses: fc.Arbitrary<File[]> = fc
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

export const publishedFiles: fc.Arbitrary<File[]> = fc
  .tuple(publishedRows, publishedRows)
  .map(([first, second]) =>
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
export const councils: fc.Arbitrary<File[]> = fc
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
