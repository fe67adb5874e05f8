import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { parse } from '../parse.ts';
import { fileOf, filesOf, findingsOf } from '../queries/files.ts';
import { snapshotParameter } from './parameters.ts';

const params = z.object({ sha: z.string() });
const query = z.strictObject({ snapshot: snapshotParameter });

export async function filesRoutes(app: FastifyInstance): Promise<void> {
  app.get('/api/v1/files', { config: { needs: 'analyst' } }, async (request) => {
    parse(query, request.query);
    const { figures } = request;
    return { snapshot: figures.snapshot.info.id, files: await filesOf(figures) };
  });

  app.get('/api/v1/files/:sha', { config: { needs: 'analyst' } }, async (request) => {
    parse(query, request.query);
    const file = await fileOf(request.figures, parse(params, request.params).sha);
    return { ...file, findings: await findingsOf(request.figures, file.sha256) };
  });

  app.get('/api/v1/files/:sha/findings', { config: { needs: 'analyst' } }, async (request) => {
    parse(query, request.query);
    const { file, sha256 } = await fileOf(request.figures, parse(params, request.params).sha);
    return { file, sha256, findings: await findingsOf(request.figures, sha256) };
  });
}
