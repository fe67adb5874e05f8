import { monthNumber } from '../../../indicators/periods.ts';
import type { OverviewRow } from '../../../indicators/series.ts';
import type { Arrivals } from '../../props/overview.ts';
import { unlikeWords } from '../../unlike-files.ts';
import { counted, leftOutWords, soFarWords } from '../../words.ts';

/** A month's or a quarter's figure that is so many months behind the newest data is old. */
export const OLD_MONTHS = 3;

/** How many months a figure that could be newer is behind the newest data of any kind; 0 where it is not old. A school
 *  year's or a term's is as new as it can be. */
export function monthsOld({ grain, latest }: OverviewRow, dataTo: string | null): number {
  const isRegular = grain === 'month' || grain === 'quarter';
  if (!isRegular || latest === null || latest.value === null || dataTo === null) return 0;
  const behind = monthNumber(dataTo.slice(0, 7)) - monthNumber(latest.covered_to.slice(0, 7));
  return behind >= OLD_MONTHS ? behind : 0;
}

/** What a reader should know about the data behind a figure, in words; nothing where they are whole. */
export function dataQuality(
  row: OverviewRow,
  { waiting, unlike }: Pick<Arrivals, 'waiting' | 'unlike'>,
  dataTo: string | null,
): string[] {
  const { indicator, latest } = row;
  if (latest === null) return [];
  const old = monthsOld(row, dataTo);
  return [
    old > 0 ? `${counted(old, 'month')} older than the newest data` : '',
    waiting.includes(indicator) ? 'The next file is late' : '',
    soFarWords(latest),
    leftOutWords(latest),
    unlikeWords(latest, unlike[indicator]),
  ].filter((part) => part !== '');
}
