import type { Assurance, OverviewRow, Variation } from '../../../indicators/series.ts';
import { ASSURANCE_WORDS, VARIATION_WORDS } from '../../words.ts';
import { AssuranceIcon, VariationIcon } from './Icons.tsx';

/** Whether a change is real or chance. */
export function VariationWords({ variation }: { variation: Variation }) {
  return (
    <span class="sign">
      <VariationIcon variation={variation} />
      {VARIATION_WORDS[variation]}
    </span>
  );
}

/** Whether the target can be relied on. */
export function AssuranceWords({ assurance }: { assurance: Assurance }) {
  return (
    <span class="sign">
      <AssuranceIcon assurance={assurance} />
      {ASSURANCE_WORDS[assurance]}
    </span>
  );
}

/** The same of an indicator. A target that the latest figure reaches, or is on track for, is not called out of reach, nor one
 *  that it is off track for reliably met. */
export function RowAssurance({ row: { assurance, status } }: { row: OverviewRow }) {
  if (assurance === null) return null;
  const isNear = status === 'met' || status === 'on_track';
  const isAgainst =
    (isNear && assurance === 'consistently_fails') ||
    (status === 'off_track' && assurance === 'consistently_passes');
  return <AssuranceWords assurance={isAgainst ? 'hit_or_miss' : assurance} />;
}
