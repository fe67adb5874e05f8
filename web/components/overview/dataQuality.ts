import type { Catalogue, Indicator } from '../../../indicators/schema.ts';
import type { OverviewRow } from '../../../indicators/series.ts';
import type { LateExtract } from '../../props/overview.ts';
import { leftOutWords, soFarWords } from '../../words.ts';
import { lateBehind } from './attention.ts';

/** What a reader should know about the data behind a figure, in words; nothing where they are whole. */
export function dataQuality(
  indicator: Indicator,
  { latest }: OverviewRow,
  catalogue: Pick<Catalogue, 'views'>,
  late: LateExtract[],
): string[] {
  if (latest === null) return [];
  const isLate = lateBehind(indicator, catalogue, late).length > 0;
  return [isLate ? 'The next file is late' : '', soFarWords(latest), leftOutWords(latest)].filter(
    (part) => part !== '',
  );
}
