import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { ownPath } from '../../access/return-to.ts';
import { isRole } from '../../access/scope.ts';
import { parse } from '../../parse.ts';
import { Problem } from '../../problems.ts';
import { enter } from './log-in.ts';

/** Without log-in, on one machine: what others see. */

const form = z.object({ role: z.string(), return: z.string().default('/') });

export async function viewAsRoutes(app: FastifyInstance): Promise<void> {
  app.post('/role', { config: { needs: 'anyone' } }, async (request, reply) => {
    reply.header('cache-control', 'no-store');
    const { role, return: back } = parse(form, request.body);
    const areas = app.snapshots.current?.catalogue.partnership.areas ?? [];
    const isKnown = !role.startsWith('area:') || areas.some(({ id }) => role === `area:${id}`);
    if (!isRole(role) || !isKnown) throw new Problem(400, 'There is no such role. Choose one from the list.');
    await enter(request, reply, { user: 'open this machine', name: 'this machine', role });
    return reply.redirect(ownPath(back), 303);
  });
}
