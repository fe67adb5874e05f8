import { dateWords } from '../../../indicators/period-words.ts';
import { lastDayOf, monthNumber } from '../../../indicators/periods.ts';
import type { Indicator } from '../../../indicators/schema.ts';
import type { OverviewRow } from '../../../indicators/series.ts';
import { spokenUnit } from '../../../indicators/words.ts';
import { capitalised, figureWords, howMany } from '../../words.ts';
import { GatheredItem } from './GatheredItem.tsx';
import { type Shown, shownOf } from './overviewFilter.ts';

const SOON_MONTHS = 3;

/**
 * Targets that are due within three months of the latest figures and that these do not reach, the first due first. Without a
 * baseline nothing says what should be reached by now: they have no status until they are due.
 */
export function dueSoon(indicators: Indicator[], rows: OverviewRow[]): Shown[] {
  const by = ({ row }: Shown) => row.target?.by ?? '';
  return shownOf(indicators, rows)
    .filter(isDueSoon)
    .toSorted((one, other) => by(one).localeCompare(by(other)));
}

function isDueSoon({ indicator, row: { latest, target } }: Shown): boolean {
  if (!latest || !target || latest.value === null || latest.target === null || latest.rag !== null)
    return false;
  const months = monthNumber(target.by) - monthNumber(latest.covered_to.slice(0, 7));
  const isAhead = lastDayOf(target.by) > latest.covered_to;
  return indicator.polarity !== 'neither' && isAhead && months <= SOON_MONTHS;
}

interface DueSoonProps {
  due: Shown[];
  /** Where a page tells more of an indicator. */
  addressOf(shown: Shown): string;
  /** Where a page is of today: what is due this month is marked. */
  today?: string;
}

export function DueSoonItem({ due, addressOf, today = '' }: DueSoonProps) {
  const last = due.at(-1)?.row.target;
  if (!last) return null;
  return (
    <GatheredItem
      tone={due.some(({ row }) => isDueBy(today, row)) ? 'bad' : 'plain'}
      lead={capitalised(dueWords(due, last.by))}
      gathered={due}
      figureOf={goalWords}
      addressOf={addressOf}
    />
  );
}

function isDueBy(today: string, { target }: OverviewRow): boolean {
  return target !== null && target.by <= today.slice(0, 7);
}

/** "Two targets due by March 2025 are not reached by the latest figures". */
function dueWords({ length }: Shown[], last: string): string {
  return `${howMany(length)} ${length === 1 ? 'target' : 'targets'} due by ${dateWords(last)} ${length === 1 ? 'is' : 'are'} not reached by the latest figures`;
}

/** "83; target 0 by January 2025". */
function goalWords({ indicator, row: { latest, target } }: Shown): string {
  return `${figureWords(spokenUnit(indicator), latest)}; target ${target?.text ?? ''}`;
}
