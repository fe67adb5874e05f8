import type { Assurance, Variation } from '../../indicators/series.ts';
import { ASSURANCE_WORDS, STATUSES, type Status, VARIATION_WORDS } from '../words.ts';
import { AssuranceIcon, VariationIcon } from './Icons.tsx';
import { StatusTag } from './StatusTag.tsx';

const STATUS_MEANS: Record<Status, string> = {
  met: 'The latest figure is at the target, or better.',
  on_track: 'It is where it should be by now to reach the target in time.',
  off_track: 'It is short of where it should be by now, or the target’s day has passed.',
  no_target: 'Nobody has agreed a target.',
  awaiting_data: 'No file with these figures has arrived yet.',
};

const VARIATIONS: [Variation, string][] = [
  ['common_cause', 'Ups and downs that chance would explain.'],
  ['improvement_high', 'More than chance would explain, and for the better.'],
  ['concern_high', 'More than chance would explain, and for the worse.'],
  ['neither_high', 'More than chance would explain; neither way is better in itself.'],
];

const ASSURANCES: [Assurance, string][] = [
  ['consistently_passes', 'The whole usual range is on the right side of the target.'],
  ['hit_or_miss', 'The target lies within the usual range: chance decides.'],
  ['consistently_fails', 'Without a real change the target will not be reached.'],
];

/** What the signs and the small pictures mean, closed until somebody asks. */
export function HowToRead() {
  return (
    <details class="how">
      <summary>How to read these pages</summary>
      <p>
        In the small pictures the line is the figure through time, the shaded band is its usual range and the
        dashed line is the target. A figure of fewer than five children and young people may be hidden; a
        hidden or missing figure is never shown as zero.
      </p>
      <dl class="signs-list">
        {STATUSES.map((status) => (
          <div key={status}>
            <dt>
              <StatusTag status={status} />
            </dt>
            <dd>{STATUS_MEANS[status]}</dd>
          </div>
        ))}
        {VARIATIONS.map(([variation, means]) => (
          <div key={variation}>
            <dt>
              <VariationIcon variation={variation} /> {VARIATION_WORDS[variation]}
            </dt>
            <dd>{means}</dd>
          </div>
        ))}
        {ASSURANCES.map(([assurance, means]) => (
          <div key={assurance}>
            <dt>
              <AssuranceIcon assurance={assurance} /> {ASSURANCE_WORDS[assurance]}
            </dt>
            <dd>{means}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
