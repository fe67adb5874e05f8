import { isAverage } from '../indicators/measures.ts';
import { dateWords, pointPeriodWords } from '../indicators/period-words.ts';
import { spokenUnit, valueWords, wholeNumber } from '../indicators/words.ts';
import type { Traced, TracedFile } from '../pipeline/trace.ts';
import { rowWords, sideNames, type ToldApart } from '../web/lineage-words.ts';
import { areaTitle, counted, countedWords } from '../web/words.ts';

/** The figure first, then the files and rows that it is made of, then what they were checked for. */
export function traceText(traced: Traced): string[] {
  const { lineage } = traced;
  return [
    `${title(traced)}: ${figure(traced)}`,
    rowsCounted(traced),
    ...lineage.files.flatMap((file) => ['', ...fileText(file, toldOf(traced))]),
    ...(lineage.checks.length > 0 ? ['', 'Checks:'] : []),
    ...lineage.checks.map(({ title: check, failures }) => {
      const result = failures === 0 ? 'passed' : counted(failures, 'finding');
      return `  ${result.padEnd(11)} ${check}`;
    }),
  ];
}

function title({ indicator, partnership, point, lineage }: Traced): string {
  return [indicator.title, areaTitle(partnership, lineage.area), pointPeriodWords(point)].join(', ');
}

function figure({ indicator, point }: Traced): string {
  const { measure } = indicator;
  const { status, value } = point;
  if (status === 'missing') return 'no figure; files for some of its months have not arrived';
  if (value === null) return 'no figure; there was nothing to count';
  const per = measure.kind === 'rate' ? ` for each ${wholeNumber(measure.per)}` : '';
  const words = `${valueWords(spokenUnit(indicator), value)}${per}`;
  const behind = countedWords(indicator, point);
  if (behind === '') return words;
  return isAverage(measure) ? `${words} (${behind})` : `${behind} (${words})`;
}

function rowsCounted(traced: Traced): string {
  const { rows, files, quarantined } = traced.lineage;
  const inAll = rowWords(toldOf(traced), rows, inRows);
  return `Made of ${inAll}; ${counted(files.length, 'file')}; ${inRows(quarantined)} set aside.`;
}

function inRows(count: number): string {
  return counted(count, 'row');
}

function toldOf({ indicator, lineage }: Traced): ToldApart {
  return { measure: indicator.measure, period: lineage.period, split: lineage.split };
}

function fileText(file: TracedFile, told: ToldApart): string[] {
  const { extract, state, received_at, sha256, rows, quarantined } = file;
  return [
    `${file.file} (${extract}, ${state}, received ${dateWords(received_at.slice(0, 10))})`,
    `  SHA-256      ${sha256}`,
    ...rowLists(file, told).map(([name, numbers]) => `  ${name.padEnd(LABEL)}  ${numberWords(numbers)}`),
    `  set aside    ${wholeNumber(quarantined)} of its ${counted(rows, 'row')}`,
  ];
}

const LABEL = 'denominator'.length;

function rowLists(file: TracedFile, told: ToldApart): [name: string, numbers: number[]][] {
  const { numerator_row_numbers, denominator_row_numbers, read_row_numbers } = file;
  if (read_row_numbers) return [['read', read_row_numbers]];
  const [above, below] = sideNames(told);
  const numerator = numerator_row_numbers ?? [];
  return denominator_row_numbers
    ? [
        [above, numerator],
        [below, denominator_row_numbers],
      ]
    : [['counted', numerator]];
}

const RANGES_SHOWN = 40;

/** rows 2–35, 40 */
function numberWords(numbers: readonly number[]): string {
  if (numbers.length === 0) return 'no row';
  const ranges = rangesOf(numbers);
  const shown = ranges.slice(0, RANGES_SHOWN).map(({ first, last }) => rangeWords(first, last));
  const more = ranges.length > RANGES_SHOWN ? `, … (all ${wholeNumber(numbers.length)} with --json)` : '';
  return `${numbers.length === 1 ? 'row' : 'rows'} ${shown.join(', ')}${more}`;
}

function rangeWords(first: number, last: number): string {
  if (first === last) return String(first);
  return last === first + 1 ? `${first}, ${last}` : `${first}–${last}`;
}

function rangesOf(numbers: readonly number[]): { first: number; last: number }[] {
  const ranges: { first: number; last: number }[] = [];
  for (const number of numbers) {
    const range = ranges.at(-1);
    if (range && number === range.last + 1) range.last = number;
    else ranges.push({ first: number, last: number });
  }
  return ranges;
}
