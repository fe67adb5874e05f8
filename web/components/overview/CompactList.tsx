import { spokenUnit } from '../../../indicators/words.ts';
import { indicatorAddress } from '../../addresses.ts';
import { figureWords, isRealChange, ofAndWhen, rowChangeWords, rowTargetWords } from '../../words.ts';
import { RowStatus } from '../marks/StatusTag.tsx';
import { VariationWords } from '../marks/VariationWords.tsx';
import type { Shown } from './overviewFilter.ts';

/** Indicators a line each: for those that need no tile. */
export function CompactList({ shown }: { shown: Shown[] }) {
  return (
    <ul class="compact">
      {shown.map((one) => (
        <CompactItem key={one.indicator.id} {...one} />
      ))}
    </ul>
  );
}

/** Of what is awaited the sign says enough. */
function whyNone({ status, sentence }: Shown['row']): string {
  return status === 'awaiting_data' ? '' : sentence;
}

function CompactItem({ indicator, row }: Shown) {
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
      <p class="compact-signs">
        <RowStatus row={row} />{' '}
        {isRealChange(row.variation) && row.variation && <VariationWords variation={row.variation} />}
      </p>
    </li>
  );
}
