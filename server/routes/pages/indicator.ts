import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { IndicatorPage } from '../../../web/pages/IndicatorPage.tsx';
import { chartData } from '../../charts.ts';
import { areaCalled, grainFor, indicatorCalled, trendGrain } from '../../lookup.ts';
import { pageFrame, sendPage } from '../../page.ts';
import { parse } from '../../parse.ts';
import { behindTheFigure } from '../../queries/files.ts';
import { lineageIfKept } from '../../queries/lineage.ts';
import { overviewRowOf } from '../../queries/overview.ts';
import { areaParameter, grainParameter } from '../parameters.ts';

const params = z.object({ id: z.string() });
const query = z.object({ area: areaParameter, grain: grainParameter });

export async function indicatorPage(app: FastifyInstance): Promise<void> {
  app.get('/indicators/:id', { config: { needs: 'figures' } }, async (request, reply) => {
    const { figures } = request;
    const { catalogue } = figures.snapshot;
    const wanted = parse(query, request.query);
    const indicator = indicatorCalled(catalogue, parse(params, request.params).id);
    const area = areaCalled(catalogue, wanted.area);
    const grain = grainFor(indicator, wanted.grain ?? trendGrain(indicator));
    const row = await overviewRowOf(figures, indicator, area);
    const [data, files, lineage] = await Promise.all([
      chartData(figures, { indicator, area, grain }),
      behindTheFigure(figures, indicator),
      lineageIfKept(figures, indicator, area, row.latest),
    ]);
    const { series, county, areas, areaSeries } = data;
    const frame = pageFrame(request);
    const props = { frame, indicator, series, county, areas, areaSeries, row, files, lineage };
    return sendPage(reply, IndicatorPage, props);
  });
}
