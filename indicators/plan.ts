import type { Action, Milestone, Plan } from './plan-schema.ts';

/** An improvement plan with what has been reported of it. */

export const MILESTONE_STATUSES = ['not_started', 'on_track', 'at_risk', 'late', 'done'] as const;
export type MilestoneStatus = (typeof MILESTONE_STATUSES)[number];

/** The newest report on a milestone. Days are ISO strings. */
export interface MilestoneReport {
  id: string;
  status: MilestoneStatus;
  updated_on: string;
  due_on: string | null;
  done_on: string | null;
  evidence: string | null;
}

export interface ReportedMilestone extends Omit<Milestone, 'due' | 'lead'> {
  lead: string;
  /** The day that was agreed last: the plan’s own unless a report has moved it. */
  due: string | null;
  /** Null of a milestone on which nothing has been reported. */
  status: MilestoneStatus | null;
  /** Its day has passed and it is not done, or it is reported as late. */
  late: boolean;
  updated_on: string | null;
  done_on: string | null;
  evidence: string | null;
}

export interface ReportedAction extends Omit<Action, 'milestones'> {
  milestones: ReportedMilestone[];
}

/** What a board decided because of a figure. */
export interface Decision {
  id: string;
  decided_on: string;
  board: string;
  decision: string;
  indicator: string | null;
  period: string | null;
  value: number | null;
  owner: string | null;
  due_on: string | null;
  outcome: string | null;
}

/** What somebody who knows a figure says about it. */
export interface Comment {
  id: string;
  indicator: string;
  /** Null of what is about the county. */
  area: string | null;
  period: string;
  written_on: string;
  /** A post and never a name. */
  author_role: string;
  text: string;
}

export function reportedPlan(
  plan: Plan,
  reports: readonly MilestoneReport[],
  today: string,
): ReportedAction[] {
  const byId = new Map(reports.map((report) => [report.id, report]));
  return plan.actions.map((action) => ({
    ...action,
    milestones: action.milestones.map((milestone) =>
      reported(action, milestone, byId.get(milestone.id), today),
    ),
  }));
}

function reported(
  action: Action,
  milestone: Milestone,
  report: MilestoneReport | undefined,
  today: string,
): ReportedMilestone {
  const due = report?.due_on ?? milestone.due ?? null;
  const status = report?.status ?? null;
  return {
    ...milestone,
    lead: milestone.lead ?? action.lead,
    due,
    status,
    late: status === 'late' || (status !== 'done' && due !== null && due < today),
    updated_on: report?.updated_on ?? null,
    done_on: report?.done_on ?? null,
    evidence: report?.evidence ?? null,
  };
}
