import type { FastifyInstance, FastifyRequest } from 'fastify';
import { areaNames, plain } from '../../../indicators/areas.ts';
import { networkOf } from '../../access/network.ts';
import { CALLBACK, type Identity, LogInError, type OpenId } from '../../access/oidc.ts';
import type { Role } from '../../access/scope.ts';
import { Problem } from '../../problems.ts';
import { enter } from './log-in.ts';

/** Coming back from the identity provider. */

export async function oidcRoutes(app: FastifyInstance, { openId }: { openId: OpenId }): Promise<void> {
  const { access } = app;

  app.get(CALLBACK, { config: { needs: 'anyone' } }, async (request, reply) => {
    reply.header('cache-control', 'no-store');
    const handle = access.cookies.read(request, 'login');
    access.cookies.clear(reply, 'login');
    try {
      const { who, returnTo } = await openId.finish(handle, searchOf(request));
      const role = roleOf(who, request);
      await enter(request, reply, { user: who.user, name: who.name, role });
      return reply.redirect(returnTo, 303);
    } catch (error) {
      await recordFailure(request, error);
      if (error instanceof LogInError) throw new Problem(error.status, error.message);
      throw error;
    }
  });
}

/** A stranger may come back from nowhere as often as they like: so many are recorded, and no more. */
async function recordFailure({ ip, server }: FastifyRequest, error: unknown): Promise<void> {
  const { throttle, audit } = server.access;
  const network = networkOf(ip);
  if (throttle.address.wait(network) > 0) return;
  throttle.address.failed(network);
  await audit.record({ event: 'log_in_failed', who: 'oidc', address: ip, detail: String(error) });
}

function searchOf({ url }: FastifyRequest): string {
  const at = url.indexOf('?');
  return at === -1 ? '' : url.slice(at);
}

/** The role that sees most counts. */
function roleOf({ roles, area }: Identity, request: FastifyRequest): Role {
  if (roles.includes('analyst')) return 'analyst';
  if (roles.includes('leader')) return 'leader';
  if (!roles.includes('area')) {
    throw new LogInError(
      'You have logged in, but have no role here. Ask who looks after the dashboard for one.',
    );
  }
  const { areas = [] } = request.server.snapshots.current?.catalogue.partnership ?? {};
  const own = areas.find((one) => areaNames(one).includes(plain(area ?? '')));
  if (own) return `area:${own.id}`;
  throw new LogInError(
    'You have logged in, but which area is yours is not known. Ask who looks after the dashboard.',
  );
}
