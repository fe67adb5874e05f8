import { COUNTY } from '../../indicators/areas.ts';
import { type Gaps, gapsOf } from '../../indicators/gaps.ts';
import { extractsBehind } from '../../indicators/measures.ts';
import {
  type Decision,
  type MilestoneReport,
  type ReportedAction,
  reportedPlan,
} from '../../indicators/plan.ts';
import type { OverviewRow } from '../../indicators/series.ts';
import type { PlanLateness } from '../../web/props/overview.ts';
import type { Figures } from '../figures.ts';
import { freshnessOf } from './freshness.ts';
import { overviewOf } from './overview.ts';

/** The improvement plan with its reports, and the boards' decisions, newest first. What shows that a milestone is reached is
 *  in free words and may quote any figure, so only those who may see every figure have it. */
export async function planOf(
  { snapshot, level }: Figures,
  today: string,
): Promise<{ actions: ReportedAction[]; decisions: Decision[] }> {
  const { plan } = snapshot.catalogue;
  if (!snapshot.has('milestone'))
    return { actions: plan ? reportedPlan(plan, [], today) : [], decisions: [] };
  const [reports, decisions] = await Promise.all([
    snapshot.rows<MilestoneReport>(
      `SELECT ${level === 'full' ? '*' : '* REPLACE (NULL AS evidence)'} FROM milestone`,
    ),
    snapshot.rows<Decision>('SELECT * FROM decision ORDER BY decided_on DESC, id'),
  ]);
  return { actions: plan ? reportedPlan(plan, reports, today) : [], decisions };
}

/** How many of the plan's milestones are late; null without a plan. */
export function planLateness(figures: Figures, today: string): Promise<PlanLateness | null> {
  return figures.snapshot.remembered.once(`plan lateness ${today}`, async () => {
    if (!figures.snapshot.catalogue.plan) return null;
    const { actions } = await planOf(figures, today);
    const milestones = actions.flatMap((action) => action.milestones);
    const late = milestones.filter((milestone) => milestone.late);
    const passed = late.flatMap(({ due }) => (due !== null && due < today ? [due] : []));
    const reported = milestones.some(({ status }) => status !== null);
    return { milestones: milestones.length, reported, late: late.length, since: passed.sort()[0] ?? null };
  });
}

/** For every indicator whether data have arrived, are late, or never came. */
export async function gapsIn(figures: Figures, today: string): Promise<Gaps> {
  const { snapshot } = figures;
  const [{ rows }, freshness] = await Promise.all([overviewOf(figures, COUNTY), freshnessOf(figures)]);
  const come = new Set(freshness.flatMap(({ extract, latest }) => (latest === null ? [] : [extract])));
  const behind = new Map(
    snapshot.catalogue.indicators.map(({ id, measure }) => [id, extractsBehind(measure, snapshot.catalogue)]),
  );
  const hasCome = ({ indicator, latest, status }: OverviewRow) =>
    latest !== null || (status === 'hidden' && behind.get(indicator)?.every((extract) => come.has(extract)));
  const withFigures = new Set(rows.filter(hasCome).map(({ indicator }) => indicator));
  return gapsOf(snapshot.catalogue, freshness, withFigures, today);
}
