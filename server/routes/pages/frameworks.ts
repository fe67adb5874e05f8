import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { FRAMEWORKS, type FrameworkId } from '../../../indicators/partnership-schema.ts';
import { localDay } from '../../../indicators/periods.ts';
import { FrameworkIndexPage } from '../../../web/pages/FrameworkIndexPage.tsx';
import { FrameworkItemPage } from '../../../web/pages/FrameworkItemPage.tsx';
import { areaCalled, frameworkCalled, itemCalled } from '../../lookup.ts';
import { pageFrame, sendPage } from '../../page.ts';
import { parse } from '../../parse.ts';
import { arrivalsOf } from '../../queries/arrivals.ts';
import { overviewOf } from '../../queries/overview.ts';
import { planOf } from '../../queries/plan.ts';
import { areaParameter } from '../parameters.ts';

const params = z.object({ item: z.string() });
const query = z.object({ area: areaParameter });

export async function frameworkPages(app: FastifyInstance, { now }: { now: () => Date }): Promise<void> {
  for (const framework of FRAMEWORKS) addPagesOf(app, framework, now);
}

function addPagesOf(app: FastifyInstance, framework: FrameworkId, now: () => Date): void {
  app.get(`/${framework}`, async (request, reply) => {
    const { figures } = request;
    const { catalogue } = figures.snapshot;
    frameworkCalled(catalogue, framework);
    const overview = await overviewOf(figures, areaCalled(catalogue, parse(query, request.query).area));
    return sendPage(reply, FrameworkIndexPage, { frame: pageFrame(request), framework, overview });
  });

  app.get(`/${framework}/:item`, async (request, reply) => {
    const { figures } = request;
    const { catalogue } = figures.snapshot;
    const item = itemCalled(frameworkCalled(catalogue, framework), parse(params, request.params).item);
    const today = localDay(now(), catalogue.partnership.calendar);
    const [overview, arrivals, { actions }] = await Promise.all([
      overviewOf(figures, areaCalled(catalogue, parse(query, request.query).area)),
      arrivalsOf(figures, today),
      planOf(figures, today),
    ]);
    return sendPage(reply, FrameworkItemPage, {
      frame: pageFrame(request),
      ...{ framework, item, overview, arrivals, today },
      actions: framework === 'improvement' ? actions.filter(({ area }) => area.includes(item)) : [],
    });
  });
}
