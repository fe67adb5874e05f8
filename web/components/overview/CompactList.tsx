import { spokenUnit } from '../../../indicators/words.ts';
import { indicatorAddress } from '../../addresses.ts';
import {
  figureWords,
  hasNoTarget,
  isRealChange,
  ofAndWhen,
  rowChangeWords,
  rowTargetWords,
} from '../../words.ts';
import { RowStatus } from '../marks/StatusTag.tsx';
import { VariationWords } from '../marks/VariationWords.tsx';
import { mostPressingFirst, type Shown } from './overviewFilter.ts';

interface CompactListProps {
  shown: Shown[];
  /** Under a heading that says so, no line says again that it has no target. */
  headed?: boolean;
}

/** Indicators a line each, for those that need no tile: what is off track first, what stands alike from A to Z. */
export function CompactList({ shown, headed = false }: CompactListProps) {
  const isUnsigned = ({ row }: Shown) => headed && hasNoTarget(row) && !isRealChange(row.variation);
  return (
    <ul class={shown.every(isUnsigned) ? 'compact compact-unsigned' : 'compact'}>
      {mostPressingFirst(shown.toSorted(byTitle)).map((one) => (
        <CompactItem key={one.indicator.id} {...one} signed={!isUnsigned(one)} />
      ))}
    </ul>
  );
}

function byTitle(one: Shown, other: Shown): number {
  return one.indicator.title.localeCompare(other.indicator.title, 'en-GB');
}

/** Of what is awaited the sign says enough. */
function whyNone({ status, sentence }: Shown['row']): string {
  return status === 'awaiting_data' ? '' : sentence;
}

function CompactItem({ indicator, row, signed }: Shown & { signed: boolean }) {
  const { latest } = row;
  return (
    <li>
      <p class="compact-title">
        <a href={indicatorAddress(indicator.id, { area: row.area })}>{indicator.title}</a>
      </p>
      <p class="compact-figure">
        {latest && (
          <>
            <strong>{figureWords(spokenUnit(indicator), latest)}</strong>{' '}
            <span class="when">{ofAndWhen(indicator, latest)}</span>
          </>
        )}
      </p>
      <p class="compact-change">
        {latest?.value == null ? whyNone(row) : rowChangeWords(indicator, row)}{' '}
        {row.target && <span class="compact-target">{rowTargetWords(row)}</span>}
      </p>
      {signed && (
        <p class="compact-signs">
          <RowStatus row={row} />{' '}
          {isRealChange(row.variation) && row.variation && <VariationWords variation={row.variation} />}
        </p>
      )}
    </li>
  );
}
