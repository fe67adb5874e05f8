import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { areaCalled } from '../lookup.ts';
import { type About, JSON_TYPE } from '../openapi/about.ts';
import { ANSWERS } from '../openapi/answers.ts';
import { parse } from '../parse.ts';
import { overviewOf } from '../queries/overview.ts';
import { areaParameter, snapshotParameter } from './parameters.ts';

const query = z.strictObject({ area: areaParameter, snapshot: snapshotParameter });

const about: About = {
  id: 'overview',
  summary: 'One row for each indicator: its latest figure, target and status.',
  query,
  answer: { [JSON_TYPE]: ANSWERS.Overview },
};

export async function overviewRoutes(app: FastifyInstance): Promise<void> {
  app.get('/api/v1/overview', { config: { needs: 'figures', about } }, async (request) => {
    const { figures } = request;
    const { area } = parse(query, request.query);
    return overviewOf(figures, areaCalled(figures.snapshot.catalogue, area));
  });
}
