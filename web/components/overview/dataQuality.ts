import type { OverviewRow } from '../../../indicators/series.ts';
import type { Arrivals } from '../../props/overview.ts';
import { leftOutWords, soFarWords } from '../../words.ts';

/** What a reader should know about the data behind a figure, in words; nothing where they are whole. */
export function dataQuality(
  { indicator, latest }: OverviewRow,
  { waiting }: Pick<Arrivals, 'waiting'>,
): string[] {
  if (latest === null) return [];
  return [
    waiting.includes(indicator) ? 'The next file is late' : '',
    soFarWords(latest),
    leftOutWords(latest),
  ].filter((part) => part !== '');
}
