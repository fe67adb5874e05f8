import type { FrameworkItemProps } from '../../props/framework.ts';
import { counted } from '../../words.ts';
import { MilestoneList } from './Milestones.tsx';
import { planWords, pressingSteps, type Step, stepsOf } from './milestones.ts';

/** The improvement plan's milestones that are meant for an item: the late ones first, then those that come next. */
export function ItemMilestones({ frame, actions, overview, today }: FrameworkItemProps) {
  const steps = stepsOf(actions);
  if (steps.length === 0) return null;
  const { late, soon } = pressingSteps(steps, today);
  const context = { catalogue: frame.catalogue, rows: overview.rows, today, plan: '/plan' };
  const rest = steps.filter((step) => !late.includes(step) && !soon.includes(step));
  return (
    <section aria-labelledby="milestones">
      <h2 id="milestones">What the plan promises</h2>
      <p class="lede">{planWords(steps, today)}</p>
      <Steps steps={[...late, ...soon]} context={context} />
      {rest.length > 0 && (
        <details class="extract">
          <summary>
            <span class="extract-title">
              {counted(rest.length, rest.length === steps.length ? 'milestone' : 'other milestone')}
            </span>{' '}
          </summary>
          <Steps steps={rest} context={context} />
        </details>
      )}
      <p class="all-link">
        <a href="/plan">The whole plan</a>
      </p>
    </section>
  );
}

function Steps({
  steps,
  context,
}: {
  steps: Step[];
  context: Parameters<typeof MilestoneList>[0]['context'];
}) {
  return steps.length === 0 ? null : <MilestoneList steps={steps} context={context} />;
}
