import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { COUNTY } from '../../../indicators/areas.ts';
import type { Catalogue } from '../../../indicators/schema.ts';
import { readItem } from '../../../web/components/overview/overviewFilter.ts';
import { OverviewPage } from '../../../web/pages/OverviewPage.tsx';
import { type ItemChosen, type OverviewFilter, TIERS } from '../../../web/props/overview.ts';
import { STATUSES } from '../../../web/words.ts';
import { areaCalled, frameworkCalled, itemCalled } from '../../lookup.ts';
import { dayOf, pageFrame, sendPage } from '../../page.ts';
import { parse } from '../../parse.ts';
import { arrivalsOf } from '../../queries/arrivals.ts';
import { overviewOf } from '../../queries/overview.ts';
import { planLateness } from '../../queries/plan.ts';
import { standingsOf } from '../../queries/standings.ts';
import { areaParameter } from '../parameters.ts';

const MOST_LETTERS = 200;

const query = z.object({
  area: areaParameter,
  item: z
    .string()
    .transform(readItem)
    .refine((item) => item !== null, 'write a framework and one of its items, as in bees:be-safe')
    .optional(),
  status: z.enum(STATUSES).optional(),
  tier: z.enum(TIERS).optional(),
  special: z.enum(['on']).optional(),
  q: z.string().max(MOST_LETTERS, `search for at most ${MOST_LETTERS} letters`).default(''),
});

export async function overviewPage(app: FastifyInstance, { now }: { now: () => Date }): Promise<void> {
  app.get('/', { config: { needs: 'figures' } }, async (request, reply) => {
    const { figures } = request;
    const { catalogue } = figures.snapshot;
    const filter = filterOf(catalogue, parse(query, request.query));
    const today = dayOf(request, now());
    const overview = await overviewOf(figures, filter.area);
    const [arrivals, standings, plan] = await Promise.all([
      arrivalsOf(figures, today),
      standingsOf(figures, filter.area, overview.rows),
      filter.area === COUNTY ? planLateness(figures, today) : null,
    ]);
    return sendPage(reply, OverviewPage, {
      frame: pageFrame(request),
      ...{ overview, filter, arrivals, standings, plan, today },
    });
  });
}

function filterOf(catalogue: Catalogue, asked: z.output<typeof query>): OverviewFilter {
  const { area, item, status = null, tier = null, special, q } = asked;
  return {
    area: areaCalled(catalogue, area),
    item: item ? itemIn(catalogue, item) : null,
    ...{ status, tier, special: special === 'on', q: q.trim() },
  };
}

/** Checks that the partnership has the item. */
function itemIn(catalogue: Catalogue, { framework, item }: ItemChosen): ItemChosen {
  return { framework, item: itemCalled(frameworkCalled(catalogue, framework), item) };
}
