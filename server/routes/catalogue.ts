import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { type About, JSON_TYPE } from '../openapi/about.ts';
import { ANSWERS } from '../openapi/answers.ts';
import { parse } from '../parse.ts';
import { snapshotParameter } from './parameters.ts';

const query = z.strictObject({ snapshot: snapshotParameter });

const about: About = {
  id: 'catalogue',
  summary: 'The partnership, its frameworks and areas, and its indicators and extracts.',
  query,
  answer: { [JSON_TYPE]: ANSWERS.Catalogue },
};

export async function catalogueRoutes(app: FastifyInstance): Promise<void> {
  app.get('/api/v1/catalogue', { config: { needs: 'figures', about } }, async (request) => {
    parse(query, request.query);
    const { catalogue, info } = request.figures.snapshot;
    const { frameworks, areas, ...partnership } = catalogue.partnership;
    const { extracts, indicators } = catalogue;
    return { snapshot: info.id, partnership, frameworks, areas, indicators, extracts };
  });
}
