import type { FastifyInstance } from 'fastify';
import { type About, JSON_TYPE } from '../openapi/about.ts';
import { ANSWERS } from '../openapi/answers.ts';

const about: About = {
  id: 'snapshots',
  summary: 'The published and frozen snapshots, the newest first.',
  answer: { [JSON_TYPE]: ANSWERS.Snapshots },
};

export async function snapshotsRoutes(app: FastifyInstance): Promise<void> {
  app.get('/api/v1/snapshots', { config: { needs: 'figures', about } }, async (_request, reply) => {
    reply.header('cache-control', 'private, no-cache');
    const { snapshots } = app;
    return { current: snapshots.current?.info.id ?? null, snapshots: await snapshots.list() };
  });
}
