import type { Decision, MilestoneStatus, ReportedAction } from '../../indicators/plan.ts';
import type { OverviewRow } from '../../indicators/series.ts';
import type { Frame } from './frame.ts';

/** Where a milestone stands: late comes before whatever was reported. */
export const MILESTONE_STANDINGS = [
  'late',
  'at_risk',
  'on_track',
  'not_started',
  'not_reported',
  'done',
] as const satisfies (MilestoneStatus | 'not_reported')[];
export type MilestoneStanding = (typeof MILESTONE_STANDINGS)[number];

export interface PlanFilter {
  status: MilestoneStanding | null;
  lead: string | null;
}

export interface PlanProps {
  frame: Frame;
  /** Null for a partnership that has no plan in its catalogue. */
  actions: ReportedAction[] | null;
  decisions: Decision[];
  /** The county's figures, for the status of the indicators that show an action's effect. */
  rows: OverviewRow[];
  today: string;
  filter: PlanFilter;
}
