import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import type { Series } from '../../indicators/series.ts';
import { seriesCsv } from '../formats/csv.ts';
import { fileName } from '../formats/flat.ts';
import { FORMATS, type Format, negotiate } from '../formats/negotiate.ts';
import { areaCalled, grainFor, indicatorCalled } from '../lookup.ts';
import { parse } from '../parse.ts';
import { seriesOf } from '../queries/series.ts';
import {
  areaParameter,
  fromParameter,
  grainParameter,
  snapshotParameter,
  toParameter,
} from './parameters.ts';

const params = z.object({ id: z.string() });
const query = z.strictObject({
  area: areaParameter,
  grain: grainParameter,
  from: fromParameter,
  to: toParameter,
  snapshot: snapshotParameter,
  format: z.string().optional(),
});

export async function seriesRoutes(app: FastifyInstance): Promise<void> {
  app.get('/api/v1/indicators/:id/series', { config: { needs: 'figures' } }, async (request, reply) => {
    const { figures } = request;
    const { catalogue } = figures.snapshot;
    const wanted = parse(query, request.query);
    const format = negotiate(wanted.format, request.headers.accept);
    const indicator = indicatorCalled(catalogue, parse(params, request.params).id);
    const area = areaCalled(catalogue, wanted.area);
    const grain = grainFor(indicator, wanted.grain ?? indicator.grains[0] ?? indicator.tile_grain);
    const series = await seriesOf(figures, { indicator, area, grain, from: wanted.from, to: wanted.to });
    return sendSeries(reply, series, format);
  });
}

async function sendSeries(reply: FastifyReply, series: Series, format: Format): Promise<FastifyReply> {
  if (format === 'json') return reply.send(series);
  reply.header('content-disposition', `attachment; filename="${fileName(series, format)}"`);
  if (format === 'csv') return reply.type(`${FORMATS.csv}; charset=utf-8`).send(seriesCsv(series));
  // Arrow takes a tenth of a second to load, which most readers never need.
  const { seriesArrow } = await import('../formats/arrow.ts');
  return reply.type(FORMATS.arrow).send(seriesArrow(series));
}
