import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { type About, JSON_TYPE } from '../openapi/about.ts';
import { ANSWERS } from '../openapi/answers.ts';
import { openApiDocument } from '../openapi/document.ts';
import { parse } from '../parse.ts';
import { snapshotParameter } from './parameters.ts';

const query = z.strictObject({ snapshot: snapshotParameter });

const about: About = {
  id: 'description',
  summary: 'This description of the API.',
  query,
  answer: { [JSON_TYPE]: ANSWERS.OpenApi },
};

export async function openApiRoutes(app: FastifyInstance): Promise<void> {
  app.get('/api/openapi.json', { config: { needs: 'figures', about } }, async (request) => {
    parse(query, request.query);
    const { mode, cookies } = app.access;
    return openApiDocument(app.declaredRoutes, {
      cookie: mode === 'open' ? null : cookies.nameOf('session'),
    });
  });
}
