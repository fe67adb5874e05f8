import { periodWords } from '../indicators/period-words.ts';
import { parsePeriod } from '../indicators/periods.ts';
import type { Point } from '../indicators/series.ts';
import { listWords } from '../indicators/words.ts';

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
