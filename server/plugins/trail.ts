import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { whoIs } from '../access/viewer.ts';

/** Who looked at true figures, by indicator and area. The same person looking again within the hour is one view. */

const AGAIN_AFTER_MS = 3_600_000;
const REMEMBERED_AT_MOST = 10_000;

const looked = z.looseObject({
  id: z.string().optional().catch(undefined),
  indicator: z.string().optional().catch(undefined),
  area: z.string().optional().catch(undefined),
  format: z.string().optional().catch(undefined),
});

export function recordViews(app: FastifyInstance, clock: () => number, log: (line: string) => void): void {
  const lately = new Map<string, number>();
  // Before the answer goes out, so that none does without its line.
  app.addHook('onSend', async (request, reply) => {
    const isFigures = request.lease !== null && request.viewer.scope?.level === 'full';
    if (!isFigures || (reply.statusCode !== 200 && reply.statusCode !== 304)) return;
    const view = viewOf(request);
    const key = JSON.stringify(view);
    const now = clock();
    if (now - (lately.get(key) ?? Number.NEGATIVE_INFINITY) < AGAIN_AFTER_MS) return;
    lately.set(key, now);
    const [oldest] = lately.keys();
    if (lately.size > REMEMBERED_AT_MOST && oldest !== undefined) lately.delete(oldest);
    try {
      await app.access.audit.record(view);
    } catch (error) {
      // Not taken for recorded: the next look tries again.
      lately.delete(key);
      log(`The audit trail cannot be written: ${error}`);
    }
  });
}

function viewOf(request: FastifyRequest) {
  const route = request.routeOptions.url ?? '';
  const {
    id,
    indicator = id,
    area,
    format,
  } = {
    ...looked.parse(request.query ?? {}),
    ...looked.parse(request.params ?? {}),
  };
  const isArea = route.startsWith('/areas/');
  const named = isArea ? { area: id } : { ...(route.includes('/files') ? {} : { indicator }), area };
  const given = Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined));
  return {
    event: format === undefined ? ('view' as const) : ('download' as const),
    ...whoIs(request),
    route,
    ...given,
  };
}
