import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { parse } from '../parse.ts';
import { snapshotParameter } from './parameters.ts';

const query = z.strictObject({ snapshot: snapshotParameter });

export async function catalogueRoutes(app: FastifyInstance): Promise<void> {
  app.get('/api/v1/catalogue', { config: { needs: 'figures' } }, async (request) => {
    parse(query, request.query);
    const { catalogue, info } = request.figures.snapshot;
    const { frameworks, areas, ...partnership } = catalogue.partnership;
    const { extracts, indicators } = catalogue;
    return { snapshot: info.id, partnership, frameworks, areas, indicators, extracts };
  });
}
