import type { MilestoneStanding } from '../../props/plan.ts';
import type { Status } from '../../words.ts';
import { StatusIcon } from '../marks/Icons.tsx';
import { MILESTONE_WORDS } from './milestones.ts';

const ICONS: Record<MilestoneStanding, Status> = {
  done: 'met',
  on_track: 'on_track',
  late: 'off_track',
  at_risk: 'off_track',
  not_started: 'no_target',
  not_reported: 'awaiting_data',
};

const TONES: Record<MilestoneStanding, string> = { ...ICONS, at_risk: 'at_risk' };

/** Where a milestone stands: an icon, a word and a colour. */
export function MilestoneTag({ standing }: { standing: MilestoneStanding }) {
  return (
    <span class={`tag tag-${TONES[standing]}`}>
      <StatusIcon status={ICONS[standing]} />
      {MILESTONE_WORDS[standing]}
    </span>
  );
}
