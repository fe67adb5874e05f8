import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { OverviewPage } from '../../../web/pages/OverviewPage.tsx';
import { areaCalled } from '../../lookup.ts';
import { pageFrame, sendPage } from '../../page.ts';
import { parse } from '../../parse.ts';
import { overviewOf } from '../../queries/overview.ts';
import { areaParameter } from '../parameters.ts';

const query = z.object({ area: areaParameter });

export async function overviewPage(app: FastifyInstance): Promise<void> {
  app.get('/', { config: { needs: 'figures' } }, async (request, reply) => {
    const { figures } = request;
    const area = areaCalled(figures.snapshot.catalogue, parse(query, request.query).area);
    const overview = await overviewOf(figures, area);
    return sendPage(reply, OverviewPage, { frame: pageFrame(request), overview });
  });
}
