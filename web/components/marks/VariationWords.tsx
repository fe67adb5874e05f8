import type { Assurance, OverviewRow, Variation } from '../../../indicators/series.ts';
import { ASSURANCE_WORDS, VARIATION_WORDS } from '../../words.ts';
import { AssuranceIcon, VariationIcon } from './Icons.tsx';

/** Whether a change is real or chance.
 *  @param but what it does not change, said behind it */
export function VariationWords({ variation, but = '' }: { variation: Variation; but?: string }) {
  return (
    <span class="sign">
      <VariationIcon variation={variation} />
      {VARIATION_WORDS[variation]}
      {but}
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

/** Periods in a row in which a target is met before nobody calls it not yet reliably met. */
const MET_RUNNING = 6;

/** The same of an indicator, beside its status and never against it: a target that the latest figure reaches, or is on
 *  track for, is not called out of reach, nor one that it misses reliably met. */
export function RowAssurance({ row }: { row: OverviewRow }) {
  const { assurance, status } = row;
  if (assurance === null) return null;
  if (assurance === 'consistently_passes')
    return <AssuranceWords assurance={status === 'off_track' ? 'hit_or_miss' : assurance} />;
  const isNear = status === 'met' || status === 'on_track';
  const told = isNear ? 'hit_or_miss' : assurance;
  return told === 'hit_or_miss' && isMetForLong(row) ? null : <AssuranceWords assurance={told} />;
}

function isMetForLong({ trend }: OverviewRow): boolean {
  const last = trend.points.filter(({ complete, value }) => complete && value !== null).slice(-MET_RUNNING);
  return last.length === MET_RUNNING && last.every(({ rag }) => rag === 'met');
}
