import type { MilestoneStanding } from '../../props/plan.ts';
import type { Status } from '../../words.ts';
import { StatusIcon } from '../marks/Icons.tsx';
import { type Step, standingWords } from './milestones.ts';

const ICONS: Record<MilestoneStanding, Status> = {
  done: 'met',
  on_track: 'on_track',
  late: 'off_track',
  at_risk: 'off_track',
  not_started: 'no_target',
  not_reported: 'awaiting_data',
};

const TONES: Record<MilestoneStanding, string> = { ...ICONS, at_risk: 'at_risk' };

/** Where a milestone stands: an icon, a word or how late it is, and a colour. */
export function MilestoneTag({ step, today }: { step: Step; today: string }) {
  const { standing } = step;
  return (
    <span class={`tag tag-${TONES[standing]}`}>
      <StatusIcon status={ICONS[standing]} />
      {standingWords(step, today)}
    </span>
  );
}
