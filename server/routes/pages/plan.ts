import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { COUNTY } from '../../../indicators/areas.ts';
import { PlanPage } from '../../../web/pages/PlanPage.tsx';
import { MILESTONE_STANDINGS } from '../../../web/props/plan.ts';
import { dayOf, pageFrame, sendPage } from '../../page.ts';
import { parse } from '../../parse.ts';
import { overviewOf } from '../../queries/overview.ts';
import { planOf } from '../../queries/plan.ts';

const query = z.object({ status: z.enum(MILESTONE_STANDINGS).optional(), lead: z.string().optional() });

export async function planPage(app: FastifyInstance, { now }: { now: () => Date }): Promise<void> {
  app.get('/plan', { config: { needs: 'figures' } }, async (request, reply) => {
    const { figures } = request;
    const { catalogue } = figures.snapshot;
    const { status = null, lead = null } = parse(query, request.query);
    const today = dayOf(request, now());
    const [{ actions, decisions }, { rows }] = await Promise.all([
      planOf(figures, today),
      overviewOf(figures, COUNTY),
    ]);
    return sendPage(reply, PlanPage, {
      frame: pageFrame(request),
      actions: catalogue.plan ? actions : null,
      ...{ decisions, rows, today, filter: { status, lead } },
    });
  });
}
