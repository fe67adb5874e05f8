import { periodWords } from '../indicators/period-words.ts';
import { monthsBetween, parsePeriod } from '../indicators/periods.ts';
import type { OverviewRow, Point } from '../indicators/series.ts';
import { listWords } from '../indicators/words.ts';

/** Of how many of a figure's months the files must be in doubt for the figure to be, where its last month's is not. */
const PART_IN_DOUBT = 1 / 4;

/** A row as it is shown where a file behind its latest figure may lack a part: nothing is said to be met, missed or really
 *  changed by it. An old month's file among a whole year's is for the notes on quality. */
export function withDoubt(row: OverviewRow, unlike: readonly string[] = []): OverviewRow {
  const { latest } = row;
  if (latest === null || latest.value === null || !isInDoubt(latest, unlike)) return row;
  return { ...row, status: 'in_doubt', variation: null, assurance: null };
}

function isInDoubt({ start, end, covered_to }: Point, unlike: readonly string[]): boolean {
  const last = covered_to.slice(0, 7);
  const months = unlikeWithin({ start, end }, unlike).flatMap((id) => {
    const period = parsePeriod(id);
    return period ? monthsBetween(period.start.slice(0, 7), period.end.slice(0, 7)) : [];
  });
  const all = monthsBetween(start.slice(0, 7), last).length;
  return months.includes(last) || (months.length > 0 && new Set(months).size >= all * PART_IN_DOUBT);
}

type Days = Pick<Point, 'start' | 'end'>;

/** Those of the months, or years, that lie within a figure's. */
export function unlikeWithin({ start, end }: Days, unlike: readonly string[] = []): string[] {
  return unlike.filter((id) => {
    const period = parsePeriod(id);
    return period !== null && start <= period.start && period.end <= end;
  });
}

/** "The file for April 2024 differs much from those before"; empty where none of the files behind a figure does.
 *  @param unlike the months, or years, whose files the checks found unlike those before, oldest first */
export function unlikeWords(point: Days, unlike?: readonly string[]): string {
  return differWords(unlikeWithin(point, unlike));
}

/** @param unlike months, or years, oldest first */
export function differWords(unlike: readonly string[]): string {
  if (unlike.length === 0) return '';
  const which = `${unlike.length === 1 ? 'The file' : 'The files'} for ${listWords(unlike.map(periodWords))}`;
  return `${which} ${unlike.length === 1 ? 'differs' : 'differ'} much from those before`;
}
