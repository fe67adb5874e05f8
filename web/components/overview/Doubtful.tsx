import type { OverviewRow } from '../../../indicators/series.ts';
import { spokenUnit } from '../../../indicators/words.ts';
import type { UnlikeFiles } from '../../props/overview.ts';
import { differWords, unlikeWithin } from '../../unlike-files.ts';
import { figureWords } from '../../words.ts';
import { GatheredItem } from './GatheredItem.tsx';
import type { Shown } from './overviewFilter.ts';

interface DoubtfulProps {
  /** Those of which the latest figure rests on such a file, at least one. */
  doubtful: Shown[];
  unlike: UnlikeFiles;
  /** Where a page tells more of an indicator. */
  addressOf(shown: Shown): string;
  /** Where they are all listed. */
  all?: string | undefined;
}

/** Latest figures that may be wrong, good or bad, because a file behind them is not like those before it. */
export function DoubtfulItem({ doubtful, unlike, addressOf, all }: DoubtfulProps) {
  const periods = new Set(doubtful.flatMap(({ row }) => periodsOf(row, unlike)));
  return (
    <GatheredItem
      tone="bad"
      lead={`${differWords([...periods].sort())}: part of it may be missing, so do not rely on these until it has been checked`}
      gathered={doubtful}
      figureOf={({ indicator, row }) => figureWords(spokenUnit(indicator), row.latest)}
      addressOf={addressOf}
      all={all}
    />
  );
}

export function doubtfulOf(shown: Shown[]): Shown[] {
  return shown.filter(({ row }) => row.status === 'in_doubt');
}

function periodsOf({ indicator, latest }: OverviewRow, unlike: UnlikeFiles): string[] {
  return latest ? unlikeWithin(latest, unlike[indicator]) : [];
}
