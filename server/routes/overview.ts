import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { overviewTable } from '../formats/flat.ts';
import { negotiate } from '../formats/negotiate.ts';
import { sendTable } from '../formats/send.ts';
import { areaCalled } from '../lookup.ts';
import { type About, inEveryFormat } from '../openapi/about.ts';
import { ANSWERS } from '../openapi/answers.ts';
import { parse } from '../parse.ts';
import { overviewOf } from '../queries/overview.ts';
import { areaParameter, formatParameter, snapshotParameter } from './parameters.ts';

const query = z.strictObject({
  area: areaParameter,
  snapshot: snapshotParameter,
  format: formatParameter,
});

const about: About = {
  id: 'overview',
  summary: 'One row for each indicator: its latest figure, target and status.',
  description:
    'As a table, the figure’s own status is in “status”, and how the indicator stands in “standing”.',
  query,
  answer: inEveryFormat(ANSWERS.Overview),
  problems: [406],
};

export async function overviewRoutes(app: FastifyInstance): Promise<void> {
  app.get('/api/v1/overview', { config: { needs: 'figures', about } }, async (request, reply) => {
    const { figures, headers } = request;
    const { area, format: named } = parse(query, request.query);
    const format = negotiate('The overview', named, headers.accept);
    const overview = await overviewOf(figures, areaCalled(figures.snapshot.catalogue, area));
    return format === 'json' ? overview : sendTable(reply, overviewTable(overview), format);
  });
}
