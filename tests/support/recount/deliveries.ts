import fc from 'fast-check';
import { type Cells, complaint, csv, exclusion } from '../rows.ts';
import { MONTHS } from './calendar.ts';
import { censuses, councils, publishedFiles } from './chance-figures.ts';
import { attendances, audits, complaints, exclusions, type MakeRow, plans, waiting } from './chance-rows.ts';
import type { File } from './world.ts';

/** Chance writes two and a half years of small extracts: with gaps, corrections, and months in which nothing happened. */

const LAST = MONTHS.length - 1;

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
