import { z } from 'zod';
import { day, id, sentence } from './schema-parts.ts';

/** A partnership's improvement plan, milestones.yaml: who promised to do what by when. What has become of it comes month
 *  by month in the extract `milestones`, under the same ids. */

const milestoneSchema = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*-[a-z]$/, 'write the action’s ref and a letter, as in "pap-1-1-a"')
    .describe(
      'Never changes: the extract milestones knows it by this. A new milestone takes the next letter.',
    ),
  title: sentence.describe('What will be there when it is reached.'),
  lead: sentence.optional().describe('Who leads on it; the action’s lead unless said.'),
  due: day.optional().describe('The day by which it is due. Left out where the plan gives none.'),
  note: sentence.optional().describe('How unclear words of the plan were read.'),
});

const actionSchema = z
  .strictObject({
    ref: sentence.describe('Its number in the plan, as readers know it: "PAP 1.1".'),
    area: z
      .array(sentence)
      .min(1)
      .describe('The items of the framework `improvement` that it is meant for: [AI1, AI4].'),
    title: sentence.describe('What the partnership promises to do.'),
    lead: sentence.describe('The post that leads on it; several are parted by semicolons.'),
    indicators: z.array(id).default([]).describe('The indicators that show its effect, by their ids.'),
    milestones: z.array(milestoneSchema).min(1).describe('The steps to it.'),
  })
  .superRefine(({ ref, milestones }, context) => {
    const start = `${ref.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}-`;
    for (const [index, { id }] of milestones.entries()) {
      if (id.slice(0, -1) === start) continue;
      const path = ['milestones', index, 'id'];
      context.addIssue({
        code: 'custom',
        path,
        message: `"${id}" must begin with "${start}", as its action does`,
      });
    }
  });

export const planSchema = z
  .strictObject({
    actions: z.array(actionSchema).min(1).describe('Its actions, in the plan’s order.'),
  })
  .superRefine(({ actions }, context) => {
    const seen = new Set<string>();
    for (const [index, { milestones }] of actions.entries()) {
      for (const [place, { id }] of milestones.entries()) {
        const path = ['actions', index, 'milestones', place, 'id'];
        if (seen.has(id)) context.addIssue({ code: 'custom', path, message: `"${id}" is there twice` });
        seen.add(id);
      }
    }
  })
  .describe('An improvement plan: its actions and their milestones.');

export type Plan = z.infer<typeof planSchema>;
export type Action = Plan['actions'][number];
export type Milestone = Action['milestones'][number];
