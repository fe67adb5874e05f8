import type { FastifyInstance } from 'fastify';
import type { Metrics } from '../plugins/metrics.ts';
import { NOTHING_PUBLISHED } from '../problems.ts';

export async function healthRoutes(app: FastifyInstance, { metrics }: { metrics: Metrics }): Promise<void> {
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('cache-control', 'no-store');
  });

  app.get('/healthz', { config: { needs: 'anyone' } }, async () => ({ status: 'alive' }));

  app.get('/readyz', { config: { needs: 'anyone' } }, async (_request, reply) => {
    const { current, damaged } = app.snapshots;
    if (!current) return reply.code(503).send({ status: 'not ready', detail: NOTHING_PUBLISHED, damaged });
    return { status: 'ready', snapshot: current.info.id, damaged };
  });

  app.get('/metrics', { config: { needs: 'operator' } }, async (_request, reply) =>
    reply.type('text/plain; version=0.0.4; charset=utf-8').send(metrics.text()),
  );
}
