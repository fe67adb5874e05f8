import { didYouMean } from '../nearest.ts';
import type { Partnership } from '../partnership-schema.ts';
import type { Term } from '../periods.ts';
import type { Plan } from '../plan-schema.ts';
import type { WrittenIndicator } from '../schema.ts';
import type { Fault, Source } from '../source.ts';

/** Areas for improvement and indicators that an action names and that there are not. */
export function planFaults(
  { value, fault }: Source<Plan>,
  { frameworks }: Partnership,
  ids: string[],
): Fault[] {
  const areas = frameworks.improvement?.items.map(({ id }) => id) ?? [];
  return value.actions.flatMap((action, index) => [
    ...action.indicators.flatMap((id, place) =>
      ids.includes(id)
        ? []
        : [
            fault(
              ['actions', index, 'indicators', place],
              `there is no indicator "${id}"${didYouMean(id, ids)}`,
            ),
          ],
    ),
    ...action.area.flatMap((id, place) =>
      areas.includes(id)
        ? []
        : [
            fault(
              ['actions', index, 'area', place],
              `"${id}" is not one of the items of the framework improvement in partnership.yaml${didYouMean(id, areas)}`,
            ),
          ],
    ),
  ]);
}

export function actionFaults({ value, fault }: Source<WrittenIndicator>, plan: Plan): Fault[] {
  const refs = plan.actions.map(({ ref }) => ref);
  return value.actions.flatMap((ref, index) =>
    refs.includes(ref)
      ? []
      : [fault(['actions', index], `"${ref}" is not an action of milestones.yaml${didYouMean(ref, refs)}`)],
  );
}

/** Terms follow one another: autumn, spring, summer, and the next year's autumn. */
export function termFaults({ value: { terms }, fault }: Source<{ terms: Term[] }>): Fault[] {
  return terms.flatMap((term, index) => {
    const before = terms[index - 1];
    const place = ['terms', index, 'id'];
    if (term.end < term.start)
      return [fault(['terms', index, 'end'], `the term ${term.id} ends before it starts`)];
    if (!before) return [];
    const expected = termAfter(before.id);
    if (term.id !== expected)
      return [fault(place, `after the term ${before.id} comes ${expected}, and not ${term.id}`)];
    if (term.start <= before.end)
      return [fault(['terms', index, 'start'], `the term ${term.id} starts before ${before.id} has ended`)];
    return [];
  });
}

function termAfter(id: string): string {
  const [year, term] = [Number(id.slice(2, 6)), Number(id.at(-1))];
  return term < 3 ? `AY${year}T${term + 1}` : `AY${year + 1}T1`;
}
