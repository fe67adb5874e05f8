import type { OverviewRow } from '../../../indicators/series.ts';
import type { Arrivals } from '../../props/overview.ts';
import { unlikeWithin, unlikeWords } from '../../unlike-files.ts';
import { leftOutWords, soFarWords } from '../../words.ts';

/** Whether part of what is behind the latest figure may be missing: then it is no good news. */
export function isDoubtful({ indicator, latest }: OverviewRow, unlike: Arrivals['unlike']): boolean {
  return latest !== null && unlikeWithin(latest, unlike[indicator]).length > 0;
}

/** What a reader should know about the data behind a figure, in words; nothing where they are whole. */
export function dataQuality(
  { indicator, latest }: OverviewRow,
  { waiting, unlike }: Pick<Arrivals, 'waiting' | 'unlike'>,
): string[] {
  if (latest === null) return [];
  return [
    waiting.includes(indicator) ? 'The next file is late' : '',
    soFarWords(latest),
    leftOutWords(latest),
    unlikeWords(latest, unlike[indicator]),
  ].filter((part) => part !== '');
}
