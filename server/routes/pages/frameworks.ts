import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { FRAMEWORKS, type FrameworkId } from '../../../indicators/partnership-schema.ts';
import { FrameworkIndexPage } from '../../../web/pages/FrameworkIndexPage.tsx';
import { FrameworkItemPage } from '../../../web/pages/FrameworkItemPage.tsx';
import { areaCalled, frameworkCalled, itemCalled } from '../../lookup.ts';
import { pageFrame, sendPage } from '../../page.ts';
import { parse } from '../../parse.ts';
import { overviewOf } from '../../queries/overview.ts';
import { areaParameter } from '../parameters.ts';

const params = z.object({ item: z.string() });
const query = z.object({ area: areaParameter });

export async function frameworkPages(app: FastifyInstance): Promise<void> {
  for (const framework of FRAMEWORKS) addPagesOf(app, framework);
}

function addPagesOf(app: FastifyInstance, framework: FrameworkId): void {
  app.get(`/${framework}`, { config: { needs: 'figures' } }, async (request, reply) => {
    const { figures } = request;
    const { catalogue } = figures.snapshot;
    frameworkCalled(catalogue, framework);
    const overview = await overviewOf(figures, areaCalled(catalogue, parse(query, request.query).area));
    return sendPage(reply, FrameworkIndexPage, { frame: pageFrame(request), framework, overview });
  });

  app.get(`/${framework}/:item`, { config: { needs: 'figures' } }, async (request, reply) => {
    const { figures } = request;
    const { catalogue } = figures.snapshot;
    const item = itemCalled(frameworkCalled(catalogue, framework), parse(params, request.params).item);
    const overview = await overviewOf(figures, areaCalled(catalogue, parse(query, request.query).area));
    return sendPage(reply, FrameworkItemPage, { frame: pageFrame(request), framework, item, overview });
  });
}
