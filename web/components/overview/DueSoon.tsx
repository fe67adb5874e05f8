import { lastDayOf, monthNumber } from '../../../indicators/periods.ts';
import type { Indicator } from '../../../indicators/schema.ts';
import type { OverviewRow } from '../../../indicators/series.ts';
import { dateWords, spokenUnit } from '../../../indicators/words.ts';
import { capitalised, figureWords, howMany } from '../../words.ts';
import { HexIcon } from '../marks/Icons.tsx';
import { type Shown, shownOf } from './overviewFilter.ts';

const SOON_MONTHS = 3;
const NAMED = 3;

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
}

export function DueSoonItem({ due, addressOf }: DueSoonProps) {
  if (due.length === 0) return null;
  const named = due.slice(0, NAMED);
  const more = due.length - named.length;
  return (
    <li>
      <HexIcon tone="plain" />
      <div>
        <p>{capitalised(dueWords(due, due.at(-1)?.row.target?.by ?? ''))}</p>
        {named.map((shown) => (
          <p class="quiet" key={shown.indicator.id}>
            <a href={addressOf(shown)}>{shown.indicator.title}</a>: {goalWords(shown)}
          </p>
        ))}
        {more > 0 && <p class="quiet">And {howMany(more)} more.</p>}
      </div>
    </li>
  );
}

/** "Two targets due by March 2025 are not reached by the latest figures." */
function dueWords({ length }: Shown[], last: string): string {
  return `${howMany(length)} ${length === 1 ? 'target' : 'targets'} due by ${dateWords(last)} ${length === 1 ? 'is' : 'are'} not reached by the latest figures.`;
}

/** "83; the target is 0 by January 2025." */
function goalWords({ indicator, row: { latest, target } }: Shown): string {
  return latest && target
    ? `${figureWords(spokenUnit(indicator), latest)}; the target is ${target.text}.`
    : '';
}
