import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { CHART_KINDS, CHART_SIZES } from '../../web/props.ts';
import { type ChartWanted, svgChart, vegaChart, vegaLiteChart } from '../charts.ts';
import { areaCalled, grainFor, indicatorCalled, trendGrain } from '../lookup.ts';
import { parse } from '../parse.ts';
import { areaParameter, grainParameter, snapshotParameter } from './parameters.ts';

const params = z.object({ indicator: z.string() });
const query = z.strictObject({
  kind: z.enum(CHART_KINDS).default('trend'),
  size: z.enum(CHART_SIZES).default('wide'),
  area: areaParameter,
  grain: grainParameter,
  snapshot: snapshotParameter,
});

export async function chartRoutes(app: FastifyInstance): Promise<void> {
  app.get('/charts/:indicator.svg', { config: { needs: 'figures' } }, async (request, reply) => {
    const picture = await svgChart(request.figures, chartWanted(request));
    return reply.type('image/svg+xml; charset=utf-8').send(picture);
  });

  app.get('/charts/:indicator.vl.json', { config: { needs: 'figures' } }, async (request) =>
    vegaLiteChart(request.figures, chartWanted(request)),
  );

  app.get('/charts/:indicator.vg.json', { config: { needs: 'figures' } }, async (request) =>
    vegaChart(request.figures, chartWanted(request)),
  );
}

function chartWanted({ figures, params: address, query: asked }: FastifyRequest): ChartWanted {
  const { catalogue } = figures.snapshot;
  const { kind, size, area, grain } = parse(query, asked);
  const indicator = indicatorCalled(catalogue, parse(params, address).indicator);
  return {
    indicator,
    area: areaCalled(catalogue, area),
    grain: grainFor(indicator, grain ?? trendGrain(indicator)),
    kind,
    size,
  };
}
