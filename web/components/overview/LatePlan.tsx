import type { PlanLateness } from '../../props/overview.ts';
import { counted } from '../../words.ts';
import { overdueWords, unreportedWords } from '../plan/milestones.ts';

/** "13 of 137 plan milestones are late, the longest by 11 months." Nothing where none is, and no judgement where nothing
 *  was reported. */
export function LatePlan({ plan, today }: { plan: PlanLateness | null; today: string }) {
  if (!plan || plan.late === 0) return null;
  const { late, milestones, reported, since } = plan;
  if (!reported)
    return (
      <p class="more">
        <a href="/plan">The plan</a>: {unreportedWords(milestones, late)}
      </p>
    );
  const by = since === null ? '' : `, ${late > 1 ? 'the longest ' : ''}by ${overdueWords(since, today)}`;
  return (
    <p class="more">
      <a href="/plan">
        {late} of {counted(milestones, 'plan milestone')} {late === 1 ? 'is' : 'are'} late
      </a>
      {by}.
    </p>
  );
}
