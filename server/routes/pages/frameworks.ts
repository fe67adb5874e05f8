import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { FRAMEWORKS, type FrameworkId } from '../../../indicators/partnership-schema.ts';
import { rowsOf } from '../../../web/components/marks/Honeycomb.tsx';
import { FrameworkIndexPage } from '../../../web/pages/FrameworkIndexPage.tsx';
import { FrameworkItemPage } from '../../../web/pages/FrameworkItemPage.tsx';
import { areaCalled, frameworkCalled, itemCalled } from '../../lookup.ts';
import { dayOf, pageFrame, sendPage } from '../../page.ts';
import { parse } from '../../parse.ts';
import { arrivalsOf } from '../../queries/arrivals.ts';
import { overviewOf } from '../../queries/overview.ts';
import { planOf } from '../../queries/plan.ts';
import { standingsOf } from '../../queries/standings.ts';
import { areaParameter } from '../parameters.ts';

const params = z.object({ item: z.string() });
const query = z.object({ area: areaParameter });

interface Dated {
  now: () => Date;
}

export async function frameworkPages(app: FastifyInstance, { now }: Dated): Promise<void> {
  for (const framework of FRAMEWORKS) {
    addIndexPage(app, framework);
    addItemPage(app, framework, now);
  }
}

function addIndexPage(app: FastifyInstance, framework: FrameworkId): void {
  app.get(`/${framework}`, { config: { needs: 'figures' } }, async (request, reply) => {
    const { figures } = request;
    const { catalogue } = figures.snapshot;
    frameworkCalled(catalogue, framework);
    const overview = await overviewOf(figures, areaCalled(catalogue, parse(query, request.query).area));
    return sendPage(reply, FrameworkIndexPage, { frame: pageFrame(request), framework, overview });
  });
}

function addItemPage(app: FastifyInstance, framework: FrameworkId, now: () => Date): void {
  app.get(`/${framework}/:item`, { config: { needs: 'figures' } }, async (request, reply) => {
    const { figures } = request;
    const { catalogue } = figures.snapshot;
    const item = itemCalled(frameworkCalled(catalogue, framework), parse(params, request.params).item);
    const area = areaCalled(catalogue, parse(query, request.query).area);
    const today = dayOf(request, now());
    const overview = await overviewOf(figures, area);
    const own = rowsOf(framework, item, catalogue.indicators, overview.rows);
    const [arrivals, standings, { actions }] = await Promise.all([
      arrivalsOf(figures, today),
      standingsOf(figures, area, own),
      planOf(figures, today),
    ]);
    return sendPage(reply, FrameworkItemPage, {
      ...{ frame: pageFrame(request), framework, item, overview, arrivals, standings, today },
      actions: framework === 'improvement' ? actions.filter((action) => action.area.includes(item)) : [],
    });
  });
}
