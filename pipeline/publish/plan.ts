import { quoted } from '../../indicators/expressions.ts';
import {
  type Comment,
  type Decision,
  MILESTONE_STATUSES,
  type MilestoneReport,
} from '../../indicators/plan.ts';
import type { Catalogue } from '../../indicators/schema.ts';
import type { Row, Warehouse } from '../warehouse/warehouse.ts';

/** What has been reported of the plan, what boards have decided, and what is said about the figures. */
export interface PlanReports {
  milestones: MilestoneReport[];
  decisions: Decision[];
  comments: Comment[];
}

/** The newest row of each milestone, decision and comment; none where the catalogue has no such extracts. */
export async function planReports(warehouse: Warehouse, { extracts }: Catalogue): Promise<PlanReports> {
  const rows = async (name: string, order: string) =>
    extracts.some((extract) => extract.name === name)
      ? warehouse.rows(`SELECT * FROM facts.${quoted(name)} ORDER BY ${order}`)
      : [];
  return {
    milestones: (await rows('milestones', 'milestone_id')).flatMap(milestoneOf),
    decisions: (await rows('decisions', 'decided_on DESC, decision_id')).map(decisionOf),
    comments: (await rows('commentary', 'written_on DESC, comment_id')).map(commentOf),
  };
}

function milestoneOf(row: Row): MilestoneReport[] {
  const status = MILESTONE_STATUSES.find((one) => one === row.status);
  if (!status) return [];
  return [
    {
      id: String(row.milestone_id),
      status,
      updated_on: String(row.updated_on),
      due_on: textOf(row.due_on),
      done_on: textOf(row.done_on),
      evidence: textOf(row.evidence),
    },
  ];
}

function decisionOf(row: Row): Decision {
  return {
    id: String(row.decision_id),
    decided_on: String(row.decided_on),
    board: String(row.board),
    decision: String(row.decision),
    indicator: textOf(row.indicator),
    period: textOf(row.period),
    value: row.value === null || row.value === undefined ? null : Number(row.value),
    owner: textOf(row.owner),
    due_on: textOf(row.due_on),
    outcome: textOf(row.outcome),
  };
}

function commentOf(row: Row): Comment {
  return {
    id: String(row.comment_id),
    indicator: String(row.indicator),
    area: textOf(row.area),
    period: String(row.period),
    written_on: String(row.written_on),
    author_role: String(row.author_role),
    text: String(row.text),
  };
}

function textOf(cell: Row[string] | undefined): string | null {
  return cell === null || cell === undefined ? null : String(cell);
}
