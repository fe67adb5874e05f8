import type { FastifyInstance } from 'fastify';

export async function snapshotsRoutes(app: FastifyInstance): Promise<void> {
  app.get('/api/v1/snapshots', { config: { needs: 'figures' } }, async (_request, reply) => {
    reply.header('cache-control', 'private, no-cache');
    const { snapshots } = app;
    return { current: snapshots.current?.info.id ?? null, snapshots: await snapshots.list() };
  });
}
