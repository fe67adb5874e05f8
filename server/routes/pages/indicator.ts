import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { IndicatorPage } from '../../../web/pages/IndicatorPage.tsx';
import { chartData } from '../../charts.ts';
import { areaCalled, grainFor, indicatorCalled, trendGrain } from '../../lookup.ts';
import { pageFrame, sendPage } from '../../page.ts';
import { parse } from '../../parse.ts';
import { behindTheFigure } from '../../queries/files.ts';
import { overviewRowOf } from '../../queries/overview.ts';
import { areaParameter, grainParameter } from '../parameters.ts';

const params = z.object({ id: z.string() });
const query = z.object({ area: areaParameter, grain: grainParameter });

export async function indicatorPage(app: FastifyInstance): Promise<void> {
  app.get('/indicators/:id', async (request, reply) => {
    const { figures } = request;
    const { catalogue } = figures.snapshot;
    const wanted = parse(query, request.query);
    const indicator = indicatorCalled(catalogue, parse(params, request.params).id);
    const area = areaCalled(catalogue, wanted.area);
    const grain = grainFor(indicator, wanted.grain ?? trendGrain(indicator));
    const [data, row, files] = await Promise.all([
      chartData(figures, { indicator, area, grain }),
      overviewRowOf(figures, indicator, area),
      behindTheFigure(figures, indicator),
    ]);
    const { series, county, areas, areaSeries } = data;
    const frame = pageFrame(request);
    const props = { frame, indicator, series, county, areas, areaSeries, row, files };
    return sendPage(reply, IndicatorPage, props);
  });
}
