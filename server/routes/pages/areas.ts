import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { COUNTY } from '../../../indicators/areas.ts';
import { AreaIndexPage } from '../../../web/pages/AreaIndexPage.tsx';
import { AreaPage } from '../../../web/pages/AreaPage.tsx';
import { localityCalled } from '../../lookup.ts';
import { pageFrame, sendPage } from '../../page.ts';
import { parse } from '../../parse.ts';
import { overviewOf } from '../../queries/overview.ts';

const params = z.object({ id: z.string() });

export async function areaPages(app: FastifyInstance): Promise<void> {
  app.get('/areas', { config: { needs: 'figures' } }, async (request, reply) => {
    const { figures } = request;
    const { areas } = figures.snapshot.catalogue.partnership;
    const overviews = await Promise.all(areas.map((area) => overviewOf(figures, area.id)));
    return sendPage(reply, AreaIndexPage, { frame: pageFrame(request), overviews });
  });

  app.get('/areas/:id', { config: { needs: 'figures' } }, async (request, reply) => {
    const { figures } = request;
    const { id } = parse(params, request.params);
    if (id === COUNTY) return reply.redirect('/');
    const area = localityCalled(figures.snapshot.catalogue, id).id;
    const [overview, county] = await Promise.all([overviewOf(figures, area), overviewOf(figures, COUNTY)]);
    return sendPage(reply, AreaPage, { frame: pageFrame(request), area, overview, county });
  });
}
